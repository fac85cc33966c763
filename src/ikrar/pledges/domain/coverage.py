"""Counting a roll call: what is counted, and how a unit's figures contain those of the units below it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

FIFTHS = 5
SMALLEST_SQUARE = 5  # a unit with fewer people is shown together with others

BOUND, EXCUSED, LEFT = "bound", "excused", "left"
ASKED, DECLINED, PLEDGED, DISPUTED, MISSING = "asked", "declined", "pledged", "disputed", "missing"
KEY, IDENTIFIED, PRESENCE = "key:", "identified:", "presence:"
PEOPLE = "people"  # who has the duty now; `bound` is what is frozen, with its entered changes

# Under which column each count is kept.
COLUMNS = {
    **{name: name for name in (BOUND, PEOPLE, EXCUSED, LEFT, ASKED, DECLINED, PLEDGED, DISPUTED, MISSING)},
    **{f"{KEY}{kind}": f"key_{kind}" for kind in ("certified", "passkey", "kiosk", "paper")},
    f"{KEY}device-key": "key_device",
    **{f"{IDENTIFIED}{how}": f"by_{how}" for how in ("code", "key", "passkey", "otp", "witness")},
    **{f"{PRESENCE}{level}": f"presence_{level}" for level in ("shown", "late", "none")},
}


class BookState(StrEnum):
    """A book is made aside, then becomes the one that is read, then the former one."""

    MAKING = "MAKING"
    CURRENT = "CURRENT"
    FORMER = "FORMER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is counted of a part of the tree. `bound` is the frozen denominator with its recorded changes.

    `pledged`, `disputed`, `declined` and `missing` lie apart and make up `bound`; `excused` and `left` lie
    outside it. `asked` is everyone of `bound` who was asked, whatever the answer.
    """

    bound: int
    excused: int
    left: int
    asked: int
    declined: int
    pledged: int
    disputed: int
    missing: int
    by_key: Mapping[str, int]
    by_identification: Mapping[str, int]
    by_presence: Mapping[str, int]

    @property
    def unasked(self) -> int:
        return max(self.bound - self.asked, 0)

    @property
    def share(self) -> float | None:
        """Pledged of bound; None where nobody has the duty."""
        return self.pledged / self.bound if self.bound else None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCoverage(Figures):
    """The figures of one unit with everything below it."""

    unit_id: int
    public_id: str
    name: str
    depth: int
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How many pledges came in the span that begins at `at`."""

    at: datetime
    count: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """A declaration's figures: in all, by unit in tree order (own and below), and by minute."""

    declaration_id: int
    total: Figures
    rows: tuple[UnitCoverage, ...]
    by_minute: tuple[Arrivals, ...]

    @property
    def by_hour(self) -> tuple[Arrivals, ...]:
        return hourly(self.by_minute)


def figures(counts: Mapping[str, int]) -> dict[str, object]:
    """The fields of `Figures` from a flat count.

    >>> found = figures(Counter({"bound": 3, "pledged": 2, "key:device-key": 2}))
    >>> found["bound"], found["pledged"], found["missing"], found["by_key"]
    (3, 2, 0, {'device-key': 2})
    """
    plain = (BOUND, EXCUSED, LEFT, ASKED, DECLINED, PLEDGED, DISPUTED, MISSING)
    return {
        **{name: counts.get(name, 0) for name in plain},
        "by_key": _split(counts, KEY),
        "by_identification": _split(counts, IDENTIFIED),
        "by_presence": _split(counts, PRESENCE),
    }


def with_missing(own: Mapping[str, int]) -> Counter[str]:
    """A unit's own counts with those of whom nothing is known yet.

    >>> with_missing({"bound": 9, "pledged": 5, "disputed": 1, "declined": 1})["missing"]
    2
    """
    accounted = own.get(PLEDGED, 0) + own.get(DISPUTED, 0) + own.get(DECLINED, 0)
    return Counter({**own, MISSING: max(own.get(BOUND, 0) - accounted, 0)})


def roll_up(*, parents: Mapping[int, int | None], own: Mapping[int, Counter[str]]) -> dict[int, Counter[str]]:
    """Add each unit's counts to the unit above. In `parents` a unit stands after the one above it.

    >>> sums = roll_up(parents={1: None, 2: 1, 3: 2}, own={2: Counter(a=1), 3: Counter(a=2, b=1)})
    >>> sums[1] == Counter(a=3, b=1), sums[3] == Counter(a=2, b=1)
    (True, True)
    """
    sums = {unit: Counter(own.get(unit, {})) for unit in parents}
    for unit in reversed(list(parents)):
        parent = parents[unit]
        if parent in sums:
            sums[parent].update(sums[unit])
    return sums


def hourly(by_minute: Iterable[Arrivals]) -> tuple[Arrivals, ...]:
    """The same arrivals by the hour they fell in."""
    hours: Counter[datetime] = Counter()
    for arrivals in by_minute:
        hours[arrivals.at.replace(minute=0, second=0, microsecond=0)] += arrivals.count
    return tuple(Arrivals(at, hours[at]) for at in sorted(hours))


def fifths(*, pledged: int, bound: int) -> int:
    """How many fifths of a square are filled: never rounded up, full only when nobody is missing.

    >>> [fifths(pledged=n, bound=10) for n in (0, 1, 2, 9, 10)], fifths(pledged=0, bound=0)
    ([0, 0, 1, 4, 5], 0)
    """
    return min(FIFTHS * pledged // bound, FIFTHS) if bound else 0


def _split(counts: Mapping[str, int], prefix: str) -> dict[str, int]:
    return {name.removeprefix(prefix): n for name, n in counts.items() if name.startswith(prefix) and n}
