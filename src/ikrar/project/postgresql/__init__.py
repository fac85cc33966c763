"""Django's PostgreSQL engine, for a cluster whose primary may change: see `base` and docs/decisions/0054."""
