"""The tray: jobs that wait and papers that are done, as files of one folder, so that every process of a host shares them."""

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ikrar.papers.press.jobs import Job, read_job

KEPT = timedelta(minutes=15)
MOST = 20_000  # jobs; whoever comes after is asked to come back later
PERSON, BATCH = "1", "2"  # who waits in front of a screen comes first
SECONDS_EACH = 0.06
LOCK = "press.lock"  # held by who drives the child


class TrayIsFull(Exception):
    """More papers are asked for than can be made in the time anybody would wait."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many jobs are before this one, and in how many seconds it should be worth asking again."""

    before: int

    @property
    def seconds(self) -> int:
        return max(2, min(120, round(self.before * SECONDS_EACH) + 1))


@dataclass(frozen=True, slots=True)
class Refused:
    """The press could not make it: the name of the trouble, and what it said."""

    trouble: str
    told: str


@dataclass(frozen=True, slots=True)
class Tray:
    """One folder: IKRAR_DATA/press."""

    folder: Path

    def done(self, key: str, *, at: datetime) -> bytes | Refused | None:
        """The paper, or why there is none, if the press came to it within the quarter of an hour."""
        for ending in ("pdf", "no"):
            path = self.folder / f"{key}.{ending}"
            if _is_younger(path, at=at):
                with contextlib.suppress(FileNotFoundError):
                    content = path.read_bytes()
                    return content if ending == "pdf" else Refused(**json.loads(content))
        return None

    def put(self, key: str, job: Job, *, rank: str, nth: int) -> None:
        """Lay a job down, unless it lies there; `nth` orders those of one rank. Raises `TrayIsFull`."""
        names = self._names()
        if any(name.endswith(f"-{key}.job") for name in names):
            return
        if len(names) >= MOST:
            raise TrayIsFull
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self.folder / f"{key}.no").unlink(missing_ok=True)
        _write(self.folder / f"{rank}-{nth:020d}-{key}.job", job.as_json().encode())

    def waiting(self, key: str) -> Waiting | None:
        """Where the job stands; nothing when it does not wait."""
        for before, name in enumerate(self._names()):
            if name.endswith(f"-{key}.job"):
                return Waiting(before)
        return None

    def next(self) -> tuple[str, Job] | None:
        """The name and the job whose turn it is; what is no job is thrown away."""
        for name in self._names():
            try:
                return name, read_job((self.folder / name).read_text(encoding="utf-8"))
            except (OSError, ValueError, KeyError, TypeError):
                (self.folder / name).unlink(missing_ok=True)
        return None

    def finish(self, name: str, answer: bytes | Refused, *, at: datetime) -> None:
        """Keep the answer, then take the job away. Of a job that was withdrawn meanwhile nothing is kept."""
        if not (self.folder / name).exists():
            return
        key = key_of(name)
        if isinstance(answer, Refused):
            told = json.dumps({"trouble": answer.trouble, "told": answer.told}).encode()
            _write(self.folder / f"{key}.no", told, at=at)
        else:
            _write(self.folder / f"{key}.pdf", answer, at=at)
        (self.folder / name).unlink(missing_ok=True)

    def withdraw(self, keys: set[str]) -> None:
        """Take jobs away that wait no more."""
        for name in self._names():
            if key_of(name) in keys:
                (self.folder / name).unlink(missing_ok=True)

    def remove(self, concerns: Callable[[str], bool]) -> None:
        """Take away jobs, and delete answers, of the keys that this concerns."""
        for path in self._files():
            if path.name != LOCK and concerns(key_of(path.name) if path.suffix == ".job" else path.stem):
                path.unlink(missing_ok=True)

    def retry(self, key: str) -> None:
        """Forget why it was not made: whoever asks next has it tried again."""
        (self.folder / f"{key}.no").unlink(missing_ok=True)

    def forget(self, *, at: datetime) -> None:
        """Delete answers that nobody fetched; the clerk calls it."""
        for path in self._files():
            if path.suffix in (".pdf", ".no", ".part") and not _is_younger(path, at=at):
                path.unlink(missing_ok=True)

    def _names(self) -> list[str]:
        return sorted(path.name for path in self._files() if path.suffix == ".job")

    def _files(self) -> Iterator[Path]:
        with contextlib.suppress(FileNotFoundError):
            yield from self.folder.iterdir()


def key_of(name: str) -> str:
    """The key in a job's name.

    >>> key_of("1-00000000000000000007-ab12-9.job")
    'ab12-9'
    """
    return name.removesuffix(".job").split("-", 2)[2]


def _write(path: Path, content: bytes, *, at: datetime | None = None) -> None:
    aside = path.with_name(f"{path.name}.{os.getpid()}.part")
    aside.unlink(missing_ok=True)
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    if at is not None:
        os.utime(aside, (at.timestamp(), at.timestamp()))
    aside.replace(path)


def _is_younger(path: Path, *, at: datetime) -> bool:
    try:
        return abs(at.timestamp() - path.stat().st_mtime) < KEPT.total_seconds()
    except FileNotFoundError:
        return False
