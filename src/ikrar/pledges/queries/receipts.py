"""Receipts: what a person keeps of a pledge, and whether the register covers it yet."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from ikrar.kernel.canonical import Value
from ikrar.kernel.words import Words
from ikrar.pledges.domain import numbers
from ikrar.pledges.domain.armour import b64
from ikrar.pledges.domain.presence import Shown
from ikrar.pledges.domain.record import digest, record
from ikrar.pledges.domain.values import (
    IDENTIFIED_WORDS,
    KEY_WORDS,
    PRESENCE_WORDS,
    IdentifiedBy,
    KeyKind,
    PresenceLevel,
)
from ikrar.pledges.models import Pledge
from ikrar.register import domain as register_domain
from ikrar.register import queries as register


class NoPledge(Exception):
    """No pledge was accepted under this pass."""


class PledgeErased(Exception):
    """The record was erased on the person's behalf; only its leaf remains."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One pledge with its three words and, once the register covers it, both receipt files."""

    pledge_id: int
    number: str
    leaf_hash: bytes
    received_at: datetime
    key_kind: KeyKind
    identified_by: IdentifiedBy
    presence: PresenceLevel
    disputed: bool
    effective: bool
    is_rehearsal: bool
    declaration: str
    declaration_title: str
    minutes_off: int
    register: str
    size: int | None
    full: dict[str, Value] | None
    shareable: dict[str, Value] | None

    @property
    def is_covered(self) -> bool:
        return self.full is not None

    @property
    def key_words(self) -> Words:
        return KEY_WORDS[self.key_kind]

    @property
    def identified_words(self) -> Words:
        return IDENTIFIED_WORDS[self.identified_by]

    @property
    def presence_words(self) -> Words:
        return PRESENCE_WORDS[self.presence]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One pledge whose leaf no checkpoint covers yet, as far as a waiting phone is told of it."""

    number: str
    leaf_hash: bytes
    received_at: datetime
    key_kind: KeyKind
    identified_by: IdentifiedBy
    presence: PresenceLevel
    disputed: bool
    is_rehearsal: bool
    register: str
    size: None = None


_RECORDED = (
    "SELECT p.id, p.leaf_hash, p.received_at, p.key_kind, p.identified_by, p.presence, p.disputed,"
    " d.rehearsal_of_id IS NOT NULL FROM pledges_pledge p JOIN pledges_declaration d ON d.id = p.declaration_id"
    " WHERE p.tid = %s AND p.erased_at IS NULL"
)


def waiting_by_pass(*, tid: str) -> Waiting | None:
    """What was recorded under this pass while it waits; nothing when it may be covered, or was never recorded."""
    with connection.cursor() as cursor:
        cursor.execute(_RECORDED, [tid])
        row = cursor.fetchone()
    if row is None:
        return None
    pledge_id, leaf_hash, received_at, key, identified, shown, disputed, is_rehearsal = row
    register_name = register.uncovered_in(leaf_hash=bytes(leaf_hash), rehearsal=bool(is_rehearsal))
    if register_name is None:
        return None
    return Waiting(
        number=number_of(pledge_id), leaf_hash=bytes(leaf_hash), received_at=_moment(received_at), key_kind=KeyKind(key),
        identified_by=IdentifiedBy(identified), presence=PresenceLevel(shown), disputed=bool(disputed),
        is_rehearsal=bool(is_rehearsal), register=register_name,
    )  # fmt: skip


def _moment(told: datetime) -> datetime:
    """SQLite tells it without its zone, which is UTC."""
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def proof_by_pass(*, tid: str, declaration: str, official: str) -> Proof:
    """What was recorded under this pass, or else for this person: "Anda sudah menandatangani".

    Two questions, each with its index: in one, joined by "or", every phone that waits would walk all pledges.
    """
    found = (
        _pledges().filter(tid=tid).first()
        or _pledges()
        .filter(duty__declaration__public_id=declaration, duty__official__public_id=official, effective=True)
        .first()
    )
    if found is None:
        raise NoPledge
    return proof(found)


def proof_by_id(*, pledge_id: int) -> Proof:
    """The same by the row."""
    return proof(_pledges().get(id=pledge_id))


def proof(pledge: Pledge) -> Proof:
    """The pledge with its receipt files, if a published checkpoint covers its leaf."""
    if pledge.erased_at is not None:
        raise PledgeErased
    rehearsal = pledge.declaration.is_rehearsal
    found = register.inclusion(leaf_hash=bytes(pledge.leaf_hash), rehearsal=rehearsal)
    shareable = _file(pledge, found) if found else None
    return Proof(
        pledge_id=pledge.id,
        number=number_of(pledge.id),
        leaf_hash=bytes(pledge.leaf_hash),
        received_at=pledge.received_at,
        key_kind=KeyKind(pledge.key_kind),
        identified_by=IdentifiedBy(pledge.identified_by),
        presence=PresenceLevel(pledge.presence),
        disputed=pledge.disputed,
        effective=pledge.effective,
        is_rehearsal=rehearsal,
        declaration=pledge.declaration.public_id,
        declaration_title=pledge.declaration.title,
        minutes_off=pledge.device_minutes_off,
        register=found.origin if found else register.origin(rehearsal=rehearsal),
        size=found.size if found else None,
        full={**shareable, "opening": _opening(pledge)} if shareable else None,
        shareable=shareable,
    )


def number_of(pledge_id: int) -> str:
    """The receipt number of a pledge."""
    return numbers.number_of(pledge_id, secret=settings.KEYRING.secret("numbers"))


def record_of(pledge: Pledge) -> dict[str, Value]:
    """The record as it was entered, built again from the row."""
    shown = None
    if pledge.presence_window is not None:
        shown = Shown(pledge.presence_site, pledge.presence_window, PresenceLevel(pledge.presence))
    return record(
        statement=bytes(pledge.statement or b""),
        signature=dict(pledge.signature or {}),
        identified_by=pledge.identified_by,
        shown=shown,
        received_at=pledge.received_at,
        blind=bytes(pledge.blind or b""),
    )


def rederived_leaf_hash(pledge: Pledge) -> bytes | None:
    """The leaf hash that the living row stands for; None once it was erased."""
    if pledge.erased_at is not None:
        return None
    leaf = register_domain.leaf(register_domain.PLEDGE, digest(record_of(pledge)))
    return register_domain.leaf_hash(leaf)


def _pledges() -> QuerySet[Pledge]:
    return Pledge.objects.select_related("declaration", "duty").order_by("-effective", "-id")


def _file(pledge: Pledge, found: register.Inclusion) -> dict[str, Value]:
    return {
        "v": "ikrar.receipt/v1",
        "register": found.origin,
        "kind": register_domain.PLEDGE,
        "index": found.index,
        "record": record_of(pledge),
        "proof": [b64(step) for step in found.proof],
        "checkpoint": found.checkpoint,
    }


def _opening(pledge: Pledge) -> Value:
    return {"salt": b64(bytes(pledge.salt or b"")), **(pledge.signer_shown or {})}
