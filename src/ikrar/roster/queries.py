"""Questions to the roster. Every answer is of the edition the pointer shows, and of one day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from ikrar.kernel.text import clean_number, folded, full_name, short_name, tail
from ikrar.roster import domain, models
from ikrar.roster.domain import Standing

EVERYWHERE = "*"
M = TypeVar("M", bound=Model)


class UnitNotFound(Exception):
    """No such unit on that day."""


class OfficialNotFound(Exception):
    """No such official on that day."""


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit on one day."""

    id: int
    public_id: str
    name: str
    path_names: tuple[str, ...]
    parent_id: int | None
    depth: int
    kind: str
    institution_id: int


@dataclass(frozen=True, slots=True)
class OfficialView:
    """An official on one day; `name` bears the titles, the full number is never here."""

    id: int
    public_id: str
    name: str
    short_name: str
    number_tail: str
    status: str
    position: str
    echelon: str
    unit_id: int
    unit_name: str
    institution_name: str
    rank: str = ""
    bare_name: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """An address, and since when; one changed within 72 hours before a site opens serves no code."""

    email: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class RepresentativeView:
    """Who speaks for an institution."""

    id: int
    name: str
    position: str
    begins_on: date
    ends_before: date | None


@dataclass(frozen=True, slots=True)
class InstitutionView:
    """A body that convenes, hosts or witnesses."""

    id: int
    public_id: str
    name: str
    kind: str
    is_convenor: bool


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """Newly appointed officials; each of them owes a pledge."""

    id: int
    title: str
    decree: str
    effective_on: date
    official_ids: tuple[int, ...]
    public_id: str = ""


@dataclass(frozen=True, slots=True)
class AbsenceView:
    """A lawful absence."""

    id: int
    official_id: int
    begins_on: date
    ends_before: date
    reason: str


def edition() -> int:
    """The edition that is seen now."""
    return models.Edition.objects.values_list("seq", flat=True).first() or 0


def seen(seq: int, prefix: str = "") -> Q:
    """Rows of that edition."""
    return Q(**{f"{prefix}since_seq__lte": seq}) & (
        Q(**{f"{prefix}until_seq__isnull": True}) | Q(**{f"{prefix}until_seq__gt": seq})
    )


def holds(on: date, prefix: str = "") -> Q:
    """Periods that cover the day."""
    return Q(**{f"{prefix}begins_on__lte": on}) & (
        Q(**{f"{prefix}ends_before__isnull": True}) | Q(**{f"{prefix}ends_before__gt": on})
    )


def _placements(*, on: date, seq: int) -> QuerySet[models.Placement]:
    return models.Placement.objects.filter(seen(seq), holds(on)).select_related("unit")


def _memberships(*, on: date, seq: int) -> QuerySet[models.Membership]:
    return models.Membership.objects.filter(seen(seq), holds(on))


def units(*, on: date) -> list[UnitView]:
    """Every unit, parents before children, siblings by name."""
    placements = list(_placements(on=on, seq=edition()))
    return unit_views(placements)


def unit_views(placements: Collection[models.Placement]) -> list[UnitView]:
    """In tree order."""
    names = {p.unit_id: p.name for p in placements}

    def trail(placement: models.Placement) -> tuple[str, ...]:
        return tuple(names[i] for i in domain.ids_in(placement.path) if i in names)

    ordered = sorted((_natural(trail(p)), p.unit_id, p) for p in placements)
    return [_unit_view(p, trail(p)) for _, _, p in ordered]


def _natural(trail: Iterable[str]) -> tuple[str, ...]:
    return tuple(folded(name) for name in trail)


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
    placement = _placements(on=on, seq=seq).filter(wanted).first()
    if placement is None:
        raise UnitNotFound
    ancestors = _placements(on=on, seq=seq).filter(unit_id__in=domain.ids_in(placement.path))
    names = {p.unit_id: p.name for p in ancestors}
    return _unit_view(placement, tuple(names[i] for i in domain.ids_in(placement.path) if i in names))


def subtree(*, unit_id: int, on: date) -> frozenset[int]:
    """The unit and everything below it; empty if there is no such unit on that day."""
    placements = _placements(on=on, seq=edition())
    path = placements.filter(unit_id=unit_id).values_list("path", flat=True).first()
    if path is None:
        return frozenset()
    below = placements.filter(path__gte=path, path__lt=domain.after_subtree(path))
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


def is_within(*, unit_public_id: str, scopes: frozenset[str], on: date) -> bool:
    """Whether a grant bound to these subtrees (or "*") reaches the unit."""
    if EVERYWHERE in scopes:
        return True
    path = (
        _placements(on=on, seq=edition())
        .filter(unit__public_id=unit_public_id)
        .values_list("path", flat=True)
        .first()
    )
    if path is None:
        return False
    return models.Unit.objects.filter(id__in=domain.ids_in(path), public_id__in=scopes).exists()


def official(*, id: int, on: date) -> OfficialView:  # noqa: A002 (the agreed name)
    """One official; raises `OfficialNotFound` if in no unit on that day."""
    found = _official_views(Q(official_id=id), on=on)
    if not found:
        raise OfficialNotFound
    return found[0]


def official_by_public_id(*, public_id: str, on: date) -> OfficialView:
    """One official by the id that stands in addresses; raises `OfficialNotFound`."""
    found = _official_views(Q(official__public_id=public_id), on=on)
    if not found:
        raise OfficialNotFound
    return found[0]


