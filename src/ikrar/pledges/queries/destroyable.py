"""What is still held of a declaration that is over, by kind; what the archive schedule lets go begins here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, Max, Q, QuerySet
from django.db.models.functions import Coalesce

from ikrar.pledges.domain import State
from ikrar.pledges.domain.planning import Change
from ikrar.pledges.models import (
    AuditDraw,
    ChecklistItem,
    CodeCard,
    CoHost,
    Declaration,
    DenominatorChange,
    DeviceKey,
    Duty,
    Kiosk,
    KioskEntry,
    Obligation,
    OneTimeCode,
    OpenQuestion,
    Option,
    PaperEntry,
    PaperPage,
    PaperRoll,
    Passkey,
    PlanChange,
    Pledge,
    PresenceTrial,
    Refusal,
    Reminder,
    ReminderPause,
    RunStep,
    Site,
    SiteWitness,
)

OVER = (State.CLOSED, State.CANCELLED, State.SUPERSEDED)
# What these changes say of days and texts is public and holds no name; fsck reads it against the register.
STAYS_TOLD = (Change.MOVED, Change.HOUR, Change.CUT_OFF, Change.TEXT, Change.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Closed:
    """A declaration from whose end the keeping is counted."""

    public_id: str
    title: str
    is_rehearsal: bool
    closed_at: datetime


def closed_declarations() -> list[Closed]:
    """Every one that is over, be it closed, cancelled or superseded; the oldest first."""
    rows = _over().order_by("ended_at", "id")
    return [Closed(r.public_id, r.title, r.is_rehearsal, r.ended_at) for r in rows]


def held(*, kind: str, declaration: str) -> tuple[QuerySet[Any], ...]:
    """The rows of a kind, in the order in which they can go."""
    return _HELD[kind](declaration)


def is_destroyable_here(*, kind: str) -> bool:
    return kind in _HELD


def count_held(*, kind: str, declaration: str) -> int:
    """How many rows would go; nobody is named."""
    return sum(rows.count() for rows in held(kind=kind, declaration=declaration))


def asked_of(*, official_ids: list[int]) -> set[int]:
    """Those of these people who were asked at a day of which something is still held; what else is theirs goes with them."""
    return set(Duty.objects.filter(official__in=official_ids).values_list("official_id", flat=True))


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
        ReminderPause.objects.filter(ended_at__lte=_closing(declaration)),
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
        SiteWitness.objects.filter(site__declaration__public_id=declaration).exclude(name="", office=""),
        CoHost.objects.filter(declaration__public_id=declaration).exclude(representative="", role=""),
        ChecklistItem.objects.filter(declaration__public_id=declaration).exclude(responsible="", label=""),
        OpenQuestion.objects.filter(declaration__public_id=declaration).exclude(decider=""),
        Option.objects.filter(question__declaration__public_id=declaration).exclude(value="", note=""),
        RunStep.objects.filter(site__declaration__public_id=declaration).exclude(label=""),
        DenominatorChange.objects.filter(declaration__public_id=declaration).exclude(reason=""),
        _changes(declaration).exclude(what__in=STAYS_TOLD).exclude(before="", after="", reason=""),
        _changes(declaration).filter(what__in=STAYS_TOLD).exclude(reason=""),
    )


def _changes(declaration: str) -> QuerySet[PlanChange]:
    return PlanChange.objects.filter(declaration__public_id=declaration)


def _over() -> QuerySet[Any]:
    """With the moment it was over: when it was closed, or else what ended it was written down."""
    ended = Max("changes__at", filter=Q(changes__what__in=(Change.CANCELLED, Change.SUPERSEDED)))
    rows = Declaration.objects.filter(state__in=OVER, is_record=False)
    moment = Coalesce("closed_at", ended, output_field=DateTimeField())
    return rows.annotate(ended_at=moment).filter(ended_at__isnull=False)


def _closing(declaration: str) -> datetime:
    moment: datetime = _over().values_list("ended_at", flat=True).get(public_id=declaration)
    return moment


def _last_asked(declaration: str) -> QuerySet[Duty]:
    """The duties of people who were asked at no other day that is open or was closed later."""
    later = Duty.objects.filter(
        ~Q(declaration__state__in=OVER) | Q(declaration__closed_at__gt=_closing(declaration))
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
