"""Changes: keyword-only, one transaction each, the moment passed in."""

from ikrar.openness.operations.announcing import (
    AlreadyAnnounced,
    HourOutsideTheDay,
    NothingToAnnounce,
    TooManyDays,
    announce_due,
    choose_times,
)
from ikrar.openness.operations.correcting import (
    ClosingIsAhead,
    FiguresMovedOn,
    NothingToRepublish,
    Proposal,
    ReasonIsMissing,
    StillCounting,
    propose,
    republish,
)
from ikrar.openness.operations.publishing import publish_due
from ikrar.openness.operations.tiling import (
    LARGEST_FILE,
    LayoutNotRead,
    LayoutTooLarge,
    lay_out,
    lay_out_afresh,
    read_layout,
)

__all__ = [
    "LARGEST_FILE",
    "AlreadyAnnounced",
    "ClosingIsAhead",
    "FiguresMovedOn",
    "HourOutsideTheDay",
    "LayoutNotRead",
    "LayoutTooLarge",
    "NothingToAnnounce",
    "NothingToRepublish",
    "Proposal",
    "ReasonIsMissing",
    "StillCounting",
    "TooManyDays",
    "announce_due",
    "choose_times",
    "lay_out",
    "lay_out_afresh",
    "propose",
    "publish_due",
    "read_layout",
    "republish",
]
