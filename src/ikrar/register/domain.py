"""What an entry of the register is. Plain Python; the whole format stands in docs/register.md."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from ikrar.kernel.canonical import Value
from ikrar.register import merkle
from ikrar.register.armour import armour, unarmour

PLEDGE = "pledge"
TOMBSTONE = "tombstone"
SUCCESSOR = "successor"
KEY = "key"
OUTAGE = "outage"

OBJECTIVE_SECONDS = 5  # from entering to a checkpoint that covers it, 99th percentile
DRAIN_SECONDS = 1  # the clerk drains no oftener
BATCH_SMALL = 8  # a batch under this many ...
BATCH_WAITS_SECONDS = 3  # ... waits this long for company, so that order tells nothing

_KIND = re.compile(r"[a-z][a-z0-9-]{0,39}")


class KindIsNotAWord(ValueError):
    """A kind is a lower-case word of letters, digits and hyphens: it stands in clear in every leaf."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What the caller keeps of an entry: enough to ask for its proof later."""

    leaf_hash: bytes


def leaf(kind: str, digest: bytes) -> bytes:
    r"""The bytes of a leaf: only the kind stands in clear.

    >>> leaf("pledge", bytes(32))
    b'ikrar.leaf/v1\npledge\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n'
    """
    if not _KIND.fullmatch(kind):
        raise KindIsNotAWord(kind)
    return f"ikrar.leaf/v1\n{kind}\n{armour(digest)}\n".encode("ascii")


def leaf_hash(leaf: bytes) -> bytes:
    return merkle.leaf_hash(leaf)


def public_record(*, kind: str, body: dict[str, Value], at: datetime) -> dict[str, Value]:
    """The record of an entry that everyone may read."""
    return {"v": "ikrar.entry/v1", "kind": kind, "at": moment(at), "body": body}


def moment(at: datetime) -> str:
    """A moment as records write it: UTC, milliseconds, Z.

    >>> moment(datetime(2026, 11, 23, 0, 46, 12, 345678, tzinfo=UTC))
    '2026-11-23T00:46:12.345Z'
    """
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def whole(at: datetime) -> datetime:
    """The moment without what is finer than a record or a portable archive tells."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def is_time_to_drain(*, waiting: int, waited_seconds: float, since_last_seconds: float) -> bool:
    """Whether the clerk may draw a batch now.

    A clock that was set back makes a span negative; then nothing is held back for it.

    >>> is_time_to_drain(waiting=1, waited_seconds=1, since_last_seconds=60)
    False
    >>> is_time_to_drain(waiting=8, waited_seconds=0, since_last_seconds=60)
    True
    """
    if waiting == 0 or 0 <= since_last_seconds < DRAIN_SECONDS:
        return False
    return waiting >= BATCH_SMALL or not 0 <= waited_seconds < BATCH_WAITS_SECONDS


def buried_by(tombstone: bytes) -> bytes:
    """The leaf hash that the record of a tombstone names."""
    return unarmour(json.loads(tombstone)["body"]["leaf_hash"], length=merkle.HASH_BYTES)
