"""The embedded database: Django's own engine, whose writers take short turns (decision 0064)."""
