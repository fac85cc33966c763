"""Open data of a declaration: its tables, its archive, its entries. Publications never change, so they are kept a while."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db.models import Count

from ikrar.kernel.canonical import Value
from ikrar.openness.domain import KIND
from ikrar.openness.models import Snapshot
from ikrar.openness.opendata import archive, converting, kept, regions, schemas, sheets
from ikrar.openness.opendata.description import BY_NAME, REGIONS, TABLES
from ikrar.openness.opendata.regions import Region
from ikrar.openness.queries.pages import NotOnThePublicSite
from ikrar.openness.queries.snapshots import SnapshotNotFound, SnapshotView, view_of
from ikrar.pledges import queries as pledges
from ikrar.pledges.queries import DeclarationView
from ikrar.register import queries as register


class NothingPublishedYet(Exception):
    """The declaration has no figures, so there is no data of it."""


class NoSuchTable(Exception):
    """Open data has no table of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name[:40]


class NoSuchPublication(Exception):
    """No publication has this hash."""

    def __init__(self, digest: str) -> None:
        super().__init__(digest)
        self.digest = digest[:16]


class EntryIsWaiting(Exception):
    """The publication's entry is not covered by a checkpoint yet; it is within seconds."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A declaration with its publications, newest first, each with its index in the register."""

    declaration: DeclarationView
    snapshots: tuple[SnapshotView, ...]
    region: Region | None

    @property
    def newest(self) -> SnapshotView:
        return self.snapshots[0]


@dataclass(frozen=True, slots=True)
class PublicationView:
    """One publication with the declaration it is of and its leaf in the register."""

    declaration: str
    snapshot: SnapshotView
    leaf_hash: bytes


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table as a file."""

    name: str
    data: bytes
    digest: str


def holdings() -> list[Holding]:
    """Every declaration that has published figures, the newest day first."""
    found: dict[int, list[SnapshotView]] = {}
    for row in Snapshot.objects.defer("file", "books").order_by("-number"):
        found.setdefault(row.declaration_id, []).append(view_of(row))
    region = region_of_office()
    return [
        Holding(one, tuple(found[one.id]), region) for one in pledges.declarations_public() if one.id in found
    ]


def holding(*, public_id: str) -> Holding:
    """One of them; raises `DeclarationNotFound`, `NotOnThePublicSite` and `NothingPublishedYet`."""
    declaration = pledges.declaration(public_id=public_id)
    if declaration.is_rehearsal:
        raise NotOnThePublicSite
    rows = Snapshot.objects.defer("file", "books").filter(declaration_id=declaration.id).order_by("-number")
    snapshots = tuple(view_of(row) for row in rows)
    if not snapshots:
        raise NothingPublishedYet
    return Holding(declaration, snapshots, region_of_office())


def publications(*, public_id: str = "") -> list[PublicationView]:
    """All publications, newest first, or those of one declaration."""
    rows = Snapshot.objects.defer("file", "books").select_related("declaration").order_by("-as_of", "-id")
    wanted = rows.filter(declaration__public_id=public_id) if public_id else rows
    return [PublicationView(row.declaration.public_id, view_of(row), bytes(row.leaf_hash)) for row in wanted]


def counts() -> dict[int, int]:
    """How many publications each declaration has."""
    found = Snapshot.objects.values_list("declaration_id").annotate(n=Count("id"))
    return dict(found.order_by())


def sheet(*, public_id: str, table: str, number: int = 0) -> Sheet:
    """One table of all publications, or of one; raises what `holding` does, `NoSuchTable` and `SnapshotNotFound`."""
    if table not in BY_NAME:
        raise NoSuchTable(table)
    found = holding(public_id=public_id)
    if number and number not in {one.number for one in found.snapshots}:
        raise SnapshotNotFound(number)
    return _sheets(found, number)[table]


def sheet_for_spreadsheets(*, public_id: str, table: str) -> bytes:
    """The same cells as they open in a spreadsheet set to Indonesian."""
    plain = sheet(public_id=public_id, table=table)
    return sheets.for_spreadsheets(plain.data)


def sheets_of(found: Holding) -> Mapping[str, Sheet]:
    """All tables of a declaration."""
    return _sheets(found, 0)


def descriptor_of(found: Holding) -> schemas.Schema:
    """The Data Package of the declaration's archive."""
    files = _sheets(found, 0)
    return schemas.data_package(
        name=found.declaration.public_id,
        title=found.declaration.title,
        address=f"{settings.IKRAR_ADDRESS}/data/{found.declaration.public_id}/",
        created=found.newest.as_of.isoformat(timespec="seconds"),
        files={f"{name}.csv": one.data for name, one in files.items()},
        digests={f"{name}.csv": one.digest for name, one in files.items()},
    )


