"""The gate's socket and its claim on a database file.

A socket that was opened before us outlives us: the supervisor (IKRAR_GATE_FD) or systemd (LISTEN_FDS) holds it while
one gate ends and the next begins, so connections wait in the kernel and none is refused. On SQLite one gate writes to
a file; the lock goes from the old one to the new one at the moment the old one has answered everybody.
"""

import fcntl
import os
import socket
import time
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

SYSTEMD_FIRST = 3
HANDOVER_SECONDS = 60.0


class FileHasAGate(Exception):
    """Another gate serves this database file."""


def inherited() -> socket.socket | None:
    """The socket that somebody holds for us, if there is one."""
    number = os.environ.get("IKRAR_GATE_FD", "")
    if (
        not number
        and os.environ.get("LISTEN_PID") == str(os.getpid())
        and os.environ.get("LISTEN_FDS") == "1"
    ):
        number = str(SYSTEMD_FIRST)
    return socket.socket(fileno=int(number)) if number else None


def claim(database: Path) -> TextIOWrapper:
    """The lock on a SQLite file. Who was started to follow a gate waits for its end; else `FileHasAGate` at once."""
    waits = bool(os.environ.get("IKRAR_GATE_FOLLOWS"))
    file = database.with_name("gate.lock").open("w")
    deadline = time.monotonic() + (HANDOVER_SECONDS if waits else 0.0)
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as e:
            if time.monotonic() >= deadline:
                file.close()
                raise FileHasAGate(database) from e
            time.sleep(0.01)
        else:
            return file


def tell_warm() -> None:
    """Whoever started us may now end the gate we follow."""
    number = os.environ.pop("IKRAR_READY_FD", "")
    if number:
        with suppress(OSError):
            os.write(int(number), b"warm\n")
            os.close(int(number))
