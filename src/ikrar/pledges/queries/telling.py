"""Whom no letter could tell of the pledge in his or her name: by unit, for a sheet of paper."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from ikrar.pledges.domain.values import Notice
from ikrar.pledges.models import Pledge
from ikrar.pledges.queries import declarations
from ikrar.pledges.queries.receipts import number_of
from ikrar.roster import queries as roster


@dataclass(frozen=True, slots=True)
class UnitToTell:
    """How many of a unit wait to be told on paper, and how many have been."""

    public_id: str
    name: str
    path: str
    waiting: int
    told: int


@dataclass(frozen=True, slots=True)
class PersonToTell:
    """One line of the sheet."""

    name: str
    number_tail: str
    position: str
    received_at: datetime
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """The sheet of one unit; `through` is the newest notice on it, so that nobody is marked who was not printed."""

    declaration: str
    title: str
    held_on: date | None
    is_rehearsal: bool
    unit_id: str
    unit: str
    institution: str
    rows: tuple[PersonToTell, ...]
    through: datetime | None


def units_to_tell(*, declaration: str, scopes: frozenset[str], on: date) -> list[UnitToTell]:
    """The units a grant reaches that have people without an address, in tree order."""
    found = declarations.declaration(public_id=declaration)
    rows = Pledge.objects.filter(
        declaration=found.id, told_by__in=(Notice.LIST, Notice.HAND), duty__isnull=False
    ).values_list("unit_id", "told_by")
    counts = Counter(rows)
    day = found.held_on or on
    named = {unit for unit, _ in counts} & roster.unit_ids_within(scopes=scopes, on=day)
    return [
        UnitToTell(
            unit.public_id,
            unit.name,
            " / ".join(unit.path_names[1:-1]),
            counts[unit.id, Notice.LIST],
            counts[unit.id, Notice.HAND],
        )
        for unit in roster.units_among(unit_ids=named, on=day)
    ]


def sheet_to_tell(*, declaration: str, unit: str, on: date) -> SheetView:
    """The people of this very unit who wait to be told, by name."""
    found = declarations.declaration(public_id=declaration)
    day = found.held_on or on
    place = roster.unit(public_id=unit, on=day)
    rows = list(
        Pledge.objects.filter(
            declaration=found.id, unit=place.id, told_by=Notice.LIST, duty__isnull=False
        ).select_related("duty")
    )
    by_official = {row.duty.official_id: row for row in rows if row.duty}
    return SheetView(
        declaration=found.public_id,
        title=found.title,
        held_on=found.held_on,
        is_rehearsal=found.is_rehearsal,
        unit_id=unit,
        unit=place.name,
        institution=found.institution_name,
        rows=tuple(
            _person(official, by_official[official.id])
            for official in roster.officials(ids=list(by_official), on=day)
        ),
        through=max((row.told_at for row in rows if row.told_at), default=None),
    )


def _person(official: roster.OfficialView, pledge: Pledge) -> PersonToTell:
    return PersonToTell(
        official.name, official.number_tail, official.position, pledge.received_at, number_of(pledge.id)
    )
