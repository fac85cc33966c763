"""Checking a whole register from its static files alone: everything is derived again from the leaves.

No Django. The files may be a copy made by any means; only the trust file must come from elsewhere.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from ikrar.kernel.words import Words
from ikrar.register import checkpoint as checkpoints
from ikrar.register import domain, merkle, tiles
from ikrar.register.checkpoint import TreeHead
from ikrar.register.note import Note
from ikrar.register.tiles import WIDTH, Tile
from ikrar.register.trust import Trust

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be. `code` is for machines and tests, `where` names the place."""

    code: str
    where: str
    words: Words


NO_CHECKPOINT = Words("Titik periksa tidak ada atau tidak terbaca.", "There is no readable checkpoint.")
NOT_SEALED = Words(
    "Titik periksa tidak disegel oleh kunci yang dipercaya, atau saksinya kurang.",
    "No trusted key sealed the checkpoint, or too few witnesses did.",
)
NO_FILE = Words("Berkas ini tidak ada.", "This file is not there.")
DAMAGED = Words("Isi berkas ini bukan yang seharusnya.", "This file does not hold what it must.")
WRONG_ROOT = Words(
    "Daun-daunnya tidak menghasilkan akar pada titik periksa.",
    "The leaves do not give the checkpoint's root.",
)
WRONG_RECORD = Words(
    "Catatan ini bukan yang dijanjikan daunnya.", "This record is not what its leaf promises."
)


def check_folder(
    folder: Path, *, trust: Trust | None, progress: Progress = lambda _done, _of: None
) -> Iterator[Finding]:
    """Everything wrong with the files of one register; nothing when all is well."""
    try:
        head, note = checkpoints.parse((folder / "checkpoint").read_bytes())
    except (OSError, ValueError):
        yield Finding("no-checkpoint", "checkpoint", NO_CHECKPOINT)
        return
    yield from _check_seal(head, note, trust)
    yield from _Walk(folder, head, progress).findings()


def head_of(folder: Path) -> TreeHead:
    """What the folder's checkpoint says, unchecked."""
    return checkpoints.parse((folder / "checkpoint").read_bytes())[0]


def _check_seal(head: TreeHead, note: Note, trust: Trust | None) -> Iterator[Finding]:
    if trust is None:
        return
    try:
        trust.check_seal(head, note)
        trust.check_witnesses(note)
    except Exception as e:  # noqa: BLE001 (a check has no other answer than no; the class says why)
        yield Finding("not-sealed", type(e).__name__, NOT_SEALED)


@dataclass(slots=True)
class _Walk:
    """One pass over the leaves; each level keeps the hashes of the tile it is filling."""

    folder: Path
    head: TreeHead
    progress: Progress
    levels: list[list[bytes]] = field(default_factory=lambda: [[]])
    numbers: list[int] = field(default_factory=lambda: [0])

    def findings(self) -> Iterator[Finding]:
        edge: tuple[bytes, ...] = ()
        size = 0
        for bundle in tiles.bundles_of(self.head.size):
            try:
                leaves = tiles.leaves_in(self._read(bundle), bundle)
            except FileNotFoundError:
                yield Finding("no-file", bundle.path, NO_FILE)
                return
            except tiles.TileIsDamaged:
                yield Finding("damaged", bundle.path, DAMAGED)
                return
            hashes = [merkle.leaf_hash(leaf) for leaf in leaves]
            edge = merkle.grown(edge, size=size, leaf_hashes=hashes)
            yield from self._check_records(size, leaves)
            yield from self._fill(0, hashes)
            size += len(leaves)
            self.progress(size, self.head.size)
        yield from self._rest()
        if merkle.root_of_edge(edge) != self.head.root:
            yield Finding("wrong-root", str(size), WRONG_ROOT)

    def _fill(self, level: int, hashes: list[bytes]) -> Iterator[Finding]:
        """Put hashes into a level; a tile that is full is compared and goes up as one hash."""
        if level == len(self.levels):
            self.levels.append([])
            self.numbers.append(0)
        held = self.levels[level] = self.levels[level] + hashes
        if len(held) == WIDTH:
            yield from self._compare(Tile(level, self.numbers[level]), held)
            self.levels[level], self.numbers[level] = [], self.numbers[level] + 1
            yield from self._fill(level + 1, [merkle.root_of(held)])

    def _rest(self) -> Iterator[Finding]:
        for level, held in enumerate(self.levels):
            if held:
                yield from self._compare(Tile(level, self.numbers[level], len(held)), held)

    def _compare(self, tile: Tile, hashes: list[bytes]) -> Iterator[Finding]:
        try:
            if self._read(tile) != b"".join(hashes):
                yield Finding("damaged", tile.path, DAMAGED)
        except FileNotFoundError:
            yield Finding("no-file", tile.path, NO_FILE)

    def _check_records(self, start: int, leaves: list[bytes]) -> Iterator[Finding]:
        for index, leaf in enumerate(leaves, start=start):
            path = self.folder / "record" / f"{index}.json"
            if not path.is_file():
                continue
            kind = leaf.split(b"\n")[1].decode()
            if domain.leaf(kind, sha256(path.read_bytes()).digest()) != leaf:
                yield Finding("wrong-record", f"record/{index}.json", WRONG_RECORD)

    def _read(self, tile: Tile) -> bytes:
        return (self.folder / tile.path).read_bytes()
