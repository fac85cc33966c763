"""The record: what a leaf of the register stands for. Erasing it leaves a hash that nobody can open."""

import json
from datetime import datetime
from hashlib import sha256

from ikrar.kernel.canonical import Value
from ikrar.pledges.domain import armour
from ikrar.pledges.domain.presence import Shown
from ikrar.pledges.domain.values import KeyKind, PresenceLevel
from ikrar.register.domain import moment

VERSION = "ikrar.record/v1"
BLIND_BYTES = 32

_VERSION = VERSION.encode()
_STRENGTH = {kind: rank for rank, kind in enumerate(reversed(KeyKind))}
_REPLACEABLE = frozenset({KeyKind.KIOSK, KeyKind.PAPER})


def record(
    *,
    statement: bytes,
    signature: dict[str, Value],
    identified_by: str,
    shown: Shown | None,
    received_at: datetime,
    blind: bytes,
) -> dict[str, Value]:
    """The record as a receipt shows it; `statement` is our own canonical bytes."""
    return {
        "v": VERSION,
        "statement": json.loads(statement),
        "signature": dict(signature),
        "identified_by": identified_by,
        "presence": presence_part(shown),
        "received_at": moment(received_at),
        "blind": armour.b64(blind),
    }


def digest(made: dict[str, Value]) -> bytes:
    """SHA-256 of the record's canonical bytes: what stands in the leaf."""
    return sha256(armour.jcs(made)).digest()


def canonical_bytes(
    *,
    statement: bytes,
    signature: str,
    identified_by: str,
    shown: Shown | None,
    received_at: str,
    blind: bytes,
) -> bytes:
    """The same record as its canonical bytes at once; statement and signature part are canonical already.

    Written into a template, which a test holds against `record` and the kernel's canonical bytes.
    """
    where = (
        f'"site":{armour.quoted(shown.site)},"window":{shown.window}'
        if shown
        else '"site":null,"window":null'
    )
    level = shown.level.value if shown else PresenceLevel.NONE.value
    head = (
        f'{{"blind":"{armour.b64(blind)}","identified_by":"{identified_by}","presence":{{"level":"{level}",{where}}},'
        f'"received_at":"{received_at}","signature":{signature},"statement":'
    )
    return b'%b%b,"v":"%b"}' % (head.encode(), statement, _VERSION)


def presence_part(shown: Shown | None) -> dict[str, Value]:
    """The level, and site and window where a code was told."""
    if shown is None:
        return {"level": str(PresenceLevel.NONE), "site": None, "window": None}
    return {"level": str(shown.level), "site": shown.site, "window": shown.window}


def may_replace(*, old: str, new: str) -> bool:
    """A stronger key may replace a kiosk or paper entry of the same person, never the reverse.

    >>> may_replace(old="paper", new="kiosk"), may_replace(old="kiosk", new="device-key")
    (True, True)
    >>> may_replace(old="kiosk", new="paper"), may_replace(old="device-key", new="passkey")
    (False, False)
    """
    return old in _REPLACEABLE and _STRENGTH[KeyKind(new)] > _STRENGTH[KeyKind(old)]
