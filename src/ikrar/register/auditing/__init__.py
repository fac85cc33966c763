"""fsck of the register: rows against rows, rows against files, and living rows of upper contexts against leaves.

Any change of any stored row is found, but for what nothing is derived from and nobody is told: the number by which the
database finds a row; when a key was made and the first register opened; when a checkpoint was laid out; and what
passes (the clerk's term, what is known of witnesses, an outage that is not over).
"""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from ikrar.register import domain, folder, publishing
from ikrar.register.armour import armour
from ikrar.register.auditing import words
from ikrar.register.auditing.heads import (
    check_head,
    check_keys,
    check_outages,
    check_seals,
    check_strangers,
    check_told,
)
from ikrar.register.auditing.rows import CHUNK, check_moments, check_rows, check_staged
from ikrar.register.folder import Finding, Progress
from ikrar.register.logs import folder_of
from ikrar.register.models import Entry, Log, Staged
from ikrar.register.trust import Trust

__all__ = ["buried", "check_log", "check_strangers"]


def check_log(
    log: Log, *, trust: Trust | None, living: Iterable[tuple[bytes, bytes]] | None, progress: Progress
) -> Iterator[Finding]:
    """Everything wrong with one log. `living` pairs each stored leaf hash with the leaf derived from its row."""
    yield from check_head(log)
    yield from check_rows(log)
    yield from check_staged(log)
    yield from check_moments(log)
    yield from check_keys(log)
    yield from check_seals(log)
    yield from check_outages(log)
    yield from check_told(log)
    yield from check_published(log, trust=trust, progress=progress)
    yield from check_tombstones(log, living=living)


def check_published(log: Log, *, trust: Trust | None, progress: Progress) -> Iterator[Finding]:
    """The files: derived again from their own leaves, and the beginning of what the rows say."""
    if (
        not log.checkpoints.exclude(published_at=None).exists()
        and publishing.shelf_of(log).checkpoint() is None
    ):
        return
    yield from folder.check_folder(folder_of(log), trust=trust, progress=progress)
    try:
        if not _is_ours(log, publishing.published_size(log)):
            yield Finding("another-story", log.origin, words.ANOTHER)
    except publishing.RegisterIsBehindItsFiles:
        yield Finding("behind", log.origin, words.BEHIND)
    except (publishing.FilesTellAnotherStory, ValueError):
        yield Finding("another-story", log.origin, words.ANOTHER)


def _is_ours(log: Log, size: int) -> bool:
    """The checkpoint file holds the note of its row, and of cosignatures at most those of the row."""
    row = log.checkpoints.filter(size=size).first()
    text = publishing.shelf_of(log).checkpoint() or ""
    if row is None:
        return not text
    lines = text.removeprefix(row.note).splitlines()
    return text.startswith(row.note) and set(lines) <= set(row.cosignatures.splitlines())


def check_tombstones(log: Log, *, living: Iterable[tuple[bytes, bytes]] | None) -> Iterator[Finding]:
    """Every public leaf has its record or a tombstone; with `living` every pledge has its row or one."""
    graves = buried(Log.Kind(log.kind))
    for rows in (Staged.objects, Entry.objects):
        bare = rows.filter(log=log, is_public=True, body=None).order_by("id").values_list("leaf", flat=True)
        for leaf_hash in (domain.leaf_hash(bytes(leaf)) for leaf in bare):
            if leaf_hash not in graves:
                yield Finding("no-tombstone", armour(leaf_hash), words.NO_TOMBSTONE)
    if living is not None:
        yield from _check_living(log, living, graves)


def buried(kind: Log.Kind) -> set[bytes]:
    """Leaf hashes named by a tombstone of any register of this kind."""
    bodies: list[bytes | memoryview | None] = []
    for rows in (Staged.objects, Entry.objects):
        tombstones = rows.filter(log__kind=kind, kind=domain.TOMBSTONE).exclude(body=None)
        bodies += tombstones.values_list("body", flat=True)
    return {domain.buried_by(bytes(body)) for body in bodies if body is not None}


def _check_living(log: Log, living: Iterable[tuple[bytes, bytes]], graves: set[bytes]) -> Iterator[Finding]:
    unseen = _pledges(Entry.objects.filter(log=log), Staged.objects.filter(log=log))
    elsewhere = _elsewhere(log)
    for leaf_hash, derived in living:
        if leaf_hash != domain.leaf_hash(derived):
            yield Finding("changed", armour(leaf_hash), words.CHANGED)
        if leaf_hash not in unseen and leaf_hash not in elsewhere:
            yield Finding("not-entered", armour(leaf_hash), words.NOT_ENTERED)
        unseen.discard(leaf_hash)
    for leaf_hash in sorted(unseen - graves):
        yield Finding("no-tombstone", armour(leaf_hash), words.NO_TOMBSTONE)


def _elsewhere(log: Log) -> set[bytes]:
    """Pledges in the predecessors and successors of this log."""
    others = Entry.objects.filter(log__kind=log.kind).exclude(log=log)
    return _pledges(others, Staged.objects.filter(log__kind=log.kind).exclude(log=log))


def _pledges(entries: QuerySet[Entry], staged: QuerySet[Staged]) -> set[bytes]:
    """Leaf hashes of the pledges among these, those that wait looked at first: they may be drawn meanwhile."""
    leaves = staged.filter(kind=domain.PLEDGE).values_list("leaf", flat=True)
    waiting = {domain.leaf_hash(bytes(leaf)) for leaf in leaves.iterator(chunk_size=CHUNK)}
    stand = entries.filter(kind=domain.PLEDGE).values_list("leaf_hash", flat=True)
    return waiting | {bytes(leaf_hash) for leaf_hash in stand.iterator(chunk_size=CHUNK)}
