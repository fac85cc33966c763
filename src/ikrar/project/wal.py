"""Checkpoints SQLite's write-ahead log, in a process of its own: `python -m ikrar.project.wal DATABASE`.

SQLite before 3.51.3 can lose pages when several connections checkpoint; Debian's Python carries an older one.
So all others have `wal_autocheckpoint=0`, and only this process moves pages, with the newer library of `apsw`.
It must not be a process that also opens the database through Python's own sqlite3: two copies of the library
in one process undo each other's file locks. While it lives, no other connection is the last one to close, so
none of them checkpoints at closing either. See docs/decisions/0004.
"""

import logging
import os
import signal
import sys
import threading
from pathlib import Path

import apsw

from ikrar.web import logs

log = logging.getLogger(__name__)
SAFE = (3, 51, 3)
EVERY_SECONDS = 1.0
TRUNCATE_BYTES = 64_000_000


class LibraryIsTooOld(Exception):
    """This SQLite may lose pages while checkpointing."""


def check_library() -> None:
    """Raise `LibraryIsTooOld` below 3.51.3."""
    version = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))
    if version < SAFE:
        raise LibraryIsTooOld(apsw.sqlite_lib_version())


def connect(path: Path) -> apsw.Connection:
    connection = apsw.Connection(str(path))
    connection.set_busy_timeout(2000)
    connection.execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL")
    return connection


def checkpoint(connection: apsw.Connection, path: Path) -> tuple[int, int]:
    """Move what can be moved without making anyone wait; start the log afresh once it is large.

    Returns (pages in the log, pages moved).
    """
    written = path.with_name(path.name + "-wal")
    large = written.exists() and written.stat().st_size > TRUNCATE_BYTES
    mode = apsw.SQLITE_CHECKPOINT_TRUNCATE if large else apsw.SQLITE_CHECKPOINT_PASSIVE
    try:
        return connection.wal_checkpoint(mode=mode)
    except apsw.BusyError:
        return (0, 0)  # a reader holds the log; the next second is soon enough
    except (apsw.FullError, apsw.IOError) as e:
        # Nothing is lost: what was committed stands in the log, which shrinks once there is room again.
        log.warning("the log could not be moved: %s", e)
        return (0, 0)


def main(arguments: list[str]) -> int:
    """Run until told to stop."""
    logs.speak_plainly("wal", form=os.environ.get("IKRAR_LOG", "text"))
    check_library()
    path = Path(arguments[0])
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    connection = connect(path)
    while not stop.wait(EVERY_SECONDS):
        checkpoint(connection, path)
    checkpoint(connection, path)
    connection.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
