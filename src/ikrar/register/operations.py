"""What others may do to the register: enter, bury, and let the clerk take a step."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import connection, transaction

from ikrar.kernel.canonical import Value, canonical
from ikrar.register import asking, clerk, domain, outages, publishing, sealing, staging, succession
from ikrar.register.armour import armour
from ikrar.register.clerk import Advanced, ClerkIsAtWork
from ikrar.register.domain import Entered
from ikrar.register.logs import kind_of, open_log, open_log_id
from ikrar.register.models import Entry, Log, Staged


class NotInATransaction(Exception):
    """An entry is made together with what it is about, both or neither: the caller opens the transaction."""


class NothingToBury(Exception):
    """The register holds no leaf with this hash, or a tombstone stands on it already."""


def enter(*, kind: str, body: dict[str, Value], at: datetime, rehearsal: bool = False) -> Entered:
    """Enter a record that everyone may read. The same record at the same moment is entered once."""
    _check_transaction()
    record = canonical(domain.public_record(kind=kind, body=body, at=at))
    leaf = domain.leaf(kind, hashlib.sha256(record).digest())
    leaf_hash = domain.leaf_hash(leaf)
    log = open_log(rehearsal=rehearsal, at=at)
    staging.hold_for(leaf_hash)
    # In this order: the clerk may move it from the one table to the other while we look.
    staged = Staged.objects.filter(log=log, is_public=True, leaf=leaf).exists()
    if not staged and not Entry.objects.filter(log=log, leaf_hash=leaf_hash).exists():
        Staged.objects.create(log=log, kind=kind, leaf=leaf, body=record, is_public=True, staged_at=at)
    return Entered(leaf_hash=leaf_hash)


def enter_hashed(
    *, entries: Sequence[tuple[str, bytes]], at: datetime, rehearsal: bool = False
) -> list[bytes]:
    """Enter records of which only the SHA-256 is known here; the leaf hashes, in the order given.

    A leaf that waits or stands already is not looked for: it holds its secret blind. The clerk sequences it once.
    """
    _check_transaction()
    leaves = [(kind, domain.leaf(kind, record_digest)) for kind, record_digest in entries]
    staging.put(open_log_id(rehearsal=rehearsal, at=at), leaves, at=at)
    return [domain.leaf_hash(leaf) for _, leaf in leaves]


def bury(*, leaf_hash: bytes, reason: str, at: datetime, rehearsal: bool = False) -> Entered:
    """Put a tombstone on a leaf whose record was erased, and erase its body here if it had one.

    The leaf bytes and the index stay for ever; what they stood for cannot be found again.
    """
    _check_transaction()
    kind = kind_of(rehearsal=rehearsal)
    buried = (
        staging.find(leaf_hash, kind=kind)
        or Entry.objects.filter(log__kind=kind, leaf_hash=leaf_hash).select_related("log").first()
    )
    if buried is None:
        raise NothingToBury
    if buried.body is not None:
        buried.body = None
        buried.save(update_fields=["body"])
        transaction.on_commit(partial(_forget_file, leaf_hash, kind))
    body: dict[str, Value] = {"register": buried.log.origin, "leaf_hash": armour(leaf_hash), "reason": reason}
    return enter(kind=domain.TOMBSTONE, body=body, at=at, rehearsal=rehearsal)


def advance(*, at: datetime) -> Advanced:
    """The clerk's step in every open register; nothing when another clerk is at work on this folder."""
    with clerk.only_clerk() as alone:
        if not alone:
            return Advanced()
        done = Advanced()
        for log in Log.objects.filter(closed_at=None).order_by("id"):
            outages.notice(log, at=at)
            done += clerk.advance_log(log.id, at=at)
            done += Advanced(cosigned=asking.ask(log.id, at=at))
            _enter_outage(log, at=at)
        return done


def open_register(*, at: datetime, rehearsal: bool = False) -> str:
    """Open the register if it is new; the vkey line that seals it now, for letters and witnesses beforehand."""
    return str(sealing.signer(open_log(rehearsal=rehearsal, at=at), at=at).verifier)


def rotate_key(*, reason: str, at: datetime, rehearsal: bool = False) -> str:
    """Seal from the next leaf on with a new key, and say so in the register; the new key's vkey line.

    The old key stays in the trust file for the tree sizes it sealed, and for no larger one.
    """
    log = open_log(rehearsal=rehearsal, at=at)
    with clerk.only_clerk() as alone:
        if not alone:
            raise ClerkIsAtWork
        clerk.publish_pending(log.id, at=at)
        sealing.signer(log, at=at)
        with transaction.atomic():
            old, new = sealing.replace(Log.objects.select_for_update().get(id=log.id), at=at)
            body: dict[str, Value] = {
                "ends": old.vkey,
                "begins": new.vkey,
                "from_size": new.from_size,
                "reason": reason,
            }
            enter(kind=domain.KEY, body=body, at=at, rehearsal=rehearsal)
    return new.vkey


def succeed(*, published: str | None, reason: str, at: datetime, rehearsal: bool = False) -> str:
    """Close the open register and open its successor, whose first leaf names the last checkpoint; its origin.

    `published` is the newest checkpoint the outside world holds (from a witness, from minutes, from a copy);
    without one it is the newest in the database. Staged entries move into the successor.
    """
    with clerk.only_clerk() as alone:
        if not alone:
            raise ClerkIsAtWork
        return succession.succeed(published=published, reason=reason, at=at, rehearsal=rehearsal)


def _check_transaction() -> None:
    if not connection.in_atomic_block:
        raise NotInATransaction


def _enter_outage(log: Log, *, at: datetime) -> None:
    with transaction.atomic():
        body = outages.settled(log, at=at)
        if body is not None:
            enter(kind=domain.OUTAGE, body=body, at=at, rehearsal=log.kind == Log.Kind.REHEARSAL)


def _forget_file(leaf_hash: bytes, kind: Log.Kind) -> None:
    entry = Entry.objects.filter(log__kind=kind, leaf_hash=leaf_hash).select_related("log").first()
    if entry is not None:
        publishing.shelf_of(entry.log).record_path(entry.index).unlink(missing_ok=True)
