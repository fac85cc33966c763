"""Keeps the parts of the service running: pages, gate, clerk, log checkpoints. A part that crashes is started again.

A part that listens does so on a socket which we hold: while one process of it ends and the next begins, connections
wait in the kernel and none is refused. SIGHUP replaces such parts: the new process loads everything, then the old
one answers whom it has and ends.
"""

import ctypes
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

log = logging.getLogger(__name__)
LONGEST_REST = 30.0
STEADY_SECONDS = 60.0
GRACE_SECONDS = 20.0
WARM_SECONDS = 60.0
PR_SET_PDEATHSIG = 1


def _end_with_parent() -> None:
    """On Linux a part is told to end when the supervisor is killed, so that no orphan keeps port and locks."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass(slots=True)
class Part:
    """One process: what starts it, and how it has fared."""

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None
    crashes: int = 0
    started: float = 0.0
    due: float = 0.0
    listener: socket.socket | None = None
    successor: "Successor | None" = None
    leaving: "list[subprocess.Popen[bytes]]" = field(default_factory=list)

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = self.spawn()

    def spawn(self, *, passing: tuple[int, ...] = (), **more: str) -> "subprocess.Popen[bytes]":
        """A process of this part, with the socket it listens on."""
        environment = {**os.environ, **self.environment, **more}
        if self.listener is not None:
            environment["IKRAR_GATE_FD"] = str(self.listener.fileno())
            passing = (*passing, self.listener.fileno())
        return subprocess.Popen(  # noqa: S603 (our own parts)
            self.command,
            env=environment,
            start_new_session=True,
            pass_fds=passing,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 (the supervisor has one thread)
        )

    def replace(self) -> None:
        """Begin to put a new process in the place of the one that runs; `look` goes on with it."""
        if self.process is not None and self.successor is None and self.listener is not None:
            self.successor = Successor.of(self)

    def look(self, now: float) -> None:
        """Start it when it is due; note a crash and rest longer after each."""
        self.leaving = [process for process in self.leaving if process.poll() is None]
        if self.successor is not None:
            self._follow(self.successor, now)
            return
        if self.process is None:
            if now >= self.due:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        self.crashes = 1 if now - self.started > STEADY_SECONDS else self.crashes + 1
        rest = min(2.0 ** (self.crashes - 1), LONGEST_REST)
        log.error("%s ended with %s; started again in %.0f s", self.name, code, rest)
        self.process, self.due = None, now + rest

    def _follow(self, successor: "Successor", now: float) -> None:
        """Once the new process is warm the old one may end; one that does not get so far is given up."""
        if successor.is_warm():
            assert self.process is not None  # nothing is replaced that does not run
            self.process.terminate()
            self.leaving.append(self.process)
            self.process, self.started, self.successor = successor.process, now, None
            log.warning("%s was replaced", self.name)
        elif successor.process.poll() is not None or now > successor.until:
            log.error("%s was not replaced: its successor did not get ready", self.name)
            _end(successor.process)
            self.successor = None

    def stop(self) -> None:
        """Ask it to end, then insist."""
        successor = [self.successor.process] if self.successor else []
        for process in [*successor, self.process, *self.leaving]:
            if process is not None:
                _end(process)
        if self.listener is not None:
            self.listener.close()


@dataclass(slots=True)
class Successor:
    """A process that is to follow another one, and the pipe on which it says that it has loaded everything."""

    process: "subprocess.Popen[bytes]"
    pipe: int
    until: float

    @classmethod
    def of(cls, part: Part) -> "Successor":
        read, write = os.pipe()
        os.set_blocking(read, False)
        process = part.spawn(passing=(write,), IKRAR_READY_FD=str(write), IKRAR_GATE_FOLLOWS="1")
        os.close(write)
        return cls(process, read, time.monotonic() + WARM_SECONDS)

    def is_warm(self) -> bool:
        """Asked until it is true, or given up."""
        try:
            return os.read(self.pipe, 16) != b""
        except BlockingIOError:
            return False

    def __del__(self) -> None:
        os.close(self.pipe)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class Supervisor:
    """Starts parts in order, watches them, stops them in the opposite order."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self.parts = list(parts)
        self._stop = threading.Event()
        self._renew = threading.Event()

    def start(self) -> None:
        for part in self.parts:
            part.start()

    def watch(self) -> int:
        """Until SIGTERM or SIGINT; then an orderly end. SIGHUP replaces the parts that listen on our sockets."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stop.set())
        signal.signal(signal.SIGHUP, lambda *_: self._renew.set())
        try:
            while not self._stop.wait(0.5):
                self._renew_if_asked()
                for part in self.parts:
                    part.look(time.monotonic())
        finally:
            self.stop()
        return 0

    def _renew_if_asked(self) -> None:
        if self._renew.is_set():
            self._renew.clear()
            for part in self.parts:
                part.replace()

    def stop(self) -> None:
        for part in reversed(self.parts):
            part.stop()


def python(*words: str) -> list[str]:
    """A command of this very Python."""
    return [sys.executable, *words]
