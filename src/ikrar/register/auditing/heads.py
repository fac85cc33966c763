"""The rows around the entries: registers and their order, keys, seals, cosignatures, outages."""

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ikrar.register import checkpoint as checkpoints
from ikrar.register import domain, outages
from ikrar.register import note as notes
from ikrar.register.auditing import words
from ikrar.register.auditing.rows import CHUNK
from ikrar.register.folder import Finding
from ikrar.register.models import Checkpoint, Entry, Log, Outage, SealingKey, Staged
from ikrar.register.note import Note


def check_head(log: Log) -> Iterator[Finding]:
    """The row itself: its place in the line of its kind, and what its first leaf tells of it."""
    if log.objection:
        yield Finding("held-back", log.origin, words.HELD_BACK)
    before, after = log.predecessor, Log.objects.filter(predecessor=log).first()
    fits = (
        log.generation == (before.generation + 1 if before else 1)
        and (before is None or (before.kind, before.closed_at) == (log.kind, log.opened_at))
        and (log.closed_at is None) == (after is None)
        and (before is not None or not log.predecessor_note)
        and (before is None or _is_told(log, before))
    )
    if not fits or not _drained_as_made(log):
        yield Finding("bad-log", log.origin, words.BAD_LOG)


def check_strangers() -> Iterator[Finding]:
    """Rows of no kind of register, and of none at all."""
    for origin in Log.objects.exclude(kind__in=Log.Kind.values).values_list("origin", flat=True):
        yield Finding("bad-log", origin, words.BAD_LOG)
    for name, rows in (("+", Staged.objects), ("key ", SealingKey.objects), ("outage ", Outage.objects)):
        for number in rows.exclude(log__in=Log.objects.all()).values_list("id", flat=True):
            yield Finding("bad-log", f"{name}{number}", words.BAD_LOG)


def check_keys(log: Log) -> Iterator[Finding]:
    """Each can be read, each begins where the one before ended, and the last is in use."""
    rows = list(log.keys.order_by("from_size", "id"))
    ends = [row.to_size for row in rows]
    fits = all(old.to_size is not None and new.from_size == old.to_size + 1 for old, new in pairwise(rows))
    if rows and (not fits or rows[0].from_size != 0 or ends[-1] is not None):
        yield Finding("bad-key", log.origin, words.BAD_KEY)
    told = {
        body.get("begins"): (body.get("ends"), body.get("from_size")) for body in _bodies(log, domain.KEY)
    }
    for place, row in enumerate(rows):
        turn = (rows[place - 1].vkey, row.from_size) if place else None
        if _key(row.vkey) is None or told.get(row.vkey, turn) != turn:
            yield Finding("bad-key", row.vkey, words.BAD_KEY)


def check_seals(log: Log) -> Iterator[Finding]:
    """Every note is over its row's own size and root and signed by a key that may seal that size."""
    keys = [(_key(row.vkey), row.from_size, row.to_size) for row in log.keys.all()]
    witnesses = [_key(vkey) for vkey in log.witnesses.values_list("vkey", flat=True)]
    for row in log.checkpoints.exclude(note="").iterator(chunk_size=CHUNK):
        fitting = [key for key, begin, end in keys if begin <= row.size <= (row.size if end is None else end)]
        if not _is_sealed(row, log.origin, [key for key in fitting if key is not None]):
            yield Finding("bad-seal", f"{log.origin}@{row.size}", words.BAD_SEAL)
        elif not _is_cosigned(row, [key for key in witnesses if key is not None]):
            yield Finding("bad-cosignature", f"{log.origin}@{row.size}", words.BAD_COSIGNATURE)


def check_outages(log: Log) -> Iterator[Finding]:
    """Each outage that is over stands in a register of this kind as it stands here."""
    told = _bodies(log, domain.OUTAGE)
    for row in Outage.objects.filter(log=log).exclude(ended_at=None):
        body = outages.body_of(row)
        before = {
            name: value for name, value in body.items() if name != "what"
        }  # as an earlier release told it
        if (body not in told or not _is_whole(row)) and (before not in told or row.kind != Outage.Kind.LATE):
            yield Finding("bad-outage", str(row), words.BAD_OUTAGE)


