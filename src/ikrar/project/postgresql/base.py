"""Where Django looks for an engine."""

from ikrar.project.postgresql.engine import DatabaseWrapper

__all__ = ["DatabaseWrapper"]
