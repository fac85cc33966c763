"""Where a person can sign next: the open declaration that asks the person, its site, day and hour."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet

from ikrar.pledges.domain import State
from ikrar.pledges.models import Duty
from ikrar.roster.domain import Standing


@dataclass(frozen=True, slots=True)
class Session:
    """One chance to sign."""

    declaration: str
    title: str
    held_on: date
    place: str
    short: str
    address: str
    starts_at: datetime | None
    zone: str


def sessions_of(*, official_ids: Collection[int], at: datetime) -> dict[int, Session]:
    """The next chance of each of these people; who has none is left out."""
    rows = _open(official_ids, at=at).select_related("declaration", "site")
    return {row.official_id: _session(row) for row in rows.order_by("-declaration__held_on", "-pk")}


def next_of_units(*, unit_ids: Collection[int], at: datetime) -> Session | None:
    """The next session that asks somebody of these units."""
    rows = _open_at(at).filter(unit_id__in=unit_ids).select_related("declaration", "site")
    row = rows.order_by("declaration__held_on", "pk").first()
    return _session(row) if row else None


def having_session(*, official_ids: Collection[int], at: datetime) -> set[int]:
    """Who of them has one."""
    return set(_open(official_ids, at=at).values_list("official_id", flat=True))


def _open(official_ids: Collection[int], *, at: datetime) -> QuerySet[Duty]:
    return _open_at(at).filter(official_id__in=official_ids)


def _open_at(at: datetime) -> QuerySet[Duty]:
    """Duties at declarations that still take a pledge, at a site that is not over."""
    return Duty.objects.filter(
        standing=Standing.BOUND,
        declaration__state=State.FIXED,
        declaration__rehearsal_of=None,
        declaration__cut_off_at__gte=at,
        site__isnull=False,
        site__closed_at=None,
        site__cancelled_at=None,
    )


def _session(row: Duty) -> Session:
    site, declaration = row.site, row.declaration
    assert site is not None
    assert declaration.held_on is not None
    return Session(
        declaration=declaration.public_id,
        title=declaration.title,
        held_on=declaration.held_on,
        place=f"{site.name}, {site.venue}" if site.venue else site.name,
        short=site.short,
        address=f"{settings.IKRAR_ADDRESS}/i/{site.short}",
        starts_at=site.starts_at,
        zone=site.zone,
    )