def official_by_number(*, number: str, on: date) -> OfficialView | None:
    """By NIP or local number as typed; None for anybody unknown that day."""
    found = _official_views(Q(official__number=clean_number(number)), on=on)
    return found[0] if found else None


def officials(*, ids: Collection[int], on: date) -> list[OfficialView]:
    """These officials, by unit and name."""
    return _official_views(Q(official_id__in=ids), on=on)


def officials_in(*, unit_ids: Collection[int], on: date) -> list[OfficialView]:
    """Everybody who belongs to these units on that day, by unit and name."""
    return _official_views(Q(unit_id__in=unit_ids), on=on)


def search(*, unit_ids: Collection[int], text: str, on: date, limit: int = 50) -> list[OfficialView]:
    """People of these units whose name holds all the words; staff with `roster.see_names` only."""
    wanted = Q(unit_id__in=unit_ids)
    for word in folded(text).split():
        wanted &= Q(folded_name__contains=word)
    return _official_views(wanted, on=on, limit=limit)


def _official_views(wanted: Q, *, on: date, limit: int | None = None) -> list[OfficialView]:
    seq = edition()
    rows = list(
        _memberships(on=on, seq=seq)
        .filter(wanted)
        .select_related("official", "unit__institution")
        .order_by("unit_id", "folded_name", "official_id")[:limit]
    )
    names = _unit_names({row.unit_id for row in rows}, on=on, seq=seq)
    return [_official_view(row, names.get(row.unit_id, "")) for row in rows]


def _unit_names(unit_ids: Collection[int], *, on: date, seq: int) -> dict[int, str]:
    if not unit_ids:
        return {}
    return dict(_placements(on=on, seq=seq).filter(unit_id__in=unit_ids).values_list("unit_id", "name"))


def _official_view(row: models.Membership, unit_name: str) -> OfficialView:
    return OfficialView(
        id=row.official_id,
        public_id=row.official.public_id,
        name=full_name(row.name, row.title_before, row.title_after),
        short_name=short_name(row.name),
        number_tail=tail(row.official.number),
        status=row.status,
        position=row.position,
        echelon=row.echelon,
        unit_id=row.unit_id,
        unit_name=unit_name,
        institution_name=row.unit.institution.name,
        rank=row.rank,
        bare_name=row.name,
    )


def numbers_of(*, official_ids: Collection[int]) -> dict[int, str]:
    """Full numbers: for the kiosk and the sealed minutes alone."""
    return dict(models.Official.objects.filter(id__in=official_ids).values_list("id", "number"))


def contact(*, official_id: int) -> Contact | None:
    """Where a code or a notice may go."""
    return contacts(official_ids=[official_id]).get(official_id)


def contacts(*, official_ids: Collection[int]) -> dict[int, Contact]:
    """Where codes or notices may go; people without an address are left out."""
    rows = models.Contact.objects.filter(seen(edition()), official_id__in=official_ids)
    return {row.official_id: Contact(row.email, row.changed_at) for row in rows}


def standings(*, unit_ids: Collection[int], on: date) -> dict[int, Standing]:
    """How everybody of these units stands to a duty on that day.

    Who belonged to them before and to no unit at all on the day has LEFT; who moved on is counted there.
    """
    seq = edition()
    here = set(
        _memberships(on=on, seq=seq).filter(unit_id__in=unit_ids).values_list("official_id", flat=True)
    )
    before = models.Membership.objects.filter(seen(seq), unit_id__in=unit_ids, ends_before__lte=on)
    elsewhere = _memberships(on=on, seq=seq).values("official_id")
    left = before.exclude(official_id__in=elsewhere).values_list("official_id", flat=True)
    return (
        dict.fromkeys(left, Standing.LEFT)
        | dict.fromkeys(here, Standing.BOUND)
        | dict.fromkeys(_excused(here, unit_ids=unit_ids, on=on, seq=seq), Standing.EXCUSED)
    )


def _excused(here: set[int], *, unit_ids: Collection[int], on: date, seq: int) -> set[int]:
    absent = models.Absence.objects.filter(
        holds(on),
        official_id__in=_memberships(on=on, seq=seq).filter(unit_id__in=unit_ids).values("official_id"),
    )
    return here & set(absent.values_list("official_id", flat=True))


def absences(*, official_ids: Collection[int]) -> list[AbsenceView]:
    """Recorded lawful absences, newest first."""
    rows = models.Absence.objects.filter(official_id__in=official_ids).order_by("-begins_on", "-id")
    return [AbsenceView(r.id, r.official_id, r.begins_on, r.ends_before, r.reason) for r in rows]


def headcounts(*, on: date) -> dict[int, int]:
    """People directly in each unit."""
    rows: Any = _memberships(on=on, seq=edition()).values_list("unit_id", flat=True)
    counts: dict[int, int] = {}
    for unit_id in rows.iterator(chunk_size=5000):
        counts[unit_id] = counts.get(unit_id, 0) + 1
    return counts


def institutions() -> list[InstitutionView]:
    """The convenor first, then partners by name."""
    rows = models.Institution.objects.order_by("-is_convenor", "name")
    return [InstitutionView(r.id, r.public_id, r.name, r.kind, r.is_convenor) for r in rows]


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
