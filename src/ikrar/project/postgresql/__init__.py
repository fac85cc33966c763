"""Django's PostgreSQL engine, for a cluster whose primary may change: see `engine` and docs/decisions/0054."""
