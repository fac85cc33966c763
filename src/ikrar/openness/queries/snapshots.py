"""Publications as they were made: their files, their place in the register. Nothing here knows a living figure."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.json import Decoder

from ikrar.kernel.words import Words
from ikrar.openness import tables
from ikrar.openness.domain import REASON_WORDS, Reason
from ikrar.openness.models import Snapshot
from ikrar.openness.opendata import sheets
from ikrar.openness.opendata.description import FLAT
from ikrar.openness.pictures.trend import Point
from ikrar.openness.tables import Figures
from ikrar.register import queries as register


class SnapshotNotFound(Exception):
    """This declaration has no figures with this number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


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
    """The register's proof of a publication."""

    index: int
    size: int


class _Brief(Struct, frozen=True):
    """As much of a file as a trend needs."""

    whole: dict[str, Any]


_BRIEFLY = Decoder(_Brief)


def rows_of(*, declaration_id: int) -> list[Snapshot]:
    """All publications of a declaration without their files, newest first."""
    published = Snapshot.objects.defer("file", "books").filter(declaration_id=declaration_id)
    return list(published.order_by("-number"))


def file_of(*, public_id: str, number: int) -> bytes:
    """A snapshot exactly as it was published; raises `SnapshotNotFound`."""
    row = Snapshot.objects.filter(declaration__public_id=public_id, number=number).first()
    if row is None:
        raise SnapshotNotFound(number)
    return bytes(row.file)


def table_of(*, public_id: str, number: int) -> bytes:
    """The same as one flat table; raises `SnapshotNotFound`."""
    row = Snapshot.objects.filter(declaration__public_id=public_id, number=number).only("sha256").first()
    if row is None:
        raise SnapshotNotFound(number)
    return _table_of(row.pk, row.sha256)


def figures_of(row: Snapshot) -> Figures:
    """A publication as values; read once."""
    return _figures_of(row.pk, row.sha256)


def point_of(row: Snapshot) -> Point:
    """A publication in one figure; read once."""
    people, pledged, missing = _point_of(row.pk, row.sha256)
    return Point(row.as_of, people, pledged, missing)


def view_of(row: Snapshot) -> SnapshotView:
    return SnapshotView(row.number, Reason(row.reason), row.note, row.as_of, row.sha256)


def entry_of(row: Snapshot) -> Entry | None:
    """Where the publication stands in the register; nothing while it waits for a checkpoint."""
    return proof_of(leaf_hash=bytes(row.leaf_hash))


def proof_of(*, leaf_hash: bytes) -> Entry | None:
    """The same of any leaf."""
    found = register.inclusion(leaf_hash=leaf_hash)
    return None if found is None else Entry(found.index, found.size)


def forget() -> None:
    """Publications are read afresh, as by a process that has just begun. For those who measure it."""
    _figures_of.cache_clear()
    _point_of.cache_clear()


@lru_cache(maxsize=4)  # a publication never changes
def _figures_of(number: int, sha256: str) -> Figures:  # noqa: ARG001 (the hash tells two databases apart)
    file = Snapshot.objects.values_list("file", flat=True).get(pk=number)
    return tables.figures_of(bytes(file))


@lru_cache(maxsize=4)
def _table_of(number: int, sha256: str) -> bytes:  # noqa: ARG001 (likewise)
    file = Snapshot.objects.values_list("file", flat=True).get(pk=number)
    return sheets.written(FLAT, tables.lines(json.loads(bytes(file))))


@lru_cache(maxsize=4096)
def _point_of(number: int, sha256: str) -> tuple[int, int | None, int | None]:  # noqa: ARG001 (likewise)
    file = Snapshot.objects.values_list("file", flat=True).get(pk=number)
    whole = _BRIEFLY.decode(bytes(file)).whole
    return whole["people"], whole["pledged"], whole["missing"]
