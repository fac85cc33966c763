"""Where the files of papers lie: below IKRAR_DATA, named by their hash, never written twice, part of every backup."""

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings

FOLDER = "papers"


def path_of(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER / sha256[:2] / sha256


def keep(content: bytes) -> str:
    """Put the file on the disk for good; its hash. A crash leaves the whole file or none."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(sha256)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{secrets.token_hex(8)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    _sync(path.parent)
    return sha256


def forget(sha256: str) -> None:
    path_of(sha256).unlink(missing_ok=True)


def is_whole(sha256: str) -> bool:
    """Whether the file is there and still what its name says."""
    try:
        with path_of(sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
