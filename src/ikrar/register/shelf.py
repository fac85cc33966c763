"""The static files of a log: written so that a crash leaves the old file or the new one, never a half."""

import fcntl
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ikrar.register import checkpoint as checkpoints
from ikrar.register import tiles
from ikrar.register.tiles import Tile

CHECKPOINT = "checkpoint"
LOCK = ".lock"
LOCK_TRIES = 50
LOCK_PAUSE_SECONDS = 0.01


class CheckpointIsNewer(Exception):
    """The folder promises more already; another process of this host was quicker."""


class TileIsNotThere(Exception):
    """The register has no such file (yet)."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class Shelf:
    """One folder with `checkpoint`, `tile/…` and `record/…`; any web server may serve it as it stands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._unsynced: set[Path] = set()

    def read(self, tile: Tile) -> bytes:
        """The tile, or the full one or a wider part of it that has taken its place."""
        for path in (self.folder / tile.path, *self._wider(tile)):
            try:
                return path.read_bytes()
            except FileNotFoundError:
                continue
        raise TileIsNotThere(tile.path)

    def _wider(self, tile: Tile) -> list[Path]:
        full = self.folder / Tile(tile.level, tile.number).path
        if tile.is_full:
            return []
        part = full.with_name(full.name + ".p")
        widths = sorted(int(found.name) for found in part.glob("[0-9]*")) if part.is_dir() else []
        return [full, *(part / str(width) for width in widths if width > tile.width)]

    def write(self, tile: Tile, data: bytes) -> None:
        """The file is on the disk afterwards; its name is when `sync` was called."""
        self._put(self.folder / tile.path, data)

    def write_record(self, index: int, data: bytes) -> None:
        """Likewise."""
        self._put(self.record_path(index), data)

    def sync(self) -> None:
        """Make the names of what was written last, each folder once."""
        while self._unsynced:
            sync_folder(self._unsynced.pop())

    def _put(self, path: Path, data: bytes) -> None:
        self._unsynced.add(path.parent)
        _write_aside(path, data)

    def drop_parts(self, tile: Tile) -> None:
        """Remove the partial files of a tile that is full and published now."""
        full = self.folder / Tile(tile.level, tile.number).path
        part = full.with_name(full.name + ".p")
        if tile.is_full and part.is_dir():
            for path in part.iterdir():
                path.unlink(missing_ok=True)
            part.rmdir()

    def checkpoint(self) -> str | None:
        try:
            return (self.folder / CHECKPOINT).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def write_checkpoint(self, note: str) -> None:
        """Replace the promise, never by a smaller one: a writer that slept finds that it is too late."""
        size = checkpoints.parse(note)[0].size
        with self._alone():
            there = self.checkpoint()
            if there is not None and checkpoints.parse(there)[0].size > size:
                raise CheckpointIsNewer(self.folder)
            write_durably(self.folder / CHECKPOINT, note.encode())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Between the look and the replacing nobody else replaces. Held for so short that we need not wait long."""
        make_folder(self.folder)
        with (self.folder / LOCK).open("a") as file:
            for patience in range(LOCK_TRIES, -1, -1):
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if not patience:
                        raise
                    time.sleep(LOCK_PAUSE_SECONDS)
            yield

    def record_path(self, index: int) -> Path:
        return self.folder / "record" / f"{index}.json"

    def path_of(self, path: str) -> Path:
        """The file that a tile path names, full or partial; anything else is not there."""
        try:
            tile = tiles.parse_path(path)
        except tiles.NotATilePath as e:
            raise TileIsNotThere(path) from e
        found = self.folder / tile.path
        if not found.is_file():
            raise TileIsNotThere(path)
        return found


def write_durably(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Write aside, fsync, rename over, fsync the folder."""
    _write_aside(path, data, mode=mode)
    sync_folder(path.parent)


def _write_aside(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    make_folder(path.parent)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def make_folder(folder: Path) -> None:
    """Make it and what is missing above it, each durable in its own parent."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
