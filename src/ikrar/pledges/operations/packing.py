"""Who stands on the paper roll of a site, and the cards that go with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ikrar.accounts import operations as accounts
from ikrar.kernel.canonical import Value
from ikrar.pledges.models import Declaration, Site
from ikrar.pledges.operations.cards import Card, issue_cards
from ikrar.pledges.operations.duties import NotFixed
from ikrar.pledges.operations.trail import Actor
from ikrar.pledges.queries.declarations import SiteNotFound
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing
from ikrar.roster.queries import OfficialView


@dataclass(frozen=True, slots=True)
class RollUnit:
    """The people of one unit on the paper roll."""

    public_id: str
    name: str
    people: tuple[OfficialView, ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """What goes into the kit of a site."""

    units: tuple[RollUnit, ...]
    cards: tuple[Card, ...]


def pack(*, site: str, with_cards: bool, by: Actor, at: datetime) -> Packed:
    """The roll of a site by unit, and new cards if asked for. Names leave the system here, so it is recorded."""
    found = Site.objects.select_related("declaration").filter(public_id=site).first()
    if found is None:
        raise SiteNotFound
    row = found.declaration
    if row.fixed_at is None or row.held_on is None:
        raise NotFixed
    units = _units(row, found)
    ids = [unit for unit, _ in units]
    made = issue_cards(declaration=row.public_id, units=ids, by=by, at=at) if with_cards else []
    with transaction.atomic():
        detail: dict[str, Value] = {"cards": len(made), "units": len(ids)}
        accounts.record_act(actor=by, act="site.packed", subject=site, detail=detail, at=at)
    return Packed(tuple(unit for _, unit in units), tuple(made))


def _units(row: Declaration, site: Site) -> list[tuple[int, RollUnit]]:
    assert row.held_on is not None
    duties = row.duties.filter(site=site, standing=Standing.BOUND).values_list("official_id", "unit_id")
    at_unit = dict(duties)
    people: dict[int, list[OfficialView]] = {}
    for one in roster.officials(ids=list(at_unit), on=row.held_on):
        people.setdefault(at_unit[one.id], []).append(one)
    return [
        (unit.id, RollUnit(unit.public_id, unit.name, _by_name(people[unit.id])))
        for unit in roster.units_among(unit_ids=people, on=row.held_on)
    ]


def _by_name(people: Iterable[OfficialView]) -> tuple[OfficialView, ...]:
    """The head first, then by echelon, then by name: as offices list them."""
    return tuple(sorted(people, key=lambda one: (one.echelon == "", one.echelon, one.bare_name)))
