"""The clerk's step: draw a batch, give out indexes, seal the new tree. Only who holds the office may.

Each stage ends in something durable and can be repeated, so a crash anywhere is healed by the next step:

1. the batch, permuted as a whole, gets its indexes in transactions that are each short;
2. the checkpoint's body over the new tree is committed, then signed, and the note committed;
3. every host lays out the files of what is sealed (`publishing`), the clerk's own among them.

A crash inside stage 1 leaves some of the batch with indexes: a choice as random as the whole. The rest is drawn
again with what came since, and the body is made up.
"""

import hashlib
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from ikrar.register import domain, merkle, publishing, staging
from ikrar.register.election import Office
from ikrar.register.merkle import HASH_BYTES
from ikrar.register.models import Checkpoint, Entry, Log, Staged
from ikrar.register.staging import Drawn

KEY_BYTES = 16  # two the same in a batch would be a wonder
LONG_SECONDS = 0.03  # one write transaction, while others want to write too
PAUSE_SECONDS = 0.003  # between two of them, so that others come in where there is one writer only
ROWS_MIN, ROWS_MAX = 500, 20_000

Row = tuple[Drawn, bytes]  # what was drawn, and its leaf hash


class ClerkIsAtWork(Exception):
    """A clerk holds the office; stop it first, or try again in a few seconds."""


class DrawnByAnother(Exception):
    """Some of the batch were no longer waiting: another clerk drew them."""


class RegisterIsHeldBack(Exception):
    """A host has published more than the database holds: this is an old restore, and nobody may sign on."""


@dataclass(frozen=True, slots=True)
class Advanced:
    """What one step did: leaves sequenced, tree sizes sealed, witnesses who cosigned."""

    sequenced: int = 0
    published: tuple[int, ...] = ()
    cosigned: int = 0

    def __add__(self, other: "Advanced") -> "Advanced":
        return Advanced(
            self.sequenced + other.sequenced, self.published + other.published, self.cosigned + other.cosigned
        )


def advance_log(log_id: int, *, office: Office, at: datetime) -> Advanced:
    """Finish what a crash left, draw the next batch and seal the tree, unless some host holds more than the rows."""
    log = Log.objects.get(id=log_id)
    if log.objection:
        raise RegisterIsHeldBack(log.objection)
    publishing.published_size(log)
    drained = drain(log_id, office=office, at=at)
    return Advanced(sequenced=drained, published=seal_pending(log_id, office=office, at=at))


def drain(log_id: int, *, office: Office, at: datetime) -> int:
    """Stage 1; how many leaves got their index."""
    log = Log.objects.get(id=log_id)
    batch = _batch(log, at=at)
    done = 0
    while done < len(batch):
        share = batch[done : done + PACE.rows]
        done += len(share)
        with PACE:
            _sequence(log, share, office=office, at=at)
    cover(log, office=office, at=at)
    return done


def seal_pending(log_id: int, *, office: Office, at: datetime) -> tuple[int, ...]:
    """Stage 2 for every body that has no note yet."""
    sealed = []
    for row in Checkpoint.objects.filter(log=log_id, note="").select_related("log").order_by("size"):
        note = publishing.note_of(row, at=at)
        with transaction.atomic():
            office.check()
            Checkpoint.objects.filter(id=row.id, note="").update(note=note)
        sealed.append(row.size)
    return tuple(sealed)


def grow(log: Log, leaf_hashes: list[bytes], *, at: datetime) -> None:
    """Let the tree grow by these leaves; inside a transaction. The row must still be as `log` knows it."""
    edge = b"".join(merkle.grown(_edge(log), size=log.size, leaf_hashes=leaf_hashes))
    size, drained_at = log.size + len(leaf_hashes), domain.whole(at)
    row = Log.objects.filter(id=log.id, size=log.size)
    if not row.update(size=size, edge=edge, drained_at=drained_at):
        raise DrawnByAnother(log.origin)
    log.size, log.edge, log.drained_at = size, edge, drained_at


class _Pace:
    """How many rows to write at once so that none keeps other writers out for long."""

    def __init__(self) -> None:
        self.rows = 512
        self._began = 0.0

    def __enter__(self) -> None:
        self._began = time.monotonic()

    def __exit__(self, *_: object) -> None:
        took = max(time.monotonic() - self._began, 1e-4)
        fitting = int(self.rows * min(4.0, LONG_SECONDS / took))
        self.rows = max(ROWS_MIN, min(ROWS_MAX, fitting))
        if connection.vendor == "sqlite":
            time.sleep(PAUSE_SECONDS)


