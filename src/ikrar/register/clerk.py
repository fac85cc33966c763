"""The clerk's step: draw a batch, give out indexes, seal the new tree, lay out its files, ask the witnesses.

Each stage ends in something durable and can be repeated, so a crash anywhere is healed by the next step:

1. in one transaction the batch gets its indexes and the checkpoint's body is committed;
2. the body is signed and the note committed;
3. tiles, bundles and records are written and read back against the root;
4. the checkpoint file is replaced, and only then the row says that it was published.
"""

import fcntl
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from ikrar.register import domain, merkle, publishing, staging
from ikrar.register.merkle import HASH_BYTES
from ikrar.register.models import Checkpoint, Log, Staged
from ikrar.register.publishing import Step
from ikrar.register.shelf import make_folder
from ikrar.register.staging import Drawn

KEY_BYTES = 16  # two the same in a batch would be a wonder


class ClerkIsAtWork(Exception):
    """The clerk holds this data folder; stop it first, or try again in a second."""


@dataclass(frozen=True, slots=True)
class Advanced:
    """What one step did: leaves sequenced, tree sizes published, witnesses who cosigned."""

    sequenced: int = 0
    published: tuple[int, ...] = ()
    cosigned: int = 0

    def __add__(self, other: "Advanced") -> "Advanced":
        return Advanced(
            self.sequenced + other.sequenced, self.published + other.published, self.cosigned + other.cosigned
        )


@contextmanager
def only_clerk() -> Iterator[bool]:
    """Whether this is the one clerk on this data folder; the lock falls with the process."""
    folder = Path(settings.IKRAR_DATA)
    make_folder(folder)
    with (folder / "clerk.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def advance_log(log_id: int, *, at: datetime) -> Advanced:
    """Finish what a crash left, then take the next batch through all stages."""
    finished = publish_pending(log_id, at=at)
    drained = drain(log_id, at=at)
    published = publish_pending(log_id, at=at) if drained else ()
    return Advanced(sequenced=drained, published=finished + published)


def drain(log_id: int, *, at: datetime) -> int:
    """Stage 1. The row lock (the whole file's, on SQLite) keeps a second clerk from the same indexes."""
    with transaction.atomic():
        log = Log.objects.select_for_update().get(id=log_id)
        batch = _batch(log, at=at)
        if batch:
            sequence(log, _permuted(batch), at=at)
    return len(batch)


def sequence(log: Log, batch: list[Drawn], *, at: datetime) -> None:
    """Give these entries the next indexes and commit the checkpoint's body; inside a transaction."""
    rows = [(drawn, domain.leaf_hash(drawn.leaf)) for drawn in batch]
    _give_indexes(log, rows)
    grow(log, [leaf_hash for _, leaf_hash in rows], at=at)


def publish_pending(log_id: int, *, at: datetime) -> tuple[int, ...]:
    """Stages 2 to 4 for what is committed and not published, up to the newest checkpoint."""
    log = Log.objects.get(id=log_id)
    old = publishing.published_size(log)
    row = log.checkpoints.order_by("-size").first()
    if row is None or (row.published_at and old == row.size):
        return ()
    for unsigned in log.checkpoints.filter(note="").select_related("log"):
        publishing.seal(unsigned, at=at)
    row.refresh_from_db()
    publish(row, old=old, at=at)
    return (row.size,)


def publish(row: Checkpoint, *, old: int, at: datetime) -> None:
    """Stages 3 and 4: the files, then the promise of them, then the mark in the database."""
    log = row.log
    step = Step(log=log, shelf=publishing.shelf_of(log), old=old, new=row.size)
    publishing.write_tiles(step)
    publishing.check_tiles(step, root=bytes(row.root))
    step.shelf.write_checkpoint(row.note + row.cosignatures)
    log.checkpoints.filter(size__lte=row.size, published_at=None).update(published_at=at)
    publishing.drop_parts(step)


def _batch(log: Log, *, at: datetime) -> list[Drawn]:
    """The staged entries to draw now; none while the batch is small and young."""
    oldest = Staged.objects.filter(log=log).order_by("id").values_list("staged_at", flat=True).first()
    if oldest is None:
        return []
    batch = staging.waiting(log, limit=domain.BATCH_LARGE)
    since_last = (at - log.drained_at).total_seconds() if log.drained_at else float("inf")
    is_time = domain.is_time_to_drain(
        waiting=len(batch), waited_seconds=(at - oldest).total_seconds(), since_last_seconds=since_last
    )
    return batch if is_time else []


def _permuted(batch: list[Drawn]) -> list[Drawn]:
    """In an order that nobody can guess: each place drawn from the system's randomness."""
    draw = secrets.token_bytes(KEY_BYTES * len(batch))
    keys = [draw[at : at + KEY_BYTES] for at in range(0, len(draw), KEY_BYTES)]
    return [drawn for _, drawn in sorted(zip(keys, batch, strict=True))]


def _give_indexes(log: Log, rows: list[tuple[Drawn, bytes]]) -> None:
    staging.sequence(log.id, log.size, rows)
    staging.take([drawn.id for drawn, _ in rows])


def grow(log: Log, leaf_hashes: list[bytes], *, at: datetime) -> None:
    """Let the tree grow by these leaves and commit the checkpoint's body; inside a transaction."""
    packed = bytes(log.edge)
    edge = [packed[start : start + HASH_BYTES] for start in range(0, len(packed), HASH_BYTES)]
    edge = list(merkle.grown(edge, size=log.size, leaf_hashes=leaf_hashes))
    log.size += len(leaf_hashes)
    log.edge = b"".join(edge)
    log.drained_at = at
    log.save(update_fields=["size", "edge", "drained_at"])
    Checkpoint.objects.create(log=log, size=log.size, root=merkle.root_of_edge(edge), made_at=at)
