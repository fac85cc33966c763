"""fsck of the register: rows against rows, rows against files, and living rows of upper contexts against leaves."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from django.db.models import QuerySet

from ikrar.kernel.words import Words
from ikrar.register import checkpoint as checkpoints
from ikrar.register import domain, folder, merkle, publishing
from ikrar.register import note as notes
from ikrar.register.armour import armour
from ikrar.register.folder import Finding, Progress
from ikrar.register.logs import folder_of
from ikrar.register.models import Checkpoint, Entry, Log, Staged
from ikrar.register.trust import Trust

CHUNK = 2000

GAP = Words(
    "Nomor daun tidak berurutan di basis data.", "The leaves in the database are not numbered without gaps."
)
BAD_LEAF = Words("Sidik daun ini tidak cocok dengan isinya.", "This leaf's hash does not fit its bytes.")
BAD_BODY = Words("Catatan ini bukan yang dijanjikan daunnya.", "This record is not what its leaf promises.")
BAD_CHECKPOINT = Words(
    "Titik periksa ini tidak cocok dengan daun-daun di basis data.",
    "This checkpoint does not fit the leaves in the database.",
)
BAD_SEAL = Words("Segel titik periksa ini tidak sah.", "The seal of this checkpoint is not valid.")
BEHIND = Words(
    "Berkas yang sudah terbit lebih maju daripada basis data: ini pemulihan lama. Buka register penerus.",
    "The published files are ahead of the database: this is an old restore. Open a successor register.",
)
ANOTHER = Words(
    "Berkas yang sudah terbit bukan awal dari basis data ini.",
    "The published files are not the beginning of this database.",
)
NO_TOMBSTONE = Words(
    "Daun ini tidak punya catatan yang hidup dan tidak punya nisan.",
    "This leaf has neither a living record nor a tombstone.",
)
NOT_ENTERED = Words(
    "Catatan yang hidup ini tidak ada di register.", "This living record is not in the register."
)
CHANGED = Words(
    "Catatan yang hidup ini berubah sejak masuk register.",
    "This living record was changed since it was entered.",
)


def check_log(
    log: Log, *, trust: Trust | None, living: Iterable[tuple[bytes, bytes]] | None, progress: Progress
) -> Iterator[Finding]:
    """Everything wrong with one log. `living` pairs each stored leaf hash with the leaf derived from its row."""
    yield from check_rows(log)
    yield from check_seals(log)
    yield from check_published(log, trust=trust, progress=progress)
    yield from check_tombstones(log, living=living)


def check_rows(log: Log) -> Iterator[Finding]:
    """Leaves, numbers and records; and every checkpoint, of which each is the beginning of the next."""
    roots = dict(log.checkpoints.values_list("size", "root"))
    edge: tuple[bytes, ...] = ()
    size = 0
    rows = Entry.objects.filter(log=log).order_by("index")
    for entry in rows.iterator(chunk_size=CHUNK):
        yield from _check_entry(entry, size)
        edge = merkle.grown(edge, size=size, leaf_hashes=[bytes(entry.leaf_hash)])
        size += 1
        if size in roots and bytes(roots.pop(size)) != merkle.root_of_edge(edge):
            yield Finding("checkpoint-differs", f"{log.origin}@{size}", BAD_CHECKPOINT)
    for left in sorted(roots):
        yield Finding("checkpoint-differs", f"{log.origin}@{left}", BAD_CHECKPOINT)
    if size != log.size or (log.closed_at is None and b"".join(edge) != bytes(log.edge)):
        yield Finding("gap", f"{log.origin}@{size}", GAP)


def check_seals(log: Log) -> Iterator[Finding]:
    """Every note is over its row's own size and root and signed by a key that may seal that size."""
    keys = [(notes.parse_vkey(row.vkey), row.from_size, row.to_size) for row in log.keys.all()]
    for row in log.checkpoints.exclude(note="").iterator(chunk_size=CHUNK):
        fitting = [key for key, begin, end in keys if begin <= row.size and (end is None or row.size <= end)]
        if not _is_sealed(row, log.origin, fitting):
            yield Finding("bad-seal", f"{log.origin}@{row.size}", BAD_SEAL)


