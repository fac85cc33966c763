"""Proofs, checkpoints, and what waits for one."""

from django.db.models import QuerySet

from ikrar.kernel.canonical import Value
from ikrar.register import merkle, publishing, staging, tiles
from ikrar.register import note as notes
from ikrar.register.logs import find_log, kind_of
from ikrar.register.models import Checkpoint, Entry, Log, Staged
from ikrar.register.queries.covering import covering, place_of
from ikrar.register.queries.shapes import CheckpointView, Inclusion
from ikrar.register.receipt import Opening, Receipt


def inclusion(*, leaf_hash: bytes, rehearsal: bool = False) -> Inclusion | None:
    """The proof of a leaf against the newest cosigned checkpoint that covers it, or the newest of all."""
    place = place_of(leaf_hash=leaf_hash, rehearsal=rehearsal)
    row = covering(place) if place is not None else None
    if place is None or row is None:
        return None
    node = tiles.node_reader(publishing.shelf_of(place.log).read, size=row.size)
    return Inclusion(
        origin=place.log.origin,
        index=place.number,
        size=row.size,
        proof=merkle.inclusion_proof(index=place.number, size=row.size, node=node),
        checkpoint=row.note + row.cosignatures,
    )


def receipt(
    *,
    leaf_hash: bytes,
    record: dict[str, Value],
    kind: str = "pledge",
    opening: Opening | None = None,
    rehearsal: bool = False,
) -> bytes | None:
    """The receipt file for a record, full if `opening` is given; nothing while no checkpoint covers it."""
    found = inclusion(leaf_hash=leaf_hash, rehearsal=rehearsal)
    if found is None:
        return None
    return Receipt(found.origin, kind, found.index, record, found.proof, found.checkpoint, opening).as_bytes()


def latest_checkpoint(*, rehearsal: bool = False) -> CheckpointView | None:
    """The newest published checkpoint of the open register."""
    log = find_log(rehearsal=rehearsal)
    row = _published(log).order_by("-size").first() if log else None
    return _view(row) if row else None


def checkpoint_at(*, size: int, rehearsal: bool = False) -> CheckpointView | None:
    """The published checkpoint of exactly this size, to compare with one printed in minutes."""
    log = find_log(rehearsal=rehearsal)
    row = _published(log).filter(size=size).first() if log else None
    return _view(row) if row else None


def first_checkpoint_with(*, leaf_hash: bytes, rehearsal: bool = False) -> CheckpointView | None:
    """The first published checkpoint that covers the leaf: nobody chose it, and it never becomes another."""
    entry = (
        Entry.objects.filter(log__kind=kind_of(rehearsal=rehearsal), leaf_hash=leaf_hash)
        .select_related("log")
        .first()
    )
    row = _published(entry.log).filter(size__gt=entry.index).order_by("size").first() if entry else None
    return _view(row) if row else None


def public_body(*, leaf_hash: bytes, rehearsal: bool = False) -> bytes | None:
    """The canonical bytes of a public record, entered or still staged; nothing once it is buried."""
    kind = kind_of(rehearsal=rehearsal)
    # Most are asked for when they stand in the tree; one that is drawn just now is found at the second look.
    found = _entered(leaf_hash, kind) or staging.find(leaf_hash, kind=kind) or _entered(leaf_hash, kind)
    return bytes(found.body) if found is not None and found.body is not None else None


def waiting(*, rehearsal: bool = False) -> int:
    """How many entries no published checkpoint covers yet."""
    log = find_log(rehearsal=rehearsal)
    if log is None:
        return 0
    newest = _published(log).order_by("-size").first()
    staged = Staged.objects.filter(log=log).count()
    return staged + Entry.objects.filter(log=log, index__gte=newest.size if newest else 0).count()


def _entered(leaf_hash: bytes, kind: Log.Kind) -> Entry | None:
    return Entry.objects.filter(log__kind=kind, leaf_hash=leaf_hash).first()


def _published(log: Log) -> QuerySet[Checkpoint]:
    return log.checkpoints.exclude(published_at=None)


def _view(row: Checkpoint) -> CheckpointView:
    names = tuple(notes.parse_line(line).name for line in row.cosignatures.splitlines())
    return CheckpointView(
        origin=row.log.origin,
        size=row.size,
        root=bytes(row.root),
        note=row.note + row.cosignatures,
        made_at=row.made_at,
        witnesses=names,
    )
