"""What others may do to the register: enter, bury, and let the clerk take a step."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import connection, transaction

from ikrar.kernel.canonical import Value, canonical
from ikrar.register import asking, clerk, domain, election, outages, publishing, sealing, staging, succession
from ikrar.register.armour import armour
from ikrar.register.clerk import Advanced, ClerkIsAtWork
from ikrar.register.domain import Entered
from ikrar.register.election import Candidate, Office
from ikrar.register.logs import kind_of, open_log, open_log_id
from ikrar.register.models import Entry, Log, Staged
from ikrar.register.shelf import CheckpointIsNewer


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
        Staged.objects.create(
            log=log, kind=kind, leaf=leaf, body=record, is_public=True, staged_at=domain.whole(at)
        )
    return Entered(leaf_hash=leaf_hash)


def enter_hashed(
    *, entries: Sequence[tuple[str, bytes]], at: datetime, rehearsal: bool = False
) -> list[bytes]:
    """Enter records of which only the SHA-256 is known here; the leaf hashes, in the order given.

    A leaf that waits or stands already is not looked for: it holds its secret blind. The clerk sequences it once.
    """
    leaves = [(kind, domain.leaf(kind, record_digest)) for kind, record_digest in entries]
    enter_leaves(leaves=leaves, at=at, rehearsal=rehearsal)
    return [domain.leaf_hash(leaf) for _, leaf in leaves]


def enter_leaves(*, leaves: Sequence[tuple[str, bytes]], at: datetime, rehearsal: bool = False) -> None:
    """The same for whoever has the kind and bytes of each leaf already."""
    _check_transaction()
    staging.put(open_log_id(rehearsal=rehearsal, at=at), leaves, at=domain.whole(at))


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
        transaction.on_commit(partial(publishing.forget_record, leaf_hash, kind=kind))
    body: dict[str, Value] = {"register": buried.log.origin, "leaf_hash": armour(leaf_hash), "reason": reason}
    return enter(kind=domain.TOMBSTONE, body=body, at=at, rehearsal=rehearsal)


def advance(*, at: datetime) -> Advanced:
    """The clerk's whole step at once: sequence, seal, lay out, ask the witnesses. Nothing while a clerk is at work."""
    with election.for_a_moment() as office:
        if office is None:
            return Advanced()
        done = sequence(office=office, at=at)
        laid = lay_out(at=at)
        done += Advanced(published=tuple(size for size in laid if size not in done.published))
        return done + ask_witnesses(at=at) + settle_outages(office=office, at=at)


def stand(candidate: Candidate, *, at: datetime) -> Office | None:
    """Keep the clerk's office, or take it if it is free. A long silence before is entered as an outage."""
    office = candidate.stand()
    if office is not None and candidate.silent_since is not None:
        with transaction.atomic():
            office.check()
            _enter_silence(candidate.silent_since, at=at)
    return office


def sequence(*, office: Office, at: datetime) -> Advanced:
    """The clerk's own part, in every open register: draw, permute, give indexes, seal."""
    done = Advanced()
    for log in Log.objects.filter(closed_at=None).order_by("id"):
        outages.notice(log, at=at)
        done += clerk.advance_log(log.id, office=office, at=at)
    return done


def lay_out(*, at: datetime) -> tuple[int, ...]:
    """What every host does: a stride towards what is sealed, in each register's folder; the sizes reached.

    A folder that holds more than the database is told to all: from then on nobody seals that register.
    """
    reached = []
    for log in Log.objects.order_by("id"):
        try:
            size = publishing.lay_out(log, at=at)
        except publishing.RegisterIsBehindItsFiles as e:
            if log.closed_at is None:
                Log.objects.filter(id=log.id).update(objection=f"published: {e.published}, held: {e.held}")
                raise
            continue
        except CheckpointIsNewer:
            continue
        reached += [] if size is None else [size]
    return tuple(reached)


def ask_witnesses(*, at: datetime) -> Advanced:
    """Ask the witnesses of every open register for their cosignatures."""
    logs = Log.objects.filter(closed_at=None).order_by("id").values_list("id", flat=True)
    return Advanced(cosigned=sum(asking.ask(log_id, at=at) for log_id in logs))


def settle_outages(*, office: Office, at: datetime) -> Advanced:
    """Enter the outages that are over."""
    for log in Log.objects.filter(closed_at=None, outages__ended_at=None).distinct().order_by("id"):
        with transaction.atomic():
            office.check()
            _enter_outages(log, outages.settled(log, at=at), at=at)
    return Advanced()


def note_refusing(*, at: datetime, refused: int, reason: str) -> None:
    """The gate sent so many people away, to come back later. May be told often: it is written once a second."""
    _refusals.note(at=at, refused=refused, reason=reason)


def open_register(*, at: datetime, rehearsal: bool = False) -> str:
    """Open the register if it is new; the vkey line that seals it now, for letters and witnesses beforehand."""
    return str(sealing.signer(open_log(rehearsal=rehearsal, at=at), at=at).verifier)


def rotate_key(*, reason: str, at: datetime, rehearsal: bool = False) -> str:
    """Seal from the next leaf on with a new key, and say so in the register; the new key's vkey line.

    The old key stays in the trust file for the tree sizes it sealed, and for no larger one.
    """
    log = open_log(rehearsal=rehearsal, at=at)
    with election.for_a_moment() as office:
        if office is None:
            raise ClerkIsAtWork
        clerk.drain(log.id, office=office, at=at)
        clerk.seal_pending(log.id, office=office, at=at)
        sealing.signer(log, at=at)
        with transaction.atomic():
            office.check()
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
    with election.for_a_moment() as office:
        if office is None:
            raise ClerkIsAtWork
        return succession.succeed(
            office=office, published=published, reason=reason, at=at, rehearsal=rehearsal
        )


def _check_transaction() -> None:
    if not connection.in_atomic_block:
        raise NotInATransaction


def _enter_silence(since: datetime, *, at: datetime) -> None:
    for log in Log.objects.filter(closed_at=None).order_by("id"):
        body = outages.was_down(log, began=since, ended=at)
        _enter_outages(log, [body] if body else [], at=at)


def _enter_outages(log: Log, bodies: Sequence[dict[str, Value]], *, at: datetime) -> None:
    for body in bodies:
        enter(kind=domain.OUTAGE, body=body, at=at, rehearsal=log.kind == Log.Kind.REHEARSAL)


_refusals = outages.Refusals()
