"""The archive: a tar file with a manifest that names the SHA-256 of everything else in it."""

import io
import json
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from django.conf import settings
from django.db import connection

from ikrar.register import domain
from ikrar.register.keeping import comparing, database
from ikrar.register.shelf import make_folder, sync_folder

VERSION = "ikrar.backup/v1"
MANIFEST = "manifest.json"
# The files before the database: a checkpoint may then be older than the rows, and heals, but never newer.
REGISTERS = ("register", "latihan")
FOLDERS = (*REGISTERS, "keys", "media")
PASSED_OVER = (".", "clerk.lock")

Progress = Callable[[int, int], None]


class ArchiveIsDamaged(Exception):
    """The archive is cut, changed, or no backup of Ikrar."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished backup. `is_portable` tells that the database is JSON, because pg_dump was not at hand."""

    path: Path
    files: int
    bytes: int
    is_portable: bool


def backup(*, destination: Path, at: datetime, progress: Progress = lambda _done, _of: None) -> Kept:
    """Copy a running installation into one new archive, readable by its owner alone.

    It appears under its name only when it is complete and on the disk.
    """
    make_folder(destination.parent)
    with tempfile.TemporaryDirectory(dir=destination.parent, prefix=".ikrar-backup-") as aside:
        fresh = Path(aside) / "archive.tar"
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            digests, dumped = _write(file, Path(aside), at=at, progress=progress)
            file.flush()
            os.fsync(file.fileno())
        os.link(fresh, destination)  # an existing archive is never overwritten
    sync_folder(destination.parent)
    return Kept(destination, len(digests), destination.stat().st_size, dumped.name == database.PORTABLE)


def unpack(source: Path, folder: Path, *, progress: Progress) -> dict[str, str]:
    """Unpack into an empty folder and check every file against the manifest; the manifest's digests."""
    try:
        with tarfile.open(source, "r:") as tar:
            members = tar.getmembers()
            for done, member in enumerate(members, start=1):
                tar.extract(member, folder, filter="data")
                progress(done, len(members))
        manifest = json.loads((folder / MANIFEST).read_bytes())
        digests: dict[str, str] = manifest["files"]
        _check(folder, manifest["v"], digests)
    except (tarfile.TarError, OSError, ValueError, KeyError, TypeError) as e:
        raise ArchiveIsDamaged(source) from e
    return digests


def registers_in(folder: Path) -> list[comparing.Held]:
    """What the manifest of an unpacked archive tells of its registers; nothing in one of an earlier release."""
    told = json.loads((folder / MANIFEST).read_bytes()).get("registers", [])
    return [comparing.Held(**one) for one in told]


def _write(
    file: io.BufferedWriter, aside: Path, *, at: datetime, progress: Progress
) -> tuple[dict[str, str], Path]:
    digests: dict[str, str] = {}
    with tarfile.open(fileobj=file, mode="w:", format=tarfile.PAX_FORMAT) as tar:
        for name, path in _heads():
            digests |= _put(tar, name, path)
        paths = list(_files())  # only now, so that every tile which those checkpoints promise is among them
        for done, (name, path) in enumerate(paths, start=1):
            digests |= _put(tar, name, path)
            progress(done, len(paths) + 1)
        held = comparing.held()  # before the database: what is there now, the copy must have too
        dumped = database.dump(aside)
        digests |= _put(tar, dumped.name, dumped)
        _put_manifest(tar, digests, held, at=at)
        progress(len(paths) + 1, len(paths) + 1)
    return digests, dumped


def _heads() -> Iterator[tuple[str, Path]]:
    """The checkpoints of all registers."""
    data = Path(settings.IKRAR_DATA)
    for folder in REGISTERS:
        for path in sorted((data / folder).rglob("checkpoint")):
            yield path.relative_to(data).as_posix(), path


def _files() -> Iterator[tuple[str, Path]]:
    """Names of all other files, and where they are."""
    data = Path(settings.IKRAR_DATA)
    found = [path for folder in FOLDERS for path in (data / folder).rglob("*") if path.is_file()]
    heads = {path for _, path in _heads()}
    for path in sorted(found):
        if path not in heads and not path.name.startswith(PASSED_OVER):
            yield path.relative_to(data).as_posix(), path


def _put(tar: tarfile.TarFile, name: str, path: Path) -> dict[str, str]:
    """Add one file; where a partial tile has gone since it was listed, the full one that took its place."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        full, named = path.parent.with_suffix(""), name.rpartition(".p/")[0]
        return _put(tar, named, full) if named and named not in tar.getnames() else {}
    with file:
        digest = file_digest(file, "sha256").hexdigest()
        file.seek(0)
        info = tar.gettarinfo(arcname=name, fileobj=file)
        info.uid = info.gid = 0
        info.uname = info.gname = ""
        tar.addfile(info, file)
    return {name: digest}


def _put_manifest(
    tar: tarfile.TarFile, digests: dict[str, str], held: list[comparing.Held], *, at: datetime
) -> None:
    manifest: dict[str, object] = {
        "v": VERSION,
        "made_at": domain.moment(at),
        "engine": connection.vendor,
        "registers": [asdict(one) for one in held],
        "files": digests,
    }
    data = json.dumps(manifest, indent=1, sort_keys=True).encode()
    info = tarfile.TarInfo(MANIFEST)
    info.size, info.mode, info.mtime = len(data), 0o600, int(at.timestamp())
    tar.addfile(info, io.BytesIO(data))


def _check(folder: Path, version: str, digests: dict[str, str]) -> None:
    unpacked = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    if version != VERSION or unpacked != digests.keys() | {MANIFEST}:
        raise ValueError("another version, or other files than the manifest names")
    for name, digest in digests.items():
        with (folder / name).open("rb") as file:
            if file_digest(file, "sha256").hexdigest() != digest:
                raise ValueError(name)
