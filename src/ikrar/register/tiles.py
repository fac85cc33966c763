"""Which file holds what: tiles and entry bundles as C2SP tlog-tiles lays them out. No files are touched here."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from struct import iter_unpack

from ikrar.register import merkle
from ikrar.register.merkle import HASH_BYTES

HEIGHT = 8
WIDTH = 1 << HEIGHT
LEVELS = 64
LEAF_BYTES = 65_535

_PATH = re.compile(
    r"tile/(?P<level>entries|0|[1-9][0-9]?)/(?P<number>(?:x[0-9]{3}/)*[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


class NotATilePath(ValueError):
    """No tile is ever named like this."""


class TileIsDamaged(ValueError):
    """The file does not hold what its name promises."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A run of `width` hashes (or entries, at level None) from `number * 256` on."""

    level: int | None
    number: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Below the prefix of the log.

        >>> Tile(0, 1234067).path, Tile(None, 5, 3).path
        ('tile/0/x001/x234/067', 'tile/entries/005.p/3')
        """
        level = "entries" if self.level is None else str(self.level)
        part = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{level}/{number_path(self.number)}{part}"

    @property
    def is_full(self) -> bool:
        return self.width == WIDTH


Read = Callable[[Tile], bytes]


def number_path(number: int) -> str:
    """Zero-padded groups of three digits, all but the last marked by an x."""
    groups = [f"{number % 1000:03}"]
    while number := number // 1000:
        groups.append(f"x{number % 1000:03}")
    return "/".join(reversed(groups))


def parse_path(path: str) -> Tile:
    """The tile that a path names; only its one canonical spelling counts."""
    found = _PATH.fullmatch(path)
    if found is None:
        raise NotATilePath(path)
    level = None if found["level"] == "entries" else int(found["level"])
    number = int(found["number"].replace("x", "").replace("/", ""))
    tile = Tile(level, number, int(found["width"] or WIDTH))
    if tile.path != path or (level or 0) >= LEVELS:
        raise NotATilePath(path)
    return tile


def width_at(*, level: int, number: int, size: int) -> int:
    """How many hashes the tile holds when the tree has `size` leaves."""
    return max(0, min(WIDTH, (size >> (HEIGHT * level)) - number * WIDTH))


def tiles_of(size: int) -> Iterator[Tile]:
    """Every hash tile of a tree, level by level, left to right.

    >>> [tile.path for tile in tiles_of(256)]
    ['tile/0/000', 'tile/1/000.p/1']
    """
    level = 0
    while count := size >> (HEIGHT * level):
        yield from runs(level, 0, count)
        level += 1


def bundles_of(size: int) -> Iterator[Tile]:
    return runs(None, 0, size)


def runs(level: int | None, begin: int, end: int) -> Iterator[Tile]:
    """The tiles at a level that change when its count grows from `begin` to `end`."""
    for number in range(begin // WIDTH, -(-end // WIDTH) if end > begin else 0):
        yield Tile(level, number, min(WIDTH, end - number * WIDTH))


def node_reader(read: Read, *, size: int) -> merkle.Node:
    """Complete subtrees of the tree with `size` leaves, each read from the one tile that holds it."""
    memory: dict[Tile, tuple[list[bytes], ...]] = {}

    def node(level: int, index: int) -> bytes:
        step, inside = divmod(level, HEIGHT)
        number, offset = divmod(index << inside, WIDTH)
        tile = Tile(step, number, width_at(level=step, number=number, size=size))
        if tile not in memory:
            memory[tile] = _subtrees(b"".join(hashes_in(read(tile), tile)))
        return memory[tile][inside][offset >> inside]

    return node


@lru_cache(maxsize=128)
def _subtrees(hashes: bytes) -> tuple[list[bytes], ...]:
    """All complete subtrees inside a tile, from its own hashes up; remembered, for the same tiles come again."""
    row = [hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES)]
    rows = [row]
    for _ in range(HEIGHT):
        row = [merkle.node_hash(*pair) for pair in zip(row[::2], row[1::2], strict=False)]
        rows.append(row)
    return tuple(rows)


def hashes_in(data: bytes, tile: Tile) -> list[bytes]:
    """The hashes of a tile file; a longer file of the same tile serves too, it begins alike."""
    if len(data) % HASH_BYTES or len(data) < tile.width * HASH_BYTES:
        raise TileIsDamaged(tile.path)
    return [data[at : at + HASH_BYTES] for at in range(0, tile.width * HASH_BYTES, HASH_BYTES)]


def bundle(leaves: Sequence[bytes]) -> bytes:
    """An entry bundle: each leaf behind its length in two bytes."""
    return b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in leaves)


def leaves_in(data: bytes, tile: Tile) -> list[bytes]:
    """The leaves of an entry bundle. Mostly they are as long as one another, and then cut at once."""
    length = int.from_bytes(data[:2], "big")
    if length and len(data) == (2 + length) * tile.width and _is_even(data, 2 + length):
        return [leaf for (leaf,) in iter_unpack(f"2x{length}s", data)]
    return _uneven(data, tile)


def _is_even(data: bytes, step: int) -> bool:
    """Whether each leaf has the length of the first."""
    width = len(data) // step
    return data[0::step] == data[:1] * width and data[1::step] == data[1:2] * width


def _uneven(data: bytes, tile: Tile) -> list[bytes]:
    leaves: list[bytes] = []
    at = 0
    while at < len(data) and len(leaves) < tile.width:
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        leaf = data[at + 2 : end]
        if end > len(data) or not leaf:
            raise TileIsDamaged(tile.path)
        leaves.append(leaf)
        at = end
    if len(leaves) != tile.width:
        raise TileIsDamaged(tile.path)
    return leaves
