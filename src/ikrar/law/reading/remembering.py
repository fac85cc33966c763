"""What was read and checked once need not be parsed again: the canonical texts, kept in a file of the installation.

Its first line says of which files, byte for byte, and by which code they were accepted; the rest is their canonical JSON. A
changed file, other code or a damaged memory is simply read anew. The version is always the hash of what is used.
"""

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ikrar.law import domain

CODE = (Path(__file__).parent, Path(domain.__file__).parent)


def key_of(files: Mapping[str, Path]) -> str:
    """Of these files and of the code that reads them."""
    code = {f"code {path.name}": path for folder in CODE for path in sorted(folder.rglob("*.py"))}
    told = hashlib.sha256()
    for name, path in {**files, **code}.items():
        told.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return told.hexdigest()


def remembered(memory: Path, key: str) -> bytes | None:
    """The canonical texts that were accepted under this key."""
    with suppress(OSError):
        known, _, canonical = memory.read_bytes().partition(b"\n")
        said, _, digest = known.decode("ascii", "replace").partition(" ")
        if said == key and hashlib.sha256(canonical).hexdigest() == digest:
            return canonical
    return None


def remember(memory: Path, key: str, canonical: bytes) -> None:
    """Whole or not at all; where it cannot be written, the next start reads the files again."""
    head = f"{key} {hashlib.sha256(canonical).hexdigest()}\n".encode()
    draft = memory.with_name(f".{memory.name}-{os.getpid()}")
    try:
        draft.write_bytes(head + canonical)
        draft.replace(memory)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
