"""How long somebody has, counted from what. Unit and first day are two separate doubts."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from ikrar.kernel.words import Words
from ikrar.law.domain.backing import Backing, Basis
from ikrar.law.domain.validity import Validity


class Unit(StrEnum):
    """In what a term is counted."""

    CALENDAR = "calendar"
    WORKING = "working"
    HOURS = "hours"
    UNCLEAR = "unclear"
    NOT_FOUND = "not-found"


class FirstDay(StrEnum):
    """Whether the day of the event counts. No text says so, so UNCLEAR is the rule; MOMENT is for hours."""

    NEXT_DAY = "next-day"
    EVENT_DAY = "event-day"
    UNCLEAR = "unclear"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Practice:
    """How a place counts differently, as data, never as the rule. `event`: it counts from another event."""

    where: Words
    backing: Backing
    unit: Unit | None = None
    length: int | None = None
    event: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """`length` is the number of units (None: not found). `is_day_of` marks "on day 15" instead of "within 15 days"."""

    code: str
    name: Words
    regime: str
    length: int | None
    unit: Unit
    first_day: FirstDay
    counts_from: Words
    event: str
    act: Words
    by: Words
    basis: tuple[Basis, ...]
    backing: Backing
    is_day_of: bool = False
    practice: tuple[Practice, ...] = ()


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours on these weekdays (1 is Monday), local time."""

    days: frozenset[int]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Reception:
    """Hours of a counter; around the clock in the named stages. `hours` is empty where none were found."""

    code: str
    name: Words
    regime: str
    validity: Validity
    hours: tuple[Hours, ...]
    terms: tuple[str, ...]
    basis: tuple[Basis, ...]
    backing: Backing
    voting_day: Hours | None = None
    around_the_clock: Words | None = None
    around_the_clock_stages: tuple[str, ...] = ()
