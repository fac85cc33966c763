"""Units, institutions, appointments."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from ikrar.roster import domain, models
from ikrar.roster.queries.editions import EVERYWHERE, edition, holds, memberships, placements, seen
from ikrar.roster.queries.tree import (
    ON_ONE_PAGE,
    below,
    reached,
    unit_views,
    units_named,
    units_within,
    with_parts,
)
from ikrar.roster.queries.views import (
    AppointmentView,
    InstitutionNotFound,
    InstitutionView,
    RepresentativeView,
    UnitNotFound,
    UnitView,
)


def unit(*, on: date, public_id: str | None = None, id: int | None = None) -> UnitView:  # noqa: A002 (the agreed name)
    """One unit; raises `UnitNotFound`."""
    found = unit_views(Q(unit_id=id) if id is not None else Q(unit__public_id=public_id), on=on)
    if not found:
        raise UnitNotFound
    return found[0]


def subtree(*, unit_id: int, on: date) -> frozenset[int]:
    """The unit and everything below it; empty if there is no such unit on that day."""
    placed = placements(on=on, seq=edition())
    path = placed.filter(unit_id=unit_id).values_list("path", flat=True).first()
    if path is None:
        return frozenset()
    below = placed.filter(path__gte=path, path__lt=domain.after_subtree(path))
    return frozenset(below.values_list("unit_id", flat=True))


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit with its people and its parts; of a large tree nobody counts a whole branch, and parts lead on."""

    unit: UnitView
    here: int
    within: int | None
    parts: tuple["Branch", ...]
    leads_on: bool = False


def unit_tree(*, scopes: frozenset[str], on: date) -> list[Branch]:
    """The units a grant reaches as nested branches, with headcounts; of a large tree the tops with those right below."""
    wanted = reached(scopes=scopes, on=on)
    if wanted.count() > ON_ONE_PAGE:
        return [_level(one, on=on) for one in _tops(scopes, on=on)]
    views = units_within(scopes=scopes, on=on)
    counts = headcounts(on=on, unit_ids=[one.id for one in views])
    under: dict[int | None, list[UnitView]] = {}
    known = {u.id for u in views}
    for view in views:
        under.setdefault(view.parent_id if view.parent_id in known else None, []).append(view)
    return [_branch(view, under, counts) for view in under.get(None, [])]


def unit_level(*, public_id: str, on: date) -> Branch:
    """One unit with those right below it; raises `UnitNotFound`."""
    return _level(unit(public_id=public_id, on=on), on=on)


def _tops(scopes: frozenset[str], *, on: date) -> list[UnitView]:
    if EVERYWHERE in scopes:
        return below(unit_id=None, on=on)
    return units_named(public_ids=scopes, on=on)


def _level(view: UnitView, *, on: date) -> Branch:
    parts = below(unit_id=view.id, on=on)
    ids = [part.id for part in parts]
    counts, lead_on = headcounts(on=on, unit_ids=[view.id, *ids]), with_parts(unit_ids=ids, on=on)
    shown = tuple(_alone(part, counts, leads_on=part.id in lead_on) for part in parts)
    return Branch(view, counts.get(view.id, 0), None, shown)


def _alone(view: UnitView, counts: Mapping[int, int], *, leads_on: bool) -> Branch:
    here = counts.get(view.id, 0)
    return Branch(view, here, None if leads_on else here, (), leads_on)


def _branch(view: UnitView, under: Mapping[int | None, list[UnitView]], counts: Mapping[int, int]) -> Branch:
    parts = tuple(_branch(part, under, counts) for part in under.get(view.id, []))
    here = counts.get(view.id, 0)
    return Branch(view, here, here + sum(part.within or 0 for part in parts), parts)


def is_within(*, unit_public_id: str, scopes: frozenset[str], on: date) -> bool:
    """Whether a grant bound to these subtrees (or "*") reaches the unit."""
    if EVERYWHERE in scopes:
        return True
    path = (
        placements(on=on, seq=edition())
        .filter(unit__public_id=unit_public_id)
        .values_list("path", flat=True)
        .first()
    )
    if path is None:
        return False
    return models.Unit.objects.filter(id__in=domain.ids_in(path), public_id__in=scopes).exists()


def headcounts(*, on: date, unit_ids: Collection[int] | None = None) -> dict[int, int]:
    """People directly in each unit, or in each of these."""
    rows = memberships(on=on, seq=edition())
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=unit_ids)
    counted = rows.order_by().values("unit_id").annotate(people=Count("id"))
    return {row["unit_id"]: row["people"] for row in counted}


def institutions() -> list[InstitutionView]:
    """The convenor first, then partners by name."""
    rows = models.Institution.objects.order_by("-is_convenor", "name")
    return [InstitutionView(r.id, r.public_id, r.name, r.kind, r.is_convenor) for r in rows]


def institution(*, public_id: str) -> InstitutionView:
    """One body; raises `InstitutionNotFound`."""
    row = models.Institution.objects.filter(public_id=public_id).first()
    if row is None:
        raise InstitutionNotFound
    return InstitutionView(row.id, row.public_id, row.name, row.kind, row.is_convenor)


def representatives(*, institution_id: int, on: date) -> list[RepresentativeView]:
    """Who speaks for an institution on that day."""
    rows = models.Representative.objects.filter(holds(on), institution_id=institution_id).order_by(
        "name", "id"
    )
    return [RepresentativeView(r.id, r.name, r.position, r.begins_on, r.ends_before) for r in rows]


def appointments(*, open_on: date) -> list[AppointmentView]:
    """Appointments in effect on that day, newest first."""
    return [a for a in all_appointments() if a.effective_on <= open_on]


def all_appointments() -> list[AppointmentView]:
    """Every appointment that is seen, newest first."""
    rows = (
        models.Appointment.objects.filter(seen(edition()))
        .prefetch_related("appointees")
        .order_by("-effective_on", "-id")
    )
    return [
        AppointmentView(
            id=row.id,
            title=row.title,
            decree=row.decree,
            effective_on=row.effective_on,
            official_ids=tuple(sorted(a.official_id for a in row.appointees.all())),
            public_id=row.public_id,
        )
        for row in rows
    ]
