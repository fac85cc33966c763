"""A register of invented leaves in a folder, as large as wanted: to measure the checking of a whole register.

Plain files without a database. What is made here is no evidence of anything: its key is thrown away.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from ikrar.register import checkpoint as checkpoints
from ikrar.register import domain, merkle, tiles
from ikrar.register import note as notes
from ikrar.register.checkpoint import TreeHead
from ikrar.register.folder import Progress
from ikrar.register.tiles import WIDTH, Tile
from ikrar.register.trust import Trust, TrustedKey, TrustedLog

ORIGIN = "ikrar.invalid/invented"


def lay_out(folder: Path, *, leaves: int, progress: Progress = lambda _done, _of: None) -> Trust:
    """Write a whole register of so many pledge leaves into an empty folder; what to trust to check it."""
    level: list[bytes] = []
    for tile in tiles.bundles_of(leaves):
        invented = list(_leaves(tile))
        _write(folder, tile, tiles.bundle(invented))
        level += [domain.leaf_hash(leaf) for leaf in invented]
        progress(tile.number * WIDTH + tile.width, leaves)
    root = _write_levels(folder, level)
    key = notes.new_key(ORIGIN, notes.ED25519)
    (folder / "checkpoint").write_text(str(checkpoints.seal(TreeHead(ORIGIN, leaves, root), key)))
    named = TrustedLog(ORIGIN, (TrustedKey(key.verifier, 0, None),), None, None)
    return Trust((named,), (), 0, frozenset(), frozenset())


def _leaves(tile: Tile) -> Iterator[bytes]:
    for index in range(tile.number * WIDTH, tile.number * WIDTH + tile.width):
        yield domain.leaf(domain.PLEDGE, sha256(b"%d" % index).digest())


def _write_levels(folder: Path, hashes: list[bytes]) -> bytes:
    """Write the hash tiles of every level; the root over all."""
    edge: tuple[bytes, ...] = ()
    number = 0
    while hashes:
        edge = (*merkle.grown((), size=0, leaf_hashes=hashes[len(hashes) // WIDTH * WIDTH :]), *edge)
        above = []
        for tile in tiles.runs(number, 0, len(hashes)):
            content = hashes[tile.number * WIDTH : tile.number * WIDTH + tile.width]
            _write(folder, tile, b"".join(content))
            if tile.is_full:
                above.append(merkle.root_of_full(content))
        number, hashes = number + 1, above
    return merkle.root_of_edge(edge)


def _write(folder: Path, tile: Tile, data: bytes) -> None:
    path = folder / tile.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
