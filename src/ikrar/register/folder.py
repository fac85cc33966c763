"""Checking a whole register from its static files alone: everything is derived again from the leaves.

No Django. The files may be a copy made by any means; only the trust file must come from elsewhere. Five million
leaves are checked in little more than the time it takes to hash them: bundles are read whole, their leaves cut out
at once, and each hash is made once.
"""

import os
from collections.abc import Callable, Iterator, Sequence
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
TILES_AT_ONCE = 64  # how often progress is told


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
    records: dict[int, list[int]] = field(default_factory=dict)

    def findings(self) -> Iterator[Finding]:
        self.records = _records(self.folder)
        yield from self._strays()
        for bundle in tiles.bundles_of(self.head.size):
            try:
                leaves = _leaves(self._read(bundle), bundle)
            except FileNotFoundError:
                yield Finding("no-file", bundle.path, NO_FILE)
                return
            except tiles.TileIsDamaged:
                yield Finding("damaged", bundle.path, DAMAGED)
                return
            yield from self._check_records(bundle, leaves)
            yield from self._fill(0, [sha256(b"\x00" + leaf).digest() for leaf in leaves])
            if bundle.number % TILES_AT_ONCE == 0 or not bundle.is_full:
                self.progress(bundle.number * WIDTH + bundle.width, self.head.size)
        yield from self._rest()
        yield from self._check_parts()
        if self._root() != self.head.root:
            yield Finding("wrong-root", str(self.head.size), WRONG_ROOT)

    def _fill(self, level: int, hashes: list[bytes]) -> Iterator[Finding]:
        """Put hashes into a level; a tile that is full is compared and goes up as one hash."""
        if level == len(self.levels):
            self.levels.append([])
            self.numbers.append(0)
        held = self.levels[level]
        held += hashes
        if len(held) == WIDTH:
            yield from self._compare(Tile(level, self.numbers[level]), held)
            self.levels[level], self.numbers[level] = [], self.numbers[level] + 1
            yield from self._fill(level + 1, [merkle.root_of_full(held)])

    def _rest(self) -> Iterator[Finding]:
        for level, held in enumerate(self.levels):
            if held:
                yield from self._compare(Tile(level, self.numbers[level], len(held)), held)

    def _root(self) -> bytes:
        """What is left in the levels are the last tiles; their peaks are those of the whole tree."""
        edge: list[bytes] = []
        for held in reversed(self.levels):
            edge += merkle.grown((), size=0, leaf_hashes=held)
        return merkle.root_of_edge(edge)

    def _compare(self, tile: Tile, hashes: list[bytes]) -> Iterator[Finding]:
        try:
            if self._read(tile) != b"".join(hashes):
                yield Finding("damaged", tile.path, DAMAGED)
        except FileNotFoundError:
            yield Finding("no-file", tile.path, NO_FILE)

    def _check_parts(self) -> Iterator[Finding]:
        """Partial files that were left: each is the beginning of what its tile holds now."""
        for folder, _, names in os.walk(self.folder / "tile"):
            if not folder.endswith(".p"):
                continue
            for name in names:
                path = f"{folder[len(str(self.folder)) + 1 :]}/{name}"
                if not name.startswith(".") and not self._is_beginning(path):
                    yield Finding("damaged", path, DAMAGED)

    def _is_beginning(self, path: str) -> bool:
        try:
            part = tiles.parse_path(path)
        except tiles.NotATilePath:
            return False
        level = part.level or 0
        width = tiles.width_at(level=level, number=part.number, size=self.head.size)
        if width < part.width:
            return True  # ahead of the checkpoint: nothing is promised of it yet
        whole, held = self._read(Tile(part.level, part.number, width)), self._read(part)
        length = part.width * merkle.HASH_BYTES
        if part.level is None:
            length = len(tiles.bundle(tiles.leaves_in(whole, Tile(None, part.number, width))[: part.width]))
        return held == whole[:length]

    def _check_records(self, bundle: Tile, leaves: Sequence[bytes]) -> Iterator[Finding]:
        for place in self.records.get(bundle.number, ()):
            name = f"record/{bundle.number * WIDTH + place}.json"
            leaf = leaves[place] if place < len(leaves) else b""
            if not _is_record_of((self.folder / name).read_bytes(), leaf):
                yield Finding("wrong-record", name, WRONG_RECORD)

    def _strays(self) -> Iterator[Finding]:
        """Records of leaves that are not there."""
        for number in self.records:
            if number * WIDTH >= self.head.size:
                yield Finding("wrong-record", f"record/{number * WIDTH}.json …", WRONG_RECORD)

    def _read(self, tile: Tile) -> bytes:
        descriptor = os.open(f"{self.folder}/{tile.path}", os.O_RDONLY)
        try:
            return _whole(descriptor)
        finally:
            os.close(descriptor)


def _leaves(data: bytes, bundle: Tile) -> list[bytes]:
    """The leaves of a bundle that holds nothing else."""
    leaves = tiles.leaves_in(data, bundle)
    if len(data) != 2 * len(leaves) + sum(map(len, leaves)):
        raise tiles.TileIsDamaged(bundle.path)
    return leaves


def _whole(descriptor: int) -> bytes:
    parts = []
    while part := os.read(descriptor, 1 << 16):
        parts.append(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _records(folder: Path) -> dict[int, list[int]]:
    """Which records are there: number of the bundle to places in it."""
    found: dict[int, list[int]] = {}
    there = (folder / "record").is_dir()
    for name in os.listdir(folder / "record") if there else ():  # noqa: PTH208 (names only, there may be many)
        stem, dot, rest = name.partition(".")
        if stem.isdecimal() and (dot, rest) == (".", "json"):
            number, place = divmod(int(stem), WIDTH)
            found.setdefault(number, []).append(place)
    return found


def _is_record_of(record: bytes, leaf: bytes) -> bool:
    kind = leaf.split(b"\n")[1].decode() if leaf.count(b"\n") > 1 else ""
    try:
        return domain.leaf(kind, sha256(record).digest()) == leaf
    except domain.KindIsNotAWord:
        return False
