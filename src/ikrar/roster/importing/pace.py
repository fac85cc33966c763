"""Keeps every write short: a transaction ends when its time is over, not when a number of rows is done."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from django.conf import settings
from django.db import transaction

T = TypeVar("T")
SMALLEST, LARGEST = 20, 2_000
PART = 20  # rows between two looks at the clock: some milliseconds at the most
LONGEST_PAUSE = 0.012  # seconds


class Pace:
    """How many rows the next transaction is likely to take. Between two it leaves the database to others."""

    def __init__(self, size: int = 100) -> None:
        self.size = size
        self.wanted = settings.IKRAR_IMPORT_WRITE_MS / 1000  # seconds
        self.took: list[float] = []  # seconds of each write, from holding the database to letting it go
        self._began = 0.0

    @contextmanager
    def write(self) -> Iterator[None]:
        """One short transaction, measured from when it may write."""
        with transaction.atomic():
            self._began = time.perf_counter()
            yield
        took = time.perf_counter() - self._began
        self.took.append(took)
        if took > self.wanted:
            self.size = max(SMALLEST, int(self.size * max(self.wanted / took, 0.3)))
        elif took < self.wanted / 2:
            self.size = min(LARGEST, int(self.size * 1.3))
        time.sleep(min(took / 2, self.wanted, LONGEST_PAUSE))

    def parts(self, rows: Sequence[T], *, of: int = PART) -> Iterator[Sequence[T]]:
        """Inside a write: a few rows at a time, at least once, as long as there is time. Count what you took."""
        for begin in range(0, len(rows), of):
            if begin and time.perf_counter() - self._began > self.wanted:
                return
            yield rows[begin : begin + of]
