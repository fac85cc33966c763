"""What a gate counts of itself, in plain numbers; whoever shows them asks here. Nothing names a person or an address."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)


class Histogram:
    """How often a value fell below each bound; `counts` has one place more, for what lies beyond the last.

    >>> h = Histogram([1, 10]); h.observe(1); h.observe(7); h.observe(70); h.counts, h.sum, h.count
    ([1, 1, 1], 78.0, 3)
    """

    __slots__ = ("bounds", "count", "counts", "sum")

    def __init__(self, bounds: Sequence[float]) -> None:
        self.bounds = tuple(bounds)
        self.counts = [0] * (len(self.bounds) + 1)
        self.sum = 0.0
        self.count = 0

    def observe(self, value: float) -> None:
        self.counts[bisect_left(self.bounds, value)] += 1
        self.sum += value
        self.count += 1


@dataclass(slots=True)
class Counters:
    """All of it. One thread, the event loop's, writes; whoever reads may see the last moment but one.

    A pledge waits in the queue for its batch, the batch for its turn to write, and then for the disk.
    """

    accepted: int = 0  # pledges answered with a number, repeats among them
    refused: Counter[str] = field(default_factory=Counter)  # by the code in the answer
    asked: Counter[str] = field(default_factory=Counter)  # requests by word
    waiting: int = 0  # pledges that wait for their commit
    waiting_bytes: int = 0
    connections_slow: int = 0  # requests given up because their body did not come
    commits: int = 0
    commits_failed: int = 0
    batch_sizes: Histogram = field(default_factory=lambda: Histogram(SIZES))
    commit_seconds: Histogram = field(default_factory=lambda: Histogram(SECONDS))  # of a batch, all in
    queue_seconds: Histogram = field(default_factory=lambda: Histogram(SECONDS))  # of a pledge
    turn_seconds: Histogram = field(default_factory=lambda: Histogram(SECONDS))  # of a batch
    disk_seconds: Histogram = field(default_factory=lambda: Histogram(SECONDS))  # of a batch
    answer_seconds: Histogram = field(default_factory=lambda: Histogram(SECONDS))  # of a pledge


COUNTERS = Counters()