def check_published(log: Log, *, trust: Trust | None, progress: Progress) -> Iterator[Finding]:
    """The files: derived again from their own leaves, and the beginning of what the rows say."""
    if (
        not log.checkpoints.exclude(published_at=None).exists()
        and publishing.shelf_of(log).checkpoint() is None
    ):
        return
    yield from folder.check_folder(folder_of(log), trust=trust, progress=progress)
    try:
        publishing.published_size(log)
    except publishing.RegisterIsBehindItsFiles:
        yield Finding("behind", log.origin, BEHIND)
    except (publishing.FilesTellAnotherStory, ValueError):
        yield Finding("another-story", log.origin, ANOTHER)


def check_tombstones(log: Log, *, living: Iterable[tuple[bytes, bytes]] | None) -> Iterator[Finding]:
    """Every public leaf has its record or a tombstone; with `living` every pledge has its row or one."""
    buried = _buried(log)
    for rows in (Staged.objects, Entry.objects):
        bare = rows.filter(log=log, is_public=True, body=None).order_by("id").values_list("leaf", flat=True)
        for leaf_hash in (domain.leaf_hash(bytes(leaf)) for leaf in bare):
            if leaf_hash not in buried:
                yield Finding("no-tombstone", armour(leaf_hash), NO_TOMBSTONE)
    if living is not None:
        yield from _check_living(log, living, buried)


def _check_entry(entry: Entry, size: int) -> Iterator[Finding]:
    leaf = bytes(entry.leaf)
    if entry.index != size:
        yield Finding("gap", f"{entry.index}", GAP)
    if domain.leaf_hash(leaf) != bytes(entry.leaf_hash):
        yield Finding("bad-leaf", f"{entry.index}", BAD_LEAF)
    if entry.body is not None and domain.leaf(entry.kind, sha256(bytes(entry.body)).digest()) != leaf:
        yield Finding("bad-body", f"{entry.index}", BAD_BODY)


def _is_sealed(row: Checkpoint, origin: str, keys: list[notes.VerifierKey]) -> bool:
    try:
        head, note = checkpoints.parse(row.note)
    except ValueError:
        return False
    said = (head.origin, head.size, head.root)
    return said == (origin, row.size, bytes(row.root)) and any(_signed(note, key) for key in keys)


def _signed(note: notes.Note, key: notes.VerifierKey) -> bool:
    try:
        notes.verify(note, key)
    except (notes.NotSignedBy, notes.SignatureDoesNotMatch):
        return False
    return True


def _buried(log: Log) -> set[bytes]:
    """Leaf hashes named by a tombstone of this register or of any of its kind that came after it."""
    bodies: list[bytes | memoryview | None] = []
    for rows in (Staged.objects, Entry.objects):
        tombstones = rows.filter(log__kind=log.kind, kind=domain.TOMBSTONE).exclude(body=None)
        bodies += tombstones.values_list("body", flat=True)
    return {domain.buried_by(bytes(body)) for body in bodies if body is not None}


def _check_living(log: Log, living: Iterable[tuple[bytes, bytes]], buried: set[bytes]) -> Iterator[Finding]:
    unseen = _pledges(Entry.objects.filter(log=log), Staged.objects.filter(log=log))
    elsewhere = _elsewhere(log)
    for leaf_hash, derived in living:
        if leaf_hash != domain.leaf_hash(derived):
            yield Finding("changed", armour(leaf_hash), CHANGED)
        if leaf_hash not in unseen and leaf_hash not in elsewhere:
            yield Finding("not-entered", armour(leaf_hash), NOT_ENTERED)
        unseen.discard(leaf_hash)
    for leaf_hash in sorted(unseen - buried):
        yield Finding("no-tombstone", armour(leaf_hash), NO_TOMBSTONE)


def _elsewhere(log: Log) -> set[bytes]:
    """Pledges in the predecessors and successors of this log."""
    others = Entry.objects.filter(log__kind=log.kind).exclude(log=log)
    return _pledges(others, Staged.objects.filter(log__kind=log.kind).exclude(log=log))


def _pledges(entries: QuerySet[Entry], staged: QuerySet[Staged]) -> set[bytes]:
    """Leaf hashes of the pledges among these, those that wait looked at first: they may be drawn meanwhile."""
    leaves = staged.filter(kind=domain.PLEDGE).values_list("leaf", flat=True)
    waiting = {domain.leaf_hash(bytes(leaf)) for leaf in leaves.iterator(chunk_size=CHUNK)}
    stand = entries.filter(kind=domain.PLEDGE).values_list("leaf_hash", flat=True)
    return waiting | {bytes(leaf_hash) for leaf_hash in stand.iterator(chunk_size=CHUNK)}
