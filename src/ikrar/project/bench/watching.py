"""Watches the published checkpoint as any reader may, and tells how long a leaf waited for one that covers it."""

import threading
import time
from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path
from typing import Self

EVERY = 0.05


class Watch(threading.Thread):
    """Notes when each new size was first seen; `with Watch(path): …`."""

    def __init__(self, checkpoint: Path) -> None:
        super().__init__(daemon=True)
        self._path, self._ended = checkpoint, threading.Event()
        self.sizes: list[int] = []
        self.seen: list[float] = []

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self.join()

    @property
    def size(self) -> int:
        return self.sizes[-1] if self.sizes else 0

    def run(self) -> None:
        while not self._ended.wait(EVERY):
            size = size_of(self._path)
            if size > self.size:
                self.seen.append(time.time())
                self.sizes.append(size)

    def waits(self, entered: Iterable[tuple[int, float]]) -> list[float]:
        """For (index, received at) of leaves: seconds until a checkpoint held them, sorted; uncovered ones are left out."""
        places = ((bisect_right(self.sizes, index), at) for index, at in entered)
        return sorted(self.seen[place] - at for place, at in places if place < len(self.seen))


def size_of(checkpoint: Path) -> int:
    """The tree size that the file promises; 0 while there is none."""
    try:
        return int(checkpoint.read_text().split("\n", 2)[1])
    except (OSError, ValueError, IndexError):
        return 0
