"""Units, institutions, appointments."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from ikrar.kernel.text import folded
from ikrar.roster import domain, models
from ikrar.roster.queries.editions import EVERYWHERE, edition, holds, memberships, placements, seen
from ikrar.roster.queries.views import (
    AppointmentView,
    InstitutionNotFound,
    InstitutionView,
    RepresentativeView,
    UnitNotFound,
    UnitView,
)

_DIGITS = re.compile(r"\d+")
NUMBER_WIDTH = 6  # so that RW 2 stands before RW 10


def units(*, on: date) -> list[UnitView]:
    """Every unit, parents before children, siblings by name."""
    return unit_views(list(placements(on=on, seq=edition())))


def unit_views(placed: Collection[models.Placement]) -> list[UnitView]:
    """In tree order."""
    names = {p.unit_id: p.name for p in placed}

    def trail(placement: models.Placement) -> tuple[str, ...]:
        return tuple(names[i] for i in domain.ids_in(placement.path) if i in names)

    ordered = sorted((_natural(trail(p)), p.unit_id, p) for p in placed)
    return [_unit_view(p, trail(p)) for _, _, p in ordered]


def _natural(trail: Iterable[str]) -> tuple[str, ...]:
    return tuple(_DIGITS.sub(lambda found: found[0].zfill(NUMBER_WIDTH), folded(name)) for name in trail)


def _unit_view(placement: models.Placement, trail: tuple[str, ...]) -> UnitView:
    return UnitView(
        id=placement.unit_id,
        public_id=placement.unit.public_id,
        name=placement.name,
        path_names=trail,
        parent_id=placement.parent_id,
        depth=placement.depth,
        kind=placement.kind,
        institution_id=placement.unit.institution_id,
    )


def unit(*, on: date, public_id: str | None = None, id: int | None = None) -> UnitView:  # noqa: A002 (the agreed name)
    """One unit; raises `UnitNotFound`."""
    wanted = Q(unit_id=id) if id is not None else Q(unit__public_id=public_id)
    seq = edition()
    placement = placements(on=on, seq=seq).filter(wanted).first()
    if placement is None:
        raise UnitNotFound
    ancestors = placements(on=on, seq=seq).filter(unit_id__in=domain.ids_in(placement.path))
    names = {p.unit_id: p.name for p in ancestors}
    return _unit_view(placement, tuple(names[i] for i in domain.ids_in(placement.path) if i in names))


def subtree(*, unit_id: int, on: date) -> frozenset[int]:
    """The unit and everything below it; empty if there is no such unit on that day."""
    placed = placements(on=on, seq=edition())
    path = placed.filter(unit_id=unit_id).values_list("path", flat=True).first()
    if path is None:
        return frozenset()
    below = placed.filter(path__gte=path, path__lt=domain.after_subtree(path))
    return frozenset(below.values_list("unit_id", flat=True))


def units_within(*, scopes: frozenset[str], on: date) -> list[UnitView]:
    """The units a grant reaches, in tree order."""
    everything = units(on=on)
    if EVERYWHERE in scopes:
        return everything
    reached: set[int] = set()
    for view in everything:  # parents stand before children
        if view.public_id in scopes or view.parent_id in reached:
            reached.add(view.id)
    return [view for view in everything if view.id in reached]


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit with its people and its parts."""

    unit: UnitView
    here: int
    within: int
    parts: tuple["Branch", ...]


def unit_tree(*, scopes: frozenset[str], on: date) -> list[Branch]:
    """The units a grant reaches as nested branches, with headcounts."""
    reached = units_within(scopes=scopes, on=on)
    counts = headcounts(on=on)
    below: dict[int | None, list[UnitView]] = {}
    known = {u.id for u in reached}
    for view in reached:
        below.setdefault(view.parent_id if view.parent_id in known else None, []).append(view)
    return [_branch(view, below, counts) for view in below.get(None, [])]


def _branch(view: UnitView, below: Mapping[int | None, list[UnitView]], counts: Mapping[int, int]) -> Branch:
    parts = tuple(_branch(part, below, counts) for part in below.get(view.id, []))
    here = counts.get(view.id, 0)
    return Branch(view, here, here + sum(part.within for part in parts), parts)


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


def headcounts(*, on: date) -> dict[int, int]:
    """People directly in each unit."""
    rows = memberships(on=on, seq=edition()).order_by().values("unit_id").annotate(people=Count("id"))
    return {row["unit_id"]: row["people"] for row in rows}


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
