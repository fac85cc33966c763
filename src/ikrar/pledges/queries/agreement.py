"""Whether a stored pledge still says what was entered: for fsck, which must name a row even if it cannot be read.

The record behind the leaf covers statement, signature, identification, presence, time and blind. The columns beside
them that repeat a part of it are held against it here; what is held against nothing is listed in decision 0059.
"""

import json
from collections.abc import Iterator
from datetime import UTC
from hashlib import sha256
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from ikrar.kernel.canonical import canonical
from ikrar.pledges.domain import armour, identity
from ikrar.pledges.domain.values import PresenceLevel
from ikrar.pledges.models import Pledge
from ikrar.pledges.queries.receipts import record_of
from ikrar.register import domain as register

BATCH = 2_000
SPELT = ("received_at", "signature", "signer_shown")
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
        yield from _derived(_spelt(rows.filter(id__in=ids)).select_related("declaration").order_by("id"), ids)


def _spelt(rows: QuerySet[Pledge]) -> QuerySet[Pledge]:
    """With the letters in which SQLite keeps moments and JSON: reading them forgives what no writer of ours writes."""
    if connection.vendor != "sqlite":
        return rows  # PostgreSQL keeps them as values
    return rows.annotate(**{f"{name}_spelt": Cast(name, TextField()) for name in SPELT})


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
    if connection.vendor == "sqlite" and not all(_is_spelt_by_us(row, name) for name in SPELT):
        return False
    told = (row.tid, row.declaration.public_id, row.key_kind, row.key_thumbprint)
    return (
        told == (said["nonce"], said["declaration"], part["kind"], thumbprint)
        and identity.commit(signer, salt=bytes(row.salt or b"")) == said["signer"]
        and canonical(said) == bytes(row.statement or b"")
        and row.received_at.microsecond % MILLISECOND == 0
        and (row.presence_window is not None or (row.presence, row.presence_site) == (PresenceLevel.NONE, ""))
    )


def _is_spelt_by_us(row: Pledge, name: str) -> bool:
    """Django's spelling, or the canonical one of the gate."""
    letters, value = getattr(row, f"{name}_spelt"), getattr(row, name)
    if name == "received_at":
        return bool(letters == str(value.astimezone(UTC).replace(tzinfo=None)))
    return letters in (json.dumps(value), canonical(value).decode())


def _name_of(pledge_id: int) -> bytes:
    """The leaf hash of a row that cannot be read as a whole, or its number where even that is gone."""
    try:
        return bytes(Pledge.objects.values_list("leaf_hash", flat=True).get(id=pledge_id))
    except UNREADABLE:
        return json.dumps({"pledge": pledge_id}).encode()
