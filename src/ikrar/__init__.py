"""Ikrar: the open system of record for the neutrality of Indonesian civil servants in elections."""

__version__ = "0.4.0"
