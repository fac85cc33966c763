"""How long an office keeps what, by its own archive schedule, and when something is ripe. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ikrar.kernel.words import Words

SHORTEST_MONTHS = 12  # newcomers may owe a pledge for so long after a declaration
LONGEST_MONTHS = 100 * 12

# What must be gone first: a duty is what the pledge, the entry on paper and the code lead to.
WAITS_FOR: Mapping[str, tuple[str, ...]] = {
    "duty": ("pledge", "kiosk-and-paper", "identification", "declining")
}


@dataclass(frozen=True, slots=True)
class Line:
    """One activity of the office's schedule: how long, and who decided it."""

    activity: str
    months: int
    jra: str
    decree: str
    decided_on: date

    @property
    def words(self) -> Words:
        """`5 tahun 6 bulan`."""
        years, months = divmod(self.months, 12)
        parts = [(years, "tahun", "years"), (months, "bulan", "months")]
        told = [(f"{n} {a}", f"{n} {b}") for n, a, b in parts if n]
        return Words(" ".join(a for a, _ in told), " ".join(b for _, b in told))


@dataclass(frozen=True, slots=True)
class Schedule:
    """What the office has decided; an activity without a line is never ripe."""

    lines: Mapping[str, Line] = field(default_factory=dict)

    def line(self, activity: str) -> Line | None:
        return self.lines.get(activity)

    def cut_off(self, activity: str, *, today: date) -> date | None:
        """What is counted from this day or an earlier one is ripe; None where nothing was decided."""
        line = self.lines.get(activity)
        return back(today, line.months) if line else None

    def is_ripe(self, activity: str, *, since: date, today: date) -> bool:
        """Whether the whole period has passed since that day."""
        cut_off = self.cut_off(activity, today=today)
        return cut_off is not None and since <= cut_off


def back(day: date, months: int) -> date:
    """The latest day from which so many months have fully passed.

    >>> back(date(2031, 11, 23), 60), back(date(2027, 3, 31), 1)
    (datetime.date(2026, 11, 23), datetime.date(2027, 2, 28))
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, _last_of(year, month + 1)))


def _last_of(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days


class ActivityNotScheduled(Exception):
    """The office has decided no period for this activity, so nothing of it may go."""


class NotRipe(Exception):
    """The period has not passed, or there is nothing left, or something else must be gone first."""


class SecondOfficerNeeded(Exception):
    """Whoever proposes does not approve."""


class NotAtThisPoint(Exception):
    """The proposal is not at the point at which this can be done."""
