"""What others may ask of this context."""

from ikrar.privacy.queries.processing import record, schedule

__all__ = ["record", "schedule"]
