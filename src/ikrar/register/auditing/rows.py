"""The entries: numbers, leaves, hashes, records and moments; and the checkpoints over them."""

import re
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from django.db.models import Max

from ikrar.register import clerk, domain, merkle
from ikrar.register.auditing import words
from ikrar.register.folder import Finding
from ikrar.register.models import Entry, Log, Staged

CHUNK = 2000
LEAF = re.compile(rb"ikrar\.leaf/v1\n([a-z][a-z0-9-]{0,39})\n[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=\n")
COLUMNS = ("index", "kind", "leaf", "leaf_hash", "body", "is_public")


def check_rows(log: Log) -> Iterator[Finding]:
    """Leaves, numbers and records; and every checkpoint, of which each is the beginning of the next."""
    yield from _check_bounds(log)
    roots = dict(log.checkpoints.filter(size__lte=log.size).values_list("size", "root"))
    edge: tuple[bytes, ...] = ()
    size = 0
    rows = Entry.objects.filter(log=log, index__lt=log.size).order_by("index").values_list(*COLUMNS)
    for index, kind, leaf, leaf_hash, body, is_public in rows.iterator(chunk_size=CHUNK):
        if index != size:
            yield Finding("gap", str(index), words.GAP)
        if domain.leaf_hash(bytes(leaf)) != bytes(leaf_hash):
            yield Finding("bad-leaf", str(index), words.BAD_LEAF)
        yield from _check_said(str(index), kind, bytes(leaf), body, is_public=is_public)
        edge = merkle.grown(edge, size=size, leaf_hashes=[bytes(leaf_hash)])
        size += 1
        if size in roots and bytes(roots.pop(size)) != merkle.root_of_edge(edge):
            yield Finding("checkpoint-differs", f"{log.origin}@{size}", words.BAD_CHECKPOINT)
    for left in sorted(roots):
        yield Finding("checkpoint-differs", f"{log.origin}@{left}", words.BAD_CHECKPOINT)
    if size != log.size or bytes(log.edge) != (b"".join(edge) if log.closed_at is None else b""):
        yield Finding("gap", f"{log.origin}@{size}", words.GAP)


def check_staged(log: Log) -> Iterator[Finding]:
    """What waits: its leaf says its kind, and its record is what the leaf promises."""
    rows = Staged.objects.filter(log=log).order_by("id")
    for row in rows.iterator(chunk_size=CHUNK):
        where = f"+{row.id}"
        yield from _check_said(where, row.kind, bytes(row.leaf), row.body, is_public=row.is_public)
        if row.body is not None and not _is_moment_of(bytes(row.body), row.staged_at):
            yield Finding("bad-moment", where, words.BAD_MOMENT)


def check_moments(log: Log) -> Iterator[Finding]:
    """The moments of each checkpoint and of its entries; those sealed by an earlier release are not held."""
    begin = 0
    for row in log.checkpoints.filter(size__lte=log.size).order_by("size").iterator(chunk_size=CHUNK):
        held = bytes(row.moments)
        if held and held != clerk.moments_digest(log, begin=begin, end=row.size, made_at=row.made_at):
            yield Finding("bad-moment", f"{log.origin}@{row.size}", words.BAD_MOMENT)
        begin = row.size


def _check_bounds(log: Log) -> Iterator[Finding]:
    """Nothing stands beyond the size, which is read last: it may grow while we look."""
    farthest = (
        Entry.objects.filter(log=log).aggregate(found=Max("index") + 1)["found"] or 0,
        log.checkpoints.aggregate(found=Max("size"))["found"] or 0,
    )
    if max(farthest) > Log.objects.get(id=log.id).size:
        yield Finding("gap", f"{log.origin}@{max(farthest)}", words.GAP)


def _check_said(
    where: str, kind: str, leaf: bytes, body: bytes | memoryview | None, *, is_public: bool
) -> Iterator[Finding]:
    said = LEAF.fullmatch(leaf)
    if said is None or said[1] != kind.encode() or is_public == (kind == domain.PLEDGE):
        yield Finding("bad-kind", where, words.BAD_KIND)
    elif body is not None and domain.leaf(kind, sha256(bytes(body)).digest()) != leaf:
        yield Finding("bad-body", where, words.BAD_BODY)


def _is_moment_of(record: bytes, at: datetime) -> bool:
    return f'"at":"{domain.moment(at)}"'.encode() in record and at == domain.whole(at)
