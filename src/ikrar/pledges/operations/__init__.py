"""Changes: keyword-only, one transaction each, the moment passed in."""
