"""Declarations and their publications as JSON, described for machines."""
