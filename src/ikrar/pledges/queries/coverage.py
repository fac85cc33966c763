"""How far signing has come: by unit tree, by kind of proof and by time, in a fixed number of questions.

What is asked is read from the book of kept counts; a declaration that has none yet is counted from the acts.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from ikrar.pledges.domain.coverage import (
    PLEDGED,
    Arrivals,
    Coverage,
    Figures,
    UnitCoverage,
    figures,
    roll_up,
    with_missing,
)
from ikrar.pledges.models import Pledge, Unsettled
from ikrar.pledges.queries import tallies
from ikrar.pledges.queries.counting import counted
from ikrar.pledges.queries.tallies import Lean, Row
from ikrar.roster import queries as roster


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit with everything below it, and the units right below it; without a unit, the tops of the tree."""

    unit: UnitCoverage | None
    above: tuple[UnitCoverage, ...]  # from the top down
    below: tuple[UnitCoverage, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What a publication says: the whole in full, each unit in two numbers, arrivals by minute."""

    total: Figures
    units: Sequence[Lean]
    by_minute: tuple[Arrivals, ...]


def coverage(*, declaration_id: int, on: date) -> Coverage:
    """The declaration's figures as they stand now, every unit of the tree of the day `on`."""
    kept = tallies.rows(declaration_id=declaration_id, wanted=Q())
    if kept is None:
        return _counted_afresh(declaration_id, on=on)
    return Coverage(
        declaration_id=declaration_id,
        total=_figures(_sum(_tops(kept))),
        rows=tuple(_row(row) for row in kept if row.is_whole and any(row.counts.values())),
        by_minute=arrivals(declaration_id=declaration_id),
    )


def total(*, declaration_id: int, on: date) -> Figures:
    """The declaration in one figure."""
    kept = tallies.rows(declaration_id=declaration_id, wanted=Q(above=None))
    if kept is None:
        return _counted_afresh(declaration_id, on=on).total
    return _figures(_sum(_tops(kept)))


def branch(*, declaration_id: int, on: date, unit: str = "") -> Branch:
    """One unit and those right below it, whatever stands beneath; without a unit, the tops of the tree.

    Raises `UnitNotFound`.
    """
    kept = tallies.rows(declaration_id=declaration_id, wanted=tallies.WHOLE & Q(unit__public_id=unit))
    if kept is None:
        return _branch_of(_counted_afresh(declaration_id, on=on).rows, unit)
    if unit and not kept:
        raise roster.UnitNotFound
    here = kept[0] if kept else None
    above = tallies.above(declaration_id=declaration_id, path=here.path) if here else []
    wanted = tallies.WHOLE & Q(above=here.unit_id if here else None)
    below = tallies.rows(declaration_id=declaration_id, wanted=wanted) or []
    return Branch(_row(here) if here else None, tuple(map(_row, above)), tuple(map(_row, below)))


def units_named(*, declaration_id: int, public_ids: Collection[str]) -> tuple[UnitCoverage, ...]:
    """These units with everything below them, of a declaration whose counts are kept."""
    wanted = tallies.WHOLE & Q(unit__public_id__in=public_ids)
    return tuple(map(_row, tallies.rows(declaration_id=declaration_id, wanted=wanted) or ()))


def outline(*, declaration_id: int, on: date) -> Outline:
    """Everything a publication is made of, as of one moment: the whole is the sum of its parts while people sign."""
    with tallies.one_snapshot():
        units = tallies.lean(declaration_id=declaration_id)
        if units is None:
            found = _counted_afresh(declaration_id, on=on)
            return Outline(found.total, [_lean(row) for row in found.rows], found.by_minute)
        return Outline(
            total(declaration_id=declaration_id, on=on),
            units,
            arrivals(declaration_id=declaration_id),
        )


def arrivals(*, declaration_id: int) -> tuple[Arrivals, ...]:
    """Effective pledges by the minute they were received."""
    kept = tallies.minutes(declaration_id=declaration_id)
    if kept is None:
        found = counted(declaration_id=declaration_id).items()
        kept = sorted((spot.minute, n[PLEDGED]) for spot, n in found if spot.minute is not None)
    return tuple(Arrivals(at, n) for at, n in kept)


def is_settled(*, declaration_id: int, received: tuple[datetime, datetime] | None = None) -> bool:
    """Whether every accepted pledge has entered the figures, or each that was received between two moments."""
    waiting = Pledge.objects.filter(pk__in=Unsettled.objects.values("pk"), declaration_id=declaration_id)
    return not (waiting.filter(received_at__range=received) if received else waiting).exists()


def _counted_afresh(declaration_id: int, *, on: date) -> Coverage:
    own: defaultdict[int, Counter[str]] = defaultdict(Counter)
    minutes = []
    for spot, counts in counted(declaration_id=declaration_id).items():
        if spot.unit_id is not None:
            own[spot.unit_id] = with_missing(counts)
        elif spot.minute is not None:
            minutes.append(Arrivals(spot.minute, counts[PLEDGED]))
    units = roster.units(on=on)
    sums = roll_up(parents={unit.id: unit.parent_id for unit in units}, own=own)
    return Coverage(
        declaration_id=declaration_id,
        total=_figures(_sum(own.values())),
        rows=tuple(_unit(unit, sums[unit.id]) for unit in units if any(sums[unit.id].values())),
        by_minute=tuple(sorted(minutes, key=lambda one: one.at)),
    )


def _tops(kept: Iterable[Row]) -> Iterable[Counter[str]]:
    """The tops of the tree with everything below them, and units that stand in no tree."""
    return (row.counts for row in kept if row.above is None and (row.is_whole or not row.path))


def _sum(every: Iterable[Counter[str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for counts in every:
        found.update(counts)
    return found


def _figures(counts: Counter[str]) -> Figures:
    return Figures(**figures(counts))  # type: ignore[arg-type]  # one dict holds counts and splits


def _row(row: Row) -> UnitCoverage:
    return UnitCoverage(
        unit_id=row.unit_id,
        public_id=row.public_id,
        name=row.name,
        depth=row.depth,
        parent_id=row.above,
        **figures(row.counts),  # type: ignore[arg-type]  # one dict holds counts and splits
    )


def _unit(unit: roster.UnitView, counts: Counter[str]) -> UnitCoverage:
    return UnitCoverage(
        unit_id=unit.id,
        public_id=unit.public_id,
        name=unit.name,
        depth=unit.depth,
        parent_id=unit.parent_id,
        **figures(counts),  # type: ignore[arg-type]  # one dict holds counts and splits
    )


def _branch_of(rows: Sequence[UnitCoverage], unit: str) -> Branch:
    by_id = {row.unit_id: row for row in rows}
    here = next((row for row in rows if row.public_id == unit), None)
    if unit and here is None:
        raise roster.UnitNotFound
    above: list[UnitCoverage] = []
    upper = by_id.get(here.parent_id or 0) if here else None
    while upper is not None:
        above.insert(0, upper)
        upper = by_id.get(upper.parent_id or 0)
    below = tuple(row for row in rows if row.parent_id == (here.unit_id if here else None))
    return Branch(here, tuple(above), below)


def _lean(row: UnitCoverage) -> Lean:
    return row.unit_id, row.parent_id, row.public_id, row.name, row.bound, row.pledged
