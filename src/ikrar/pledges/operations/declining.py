"""Not signing: chosen by the person alone from a closed list. From here no path leads to a sanction."""

from datetime import datetime

from django.db import transaction

from ikrar.pledges.domain.values import Decline
from ikrar.pledges.models import Duty, Pledge, Refusal


class SignedAlready(Exception):
    """Who has signed cannot decline the same declaration."""


def decline(*, duty_id: int, reason: Decline, at: datetime) -> None:
    """Note that the person was asked and chose not to sign; may be changed until the signing ends."""
    with transaction.atomic():
        duty = Duty.objects.select_for_update().get(id=duty_id)
        if Pledge.objects.filter(duty=duty, effective=True).exists():
            raise SignedAlready
        Refusal.objects.update_or_create(duty=duty, defaults={"reason": reason, "at": at})
        Duty.objects.filter(id=duty.id, asked_at=None).update(asked_at=at)


def take_back(*, duty_id: int) -> None:
    """The person thought again; nothing of the refusal is kept."""
    Refusal.objects.filter(duty=duty_id).delete()