def archive_of(found: Holding) -> bytes:
    """Everything of a declaration in one file, with what is proved of each publication by now."""
    rows = list(
        Snapshot.objects.defer("books").filter(declaration_id=found.declaration.id).order_by("number")
    )
    entries = {row.number: entry for row in rows if (entry := _entry(bytes(row.leaf_hash))) is not None}
    return archive.written(
        tables={f"{name}.csv": one.data for name, one in _sheets(found, 0).items()},
        descriptor=descriptor_of(found),
        publications={row.number: bytes(row.file) for row in rows},
        entries=entries,
    )


def entry_of(*, public_id: str, number: int) -> bytes:
    """The register's entry of a publication with its proof; raises `SnapshotNotFound` and `EntryIsWaiting`."""
    row = Snapshot.objects.filter(declaration__public_id=public_id, number=number).only("leaf_hash").first()
    if row is None:
        raise SnapshotNotFound(number)
    found = _entry(bytes(row.leaf_hash))
    if found is None:
        raise EntryIsWaiting
    return found


def file_with(*, digest: str) -> bytes:
    """The publication with this hash, byte for byte; raises `NoSuchPublication`."""
    row = Snapshot.objects.filter(sha256=digest).only("file").first()
    if row is None:
        raise NoSuchPublication(digest)
    return bytes(row.file)


def changed_at() -> datetime | None:
    """When anything was published last."""
    return Snapshot.objects.order_by("-as_of").values_list("as_of", flat=True).first()


def region_of_office() -> Region | None:
    """The region of the convening government, if the operator named it."""
    return regions.region_of(settings.IKRAR_REGION) if settings.IKRAR_REGION else None


def regions_of_units() -> dict[str, Region]:
    """The operator's list of unit codes."""
    path: str = settings.IKRAR_REGIONS
    return _listed(path, Path(path).stat().st_mtime_ns) if path else {}


@lru_cache(maxsize=2)
def _listed(path: str, changed: int) -> dict[str, Region]:  # noqa: ARG001 (a list that changed is read again)
    return regions.listed(Path(path).read_text(encoding="utf-8"))


def _entry(leaf_hash: bytes) -> bytes | None:
    body = register.public_body(leaf_hash=leaf_hash)
    return None if body is None else register.receipt(leaf_hash=leaf_hash, record=json.loads(body), kind=KIND)


def _sheets(found: Holding, number: int) -> dict[str, Sheet]:
    named = {one.number: one.sha256 for one in found.snapshots if number in (0, one.number)}
    key = tuple(sorted(named.items()))
    told = dict(_proved(found.declaration.id, key))
    told[REGIONS.name] = _sheet(REGIONS.name, sheets.written(REGIONS, _regions(found, told["units"].data)))
    return {table.name: told[table.name] for table in TABLES}


@lru_cache(maxsize=4)  # publications never change
def _proved(declaration_id: int, key: tuple[tuple[int, str], ...]) -> dict[str, Sheet]:
    pieces = [
        tables_of(declaration_id=declaration_id, number=number, digest=digest) for number, digest in key
    ]
    return {name: _sheet(name, kept.joined(one[name] for one in pieces)) for name in pieces[0]}


def tables_of(*, declaration_id: int, number: int, digest: str) -> Mapping[str, bytes]:
    """The tables of one publication; of a nation they take a second to write, so they are kept as files."""

    def make() -> dict[str, bytes]:
        rows = Snapshot.objects.filter(declaration_id=declaration_id, number=number)
        file = json.loads(bytes(rows.values_list("file", flat=True).get()))
        told = converting.rows_of([file], digests={number: digest})
        return {name: sheets.written(BY_NAME[name], lines) for name, lines in told.items()}

    return kept.tables(Path(settings.IKRAR_DATA) / "made", digest, make)


def _regions(found: Holding, units: bytes) -> list[dict[str, Value]]:
    assigned = regions_of_units()
    known = {str(row["id"]) for row in sheets.read(BY_NAME["units"], units)} if assigned else set()
    return regions.rows(found.region, {unit: one for unit, one in assigned.items() if unit in known})


def _sheet(name: str, data: bytes) -> Sheet:
    return Sheet(name, data, sha256(data).hexdigest())
