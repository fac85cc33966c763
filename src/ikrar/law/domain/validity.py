"""Whether something was in force on a day, where a first day may be unknown."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ikrar.kernel.periods import PeriodIsEmpty


class Held(StrEnum):
    """In force on a day, not in force, or not to be told because the first day was not found."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Validity:
    """From `begins_on` up to but without `ends_before`; None is not found (first) or still open (last).

    >>> pp53 = Validity(date(2010, 6, 6), date(2021, 8, 31))
    >>> pp53.on(date(2021, 8, 30)).value, pp53.on(date(2021, 8, 31)).value
    ('yes', 'no')
    >>> Validity(None, date(2021, 8, 31)).on(date(2015, 1, 1)).value
    'unknown'
    """

    begins_on: date | None = None
    ends_before: date | None = None

    def __post_init__(self) -> None:
        if self.begins_on and self.ends_before and self.ends_before <= self.begins_on:
            raise PeriodIsEmpty(self.begins_on, self.ends_before)

    def on(self, day: date) -> Held:
        if self.ends_before is not None and day >= self.ends_before:
            return Held.NO
        if self.begins_on is None:
            return Held.UNKNOWN
        return Held.YES if day >= self.begins_on else Held.NO
