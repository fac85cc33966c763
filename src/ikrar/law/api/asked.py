"""What may be asked by POST: read strictly, bounded, and described to machines by these same types."""

from datetime import date, datetime
from typing import Annotated, Literal

import msgspec

Code = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Short = Annotated[str, msgspec.Meta(max_length=60)]


class Ask(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """May this be done, by whom, on that day? A fact that is not told is unknown."""

    conduct: Code
    day: date
    groups: Annotated[list[Code], msgspec.Meta(min_length=1, max_length=10)]
    contest: Short = (
        ""  # pemilu, pilkada, none, or one race as pilkada:gubernur; empty: whatever runs on that day
    )
    facts: Annotated[dict[Code, Code], msgspec.Meta(max_length=40)] = {}
    leads_to: bool = False


class Quote(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A rule as somebody quotes it, and the day it is quoted for."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
    day: date
    contest: Literal["", "pemilu", "pilkada", "none"] = ""


class CountTerm(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A rule and the event it runs from: a day, or a moment with its offset from UTC where the hour is known."""

    term: Code
    event_on: date | None = None
    event_at: datetime | None = None
    zone: Literal["WIB", "WITA", "WIT"] = "WIB"
