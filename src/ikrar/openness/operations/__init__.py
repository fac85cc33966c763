"""Changes: keyword-only, one transaction each, the moment passed in."""

from ikrar.openness.operations.publishing import (
    NothingToRepublish,
    ReasonIsMissing,
    StillCounting,
    publish_due,
    republish,
)

__all__ = [
    "NothingToRepublish",
    "ReasonIsMissing",
    "StillCounting",
    "publish_due",
    "republish",
]
