"""Printed papers of the law, set by typst."""
