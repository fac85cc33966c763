"""What others may ask the register: proofs, the newest checkpoint, its key, and the trust file."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from ikrar.register import asking, checkpoint, merkle, publishing, tiles
from ikrar.register import note as notes
from ikrar.register.logs import find_log, kind_of, origin_of, path_of
from ikrar.register.models import Checkpoint, Entry, Log, Outage, SealingKey, Witness
from ikrar.register.trust import Trust, TrustedKey, TrustedLog


@dataclass(frozen=True, slots=True)
class Inclusion:
    """That a leaf stands in a register: its place, the proof, and the signed checkpoint it leads to."""

    origin: str
    index: int
    size: int
    proof: tuple[bytes, ...]
    checkpoint: str


@dataclass(frozen=True, slots=True)
class CheckpointView:
    """A published tree head; `note` carries the cosignatures that have come in."""

    origin: str
    size: int
    root: bytes
    note: str
    made_at: datetime
    witnesses: tuple[str, ...]

    @property
    def root_in_groups(self) -> str:
        """For paper and for reading aloud."""
        return checkpoint.in_groups(self.root)


@dataclass(frozen=True, slots=True)
class WitnessView:
    """How a witness stands to the newest checkpoint."""

    name: str
    size: int
    cosigned_at: datetime | None
    failing_since: datetime | None
    trouble: str


@dataclass(frozen=True, slots=True)
class OutageView:
    began_at: datetime
    ended_at: datetime | None
    longest_seconds: int


def inclusion(*, leaf_hash: bytes, rehearsal: bool = False) -> Inclusion | None:
    """The proof of a leaf against the newest cosigned checkpoint that covers it, or the newest of all."""
    entry = (
        Entry.objects.filter(log__kind=kind_of(rehearsal=rehearsal), leaf_hash=leaf_hash)
        .exclude(index=None)
        .select_related("log")
        .first()
    )
    if entry is None or entry.index is None:
        return None
    row = _covering(entry.log, entry.index)
    if row is None:
        return None
    node = tiles.node_reader(publishing.shelf_of(entry.log).read, size=row.size)
    return Inclusion(
        origin=entry.log.origin,
        index=entry.index,
        size=row.size,
        proof=merkle.inclusion_proof(index=entry.index, size=row.size, node=node),
        checkpoint=row.note + row.cosignatures,
    )


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


def fingerprint(*, rehearsal: bool = False) -> str:
    """SHA-256 of the register's public key, its first 16 bytes in groups, as letters and minutes print it.

    Empty until the register has sealed for the first time.
    """
    log = find_log(rehearsal=rehearsal)
    row = log.keys.filter(to_size=None).first() if log else None
    return fingerprint_of(row.vkey) if row else ""


def fingerprint_of(vkey: str) -> str:
    """The same for any verifier key line."""
    return checkpoint.in_groups(hashlib.sha256(notes.parse_vkey(vkey).public).digest()[:16])


def key(*, rehearsal: bool = False) -> str | None:
    """The verifier key line that seals now."""
    log = find_log(rehearsal=rehearsal)
    row = log.keys.filter(to_size=None).first() if log else None
    return row.vkey if row else None


def origin(*, rehearsal: bool = False) -> str:
    """The name of the open register: what statements call `register`."""
    log = find_log(rehearsal=rehearsal)
    return log.origin if log else origin_of(kind=kind_of(rehearsal=rehearsal), generation=1)


def address(*, rehearsal: bool = False) -> str:
    """The path below which the open register's files are served, with slashes around it."""
    log = find_log(rehearsal=rehearsal)
    return f"/{path_of(log)}/" if log else ("/latihan/register/" if rehearsal else "/register/")


def trust_of(*, rehearsal: bool = False) -> Trust | None:
    """What this installation trusts; nothing before a register has sealed for the first time."""
    logs = Log.objects.filter(kind=kind_of(rehearsal=rehearsal)).order_by("generation")
    named = tuple(_trusted(log) for log in logs.prefetch_related("keys") if log.keys.all())
    if not named:
        return None
    return Trust(
        logs=named,
        witnesses=tuple(asked.key for asked in asking.configured()),
        quorum=0,
        rp_ids=frozenset({settings.IKRAR_DOMAIN}),
        origins=frozenset({settings.IKRAR_ADDRESS}),
    )


def trust(*, rehearsal: bool = False) -> str:
    """The trust file. Who fetches it from the register itself checks the fingerprint on paper."""
    found = trust_of(rehearsal=rehearsal)
    return found.as_json() if found else ""


def witnesses(*, rehearsal: bool = False) -> list[WitnessView]:
    log = find_log(rehearsal=rehearsal)
    rows = Witness.objects.filter(log=log).order_by("id") if log else Witness.objects.none()
    return [
        WitnessView(row.vkey.partition("+")[0], row.size, row.cosigned_at, row.failing_since, row.trouble)
        for row in rows
    ]


def outages(*, rehearsal: bool = False) -> list[OutageView]:
    """The spans in which the objective was missed, newest first."""
    rows = Outage.objects.filter(log__kind=kind_of(rehearsal=rehearsal)).order_by("-began_at", "-id")
    return [OutageView(row.began_at, row.ended_at, row.longest_seconds) for row in rows]


def public_body(*, leaf_hash: bytes, rehearsal: bool = False) -> bytes | None:
    """The canonical bytes of a public record, entered or still staged; nothing once it is buried."""
    entry = Entry.objects.filter(log__kind=kind_of(rehearsal=rehearsal), leaf_hash=leaf_hash).first()
    return bytes(entry.body) if entry is not None and entry.body is not None else None


def waiting(*, rehearsal: bool = False) -> int:
    """How many entries no published checkpoint covers yet."""
    log = find_log(rehearsal=rehearsal)
    if log is None:
        return 0
    newest = _published(log).order_by("-size").first()
    entries = Entry.objects.filter(log=log)
    staged = entries.filter(index=None).count()
    return staged + entries.filter(index__gte=newest.size if newest else 0).count()


def _published(log: Log) -> QuerySet[Checkpoint]:
    return log.checkpoints.exclude(published_at=None)


def _covering(log: Log, index: int) -> Checkpoint | None:
    covering = _published(log).filter(size__gt=index).order_by("-size")
    return covering.exclude(cosignatures="").first() or covering.first()


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


def _trusted(log: Log) -> TrustedLog:
    before = log.predecessor
    return TrustedLog(
        origin=log.origin,
        keys=tuple(_trusted_key(row) for row in sorted(log.keys.all(), key=lambda row: row.from_size)),
        predecessor=before.origin if before else None,
        predecessor_checkpoint=log.predecessor_note or None,
    )


def _trusted_key(row: SealingKey) -> TrustedKey:
    return TrustedKey(notes.parse_vkey(row.vkey), row.from_size, row.to_size)
