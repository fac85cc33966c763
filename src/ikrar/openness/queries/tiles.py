"""Where units stand on the tile map, and the page on which an office places them."""

from collections.abc import Iterable
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
    here = _here(unit, institution_id=body.id, on=on)
    units = _level(here, institution_id=body.id, on=on)
    spots = {one.unit: one for one in layout(institution_id=body.id)}
    lead_on = roster.with_parts(unit_ids=[one.id for one in units], on=on)
    named = roster.units_named(public_ids=spots, on=on)
    return Grid(
        institution=body,
        above=tuple((one.public_id, one.name) for one in roster.above(unit_id=here.id, on=on))
        if here
        else (),
        lines=tuple(
            Line(one.public_id, one.name, spots.get(one.public_id), one.id in lead_on) for one in units
        ),
        layout=tuple(spots.values()),
        names={one.public_id: one.name for one in named},
    )


def first_layout(*, institution_id: int, unit: str, on: date) -> tuple[Placed, ...]:
    """A level of the tree in rows, as a beginning; where one unit stands alone at the top, those below it."""
    here = _here(unit, institution_id=institution_id, on=on)
    units = _level(here, institution_id=institution_id, on=on)
    if not unit and len(units) == 1:
        units = _level(units[0], institution_id=institution_id, on=on) or units
    return in_rows(one.public_id for one in units)


def every_line(*, institution: str, on: date) -> list[tuple[UnitView, Placed | None]]:
    """All units of an institution with their spots, in tree order; raises `InstitutionNotFound`."""
    body = roster.institution(public_id=institution)
    spots = {one.unit: one for one in layout(institution_id=body.id)}
    return [(one, spots.get(one.public_id)) for one in roster.units_of(institution_id=body.id, on=on)]


def ids_of(units: Iterable[str], *, institution_id: int, on: date) -> dict[str, int]:
    """Which of these are units of the institution on that day, and their numbers. For this context's operations."""
    found = roster.units_named(public_ids=units, on=on)
    return {one.public_id: one.id for one in found if one.institution_id == institution_id}


def _here(unit: str, *, institution_id: int, on: date) -> UnitView | None:
    if not unit:
        return None
    found = roster.unit(public_id=unit, on=on)
    if found.institution_id != institution_id:
        raise roster.UnitNotFound
    return found


def _level(here: UnitView | None, *, institution_id: int, on: date) -> list[UnitView]:
    if here is None:
        return roster.tops_of(institution_id=institution_id, on=on)
    return [one for one in roster.below(unit_id=here.id, on=on) if one.institution_id == institution_id]
