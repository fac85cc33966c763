"""Putting a backup back. What stood there before is moved aside, never deleted."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from ikrar.register import checkpoint as checkpoints
from ikrar.register import election, operations
from ikrar.register.keeping import archive, comparing, database
from ikrar.register.keeping.archive import Progress
from ikrar.register.logs import folder_of, kind_of
from ikrar.register.models import Log

REASON = "restored from a backup"


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it: the open registers' names, which of them are successors, and where the old things are."""

    origins: tuple[str, ...]
    successors: tuple[str, ...]
    aside: Path | None


def restore(
    *,
    source: Path,
    at: datetime,
    published: str | None = None,
    progress: Progress = lambda _done, _of: None,
) -> Restored:
    """Restore an archive into this installation; nothing else may run on it.

    `published` is the newest checkpoint of the real register that anybody outside holds. If it is no newer
    than the backup, the register goes on; if it is newer, or if nothing can be shown, a successor is opened.
    A checkpoint that still lies in the data folder is taken as shown.
    """
    data = Path(settings.IKRAR_DATA)
    with tempfile.TemporaryDirectory(dir=data, prefix=".restore-") as fresh:
        archive.unpack(source, Path(fresh), progress=progress)
        database.check_loadable(Path(fresh))
        connection.close()
        aside = _move_aside(data, at=at)
        for name in archive.FOLDERS:
            if (Path(fresh) / name).is_dir():
                shutil.move(Path(fresh) / name, data / name)
        (data / "keys").mkdir(mode=0o700, exist_ok=True)
        database.load(Path(fresh))
        comparing.check(archive.registers_in(Path(fresh)))
    _protect(data / "keys")
    election.void()
    successors = [_go_on(log, aside, published, at=at) for log in Log.objects.filter(closed_at=None)]
    return Restored(
        origins=tuple(Log.objects.filter(closed_at=None).order_by("id").values_list("origin", flat=True)),
        successors=tuple(origin for origin in successors if origin),
        aside=aside,
    )


def _move_aside(data: Path, *, at: datetime) -> Path | None:
    found = [data / name for name in archive.FOLDERS if (data / name).exists()] + database.files()
    if not found:
        return None
    aside = data / f"before-restore-{at:%Y%m%dT%H%M%SZ}"
    aside.mkdir(mode=0o700)
    for path in found:
        shutil.move(path, aside / path.name)
    return aside


def _protect(keys: Path) -> None:
    keys.chmod(0o700)
    for path in keys.iterdir():
        path.chmod(0o600)


def _go_on(log: Log, aside: Path | None, published: str | None, *, at: datetime) -> str | None:
    """The successor's origin, or nothing where the register may go on under its own name."""
    shown = _newest(log, [_left(log, aside), published])
    if shown is not None and _holds(log, shown):
        return None
    rehearsal = log.kind == kind_of(rehearsal=True)
    return operations.succeed(published=shown, reason=REASON, at=at, rehearsal=rehearsal)


def _left(log: Log, aside: Path | None) -> str | None:
    """The checkpoint that lay in the data folder."""
    if aside is None:
        return None
    path = aside / folder_of(log).relative_to(Path(settings.IKRAR_DATA)) / "checkpoint"
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _newest(log: Log, notes: list[str | None]) -> str | None:
    own = [note for note in notes if note is not None and checkpoints.parse(note)[0].origin == log.origin]
    return max(own, key=lambda note: checkpoints.parse(note)[0].size, default=None)


def _holds(log: Log, note: str) -> bool:
    """Whether the restored rows contain the checkpoint that was shown."""
    head, _ = checkpoints.parse(note)
    row = log.checkpoints.filter(size=head.size).first()
    return row is not None and bytes(row.root) == head.root
