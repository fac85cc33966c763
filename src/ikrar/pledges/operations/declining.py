"""Not signing: chosen by the person alone from a closed list. From here no path leads to a sanction."""

from datetime import datetime

from django.db import transaction

from ikrar.pledges.domain.checking import SigningHasEnded
from ikrar.pledges.domain.values import Decline, State
from ikrar.pledges.models import Duty, Pledge, Refusal
from ikrar.pledges.operations.changes import changing
from ikrar.pledges.operations.owing import answering
from ikrar.pledges.operations.settling import settle_these


class SignedAlready(Exception):
    """Who has signed cannot decline the same declaration."""


def decline(*, duty_id: int, reason: Decline, at: datetime) -> None:
    """Note that the person was asked and chose not to sign; may be changed until the signing ends."""
    with transaction.atomic():
        _settle_first(duty_id, at=at)
        duty = _still_open(duty_id, at=at)
        if Pledge.objects.filter(duty=duty, effective=True).exists():
            raise SignedAlready
        with changing(duty_ids=[duty.id], at=at):
            Refusal.objects.update_or_create(duty=duty, defaults={"reason": reason, "at": at})
            Duty.objects.filter(id=duty.id, asked_at=None).update(asked_at=at)
        answering.answer(duty=duty, at=at)


def take_back(*, duty_id: int, at: datetime) -> None:
    """The person thought again; nothing of the refusal is kept."""
    with transaction.atomic():
        _settle_first(duty_id, at=at)
        duty = _still_open(duty_id, at=at)
        with changing(duty_ids=[duty.id], at=at):
            Refusal.objects.filter(duty=duty).delete()
        answering.reopen(duty_ids=[duty.id])


def _settle_first(duty_id: int, *, at: datetime) -> None:
    """Take the pledges from the queue before the duty is locked, in the order in which the clerk does."""
    waiting = Pledge.objects.filter(duty=duty_id).values_list("pk", flat=True)
    settle_these(pledges=sorted(waiting), at=at)


def _still_open(duty_id: int, *, at: datetime) -> Duty:
    """The duty, locked; raises `SigningHasEnded` once the declaration takes no answers any more."""
    duty = Duty.objects.select_for_update(of=("self",)).select_related("declaration").get(id=duty_id)
    row = duty.declaration
    if row.state != State.FIXED or row.cut_off_at is None or at > row.cut_off_at:
        raise SigningHasEnded
    return duty