def check_told(log: Log) -> Iterator[Finding]:
    """Each outage and each change of key that was entered has its row still. Asked of the first of a kind, for all."""
    if log.predecessor is not None:
        return
    known = [outages.body_of(row) for row in Outage.objects.filter(log__kind=log.kind).exclude(ended_at=None)]
    told = [{name: value for name, value in body.items() if name != "what"} for body in known]
    for body in _bodies(log, domain.OUTAGE):
        if body not in known and body not in told:
            yield Finding("bad-outage", str(body.get("began_at")), words.BAD_OUTAGE)
    vkeys = set(SealingKey.objects.filter(log__kind=log.kind).values_list("vkey", flat=True))
    for body in _bodies(log, domain.KEY):
        if not {body.get("begins"), body.get("ends")} <= vkeys:
            yield Finding("bad-key", str(body.get("begins")), words.BAD_KEY)


def _is_whole(row: Outage) -> bool:
    """What the record does not tell: finer than a millisecond nothing, and when it was seen last its end."""
    moments = (row.began_at, row.ended_at)
    is_refusing = row.kind == Outage.Kind.REFUSING
    return (
        all(at == domain.whole(at) for at in moments if at)
        and row.seen_at == (row.ended_at if is_refusing else None)
        and (is_refusing or (row.refused, row.reason) == (0, ""))
    )


def _is_told(log: Log, before: Log) -> bool:
    """The first leaf names the predecessor, its checkpoint and the moment."""
    first = Entry.objects.filter(log=log, index=0, kind=domain.SUCCESSOR).first()
    if first is None or first.body is None:
        return False
    record = json.loads(bytes(first.body))
    body = record["body"]
    return (body["predecessor"], body["checkpoint"] or "", record["at"]) == (
        before.origin,
        log.predecessor_note,
        domain.moment(log.opened_at),
    )


def _drained_as_made(log: Log) -> bool:
    """The last batch and the checkpoint over it are of one moment; a closed register drains no more."""
    newest = log.checkpoints.order_by("-size").first()
    if log.closed_at is not None or newest is None or newest.size != log.size:
        return True
    return log.drained_at == newest.made_at


def _bodies(log: Log, kind: str) -> list[dict[str, Any]]:
    """The bodies of the records of a kind, in this log and in those of its kind that came after it."""
    found: list[dict[str, Any]] = []
    for rows in (Staged.objects, Entry.objects):
        wanted = rows.filter(log__kind=log.kind, kind=kind).exclude(body=None)
        found += [_body(bytes(body)) for body in wanted.values_list("body", flat=True) if body is not None]
    return found


def _body(record: bytes) -> dict[str, Any]:
    try:
        body = json.loads(record)["body"]
    except (ValueError, KeyError, TypeError):
        return {}
    return body if isinstance(body, dict) else {}


def _key(vkey: str) -> notes.VerifierKey | None:
    try:
        return notes.parse_vkey(vkey)
    except ValueError:
        return None


def _is_sealed(row: Checkpoint, origin: str, keys: list[notes.VerifierKey]) -> bool:
    try:
        head, note = checkpoints.parse(row.note)
    except ValueError:
        return False
    said = (head.origin, head.size, head.root)
    return said == (origin, row.size, bytes(row.root)) and any(_signed(note, key) for key in keys)


def _is_cosigned(row: Checkpoint, witnesses: list[notes.VerifierKey]) -> bool:
    """Each line that was kept is of a witness we know, and holds."""
    try:
        note = notes.parse(row.note + row.cosignatures)
        own = len(notes.parse(row.note).lines)
    except ValueError:
        return False
    return all(
        any(
            (line.name, line.key_id) == (key.name, key.key_id) and _signed(Note(note.text, (line,)), key)
            for key in witnesses
        )
        for line in note.lines[own:]
    )


def _signed(note: Note, key: notes.VerifierKey) -> bool:
    try:
        notes.verify(note, key)
    except (notes.NotSignedBy, notes.SignatureDoesNotMatch):
        return False
    return True
