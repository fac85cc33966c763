"""What the clerk has still to settle."""

from collections.abc import Sequence
from datetime import datetime

from ikrar.pledges.models import Pledge, Unsettled


def unsettled() -> int:
    """How many accepted pledges have not yet brought with them what they bring."""
    return Unsettled.objects.count()


def stuck(*, before: datetime, limit: int) -> Sequence[int]:
    """The pledges that came before that moment and still wait, by their rows' numbers, oldest first."""
    waiting = Unsettled.objects.values("pk")
    late = Pledge.objects.filter(pk__in=waiting, received_at__lt=before).order_by("pk")
    return list(late.values_list("pk", flat=True)[:limit])
