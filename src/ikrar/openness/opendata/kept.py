"""A publication's tables as they were written once, in a file beside the database. Plain Python.

Where the file lacks or is damaged, they are written again.
"""

import contextlib
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from ikrar import __version__

LINE_END = b"\r\n"


def tables(folder: Path, digest: str, make: Callable[[], Mapping[str, bytes]]) -> Mapping[str, bytes]:
    """The tables by name, of the publication with this hash; another release of the product may write them otherwise."""
    path = folder / f"tables-{digest[:40]}-{__version__}.zip"
    with contextlib.suppress(OSError, KeyError, zipfile.BadZipFile, zlib.error):
        return _read(path)
    made = make()
    with contextlib.suppress(OSError):  # a full disk keeps nobody from the figures
        _write(path, made)
    return made


def joined(pieces: Iterable[bytes]) -> bytes:
    r"""One table of several: the head of the first, then the rows of all.

    >>> joined([b"a,b\r\n1,2\r\n", b"a,b\r\n3,4\r\n"])
    b'a,b\r\n1,2\r\n3,4\r\n'
    """
    first, *others = pieces
    return b"".join((first, *(one.partition(LINE_END)[2] for one in others)))


def _read(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}  # each held against its checksum


def _write(path: Path, made: Mapping[str, bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(f".{os.getpid()}.new")
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in made.items():
            archive.writestr(name, data)
    fresh.replace(path)
