"""Working through the tray: one process of a host at a time drives the child, in a thread that only reads and writes."""

import contextlib
import fcntl
import json
import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Lock, Thread, Timer
from typing import IO

from ikrar.papers.press.jobs import Job, Seal
from ikrar.papers.press.tray import LOCK, Refused, Tray

log = logging.getLogger(__name__)
IDLE_SECONDS = 30.0  # then the child ends and its memory is free
LOOK_SECONDS = 0.05
GONE = Refused("PressFailed", "the press ended in the middle of a paper")
LONGEST_SECONDS = 60.0  # for one paper; the first waits for the libraries too
PACKAGES = str(Path(__file__).resolve().parents[3])


class Press:
    """The child process; started at first use, and again after it ended. Whoever takes too long for one paper is killed."""

    def __init__(self, *, seconds: float = LONGEST_SECONDS) -> None:
        self.seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None

    def make(self, job: Job, seal: Seal, *, at: datetime) -> bytes | Refused:
        asked = {"job": job.as_json(), "seal": asdict(seal), "at": at.isoformat()}
        late = Event()
        try:
            child = self._started()
            with _no_longer(child, self.seconds, late):
                _pipe(child.stdin).write(json.dumps(asked).encode() + b"\n")
                _pipe(child.stdin).flush()
                answer = json.loads(_pipe(child.stdout).readline())
                content = _pipe(child.stdout).read(answer["bytes"])
        except (OSError, ValueError, KeyError):
            self.end()
            if not late.is_set():
                return GONE
            log.warning("a paper was not made within %s seconds; the press was killed", self.seconds)
            return Refused("PressTookTooLong", f"{self.seconds:g}")
        if "trouble" not in answer:
            return content
        log.warning("a paper was not made: %s: %s", answer["trouble"], answer["told"])
        return Refused(answer["trouble"], answer["told"])

    def end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        with contextlib.suppress(OSError):
            _pipe(child.stdin).close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(1)
        child.kill()
        child.wait()
        _pipe(child.stdout).close()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.end()
            self._child = subprocess.Popen(
                [sys.executable, "-m", "ikrar.papers.press"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=PACKAGES,
            )
        return self._child


class Worker:
    """Wakes when something was laid into the tray; leaves when nothing came for a while."""

    def __init__(
        self,
        tray: Tray,
        seal: Seal,
        *,
        idle_seconds: float = IDLE_SECONDS,
        seconds: float = LONGEST_SECONDS,
    ) -> None:
        self.tray = tray
        self.seal = seal
        self.idle_seconds = idle_seconds
        self.seconds = seconds
        self._lock = Lock()
        self._thread: Thread | None = None
        self._asked: tuple[datetime, float] | None = None  # when somebody last came, by both clocks

    def wake(self, *, at: datetime) -> Thread:
        """The thread at work; another process of this host may be at work instead, then it ends at once."""
        with self._lock:
            self._asked = at, time.monotonic()
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._work, name="press", daemon=True)
                self._thread.start()
            return self._thread

    def _work(self) -> None:
        press = Press(seconds=self.seconds)
        with _alone(self.tray.folder) as alone:
            if not alone:
                return
            try:
                self._until_idle(press)
            except Exception:
                log.exception("the press stopped; the next who asks starts it again")
            finally:
                press.end()

    def _until_idle(self, press: Press) -> None:
        last = time.monotonic()
        while time.monotonic() - last < self.idle_seconds:
            found = self.tray.next()
            if found is None:
                time.sleep(LOOK_SECONDS)
                continue
            name, job = found
            self.tray.finish(name, press.make(job, self.seal, at=self._now()), at=self._now())
            last = time.monotonic()

    def _now(self) -> datetime:
        """The moment of whoever last asked, and what has passed since."""
        assert self._asked is not None
        at, then = self._asked
        return at + timedelta(seconds=time.monotonic() - then)


@contextlib.contextmanager
def _no_longer(child: subprocess.Popen[bytes], seconds: float, late: Event) -> Iterator[None]:
    """Kill the child when the time is over; whoever reads from it meets the end of the pipe."""

    def end() -> None:
        late.set()
        child.kill()

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe
