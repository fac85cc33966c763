"""Until when a passkey must be enrolled to count at each declaration that is still ahead of a person."""

from dataclasses import dataclass
from datetime import datetime

from ikrar.pledges.domain.oneself import last_moment
from ikrar.pledges.domain.values import State
from ikrar.pledges.models import Duty


@dataclass(frozen=True, slots=True)
class DayToEnrolFor:
    """A declaration ahead, and the last moment for a passkey to count there."""

    title: str
    starts_at: datetime
    last_moment: datetime
    is_over: bool


def days_to_enrol_for(*, official_id: int, at: datetime) -> list[DayToEnrolFor]:
    """The next first."""
    duties = Duty.objects.filter(
        official=official_id,
        declaration__state=State.FIXED,
        declaration__is_record=False,
        site__starts_at__gt=at,
    ).select_related("declaration", "site")
    found = []
    for duty in duties.order_by("site__starts_at", "id"):
        assert duty.declaration is not None
        assert duty.site is not None
        assert duty.site.starts_at is not None
        last = last_moment(duty.site.starts_at)
        found.append(DayToEnrolFor(duty.declaration.title, duty.site.starts_at, last, last < at))
    return found
