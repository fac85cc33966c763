"""Asking the press for a paper: the paper, or how long it will be."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from django.conf import settings

from ikrar.papers import seals, troubles
from ikrar.papers.press.jobs import Job, Seal
from ikrar.papers.press.tray import BATCH, PERSON, Refused, Tray, Waiting
from ikrar.papers.press.working import Worker
from ikrar.papers.troubles import PaperWasNotMade

WAIT_SECONDS = (
    1.5  # a single paper is done by then; whoever waits longer gets a page that comes back by itself
)
LOOK_SECONDS = 0.03
__all__ = [
    "Job",
    "Refused",
    "Waiting",
    "ask",
    "fetched",
    "forget",
    "lay_down",
    "remove",
    "waiting",
    "withdraw",
]
_seats = BoundedSemaphore(2)  # requests of one process that stand still; the others are answered at once


def ask(*, key: str, job: Job, at: datetime) -> bytes | Waiting:
    """The paper if it is there or soon done; else how many are before it. Raises what went wrong, or `TrayIsFull`."""
    tray = _tray()
    found = tray.done(key, at=at)
    if found is None:
        tray.put(key, job, rank=PERSON, nth=time.time_ns())
        _worker().wake(at=at)
        found = _stood_for(tray, key, at=at)
    if isinstance(found, Refused):
        tray.retry(key)
        raise _trouble(found)
    return found if found is not None else tray.waiting(key) or Waiting(0)


def lay_down(*, key: str, job: Job, nth: int, at: datetime) -> None:
    """Have a paper made after all those that people wait for."""
    _tray().put(key, job, rank=BATCH, nth=nth)
    _worker().wake(at=at)


def fetched(*, key: str, at: datetime) -> bytes | Refused | None:
    """What became of a paper laid down before."""
    return _tray().done(key, at=at)


def waiting(*, key: str) -> Waiting | None:
    """Where a paper stands; nothing when it does not wait."""
    return _tray().waiting(key)


def withdraw(*, keys: set[str]) -> None:
    """Have papers not made after all."""
    _tray().withdraw(keys)


def remove(*, concerns: Callable[[str], bool]) -> None:
    """Delete what lies on this host under the keys that this concerns, made or waiting."""
    _tray().remove(concerns)


def forget(*, at: datetime) -> None:
    """Delete what nobody fetched."""
    _tray().forget(at=at)


def _trouble(found: Refused) -> Exception:
    """The trouble that the child met, as the exception it was there."""
    kind = getattr(troubles, found.trouble, None)
    if isinstance(kind, type) and issubclass(kind, Exception) and kind is not PaperWasNotMade:
        return kind(found.told)
    return PaperWasNotMade(found.trouble)


def _stood_for(tray: Tray, key: str, *, at: datetime) -> bytes | Refused | None:
    if not _seats.acquire(blocking=False):
        return None
    try:
        begun = time.monotonic()
        while (stood := time.monotonic() - begun) < WAIT_SECONDS:
            found = tray.done(key, at=at + timedelta(seconds=stood))
            if found is not None:
                return found
            time.sleep(LOOK_SECONDS)
        return None
    finally:
        _seats.release()


def _tray() -> Tray:
    return Tray(Path(settings.IKRAR_DATA) / "press")


def _worker() -> Worker:
    return _kept(_tray(), seals.plain(), settings.IKRAR_PRESS_SECONDS)


@cache
def _kept(tray: Tray, seal: Seal, seconds: float) -> Worker:
    return Worker(tray, seal, seconds=seconds)
