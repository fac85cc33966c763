"""What the clerk has still to settle."""

from ikrar.pledges.models import Unsettled


def unsettled() -> int:
    """How many accepted pledges have not yet brought with them what they bring."""
    return Unsettled.objects.count()
