"""From rows to files: tiles, bundles, records, and last of all the checkpoint that promises them.

Every host does this for its own folder, with what the database holds sealed: the same rows always give the same
files. A folder that is behind, or empty, catches up in strides, each of which ends in a true checkpoint.
"""

from dataclasses import dataclass
from datetime import datetime

from ikrar.register import checkpoint as checkpoints
from ikrar.register import domain, merkle, sealing, tiles
from ikrar.register.checkpoint import TreeHead
from ikrar.register.logs import folder_of
from ikrar.register.models import Checkpoint, Entry, Log
from ikrar.register.shelf import Shelf
from ikrar.register.tiles import WIDTH, Tile

STRIDE = 100_000  # leaves laid out at once; what a crash lets be done again


class RegisterIsBehindItsFiles(Exception):
    """The folder promises more than the database holds: this is an old restore, and it must not sign.

    The way out is a successor register (docs/register.md, "After a restore").
    """

    def __init__(self, origin: str, *, published: int, held: int) -> None:
        super().__init__(origin, published, held)
        self.origin = origin
        self.published = published
        self.held = held


class FilesTellAnotherStory(Exception):
    """The published tree is not the beginning of the one in the database."""

    def __init__(self, origin: str) -> None:
        super().__init__(origin)
        self.origin = origin


@dataclass(frozen=True, slots=True)
class Step:
    """Files of one log on their way from one published size to the next."""

    log: Log
    shelf: Shelf
    old: int
    new: int


def shelf_of(log: Log) -> Shelf:
    return Shelf(folder_of(log))


def published_size(log: Log) -> int:
    """How far the folder is; raises when it is ahead of the database or tells of another tree."""
    text = shelf_of(log).checkpoint()
    if text is None:
        return 0
    head, _ = checkpoints.parse(text)
    if head.origin != log.origin:
        raise FilesTellAnotherStory(log.origin)
    if head.size > log.size:
        raise RegisterIsBehindItsFiles(log.origin, published=head.size, held=log.size)
    row = log.checkpoints.filter(size=head.size).first()
    if row is None or bytes(row.root) != head.root:
        raise FilesTellAnotherStory(log.origin)
    return head.size


def laid_out(log: Log) -> int:
    """How far this host's folder is, as far as it can be read."""
    text = shelf_of(log).checkpoint()
    return checkpoints.parse(text)[0].size if text else 0


def note_of(row: Checkpoint, *, at: datetime) -> str:
    """The committed body, signed; the same body always gives the same note."""
    head = TreeHead(row.log.origin, row.size, bytes(row.root))
    return str(checkpoints.seal(head, sealing.signer(row.log, at=at)))


def lay_out(log: Log, *, at: datetime) -> int | None:
    """Bring this host's folder a stride nearer to what is sealed; the size it then has, nothing if it was there."""
    old = published_size(log)
    row = _next_stop(log, old)
    if row is None:
        return None
    step = Step(log=log, shelf=shelf_of(log), old=old, new=row.size)
    if row.size > old:
        write_tiles(step)
        step.shelf.sync()
        check_tiles(step, root=bytes(row.root))
    step.shelf.write_checkpoint(row.note + row.cosignatures)
    log.checkpoints.filter(size__lte=row.size, published_at=None).exclude(note="").update(published_at=at)
    drop_parts(step)
    return row.size


def _next_stop(log: Log, old: int) -> Checkpoint | None:
    """The farthest sealed checkpoint within a stride, or else the next; the same again if its file lacks something."""
    sealed = log.checkpoints.exclude(note="")
    row = sealed.filter(size__gt=old, size__lte=old + STRIDE).order_by("-size").first()
    row = row or sealed.filter(size__gt=old).order_by("size").first()
    if row is not None:
        return row
    same = sealed.filter(size=old).first()
    is_whole = same is None or (
        same.published_at is not None and shelf_of(log).checkpoint() == same.note + same.cosignatures
    )
    return None if is_whole else same


def write_tiles(step: Step) -> None:
    """Every tile, bundle and record that differs between the two sizes."""
    hashes, leaves = _new_leaves(step)
    _write_bundles(step, leaves)
    level, begin, end = 0, step.old, step.new
    while end:
        hashes = _write_level(step, level, (begin, end), hashes)
        level, begin, end = level + 1, begin // WIDTH, end // WIDTH
    write_records(step)


def check_tiles(step: Step, *, root: bytes) -> None:
    """Nothing is promised that the files do not give."""
    if merkle.root(step.new, tiles.node_reader(step.shelf.read, size=step.new)) != root:
        raise FilesTellAnotherStory(step.log.origin)


def write_records(step: Step) -> None:
    """The public records as files, so that a copied folder is complete; those buried meanwhile go."""
    public = step.log.entries.filter(is_public=True, index__gte=step.old, index__lt=step.new)
    for entry in public.exclude(body=None).order_by("index"):
        assert entry.body is not None
        step.shelf.write_record(entry.index, bytes(entry.body))
        if entry.kind == domain.TOMBSTONE:
            forget_record(domain.buried_by(bytes(entry.body)), kind=step.log.kind)


def forget_record(leaf_hash: bytes, *, kind: str) -> None:
    """Remove the file of a record that was erased."""
    entry = Entry.objects.filter(log__kind=kind, leaf_hash=leaf_hash).select_related("log").first()
    if entry is not None:
        shelf_of(entry.log).record_path(entry.index).unlink(missing_ok=True)


def drop_parts(step: Step) -> None:
    """Partial files that a full tile has replaced."""
    level, begin, end = 0, step.old, step.new
    for tile in tiles.runs(None, begin, end):
        step.shelf.drop_parts(tile)
    while end:
        for tile in tiles.runs(level, begin, end):
            step.shelf.drop_parts(tile)
        level, begin, end = level + 1, begin // WIDTH, end // WIDTH


def _new_leaves(step: Step) -> tuple[list[bytes], list[bytes]]:
    """Hashes and leaves from the old size on."""
    rows = (
        Entry.objects.filter(log=step.log, index__gte=step.old, index__lt=step.new)
        .order_by("index")
        .values_list("leaf_hash", "leaf")
    )
    found = [(bytes(leaf_hash), bytes(leaf)) for leaf_hash, leaf in rows]
    return [leaf_hash for leaf_hash, _ in found], [leaf for _, leaf in found]


def _write_bundles(step: Step, leaves: list[bytes]) -> None:
    begin = step.old - step.old % WIDTH
    if begin < step.old:
        tile = Tile(None, begin // WIDTH, step.old - begin)
        leaves = tiles.leaves_in(step.shelf.read(tile), tile) + leaves
    for tile in tiles.runs(None, step.old, step.new):
        at = tile.number * WIDTH - begin
        step.shelf.write(tile, tiles.bundle(leaves[at : at + tile.width]))


def _write_level(step: Step, level: int, span: tuple[int, int], hashes: list[bytes]) -> list[bytes]:
    """Write the tiles of a level from its new hashes; the hashes that the level above gets."""
    begin, end = span
    start = begin - begin % WIDTH
    if start < begin:
        tile = Tile(level, start // WIDTH, begin - start)
        hashes = tiles.hashes_in(step.shelf.read(tile), tile) + hashes
    above = []
    for tile in tiles.runs(level, begin, end):
        at = tile.number * WIDTH - start
        content = hashes[at : at + tile.width]
        step.shelf.write(tile, b"".join(content))
        if tile.is_full:
            above.append(merkle.root_of_full(content))
    return above
