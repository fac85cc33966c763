"""Keeps the parts of the service running: pages, clerk, log checkpoints. A part that crashes is started again."""

import ctypes
import logging
import os
import signal
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

    def start(self) -> None:
        environment = {**os.environ, **self.environment}
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 (our own parts)
            self.command,
            env=environment,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 (the supervisor has one thread)
        )

    def look(self, now: float) -> None:
        """Start it when it is due; note a crash and rest longer after each."""
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

    def stop(self) -> None:
        """Ask it to end, then insist."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Supervisor:
    """Starts parts in order, watches them, stops them in the opposite order."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self.parts = list(parts)
        self._stop = threading.Event()

    def start(self) -> None:
        for part in self.parts:
            part.start()

    def watch(self) -> int:
        """Until SIGTERM or SIGINT; then an orderly end."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stop.set())
        try:
            while not self._stop.wait(0.5):
                for part in self.parts:
                    part.look(time.monotonic())
        finally:
            self.stop()
        return 0

    def stop(self) -> None:
        for part in reversed(self.parts):
            part.stop()


def python(*words: str) -> list[str]:
    """A command of this very Python."""
    return [sys.executable, *words]
