"""Presence: the code on the stage, thirty seconds at a time, and the stamp the phone gets for it.

It stops a link that is forwarded in the evening; it does not stop a photograph forwarded at once.
"""

import hmac
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from msgspec import MsgspecError, Struct
from msgspec.json import Decoder

from ikrar.kernel import ids
from ikrar.pledges.domain import armour
from ikrar.pledges.domain.armour import jcs
from ikrar.pledges.domain.mac import hmac_sha256
from ikrar.pledges.domain.values import PresenceLevel

WINDOW_SECONDS: Final = 30
CODE_LENGTH: Final = 6
MOST_WINDOWS: Final = 24 * 3600 // WINDOW_SECONDS  # a late code is looked for through one day at most
LONGEST: Final = 400

_PURPOSE = b"ikrar-stamp/v1\n"


class PresenceCodeWrong(Exception):
    """No window of this site since its signing opened had this code."""


class StampForged(Exception):
    """This is no stamp that was given for this pass."""


class Shown(Struct, frozen=True):
    """At which site, in which window, and whether it was told in time."""

    site: str
    window: int
    level: PresenceLevel


class _Stamp(Struct, frozen=True):
    tid: str
    site: str
    window: int


_READ = Decoder(_Stamp).decode
_LEVELS = {str(level): level for level in PresenceLevel}


def window_at(at: datetime) -> int:
    """The number of the half minute: floor(unix / 30)."""
    return int(at.timestamp()) // WINDOW_SECONDS


def site_key(*, secret: bytes, site: str) -> bytes:
    """The key of a site, from the installation's secret "presence" and the site's public id."""
    return hmac_sha256(secret, site.encode())


def code_of(*, key: bytes, window: int) -> str:
    """Six Crockford characters: the first thirty bits of HMAC-SHA256(key, window as eight bytes).

    >>> code_of(key=bytes(32), window=58_000_000)
    'NRWF5Y'
    """
    mac = hmac_sha256(key, window.to_bytes(8, "big"))
    return ids.encode(int.from_bytes(mac[:4], "big") >> 2, CODE_LENGTH)


def read_code(typed: object) -> str:
    """The code a person meant, or `PresenceCodeWrong`."""
    try:
        code = ids.clean(typed) if isinstance(typed, str) else ""
    except ids.NotACode as e:
        raise PresenceCodeWrong from e
    if len(code) != CODE_LENGTH:
        raise PresenceCodeWrong
    return code


def find(
    *,
    key: bytes,
    site: str,
    code: str,
    at: datetime,
    opened_at: datetime,
    closed_at: datetime | None,
    seconds: int,
) -> Shown:
    """The window this code belongs to: `shown` within `seconds`, `late` since the signing opened, else refused."""
    now = window_at(at)
    timely = now - seconds // WINDOW_SECONDS
    for window in _windows(at=at, opened_at=opened_at, closed_at=closed_at):
        if hmac.compare_digest(code_of(key=key, window=window), code):
            return Shown(site, window, PresenceLevel.SHOWN if window >= timely else PresenceLevel.LATE)
    raise PresenceCodeWrong


def _windows(*, at: datetime, opened_at: datetime, closed_at: datetime | None) -> Iterator[int]:
    last = min(window_at(at), window_at(closed_at)) if closed_at else window_at(at)
    first = max(window_at(opened_at), last - MOST_WINDOWS)
    return iter(range(last, first - 1, -1))


def stamp(shown: Shown, *, tid: str, secret: bytes) -> str:
    """What the phone keeps: `base64url({tid, site, window}) . level . MAC`; the MAC covers the level too."""
    payload = armour.url64(jcs({"tid": tid, "site": shown.site, "window": shown.window}))
    return f"{payload}.{shown.level}.{_mac(payload, shown.level, secret)}"


def read_stamp(token: object, *, tid: str, secret: bytes) -> Shown:
    """What the stamp says, or `StampForged` when it is not ours or not this pass's."""
    if not isinstance(token, str) or len(token) > LONGEST or not token.isascii() or token.count(".") != 2:  # noqa: PLR2004 (three parts)
        raise StampForged
    payload, level, mac = token.split(".")
    if not hmac.compare_digest(_mac(payload, level, secret), mac):
        raise StampForged
    try:
        said = _READ(armour.trusted_unurl64(payload))
    except (MsgspecError, ValueError) as e:
        raise StampForged from e
    if said.tid != tid:
        raise StampForged
    return Shown(said.site, said.window, _LEVELS[level])


def _mac(payload: str, level: str, secret: bytes) -> str:
    return armour.url64(hmac_sha256(secret, _PURPOSE + f"{payload}.{level}".encode("ascii")))
