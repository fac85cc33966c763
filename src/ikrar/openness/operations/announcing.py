"""Choosing when figures appear, and announcing it: once, with an entry in the register, for good."""

from datetime import datetime, time

from django.db import transaction

from ikrar.accounts import operations as accounts
from ikrar.kernel.canonical import Value
from ikrar.kernel.zones import JAKARTA
from ikrar.openness.domain import (
    ANNOUNCEMENT,
    EARLIEST,
    LATEST,
    MOST_DAYS,
    Reason,
    Times,
    announced_closing,
)
from ikrar.openness.models import Announcement, PublicationChoice, Snapshot
from ikrar.openness.operations.actors import Actor
from ikrar.openness.queries.announcing import chosen, default_times
from ikrar.pledges import queries as pledges
from ikrar.pledges.domain import State
from ikrar.pledges.operations.trail import locked
from ikrar.pledges.queries import DeclarationView
from ikrar.register import operations as register

UNDER_WAY = (State.FIXED, State.CLOSED, State.SUPERSEDED)


class AlreadyAnnounced(Exception):
    """The times of this declaration stand; nothing moves them."""


class NothingToAnnounce(Exception):
    """Rehearsals, records from the press and cancelled declarations have no figures."""


class HourOutsideTheDay(Exception):
    """Figures appear between these hours, so that a late evening keeps its day."""

    def __init__(self) -> None:
        super().__init__()
        self.earliest, self.latest = f"{EARLIEST:%H.%M}", f"{LATEST:%H.%M}"


class TooManyDays(Exception):
    """The closing figures would appear too long after the event, or before it is over."""

    def __init__(self) -> None:
        super().__init__()
        self.most = MOST_DAYS


def choose_times(*, declaration: str, times: Times, by: Actor, at: datetime) -> None:
    """Keep when figures shall appear; possible until the declaration is fixed."""
    _check_hours(times)
    with transaction.atomic():
        row = locked(declaration)
        if row.is_rehearsal or row.is_record or row.state == State.CANCELLED:
            raise NothingToAnnounce
        if row.state != State.PLANNED:
            raise AlreadyAnnounced
        PublicationChoice.objects.update_or_create(
            declaration_id=row.pk,
            defaults={
                "daily_at": times.daily_at,
                "closing_days": times.closing_days,
                "closing_at": times.closing_at,
                "chosen_at": at,
            },
        )
        detail: dict[str, Value] = {
            "daily_at": f"{times.daily_at:%H:%M}",
            "closing_days": times.closing_days,
            "closing_at": f"{times.closing_at:%H:%M}",
        }
        accounts.record_act(actor=by, act="figures.times-chosen", subject=declaration, detail=detail, at=at)


def announce_due(*, at: datetime) -> list[str]:
    """Announce the times of every fixed declaration that has none; the public ids of the declarations.

    Called by the clerk, as often as it likes. One that was fixed before times were announced gets the next possible ones.
    """
    announced = set(Announcement.objects.values_list("declaration_id", flat=True))
    over = set(Snapshot.objects.filter(reason=Reason.CLOSING).values_list("declaration_id", flat=True))
    waiting = [
        one for one in pledges.declarations_public() if one.id not in announced | over and _has_times(one)
    ]
    return [one.public_id for one in waiting if _announce(one, at=at)]


def _has_times(declaration: DeclarationView) -> bool:
    is_under_way = declaration.state in UNDER_WAY and declaration.cut_off_at is not None
    return is_under_way and not declaration.is_record and not declaration.is_rehearsal


def _announce(declaration: DeclarationView, *, at: datetime) -> bool:
    """Keep the times and enter them; False if another clerk was faster."""
    times = chosen(declaration_id=declaration.id) or default_times()
    assert declaration.cut_off_at is not None
    closing_at = announced_closing(times, cut_off_at=declaration.cut_off_at, at=at)
    with transaction.atomic():
        locked(declaration.public_id)
        if Announcement.objects.filter(declaration_id=declaration.id).exists():
            return False
        body = _body(declaration, daily_at=times.daily_at, closing_at=closing_at)
        Announcement.objects.create(
            declaration_id=declaration.id,
            daily_at=times.daily_at,
            closing_at=closing_at,
            announced_at=at,
            leaf_hash=register.enter(kind=ANNOUNCEMENT, body=body, at=at).leaf_hash,
        )
    return True


def _body(declaration: DeclarationView, *, daily_at: time, closing_at: datetime) -> dict[str, Value]:
    return {
        "declaration": declaration.public_id,
        "held_on": declaration.held_on.isoformat() if declaration.held_on else None,
        "daily_at": f"{daily_at:%H:%M}",
        "zone": JAKARTA.key,
        "closing_at": closing_at.isoformat(timespec="seconds"),
    }


def _check_hours(times: Times) -> None:
    if not all(EARLIEST <= hour <= LATEST for hour in (times.daily_at, times.closing_at)):
        raise HourOutsideTheDay
    if not 1 <= times.closing_days <= MOST_DAYS:
        raise TooManyDays
