"""Which pledge is meant by a receipt number, for the officer who is to erase it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from ikrar.kernel.words import Words
from ikrar.pledges.domain import (
    IDENTIFIED_WORDS,
    KEY_WORDS,
    PRESENCE_WORDS,
    IdentifiedBy,
    KeyKind,
    PresenceLevel,
    numbers,
)
from ikrar.pledges.models import Pledge
from ikrar.pledges.queries.receipts import NoPledge, PledgeErased, number_of
from ikrar.register import queries as register
from ikrar.roster import queries as roster


@dataclass(frozen=True, slots=True)
class ErasureView:
    """The pledge as it stands, so that the right one goes."""

    pledge_id: int
    number: str
    name: str
    number_tail: str
    institution: str
    unit: str
    declaration_title: str
    is_rehearsal: bool
    received_at: datetime
    three_words: tuple[Words, Words, Words]
    leaf_hash: str
    index: int | None


def to_erase(*, number: str, scopes: frozenset[str], on: date) -> ErasureView:
    """The living pledge with this receipt number, in a unit the officer reaches.

    Raises `NotANumber`, `NoPledge` (also for a unit out of reach) or `PledgeErased`.
    """
    row = numbers.row_of(number, secret=settings.KEYRING.secret("numbers"))
    pledge = Pledge.objects.filter(id=row).select_related("declaration").first()
    if pledge is None:
        raise NoPledge
    here = roster.units_among(unit_ids=[pledge.unit_id], on=pledge.declaration.held_on or on)
    unit = next(iter(here), None)
    if roster.EVERYWHERE not in scopes and (
        unit is None or not roster.is_within(unit_public_id=unit.public_id, scopes=scopes, on=on)
    ):
        raise NoPledge
    if pledge.erased_at is not None:
        raise PledgeErased
    return _view(pledge, unit.name if unit else "")


def _view(pledge: Pledge, unit: str) -> ErasureView:
    shown = pledge.signer_shown or {}
    rehearsal = pledge.declaration.is_rehearsal
    found = register.inclusion(leaf_hash=bytes(pledge.leaf_hash), rehearsal=rehearsal)
    return ErasureView(
        pledge_id=pledge.id,
        number=number_of(pledge.id),
        name=shown.get("name", ""),
        number_tail=shown.get("number_tail", ""),
        institution=shown.get("institution", ""),
        unit=unit,
        declaration_title=pledge.declaration.title,
        is_rehearsal=rehearsal,
        received_at=pledge.received_at,
        three_words=(
            KEY_WORDS[KeyKind(pledge.key_kind)],
            IDENTIFIED_WORDS[IdentifiedBy(pledge.identified_by)],
            PRESENCE_WORDS[PresenceLevel(pledge.presence)],
        ),
        leaf_hash=bytes(pledge.leaf_hash).hex(),
        index=found.index if found else None,
    )
