"""Stopping reminders: for a unit and what lies below, for one person, and for an address that is another's."""

from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from ikrar.accounts.operations import record_act
from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.models import Obligation, Reminder, ReminderPause
from ikrar.pledges.operations.trail import Actor, check_reason
from ikrar.roster import queries as roster


class AlreadyPaused(Exception):
    """The reminders of this unit are stopped already."""


class LinkUnknown(Exception):
    """No reminder has this link, or it is too old."""


def wrong_hash(token: str) -> str:
    """What is kept of the link "this address is wrong"."""
    return sha256(f"ikrar-wrong-address/v1\n{token}".encode()).hexdigest()


def pause(*, unit: str, reason: str, by: Actor, at: datetime) -> None:
    """No more reminders to anybody of this unit and below, until somebody resumes."""
    said = check_reason(reason)
    place = roster.unit(public_id=unit, on=at.astimezone(JAKARTA).date())
    try:
        with transaction.atomic():
            ReminderPause.objects.create(unit_id=place.id, reason=said[:200], begun_at=at, begun_by=by)
            record_act(actor=by, act="reminders.paused", subject=unit, at=at)
    except IntegrityError as e:
        raise AlreadyPaused from e


def resume(*, unit: str, by: Actor, at: datetime) -> None:
    """Letters may go out again."""
    place = roster.unit(public_id=unit, on=at.astimezone(JAKARTA).date())
    with transaction.atomic():
        ended = ReminderPause.objects.filter(unit_id=place.id, ended_at=None).update(ended_at=at)
        if ended:
            record_act(actor=by, act="reminders.resumed", subject=unit, at=at)


def silence(*, official_id: int, subject: str, silent: bool, by: Actor, at: datetime) -> None:
    """No more letters to one person, or letters again; the duty stays as it is."""
    with transaction.atomic():
        rows = Obligation.objects.filter(official=official_id, answered_at=None)
        if rows.update(silenced_at=at if silent else None):
            act = "reminders.silenced" if silent else "reminders.allowed"
            record_act(actor=by, act=act, subject=subject, at=at)


def reminder_behind(*, token: str) -> int:
    """The reminder a letter's link is about, or `LinkUnknown`."""
    found = Reminder.objects.filter(wrong_hash=wrong_hash(token)).exclude(wrong_hash="").first()
    if found is None:
        raise LinkUnknown
    return found.pk


def address_is_wrong(*, token: str, at: datetime) -> None:
    """Whoever got the letter says it is not for him: no more letters go there until the address is another."""
    with transaction.atomic():
        Reminder.objects.filter(pk=reminder_behind(token=token), wrong_at=None).update(wrong_at=at)
