"""How somebody is known to "Ikrar saya". More ways lead there than to a pass; a pass is given for `IdentifiedBy` alone."""

from datetime import datetime, timedelta
from enum import StrEnum

from ikrar.pledges.domain.signature import PASSKEY_SETTLES


class KnownBy(StrEnum):
    """What told who it is."""

    CODE = "code"
    KEY = "key"
    OTP = "otp"
    SSO = "sso"


# "Enrolled at least 24 h before by another identification": a key of the person does not enrol the next one.
ENROLS = frozenset({KnownBy.CODE, KnownBy.OTP, KnownBy.SSO})


def last_moment(starts_at: datetime) -> datetime:
    """Until when a passkey must be enrolled to count at a site that starts then.

    >>> from datetime import UTC
    >>> last_moment(datetime(2026, 11, 23, 0, 45, tzinfo=UTC)).isoformat()
    '2026-11-22T00:45:00+00:00'
    """
    return starts_at - PASSKEY_SETTLES


def is_settled(changed_at: datetime, *, at: datetime, settles: timedelta) -> bool:
    """Whether an address has stood long enough to tell who somebody is."""
    return changed_at <= at - settles
