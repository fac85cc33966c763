"""A register that may not go on under its name: its successor, whose first leaf names its last checkpoint."""

import hashlib
from datetime import datetime

from django.db import transaction

from ikrar.kernel.canonical import Value, canonical
from ikrar.register import checkpoint as checkpoints
from ikrar.register import clerk, domain
from ikrar.register import note as notes
from ikrar.register.election import Office
from ikrar.register.logs import open_log, origin_of
from ikrar.register.models import Entry, Log, Staged


class NotItsCheckpoint(Exception):
    """The checkpoint handed in is not of this register, or none of its keys signed it."""


def succeed(*, office: Office, published: str | None, reason: str, at: datetime, rehearsal: bool) -> str:
    """Close the open log and open the next; see `operations.succeed`."""
    with transaction.atomic():
        office.check()
        old = Log.objects.select_for_update().get(id=open_log(rehearsal=rehearsal, at=at).id)
        last = old.checkpoints.exclude(note="").order_by("-size").first()
        note = published if published is not None else (last.note + last.cosignatures if last else "")
        if note:
            _check_own(old, note)
        new = _open_next(old, note=note, at=at)
        _first_leaf(new, office=office, old=old, note=note, reason=reason, at=at)
        _move_unsealed(old, new, size=last.size if last else 0)
    return new.origin


def _check_own(log: Log, note: str) -> None:
    """Only the register's own word about itself is taken."""
    try:
        head, signed = checkpoints.parse(note)
    except ValueError as e:
        raise NotItsCheckpoint from e
    if head.origin != log.origin:
        raise NotItsCheckpoint(head.origin)
    for row in log.keys.all():
        try:
            notes.verify(signed, notes.parse_vkey(row.vkey))
        except (notes.NotSignedBy, notes.SignatureDoesNotMatch):
            continue
        return
    raise NotItsCheckpoint(head.origin)


def _open_next(old: Log, *, note: str, at: datetime) -> Log:
    old.closed_at = domain.whole(at)
    old.save(update_fields=["closed_at"])
    generation = old.generation + 1
    return Log.objects.create(
        origin=origin_of(kind=old.kind, generation=generation),
        kind=old.kind,
        generation=generation,
        predecessor=old,
        predecessor_note=note,
        opened_at=domain.whole(at),
    )


def _first_leaf(new: Log, *, office: Office, old: Log, note: str, reason: str, at: datetime) -> None:
    body: dict[str, Value] = {"predecessor": old.origin, "checkpoint": note or None, "reason": reason}
    record = canonical(domain.public_record(kind=domain.SUCCESSOR, body=body, at=at))
    leaf = domain.leaf(domain.SUCCESSOR, hashlib.sha256(record).digest())
    leaf_hash = domain.leaf_hash(leaf)
    Entry.objects.create(
        log=new,
        kind=domain.SUCCESSOR,
        leaf=leaf,
        leaf_hash=leaf_hash,
        body=record,
        is_public=True,
        staged_at=domain.whole(at),
        index=0,
    )
    clerk.grow(new, [leaf_hash], at=at)
    clerk.cover(new, office=office, at=at)


def _move_unsealed(old: Log, new: Log, *, size: int) -> None:
    """What no signed checkpoint of the old register covers is entered in the new one."""
    old.checkpoints.filter(size__gt=size).delete()
    unsealed = Entry.objects.filter(log=old, index__gte=size)
    Staged.objects.bulk_create(_staged_again(entry, new) for entry in unsealed.order_by("index"))
    unsealed.delete()
    Staged.objects.filter(log=old).update(log=new)
    old.size, old.edge = size, b""  # nothing grows from it any more
    old.save(update_fields=["size", "edge"])


def _staged_again(entry: Entry, log: Log) -> Staged:
    return Staged(
        log=log,
        kind=entry.kind,
        leaf=entry.leaf,
        body=entry.body,
        is_public=entry.is_public,
        staged_at=entry.staged_at,
    )
