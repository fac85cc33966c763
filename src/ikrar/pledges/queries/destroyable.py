"""What is still held of a declaration that was closed, by kind; what the archive schedule lets go begins here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from ikrar.pledges.models import (
    AuditDraw,
    ChecklistItem,
    CodeCard,
    CoHost,
    Declaration,
    DeviceKey,
    Duty,
    Kiosk,
    KioskEntry,
    Obligation,
    OneTimeCode,
    OpenQuestion,
    PaperEntry,
    PaperPage,
    PaperRoll,
    Passkey,
    Pledge,
    PresenceTrial,
    Refusal,
    Reminder,
    Site,
    SiteWitness,
)


@dataclass(frozen=True, slots=True)
class Closed:
    """A declaration from whose end the keeping is counted."""

    public_id: str
    title: str
    is_rehearsal: bool
    closed_at: datetime


def closed_declarations() -> list[Closed]:
    """Every closed one, the oldest first."""
    rows = Declaration.objects.filter(closed_at__isnull=False, is_record=False).order_by("closed_at", "id")
    return [Closed(r.public_id, r.title, r.is_rehearsal, r.closed_at) for r in rows if r.closed_at]


def held(*, kind: str, declaration: str) -> tuple[QuerySet[Any], ...]:
    """The rows of a kind, in the order in which they can go."""
    return _HELD[kind](declaration)


def is_destroyable_here(*, kind: str) -> bool:
    return kind in _HELD


def count_held(*, kind: str, declaration: str) -> int:
    """How many rows would go; nobody is named."""
    return sum(rows.count() for rows in held(kind=kind, declaration=declaration))


def asked_of(*, official_ids: list[int]) -> set[int]:
    """Those of these people about whom something is still held here."""
    duties = Duty.objects.filter(official__in=official_ids).values_list("official_id", flat=True)
    owed = Obligation.objects.filter(official__in=official_ids).values_list("official_id", flat=True)
    return {*duties, *owed}


def _pledges(declaration: str) -> tuple[QuerySet[Any], ...]:
    return (Pledge.objects.filter(declaration__public_id=declaration, erased_at=None),)


def _duties(declaration: str) -> tuple[QuerySet[Any], ...]:
    return (
        Reminder.objects.filter(
            official__in=_last_asked(declaration).values("official"), at__lte=_closing(declaration)
        ),
        Obligation.objects.filter(
            Q(declaration__public_id=declaration) | Q(answered_duty__declaration__public_id=declaration)
        ).exclude(answered_at=None),
        Duty.objects.filter(declaration__public_id=declaration),
    )


def _identification(declaration: str) -> tuple[QuerySet[Any], ...]:
    people = _last_asked(declaration).values("official")
    tids = Pledge.objects.filter(declaration__public_id=declaration).values("tid")
    return (
        CodeCard.objects.filter(duty__declaration__public_id=declaration),
        OneTimeCode.objects.filter(duty__declaration__public_id=declaration),
        PresenceTrial.objects.filter(tid__in=tids),
        DeviceKey.objects.filter(official__in=people, enrolled_at__lte=_closing(declaration)),
        Passkey.objects.filter(official__in=people, enrolled_at__lte=_closing(declaration)),
    )


def _declining(declaration: str) -> tuple[QuerySet[Any], ...]:
    return (Refusal.objects.filter(duty__declaration__public_id=declaration),)


def _kiosk_and_paper(declaration: str) -> tuple[QuerySet[Any], ...]:
    return (
        KioskEntry.objects.filter(kiosk__site__declaration__public_id=declaration),
        Kiosk.objects.filter(site__declaration__public_id=declaration),
        PaperEntry.objects.filter(page__roll__site__declaration__public_id=declaration),
        PaperPage.objects.filter(roll__site__declaration__public_id=declaration),
        PaperRoll.objects.filter(site__declaration__public_id=declaration),
    )


def _draw(declaration: str) -> tuple[QuerySet[Any], ...]:
    return (AuditDraw.objects.filter(declaration__public_id=declaration),)


def _plan(declaration: str) -> tuple[QuerySet[Any], ...]:
    return (
        Site.objects.filter(declaration__public_id=declaration).exclude(leader="", reader=""),
        SiteWitness.objects.filter(site__declaration__public_id=declaration).exclude(name=""),
        CoHost.objects.filter(declaration__public_id=declaration).exclude(representative=""),
        ChecklistItem.objects.filter(declaration__public_id=declaration).exclude(responsible=""),
        OpenQuestion.objects.filter(declaration__public_id=declaration).exclude(decider=""),
    )


def _closing(declaration: str) -> datetime:
    closed_at = Declaration.objects.values_list("closed_at", flat=True).get(public_id=declaration)
    assert closed_at is not None
    return closed_at


def _last_asked(declaration: str) -> QuerySet[Duty]:
    """The duties of people who were asked at no other day that is open or was closed later."""
    later = Duty.objects.filter(
        Q(declaration__closed_at=None) | Q(declaration__closed_at__gt=_closing(declaration))
    )
    return Duty.objects.filter(declaration__public_id=declaration).exclude(
        official__in=later.values("official")
    )


_HELD = {
    "pledge": _pledges,
    "duty": _duties,
    "identification": _identification,
    "declining": _declining,
    "kiosk-and-paper": _kiosk_and_paper,
    "audit-draw": _draw,
    "plan": _plan,
}
