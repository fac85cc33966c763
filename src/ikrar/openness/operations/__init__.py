"""Changes: keyword-only, one transaction each, the moment passed in."""

from ikrar.openness.operations.announcing import (
    AlreadyAnnounced,
    HourOutsideTheDay,
    NothingToAnnounce,
    TooManyDays,
    announce_due,
    choose_times,
)
from ikrar.openness.operations.publishing import (
    NothingToRepublish,
    ReasonIsMissing,
    StillCounting,
    publish_due,
    republish,
)

__all__ = [
    "AlreadyAnnounced",
    "HourOutsideTheDay",
    "NothingToAnnounce",
    "NothingToRepublish",
    "ReasonIsMissing",
    "StillCounting",
    "TooManyDays",
    "announce_due",
    "choose_times",
    "publish_due",
    "republish",
]
