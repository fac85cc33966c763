"""Periods of days: from a day, up to but without another."""

from dataclasses import dataclass
from datetime import date


class PeriodIsEmpty(ValueError):
    """A period must hold at least one day."""


@dataclass(frozen=True, slots=True)
class Period:
    """`begins_on` belongs to it, `ends_before` does not; None there means it is still open.

    >>> campaign = Period(date(2024, 9, 25), date(2024, 11, 24))
    >>> date(2024, 11, 23) in campaign, date(2024, 11, 24) in campaign
    (True, False)
    """

    begins_on: date
    ends_before: date | None = None

    def __post_init__(self) -> None:
        if self.ends_before is not None and self.ends_before <= self.begins_on:
            raise PeriodIsEmpty(self.begins_on, self.ends_before)

    def __contains__(self, day: date) -> bool:
        return self.begins_on <= day and (self.ends_before is None or day < self.ends_before)
