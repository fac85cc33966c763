"""The statement: the exact bytes that are signed. The gate builds them itself and compares; it never reads them."""

import re
from datetime import datetime

from ikrar.pledges.domain.armour import quoted
from ikrar.pledges.domain.passes import Pass
from ikrar.pledges.domain.presence import Shown

KIND = "ikrar.pledge/v1"
LONGEST_CLOCK = 40
MOST_MINUTES = 2_000_000_000

_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)


class ClockUnreadable(Exception):
    """`device_time` does not look like a moment at all."""


class StatementDiffers(Exception):
    """What was signed is not what this pass stands for."""


def build(*, given: Pass, shown: Shown | None, device_time: str) -> bytes:
    """The RFC 8785 bytes of exactly eight members, taken from the pass, the stamp and the phone's clock.

    Written into a template, which a test holds against the kernel's canonical bytes.
    """
    check_clock(device_time)
    presence = f'{{"site":{quoted(shown.site)},"window":{shown.window}}}' if shown else "null"
    return (
        f'{{"declaration":{quoted(given.declaration)},"device_time":"{device_time}","kind":"{KIND}",'
        f'"nonce":{quoted(given.tid)},"presence":{presence},"register":{quoted(given.register)},'
        f'"signer":{quoted(given.signer)},"text_sha256":{quoted(given.text_sha256)}}}'
    ).encode()


def check_clock(said: object) -> None:
    """Only the shape counts: a wrong clock is evidence and never a reason to refuse."""
    if not isinstance(said, str) or len(said) > LONGEST_CLOCK or not _CLOCK.fullmatch(said):
        raise ClockUnreadable


def minutes_off(said: str, *, at: datetime) -> int:
    """How far the phone's clock was from ours, in minutes; positive when it was ahead.

    >>> from datetime import UTC
    >>> minutes_off("2026-11-23T03:46:00Z", at=datetime(2026, 11, 23, 0, 46, tzinfo=UTC))
    180
    >>> minutes_off("2026-13-45T99:00:00Z", at=datetime(2026, 11, 23, tzinfo=UTC))
    0
    """
    try:
        told = datetime.fromisoformat(said)
        return max(-MOST_MINUTES, min(MOST_MINUTES, round((told - at).total_seconds() / 60)))
    except (ValueError, OverflowError):
        return 0