PACE = _Pace()


def _batch(log: Log, *, at: datetime) -> list[Row]:
    """The staged entries to draw now, in an order nobody can guess; none while the batch is small and young."""
    oldest = (
        Staged.objects.filter(log__kind=log.kind).order_by("id").values_list("staged_at", flat=True).first()
    )
    if oldest is None:
        return []
    since_last = (at - log.drained_at).total_seconds() if log.drained_at else float("inf")
    few = staging.waiting(log, limit=domain.BATCH_SMALL)
    is_time = domain.is_time_to_drain(
        waiting=len(few), waited_seconds=(at - oldest).total_seconds(), since_last_seconds=since_last
    )
    return _permuted(staging.waiting(log, limit=settings.IKRAR_REGISTER_BATCH)) if is_time else []


def _permuted(batch: list[Drawn]) -> list[Row]:
    draw = secrets.token_bytes(KEY_BYTES * len(batch))
    keys = [draw[at : at + KEY_BYTES] for at in range(0, len(draw), KEY_BYTES)]
    return [(drawn, domain.leaf_hash(drawn.leaf)) for _, drawn in sorted(zip(keys, batch, strict=True))]


def _sequence(log: Log, rows: list[Row], *, office: Office, at: datetime) -> None:
    """One short transaction; leaves that stand already, which only a fault upstream brings, are passed over."""
    ids = [drawn.id for drawn, _ in rows]
    try:
        _write(log, rows, ids, office=office, at=at)
    except IntegrityError:
        fresh = _without_repeats(log.id, rows)
        if len(fresh) == len(rows):
            raise
        _write(log, fresh, ids, office=office, at=at)


def _write(log: Log, rows: list[Row], ids: list[int], *, office: Office, at: datetime) -> None:
    with transaction.atomic():
        office.check()
        if staging.take(ids) != len(ids):
            raise DrawnByAnother(log.origin)
        _give_indexes(log, rows)
        grow(log, [leaf_hash for _, leaf_hash in rows], at=at)


def _give_indexes(log: Log, rows: list[Row]) -> None:
    staging.sequence(log.id, log.size, rows)


def _without_repeats(log_id: int, rows: list[Row]) -> list[Row]:
    once = {leaf_hash: drawn for drawn, leaf_hash in reversed(rows)}
    stand = Entry.objects.filter(log=log_id, leaf_hash__in=list(once)).values_list("leaf_hash", flat=True)
    known = {bytes(leaf_hash) for leaf_hash in stand}
    return [(drawn, leaf_hash) for leaf_hash, drawn in once.items() if leaf_hash not in known]


def cover(log: Log, *, office: Office, at: datetime) -> None:
    """Commit the body of a checkpoint over the tree as it is, if none covers it yet."""
    before, at = _newest_size(log), domain.whole(at)
    if before == log.size:
        return
    moments = moments_digest(log, begin=before, end=log.size, made_at=at)
    root = merkle.root_of_edge(_edge(log))
    with transaction.atomic():
        office.check()
        body = {"root": root, "made_at": at, "moments": moments}
        _, is_ours = Checkpoint.objects.get_or_create(log=log, size=log.size, defaults=body)
        if is_ours:  # else one who took himself for the clerk as well was quicker, and his stands
            Log.objects.filter(id=log.id).update(drained_at=at)


def moments_digest(log: Log, *, begin: int, end: int, made_at: datetime) -> bytes:
    """What holds the moments that no leaf holds: when the checkpoint was made, when each of its entries came."""
    told = hashlib.sha256(str(made_at.astimezone(UTC)).encode())
    for moment in staging.moments(log.id, begin, end):
        told.update(f"\n{moment}".encode())
    return told.digest()


def _newest_size(log: Log) -> int:
    return log.checkpoints.order_by("-size").values_list("size", flat=True).first() or 0


def _edge(log: Log) -> list[bytes]:
    packed = bytes(log.edge)
    return [packed[start : start + HASH_BYTES] for start in range(0, len(packed), HASH_BYTES)]
