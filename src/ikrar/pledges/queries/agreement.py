"""Whether a stored pledge still says what was entered: for fsck, which must name a row even if it cannot be read.

The record behind the leaf covers statement, signature, identification, presence, time and blind. The columns beside
them that repeat a part of it are held against it here; what is held against nothing is listed in decision 0059.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.db import DatabaseError
from django.db.models import QuerySet

from ikrar.kernel.canonical import canonical
from ikrar.pledges.domain import armour, identity
from ikrar.pledges.domain.values import PresenceLevel
from ikrar.pledges.models import Pledge
from ikrar.pledges.queries.receipts import record_of
from ikrar.register import domain as register

BATCH = 2_000
MILLISECOND = 1_000  # microseconds

# What a damaged column makes of reading the row: no date, no JSON, no UTF-8, a part that is missing.
UNREADABLE = (DatabaseError, ValueError, TypeError, KeyError, AttributeError, identity.SignerDiffers)


def living(*, rehearsal: bool) -> Iterator[tuple[bytes, bytes]]:
    """(the leaf hash a pledge was entered with, its leaf derived again from the row), of all not erased.

    The leaf is empty where the row contradicts itself or cannot be read.
    """
    rows = Pledge.objects.filter(erased_at=None, declaration__rehearsal_of__isnull=not rehearsal)
    last = 0
    while ids := list(rows.filter(id__gt=last).order_by("id").values_list("id", flat=True)[:BATCH]):
        last = ids[-1]
        yield from _derived(rows.filter(id__in=ids).select_related("declaration").order_by("id"), ids)


def _derived(rows: QuerySet[Pledge], ids: list[int]) -> list[tuple[bytes, bytes]]:
    try:
        return [(bytes(row.leaf_hash), leaf_of(row)) for row in rows]
    except UNREADABLE:  # one of them; the others are no worse for it
        if len(ids) == 1:
            return [(_name_of(ids[0]), b"")]
        return [pair for one in ids for pair in _derived(rows.filter(id=one), [one])]


def leaf_of(row: Pledge) -> bytes:
    """The leaf that the row stands for; empty where a column contradicts the record."""
    record = record_of(row)
    if not _fits(row, record):
        return b""
    return register.leaf(register.PLEDGE, sha256(canonical(record)).digest())


def _fits(row: Pledge, record: dict[str, Any]) -> bool:
    """Every column that repeats a part of the record repeats it truly."""
    said, part = record["statement"], record["signature"]
    signer = identity.read_signer(row.signer_shown)  # raises for other members
    thumbprint = sha256(armour.unb64(part["key"])).hexdigest()
    told = (row.tid, row.declaration.public_id, row.key_kind, row.key_thumbprint)
    return (
        told == (said["nonce"], said["declaration"], part["kind"], thumbprint)
        and identity.commit(signer, salt=bytes(row.salt or b"")) == said["signer"]
        and canonical(said) == bytes(row.statement or b"")
        and row.received_at.microsecond % MILLISECOND == 0
        and (row.presence_window is not None or (row.presence, row.presence_site) == (PresenceLevel.NONE, ""))
    )


def _name_of(pledge_id: int) -> bytes:
    """The leaf hash of a row that cannot be read as a whole, or its number where even that is gone."""
    try:
        return bytes(Pledge.objects.values_list("leaf_hash", flat=True).get(id=pledge_id))
    except UNREADABLE:
        return json.dumps({"pledge": pledge_id}).encode()
