"""Paper rolls and kiosk entries as officers see them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from ikrar.pledges.domain.paper import RollNotFound
from ikrar.pledges.models import Declaration, Duty, KioskEntry, PaperEntry, PaperPage, PaperRoll, Pledge, Site
from ikrar.pledges.queries.declarations import DeclarationNotFound
from ikrar.roster import queries as roster


@dataclass(frozen=True, slots=True)
class RollRow:
    """A roll in a list."""

    public_id: str
    site: str
    unit: str
    unit_public_id: str
    pages: int
    people: int
    entered_by: str
    entered_at: datetime
    confirmed_at: datetime | None
    is_mine: bool


@dataclass(frozen=True, slots=True)
class OnPage:
    """Somebody of the unit, and whether he or she was found on a page."""

    duty_id: int
    name: str
    number_tail: str
    position: str
    page: int | None
    has_pledged: bool


@dataclass(frozen=True, slots=True)
class PageView:
    number: int
    sha256: str
    kind: str
    people: int

    @property
    def is_picture(self) -> bool:
        return self.kind.startswith("image/")


@dataclass(frozen=True, slots=True)
class RollView:
    """One roll with its pages and the people of its unit."""

    row: RollRow
    declaration: str
    is_rehearsal: bool
    pages: tuple[PageView, ...]
    people: tuple[OnPage, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Where a roll may belong."""

    id: int
    public_id: str
    title: str
    held_on: date | None
    is_rehearsal: bool
    sites: tuple[tuple[str, str], ...]


def plan_of(*, declaration: str) -> Plan:
    """The declaration with its sites; raises `DeclarationNotFound`."""
    row = Declaration.objects.filter(public_id=declaration).first()
    if row is None:
        raise DeclarationNotFound
    sites = Site.objects.filter(declaration=row, cancelled_at=None).order_by("name")
    return Plan(
        row.pk,
        row.public_id,
        row.title,
        row.held_on,
        row.is_rehearsal,
        tuple((site.public_id, site.name) for site in sites),
    )


def rolls(*, plan: Plan, viewer: int, unit_ids: Collection[int] | None = None) -> list[RollRow]:
    """The declaration's rolls, those that wait first."""
    found = _rolls(viewer=viewer, plan_id=plan.id)
    if unit_ids is not None:
        found = found.filter(unit_id__in=unit_ids)
    rows = list(found.order_by(F("confirmed_at").asc(nulls_first=True), "-entered_at", "id"))
    names = _names({row.unit_id for row in rows}, on=plan.held_on)
    return [_row(row, names, viewer=viewer) for row in rows]


def waiting_kiosk(*, plan: Plan) -> tuple[int, int]:
    """Kiosk entries nobody confirmed yet: recorded already, and still waiting."""
    counted = KioskEntry.objects.filter(
        kiosk__site__declaration_id=plan.id, signed_at__isnull=False, confirmed_at=None
    ).aggregate(
        recorded=Count("id", filter=Q(pledge__isnull=False)), waiting=Count("id", filter=Q(pledge=None))
    )
    return counted["recorded"], counted["waiting"]


def roll(*, public_id: str, viewer: int) -> RollView:
    """One roll with names, for who may enter or confirm it; raises `RollNotFound`."""
    found = _rolls(viewer=viewer).filter(public_id=public_id).select_related("site__declaration").first()
    if found is None:
        raise RollNotFound
    declaration = found.site.declaration
    pages = PaperPage.objects.filter(roll=found).annotate(n=Count("entries")).order_by("number")
    return RollView(
        row=_row(found, _names([found.unit_id], on=declaration.held_on), viewer=viewer),
        declaration=declaration.public_id,
        is_rehearsal=declaration.is_rehearsal,
        pages=tuple(PageView(page.number, page.sha256, page.kind, page.n) for page in pages),
        people=_people(found, on=declaration.held_on),
    )


def scan(*, roll: str, number: int) -> tuple[str, str, str]:
    """File, kind and unit's public id of a page; raises `RollNotFound`."""
    page = PaperPage.objects.filter(roll__public_id=roll, number=number).select_related("roll__unit").first()
    if page is None:
        raise RollNotFound
    return page.file, page.kind, page.roll.unit.public_id


def unit_of(*, roll: str) -> str:
    """The public id of a roll's unit."""
    found = PaperRoll.objects.filter(public_id=roll).values_list("unit__public_id", flat=True).first()
    if found is None:
        raise RollNotFound
    return found


def _rolls(*, viewer: int, plan_id: int | None = None) -> QuerySet[Any]:
    wanted = Q() if plan_id is None else Q(site__declaration_id=plan_id)
    return (
        PaperRoll.objects.filter(wanted)
        .select_related("site", "unit", "entered_by")
        .annotate(
            n_pages=Count("pages", distinct=True),
            n_people=Count("pages__entries", distinct=True),
            n_mine=Count("pages__entries", filter=Q(pages__entries__entered_by=viewer), distinct=True),
        )
    )


def _names(unit_ids: Iterable[int], *, on: date | None) -> dict[int, str]:
    return roster.unit_names(unit_ids=unit_ids, on=on) if on else {}


def _row(row: PaperRoll, names: dict[int, str], *, viewer: int) -> RollRow:
    return RollRow(
        public_id=row.public_id,
        site=row.site.name,
        unit=names.get(row.unit_id, ""),
        unit_public_id=row.unit.public_id,
        pages=row.n_pages,  # type: ignore[attr-defined]  # annotated
        people=row.n_people,  # type: ignore[attr-defined]  # annotated
        entered_by=str(row.entered_by),
        entered_at=row.entered_at,
        confirmed_at=row.confirmed_at,
        is_mine=row.entered_by_id == viewer or row.n_mine > 0,  # type: ignore[attr-defined]  # annotated
    )


def _people(found: PaperRoll, *, on: date | None) -> tuple[OnPage, ...]:
    if on is None:
        return ()
    units = {found.unit_id, *roster.subtree(unit_id=found.unit_id, on=on)}
    duties = dict(
        Duty.objects.filter(declaration=found.site.declaration, unit_id__in=units)
        .exclude(standing="LEFT")
        .values_list("official_id", "id")
    )
    on_page = dict(PaperEntry.objects.filter(page__roll=found).values_list("duty_id", "page__number"))
    pledged = set(
        Pledge.objects.filter(duty__in=duties.values(), effective=True).values_list("duty_id", flat=True)
    )
    return tuple(
        OnPage(
            duty_id=duties[one.id],
            name=one.name,
            number_tail=one.number_tail,
            position=one.position,
            page=on_page.get(duties[one.id]),
            has_pledged=duties[one.id] in pledged,
        )
        for one in roster.officials(ids=list(duties), on=on)
    )
