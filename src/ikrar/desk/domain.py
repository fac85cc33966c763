"""What a tile of the desk is. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass

from ikrar.kernel.words import Words

STEPS = ((86400, "hari", "days"), (3600, "jam", "hours"), (60, "menit", "minutes"))


@dataclass(frozen=True, slots=True)
class Tile:
    """One kind of work: how much of it waits, and the page to do it."""

    words: Words
    count: int
    remark: Words
    url_name: str
    args: tuple[str, ...] = ()
    is_urgent: bool = False


def in_order(tiles: Iterable[Tile]) -> list[Tile]:
    """The urgent first, then what waits, then what is merely so.

    >>> quiet = Tile(Words("a", "a"), 0, Words("", ""), "x")
    >>> urgent = Tile(Words("b", "b"), 1, Words("", ""), "x", is_urgent=True)
    >>> [tile.words.id for tile in in_order([quiet, urgent])]
    ['b', 'a']
    """
    return sorted(tiles, key=lambda tile: (not tile.is_urgent, tile.count == 0))


def age(seconds: int) -> Words:
    """How long ago, in the largest whole unit.

    >>> age(45).en, age(7200).id, age(-3).id
    ('45 seconds ago', '2 jam yang lalu', '0 detik yang lalu')
    """
    for size, indonesian, english in STEPS:
        if seconds >= size:
            return Words(f"{seconds // size} {indonesian} yang lalu", f"{seconds // size} {english} ago")
    return Words(f"{max(seconds, 0)} detik yang lalu", f"{max(seconds, 0)} seconds ago")
