"""Where units stand on the tile map, and the page on which an office places them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ikrar.openness.domain import Placed, Spot, in_rows
from ikrar.openness.models import UnitTile
from ikrar.roster import queries as roster
from ikrar.roster.queries import InstitutionView, UnitView


@dataclass(frozen=True, slots=True)
class Line:
    """A unit on the page that places units."""

    unit: str
    name: str
    placed: Placed | None
    has_below: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """One level of an institution's units with their spots, and the whole map."""

    institution: InstitutionView
    above: tuple[tuple[str, str], ...]  # id and name, from the top down, with the unit itself
    lines: tuple[Line, ...]
    layout: tuple[Placed, ...]
    names: dict[str, str]  # of everything on the map


def layout(*, institution_id: int) -> tuple[Placed, ...]:
    """The spots of an institution's units, in reading order."""
    rows = UnitTile.objects.filter(institution_id=institution_id).select_related("unit")
    return tuple(
        Placed(row.unit.public_id, Spot(row.row, row.column), row.label)
        for row in rows.order_by("row", "column")
    )


def grid(*, institution: str, unit: str, on: date) -> Grid:
    """The units right below one, or the tops; raises `InstitutionNotFound` and `UnitNotFound`."""
    body = roster.institution(public_id=institution)
    units = units_of(institution_id=body.id, on=on)
    here = _here(units, unit)
    spots = {one.unit: one for one in layout(institution_id=body.id)}
    parents = {one.parent_id for one in units}
    below = _below(units, here)
    return Grid(
        institution=body,
        above=_line_to(units, here),
        lines=tuple(
            Line(one.public_id, one.name, spots.get(one.public_id), one.id in parents) for one in below
        ),
        layout=tuple(spots.values()),
        names={one.public_id: one.name for one in units if one.public_id in spots},
    )


def first_layout(*, institution_id: int, unit: str, on: date) -> tuple[Placed, ...]:
    """A level of the tree in rows, as a beginning; where one unit stands alone at the top, those below it."""
    units = units_of(institution_id=institution_id, on=on)
    below = _below(units, _here(units, unit))
    if not unit and len(below) == 1:
        below = _below(units, below[0]) or below
    return in_rows(one.public_id for one in below)


def every_line(*, institution: str, on: date) -> list[tuple[UnitView, Placed | None]]:
    """All units of an institution with their spots, in tree order; raises `InstitutionNotFound`."""
    body = roster.institution(public_id=institution)
    spots = {one.unit: one for one in layout(institution_id=body.id)}
    return [(one, spots.get(one.public_id)) for one in units_of(institution_id=body.id, on=on)]


def units_of(*, institution_id: int, on: date) -> list[UnitView]:
    """Every unit of an institution on that day, parents before children."""
    return [one for one in roster.units(on=on) if one.institution_id == institution_id]


def _here(units: Sequence[UnitView], unit: str) -> UnitView | None:
    found = next((one for one in units if one.public_id == unit), None)
    if unit and found is None:
        raise roster.UnitNotFound
    return found


def _below(units: Sequence[UnitView], here: UnitView | None) -> list[UnitView]:
    known = {one.id for one in units}
    if here is None:
        return [one for one in units if one.parent_id not in known]
    return [one for one in units if one.parent_id == here.id]


def _line_to(units: Sequence[UnitView], here: UnitView | None) -> tuple[tuple[str, str], ...]:
    by_id = {one.id: one for one in units}
    line: list[tuple[str, str]] = []
    while here is not None:
        line.insert(0, (here.public_id, here.name))
        here = by_id.get(here.parent_id or 0)
    return tuple(line)
