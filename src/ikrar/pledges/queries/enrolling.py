"""Until when a passkey must be enrolled to count at each declaration that is still ahead of a person."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from ikrar.kernel.words import Words
from ikrar.pledges.domain.oneself import last_moment
from ikrar.pledges.domain.values import State
from ikrar.pledges.models import Duty, Passkey
from ikrar.pledges.queries.sessions import Session
from ikrar.web import formats

ENROL_BY = Words(
    "Ingin menandatangani dengan passkey? Daftarkan di Ikrar saya, bagian Kunci, paling lambat {moment}. Tidak wajib.",
    "To sign with a passkey, enrol it in My pledge, under Keys, by {moment}. It is not required.",
)


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


def enrol_by(session: Session | None, *, at: datetime) -> Words | None:
    """The sentence that tells until when a passkey may still be enrolled for that session; nothing once it is too late."""
    if session is None or session.starts_at is None or (last := last_moment(session.starts_at)) <= at:
        return None
    zone = ZoneInfo(session.zone)
    return Words(
        ENROL_BY.id.format(moment=formats.moment(last, english=False, zone=zone)),
        ENROL_BY.en.format(moment=formats.moment(last, english=True, zone=zone)),
    )


def with_passkey(*, official_ids: Collection[int]) -> set[int]:
    """Those of these people who have one already: nothing is to be told to them."""
    rows = Passkey.objects.filter(official__in=official_ids, revoked_at=None)
    return set(rows.values_list("official_id", flat=True))
