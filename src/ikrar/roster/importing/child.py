"""Starts the reading child and knows whether it lives. Small texts are read here and now."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from ikrar.roster.domain.lists import FileFault
from ikrar.roster.importing import converting

SMALL_TEXT = 1_000_000
_children: list[subprocess.Popen[bytes]] = []


def folder(public_id: str) -> Path:
    """Where the run keeps its upload and its mapped rows, for as long as it needs them."""
    return Path(settings.IKRAR_DATA) / "imports" / public_id


def fault_in(place: Path) -> FileFault | None:
    if (place / converting.FAULT).exists():
        return FileFault(json.loads((place / converting.FAULT).read_text(encoding="utf-8")))
    return None if place.exists() else FileFault.BROKEN


def must_start(place: Path) -> bool:
    """Whether no child works here: a living one holds the lock."""
    _children[:] = [c for c in _children if c.poll() is None]
    with (place / converting.LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
    return not any(str(place) in c.args for c in _children)  # type: ignore[operator]  # args is the list we gave


def start(step: str, place: Path) -> None:
    upload = place / converting.UPLOAD
    if not upload.exists():
        converting.run(step, place)
        return
    with upload.open("rb") as file:
        is_text = not file.read(4).startswith(converting.BINARY)
    if is_text and upload.stat().st_size <= SMALL_TEXT:
        converting.run(step, place)
        return
    source = Path(__file__).parents[3]
    command = [sys.executable, "-m", "ikrar.roster.importing.converting", step, str(place)]
    _children.append(
        subprocess.Popen(  # noqa: S603 (our own module, no shell)
            command,
            env={**os.environ, "PYTHONPATH": str(source)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    )


def forget(public_id: str) -> None:
    """Delete every file of the run."""
    shutil.rmtree(folder(public_id), ignore_errors=True)
