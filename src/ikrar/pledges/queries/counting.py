"""Counting a declaration from the acts themselves: all of it, or what a few people contribute.

Plain SQL, so that the engines walk five million duties once. A pledge counts when it was settled and its person has
the duty that day; after erasure the duty is unknown.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import Sum

from ikrar.pledges.domain.coverage import (
    ASKED,
    BOUND,
    DECLINED,
    DISPUTED,
    EXCUSED,
    IDENTIFIED,
    KEY,
    LEFT,
    PEOPLE,
    PLEDGED,
    PRESENCE,
)
from ikrar.pledges.models import Denominator, DenominatorChange
from ikrar.roster.domain import Standing

OUTSIDE = {Standing.EXCUSED.value: EXCUSED, Standing.LEFT.value: LEFT}
AT_ONCE = 5000  # ids in one question

_DUTIES = """
SELECT d.declaration_id, d.unit_id, d.site_id, d.standing, COUNT(*),
  SUM(CASE WHEN d.asked_at IS NOT NULL OR r.id IS NOT NULL OR p.id IS NOT NULL THEN 1 ELSE 0 END),
  SUM(CASE WHEN r.id IS NOT NULL AND p.id IS NULL THEN 1 ELSE 0 END)
FROM pledges_duty d
LEFT JOIN pledges_refusal r ON r.duty_id = d.id
LEFT JOIN pledges_pledge p ON p.duty_id = d.id AND p.effective
  AND NOT EXISTS (SELECT 1 FROM pledges_unsettled u WHERE u.id = p.id)
WHERE d.declaration_id IS NOT NULL AND {where}
GROUP BY d.declaration_id, d.unit_id, d.site_id, d.standing
"""
_COUNTS = """
FROM pledges_pledge p LEFT JOIN pledges_duty d ON d.id = p.duty_id
WHERE p.effective AND (p.duty_id IS NULL OR d.standing = 'BOUND') AND {where}
  AND NOT EXISTS (SELECT 1 FROM pledges_unsettled u WHERE u.id = p.id)
"""
_PLEDGES = (
    "SELECT p.declaration_id, p.unit_id, d.site_id, p.disputed, p.key_kind, p.identified_by, p.presence, COUNT(*)"
    + _COUNTS
    + "GROUP BY p.declaration_id, p.unit_id, d.site_id, p.disputed, p.key_kind, p.identified_by, p.presence"
)
_MINUTES = (
    "SELECT p.declaration_id, {minute} AS minute, COUNT(*)" + _COUNTS + "GROUP BY p.declaration_id, minute"
)
_MINUTE_OF = {
    "sqlite": "substr(p.received_at, 1, 16)",
    "postgresql": "to_char(p.received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """What is counted: one unit by itself, one site, or one minute of a declaration."""

    declaration_id: int
    unit_id: int | None = None
    site_id: int | None = None
    minute: datetime | None = None


Counts = defaultdict[Spot, Counter[str]]


def counted(*, declaration_id: int) -> Counts:
    """Everything of a declaration, its frozen denominators included."""
    counts = _count("d.declaration_id = %s", "p.declaration_id = %s", [declaration_id])
    for unit, n in _denominators(declaration_id):
        counts[Spot(declaration_id=declaration_id, unit_id=unit)][BOUND] += n
    return counts


def contributed(*, duty_ids: Collection[int], pledge_ids: Collection[int] = ()) -> Counts:
    """What these people, and these pledges whose duty may be erased, add to the counts; no denominator."""
    counts: Counts = defaultdict(Counter)
    duties, pledges = sorted(duty_ids), sorted(pledge_ids)
    for begin in range(0, len(duties), AT_ONCE):
        part = duties[begin : begin + AT_ONCE]
        _add(counts, _count(f"d.id IN ({_marks(part)})", f"p.duty_id IN ({_marks(part)})", part))
    if pledges:
        where = f"p.duty_id IS NULL AND p.id IN ({_marks(pledges)})"
        _add_pledges(counts, where, pledges)
    return counts


def difference(before: Counts, after: Counts) -> Counts:
    """What changed, without zeros."""
    changed: Counts = defaultdict(Counter)
    for spot in before.keys() | after.keys():
        moved = Counter(after.get(spot, {}))
        moved.subtract(before.get(spot, {}))
        if told := {name: n for name, n in moved.items() if n}:
            changed[spot] = Counter(told)
    return changed


def _marks(values: Sequence[int]) -> str:
    return ", ".join(["%s"] * len(values))


def _add(counts: Counts, more: Counts) -> None:
    for spot, found in more.items():
        counts[spot].update(found)


def _count(duties: str, pledges: str, parameters: Sequence[int]) -> Counts:
    counts: Counts = defaultdict(Counter)
    for declaration, unit, site, standing, n, asked, declined in _rows(_DUTIES, duties, parameters):
        here = counts[Spot(declaration_id=declaration, unit_id=unit)]
        if standing in OUTSIDE:
            here[OUTSIDE[standing]] += n
            continue
        here.update({PEOPLE: n, ASKED: int(asked), DECLINED: int(declined)})
        if site is not None:
            counts[Spot(declaration_id=declaration, site_id=site)].update({PEOPLE: n, ASKED: int(asked)})
    _add_pledges(counts, pledges, parameters)
    return counts


def _add_pledges(counts: Counts, where: str, parameters: Sequence[int]) -> None:
    for declaration, unit, site, disputed, key, how, presence, n in _rows(_PLEDGES, where, parameters):
        here = counts[Spot(declaration_id=declaration, unit_id=unit)]
        if disputed:
            here[DISPUTED] += n
            continue
        here.update({PLEDGED: n, KEY + key: n, IDENTIFIED + how: n, PRESENCE + presence: n})
        if site is not None:
            counts[Spot(declaration_id=declaration, site_id=site)][PLEDGED] += n
    for declaration, minute, n in _rows(_MINUTES, where, parameters):
        at = datetime.strptime(minute, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
        counts[Spot(declaration_id=declaration, minute=at)][PLEDGED] += n


def _rows(sql: str, where: str, parameters: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.format(where=where, minute=_MINUTE_OF[connection.vendor]), list(parameters))
        yield from cursor.fetchall()


def _denominators(declaration_id: int) -> Iterator[tuple[int, int]]:
    frozen = Denominator.objects.filter(declaration_id=declaration_id).values_list("unit_id", "count")
    changes = (
        DenominatorChange.objects.filter(declaration_id=declaration_id)
        .values("unit_id")
        .annotate(n=Sum("delta"))
        .values_list("unit_id", "n")
        .order_by("unit_id")
    )
    yield from (*frozen, *changes)
