"""Keeps every write short: chunks shrink and grow so that no transaction holds the database for long."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

WANTED_SECONDS = 0.012
SMALLEST, LARGEST = 20, 2_000


class Pace:
    """How many rows the next transaction takes. Between two it leaves the database to others."""

    def __init__(self, size: int = 100) -> None:
        self.size = size
        self.took: list[float] = []  # seconds of each write

    @contextmanager
    def write(self) -> Iterator[None]:
        """One short transaction, measured."""
        began = time.perf_counter()
        with transaction.atomic():
            yield
        took = time.perf_counter() - began
        self.took.append(took)
        if took > WANTED_SECONDS:
            self.size = max(SMALLEST, int(self.size * 0.7))
        elif took < WANTED_SECONDS / 2:
            self.size = min(LARGEST, int(self.size * 1.3))
        time.sleep(min(took / 2, WANTED_SECONDS))
