"""Leaves against the rows of upper contexts: each row says what was entered, and no entry is left without a row."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from ikrar.register import domain
from ikrar.register.armour import armour
from ikrar.register.auditing import words
from ikrar.register.folder import Finding
from ikrar.register.holding import Held, Holder
from ikrar.register.models import Entry, Log, Staged

# Held by the register itself: pledges one by one against `living`, the others by `heads` and `check_tombstones`.
OWN = frozenset({domain.PLEDGE, domain.TOMBSTONE, domain.SUCCESSOR, domain.KEY, domain.OUTAGE})


def check_held(*, rehearsal: bool, holders: Iterable[Holder], buried: Collection[bytes]) -> Iterator[Finding]:
    """Everything in which rows and entries differ, in the registers of this kind; and kinds that nobody holds."""
    log = Log.Kind.REHEARSAL if rehearsal else Log.Kind.REAL
    nobodys = _kinds(log) - OWN
    for holder in holders:
        nobodys -= set(holder.kinds)
        rows = [one for one in holder.rows() if one.is_rehearsal == rehearsal]
        yield from _check(rows, _entered(log, holder.kinds), buried)
    for kind in sorted(nobodys):
        yield Finding("nobody-holds", kind, words.NOBODY_HOLDS)


def _check(
    rows: Iterable[Held], entered: Mapping[bytes, "_Entry"], buried: Collection[bytes]
) -> Iterator[Finding]:
    unseen = set(entered)
    for held in rows:
        found = _found(held, entered, unseen)
        if found is not None:
            unseen.discard(found)
        elif held.leaf_hash in buried:
            continue
        elif held.leaf_hash in entered or held.body is None:
            unseen.discard(held.leaf_hash or b"")
            yield Finding("changed", f"{held.kind} {held.where}", words.CHANGED)
        elif not held.may_lack:
            yield Finding("not-entered", f"{held.kind} {held.where}", words.NOT_ENTERED)
    for leaf_hash in sorted(unseen - set(buried)):
        yield Finding("no-row", f"{entered[leaf_hash].kind} {armour(leaf_hash)}", words.NO_ROW)


class _Entry:
    """An entry's kind and record, read when it is asked for."""

    def __init__(self, kind: str, body: bytes | None) -> None:
        self.kind = kind
        self._body = body
        self._record: dict[str, Any] | None = None

    @property
    def record(self) -> dict[str, Any]:
        if self._record is None:
            try:
                told = json.loads(self._body or b"{}")
            except ValueError:  # told by those who look at the entries
                told = {}
            self._record = told if isinstance(told, dict) else {}
        return self._record


def _found(held: Held, entered: Mapping[bytes, _Entry], unseen: Collection[bytes]) -> bytes | None:
    """The leaf hash of the entry that the row stands for, if one says what the row says."""
    if held.body is None:
        return None
    if held.is_whole:
        derived = held.derived()
        fits = derived in entered and held.leaf_hash in (None, derived)
        return derived if fits else None
    if held.leaf_hash is not None:
        one = entered.get(held.leaf_hash)
        return held.leaf_hash if one is not None and held.agrees(one.record) else None
    fitting = (leaf_hash for leaf_hash, one in entered.items() if held.agrees(one.record))
    return min(fitting, key=lambda leaf_hash: leaf_hash not in unseen, default=None)


def _entered(log: Log.Kind, kinds: Collection[str]) -> dict[bytes, _Entry]:
    """Those that wait looked at first: they may be drawn meanwhile."""
    staged = Staged.objects.filter(log__kind=log, kind__in=kinds).values_list("leaf", "kind", "body")
    waiting = {
        domain.leaf_hash(bytes(leaf)): _Entry(kind, None if body is None else bytes(body))
        for leaf, kind, body in staged
    }
    stand = Entry.objects.filter(log__kind=log, kind__in=kinds).values_list("leaf_hash", "kind", "body")
    return waiting | {
        bytes(leaf_hash): _Entry(kind, None if body is None else bytes(body))
        for leaf_hash, kind, body in stand
    }


def _kinds(log: Log.Kind) -> set[str]:
    found: set[str] = set()
    for rows in (Staged.objects, Entry.objects):
        found |= set(
            rows.filter(log__kind=log).exclude(kind=domain.PLEDGE).values_list("kind", flat=True).distinct()
        )
    return found
