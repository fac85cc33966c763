"""Keeps every write short: chunks shrink and grow so that no transaction holds the database for long."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction

SMALLEST, LARGEST = 20, 2_000
LONGEST_PAUSE = 0.012  # seconds


class Pace:
    """How many rows the next transaction takes. Between two it leaves the database to others."""

    def __init__(self, size: int = 100) -> None:
        self.size = size
        self.wanted = settings.IKRAR_IMPORT_WRITE_MS / 1000  # seconds
        self.took: list[float] = []  # seconds of each write

    @contextmanager
    def write(self) -> Iterator[None]:
        """One short transaction, measured."""
        began = time.perf_counter()
        with transaction.atomic():
            yield
        took = time.perf_counter() - began
        self.took.append(took)
        if took > self.wanted:
            self.size = max(SMALLEST, int(self.size * 0.7))
        elif took < self.wanted / 2:
            self.size = min(LARGEST, int(self.size * 1.3))
        time.sleep(min(took / 2, self.wanted, LONGEST_PAUSE))
