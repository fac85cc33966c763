"""Institutions, units and officials: who belongs where, when. An official is a row here, never an account."""
