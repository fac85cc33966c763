"""Who is expected when the ikrar is read at a site: by unit, as the paper for it lists them."""

from collections.abc import Iterable
from dataclasses import dataclass

from ikrar.pledges.models import Duty
from ikrar.pledges.queries.declarations import site_of
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing


@dataclass(frozen=True, slots=True)
class PresentUnit:
    """The people of one unit who are bound at the site."""

    name: str
    people: tuple[roster.OfficialView, ...]


def expected_at(*, site: str, units: frozenset[int] | None) -> tuple[PresentUnit, ...]:
    """The people of a site, of all units or of the given ones; raises `SiteNotFound`."""
    view, _ = site_of(public_id=site)
    duties = Duty.objects.filter(site_id=view.id, standing=Standing.BOUND)
    if units is not None:
        duties = duties.filter(unit_id__in=units)
    at_unit = dict(duties.values_list("official_id", "unit_id"))
    on = Duty.objects.filter(site_id=view.id).values_list("declaration__held_on", flat=True).first()
    if on is None:
        return ()
    people: dict[int, list[roster.OfficialView]] = {}
    for one in roster.officials(ids=list(at_unit), on=on):
        people.setdefault(at_unit[one.id], []).append(one)
    return tuple(
        PresentUnit(unit.name, _in_order(people[unit.id]))
        for unit in roster.units_among(unit_ids=people, on=on)
    )


def _in_order(people: Iterable[roster.OfficialView]) -> tuple[roster.OfficialView, ...]:
    """The head first, then by echelon, then by name: as offices list them."""
    return tuple(sorted(people, key=lambda one: (one.echelon == "", one.echelon, one.bare_name)))
