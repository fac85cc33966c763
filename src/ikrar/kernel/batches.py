"""Many rows cut into pieces for a database."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

_Item = TypeVar("_Item")


def halving(items: Sequence[_Item], *, largest: int = 64) -> Iterator[Sequence[_Item]]:
    """Pieces of `largest`, then of half of it, and so on: however many rows, few statements are ever prepared.

    >>> [len(piece) for piece in halving(range(150))]
    [64, 64, 16, 4, 2]
    """
    start, size = 0, largest
    while start < len(items):
        while size > len(items) - start:
            size //= 2
        yield items[start : start + size]
        start += size
