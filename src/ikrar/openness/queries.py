"""What the public pages ask: declarations with their published figures."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from ikrar.kernel.words import Words
from ikrar.openness import tables
from ikrar.openness.domain import REASON_WORDS, Comparison, Reason
from ikrar.openness.models import Snapshot
from ikrar.openness.tables import Figures
from ikrar.pledges import queries as pledges
from ikrar.pledges.domain import State
from ikrar.pledges.queries import DeclarationView
from ikrar.register import queries as register


class SnapshotNotFound(Exception):
    """This declaration has no figures with this number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class NotOnThePublicSite(Exception):
    """Rehearsals have no public page."""


@dataclass(frozen=True, slots=True)
class SnapshotView:
    """One publication among the others of a declaration."""

    number: int
    reason: Reason
    note: str
    as_of: datetime
    sha256: str

    @property
    def reason_words(self) -> Words:
        return REASON_WORDS[self.reason]


@dataclass(frozen=True, slots=True)
class Entry:
    """The register's proof of the newest snapshot."""

    index: int
    size: int


@dataclass(frozen=True, slots=True)
class Front:
    """The front page: what is held today, and the newest figures there are."""

    today: tuple[DeclarationView, ...]
    coming: tuple[DeclarationView, ...]
    declaration: DeclarationView | None
    figures: Figures | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class DeclarationPage:
    """A declaration with everything published of it."""

    declaration: DeclarationView
    figures: Figures | None
    snapshots: tuple[SnapshotView, ...]  # newest first
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class DeclarationsPage:
    """Declarations by what is known of their day."""

    dated: tuple[DeclarationView, ...]
    undated: tuple[DeclarationView, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a visitor needs to judge the register."""

    origin: str
    fingerprint: str
    key: str | None
    checkpoint: register.CheckpointView | None
    witnesses: tuple[register.WitnessView, ...]
    outages: tuple[register.OutageView, ...]


def front(*, on: date) -> Front:
    """What the front page says on this day."""
    every = [one for one in pledges.declarations_public() if one.state != State.CANCELLED]
    last = Snapshot.objects.defer("file", "books").order_by("-as_of", "-id").first()
    newest = next((one for one in every if last and one.id == last.declaration_id), None)
    coming = [one for one in every if not one.is_record and one.held_on and one.held_on > on]
    return Front(
        today=tuple(one for one in every if one.held_on == on),
        coming=tuple(reversed(coming[-3:])),
        declaration=newest,
        figures=_figures(last) if last and newest else None,
        fingerprint=register.fingerprint(),
    )


def declarations() -> DeclarationsPage:
    """All that are known; rehearsals never."""
    every = pledges.declarations_public()
    return DeclarationsPage(
        dated=tuple(one for one in every if one.held_on),
        undated=tuple(one for one in every if not one.held_on),
    )


def page_of(*, public_id: str) -> DeclarationPage:
    """A declaration's page; raises `DeclarationNotFound` and `NotOnThePublicSite`."""
    declaration = pledges.declaration(public_id=public_id)
    if declaration.is_rehearsal:
        raise NotOnThePublicSite
    published = Snapshot.objects.defer("file", "books").filter(declaration_id=declaration.id)
    rows = list(published.order_by("-number"))
    return DeclarationPage(
        declaration=declaration,
        figures=_figures(rows[0]) if rows else None,
        snapshots=tuple(_view(row) for row in rows),
        entry=_entry(rows[0]) if rows else None,
    )


def file_of(*, public_id: str, number: int) -> bytes:
    """A snapshot exactly as it was published; raises `SnapshotNotFound`."""
    row = Snapshot.objects.filter(declaration__public_id=public_id, number=number).first()
    if row is None:
        raise SnapshotNotFound(number)
    return bytes(row.file)


def table_of(*, public_id: str, number: int) -> list[dict[str, Any]]:
    """The same as rows for a spreadsheet."""
    return tables.lines(json.loads(file_of(public_id=public_id, number=number)))


def evidence() -> Evidence:
    """The register as it stands."""
    return Evidence(
        origin=register.origin(),
        fingerprint=register.fingerprint(),
        key=register.key(),
        checkpoint=register.latest_checkpoint(),
        witnesses=tuple(register.witnesses()),
        outages=tuple(register.outages()),
    )


def compare(*, size: int, root: str) -> Comparison:
    """Whether a checkpoint printed in minutes is the published one of that size."""
    published = register.checkpoint_at(size=size)
    if published is None:
        return Comparison.UNKNOWN
    return Comparison.SAME if published.root.hex() == root else Comparison.DIFFERENT


def forget() -> None:
    """Publications are read afresh, as by a process that has just begun. For those who measure it."""
    _figures_of.cache_clear()


def _figures(row: Snapshot) -> Figures:
    return _figures_of(row.pk, row.sha256)


@lru_cache(maxsize=4)  # a publication never changes
def _figures_of(number: int, sha256: str) -> Figures:  # noqa: ARG001 (the hash tells two databases apart)
    file = Snapshot.objects.values_list("file", flat=True).get(pk=number)
    return tables.figures_of(bytes(file))


def _view(row: Snapshot) -> SnapshotView:
    return SnapshotView(row.number, Reason(row.reason), row.note, row.as_of, row.sha256)


def _entry(row: Snapshot) -> Entry | None:
    found = register.inclusion(leaf_hash=bytes(row.leaf_hash))
    return None if found is None else Entry(found.index, found.size)
