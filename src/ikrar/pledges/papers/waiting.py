"""Papers that take longer than a page may: drawn in the background, kept for a quarter of an hour, then deleted.

A file per paper below IKRAR_DATA/papers, readable by the server alone. `NAME.making` says that somebody draws it and how
far that is; `NAME.stop` asks whoever draws to end it.
"""

import logging
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread
from time import monotonic

from django.conf import settings

log = logging.getLogger(__name__)
KEPT = timedelta(minutes=15)
LONGEST = timedelta(minutes=5)  # whoever drew it is gone

Tell = Callable[[int, int], None]


class Stopped(Exception):
    """Somebody asked to end the drawing."""


def ready(name: str, *, at: datetime) -> bytes | None:
    """The paper, if it was drawn within the quarter of an hour."""
    path = _folder() / f"{name}.pdf"
    return path.read_bytes() if _is_younger(path, KEPT, at=at) else None


def is_there(name: str, *, at: datetime) -> bool:
    """Whether the paper is drawn or somebody draws it."""
    return _is_younger(_folder() / f"{name}.pdf", KEPT, at=at) or (_folder() / f"{name}.making").exists()


def begin(name: str, prepare: Callable[[], Callable[[], bytes]], *, at: datetime) -> Thread | None:
    """Draw it in the background, unless somebody does already.

    `prepare` asks the database, here and now; what it returns draws, in a thread that asks nothing more.
    """
    mark = _folder() / f"{name}.making"
    if not _claimed(mark, at=at):
        return None
    try:
        draw = prepare()
    except BaseException:
        mark.unlink(missing_ok=True)
        raise
    thread = Thread(target=_draw, args=(name, draw, mark, at), daemon=True)
    thread.start()
    return thread


def teller(name: str, *, at: datetime) -> Tell:
    """What a long drawing calls between its parts: notes how far it is, and raises `Stopped` when asked to end."""
    mark, begun = _folder() / f"{name}.making", monotonic()

    def tell(done: int, of: int) -> None:
        if mark.with_suffix(".stop").exists():
            raise Stopped
        mark.write_text(f"{done} {of}")
        now = at.timestamp() + monotonic() - begun
        os.utime(mark, (now, now))

    return tell


def progress(name: str) -> tuple[int, int] | None:
    """How many parts are drawn, of how many; nothing where nobody draws or nothing is told."""
    try:
        done, of = (_folder() / f"{name}.making").read_text().split()
    except (FileNotFoundError, ValueError):
        return None
    return int(done), int(of)


def stop(name: str) -> bool:
    """Ask whoever draws to end after the part in hand. Whether somebody draws."""
    mark = _folder() / f"{name}.making"
    if not mark.exists():
        return False
    mark.with_suffix(".stop").touch(mode=0o600)
    return True


def forget(*, at: datetime) -> None:
    """Delete what is older than a quarter of an hour. The clerk calls it."""
    for path in _folder().iterdir():
        if not _is_younger(path, KEPT, at=at):
            path.unlink(missing_ok=True)


def _draw(name: str, draw: Callable[[], bytes], mark: Path, at: datetime) -> None:
    try:
        _keep(_folder() / f"{name}.pdf", draw(), at=at)
    except Stopped:
        log.info("a paper was stopped while it was drawn")
    except Exception:  # the next look begins anew
        log.exception("a paper could not be drawn")
    finally:
        mark.unlink(missing_ok=True)
        mark.with_suffix(".stop").unlink(missing_ok=True)


def _keep(path: Path, content: bytes, *, at: datetime) -> None:
    aside = path.with_suffix(".part")
    aside.unlink(missing_ok=True)
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    os.utime(aside, (at.timestamp(), at.timestamp()))
    aside.replace(path)


def _claimed(mark: Path, *, at: datetime) -> bool:
    if mark.exists() and not _is_younger(mark, LONGEST, at=at):
        mark.unlink(missing_ok=True)
    try:
        os.close(os.open(mark, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return False
    os.utime(mark, (at.timestamp(), at.timestamp()))
    return True


def _is_younger(path: Path, span: timedelta, *, at: datetime) -> bool:
    try:
        return abs(at.timestamp() - path.stat().st_mtime) < span.total_seconds()
    except FileNotFoundError:
        return False


def _folder() -> Path:
    folder = Path(settings.IKRAR_DATA) / "papers"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
