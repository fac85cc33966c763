"""Printed papers, drawn by typst."""
