"""What an official may know about the own pledges, keys and stored data; and what officers see of disputes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from ikrar.kernel.words import Words
from ikrar.pledges.domain.signature import PASSKEY_SETTLES
from ikrar.pledges.domain.values import (
    DECLINE_WORDS,
    IDENTIFIED_WORDS,
    KEY_WORDS,
    OUTCOME_WORDS,
    PRESENCE_WORDS,
    Decline,
    IdentifiedBy,
    KeyKind,
    Notice,
    Outcome,
    PresenceLevel,
    State,
)
from ikrar.pledges.models import DeviceKey, Dispute, Duty, Passkey, Pledge
from ikrar.pledges.queries import receipts
from ikrar.pledges.queries.devices import signed_on
from ikrar.pledges.queries.receipts import Proof
from ikrar.roster import queries as roster


@dataclass(frozen=True, slots=True)
class OwnDuty:
    """One declaration the person was asked at, and what came of it."""

    duty_id: int
    declaration: str
    title: str
    held_on: date | None
    is_open: bool
    is_rehearsal: bool
    site_short: str
    proof: Proof | None
    declined: Words | None
    dispute_open: bool
    outcome: Outcome | None
    outcome_note: str

    @property
    def outcome_words(self) -> Words | None:
        return OUTCOME_WORDS[self.outcome] if self.outcome else None


@dataclass(frozen=True, slots=True)
class OwnKey:
    """A device or passkey of the person."""

    id: int
    name: str
    enrolled_at: datetime
    revoked_at: datetime | None
    counts_from: datetime | None


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A dispute as the deciding officer sees it."""

    id: int
    raised_at: datetime
    decided_at: datetime | None
    decided_by: str
    outcome: Outcome | None
    note: str
    declaration_title: str
    name: str
    unit_public_id: str
    unit_name: str
    received_at: datetime
    key_kind: KeyKind
    identified_by: IdentifiedBy
    presence: PresenceLevel
    people_on_device: int
    number: str

    @property
    def key_words(self) -> Words:
        return KEY_WORDS[self.key_kind]

    @property
    def identified_words(self) -> Words:
        return IDENTIFIED_WORDS[self.identified_by]

    @property
    def presence_words(self) -> Words:
        return PRESENCE_WORDS[self.presence]

    @property
    def outcome_words(self) -> Words | None:
        return OUTCOME_WORDS[self.outcome] if self.outcome else None


def own_duties(*, official_id: int) -> list[OwnDuty]:
    """Everything the person was asked, the newest first."""
    duties = (
        Duty.objects.filter(official=official_id, declaration__isnull=False, declaration__is_record=False)
        .select_related("declaration", "site", "refusal")
        .order_by("-declaration__held_on", "-id")
    )
    return [_own_duty(duty) for duty in duties]


def _own_duty(duty: Duty) -> OwnDuty:
    declaration = duty.declaration
    assert declaration is not None
    pledge = Pledge.objects.filter(duty=duty).order_by("-effective", "-id").first()
    disputes = Dispute.objects.filter(pledge__duty=duty).order_by("-id")
    last = disputes.first()
    refusal = getattr(duty, "refusal", None)
    return OwnDuty(
        duty_id=duty.id,
        declaration=declaration.public_id,
        title=declaration.title,
        held_on=declaration.held_on,
        is_open=declaration.state == State.FIXED,
        is_rehearsal=declaration.is_rehearsal,
        site_short=duty.site.short if duty.site else "",
        proof=receipts.proof_by_id(pledge_id=pledge.id) if pledge else None,
        declined=DECLINE_WORDS[Decline(refusal.reason)] if refusal else None,
        dispute_open=last is not None and last.decided_at is None,
        outcome=Outcome(last.outcome) if last and last.outcome else None,
        outcome_note=last.note if last else "",
    )


def own_devices(*, official_id: int) -> list[OwnKey]:
    """Device keys, the newest first."""
    rows = DeviceKey.objects.filter(official=official_id).order_by("-id")
    return [OwnKey(r.id, r.thumbprint[:12], r.enrolled_at, r.revoked_at, None) for r in rows]


def own_passkeys(*, official_id: int) -> list[OwnKey]:
    """Passkeys; each counts as one a day after it was enrolled."""
    rows = Passkey.objects.filter(official=official_id).order_by("-id")
    return [
        OwnKey(
            r.id,
            bytes(r.credential_id).hex()[:12],
            r.enrolled_at,
            r.revoked_at,
            r.enrolled_at + PASSKEY_SETTLES,
        )
        for r in rows
    ]


def disputes(*, unit_ids: frozenset[int] | None, on: date) -> list[DisputeView]:
    """Open disputes first, then decided ones; only of these units, or of all with None."""
    rows = Dispute.objects.select_related("pledge__declaration", "pledge__duty", "decided_by")
    if unit_ids is not None:
        rows = rows.filter(pledge__unit__in=unit_ids)
    found = list(rows.order_by("decided_at", "-raised_at")[:500])
    found.sort(key=lambda row: row.decided_at is not None)
    units = {
        unit.id: unit for unit in roster.units_among(unit_ids={row.pledge.unit_id for row in found}, on=on)
    }
    ids = [row.pledge.duty.official_id for row in found if row.pledge.duty]
    names = {view.id: view.name for view in roster.officials(ids=ids, on=on)}
    return [_dispute(row, units, names) for row in found]


def _dispute(row: Dispute, units: dict[int, roster.UnitView], names: dict[int, str]) -> DisputeView:
    pledge = row.pledge
    unit = units.get(pledge.unit_id)
    shared = signed_on(thumbprints=[pledge.key_thumbprint]).filter(declaration=pledge.declaration_id)
    return DisputeView(
        id=row.id,
        raised_at=row.raised_at,
        decided_at=row.decided_at,
        decided_by=str(row.decided_by) if row.decided_by else "",
        outcome=Outcome(row.outcome) if row.outcome else None,
        note=row.note,
        declaration_title=pledge.declaration.title,
        name=names.get(pledge.duty.official_id, "") if pledge.duty else "",
        unit_public_id=unit.public_id if unit else "",
        unit_name=unit.name if unit else "",
        received_at=pledge.received_at,
        key_kind=KeyKind(pledge.key_kind),
        identified_by=IdentifiedBy(pledge.identified_by),
        presence=PresenceLevel(pledge.presence),
        people_on_device=shared.count() if pledge.key_thumbprint else 0,
        number=receipts.number_of(pledge.id),
    )


def untold(*, declaration_id: int, unit_ids: frozenset[int]) -> list[tuple[int, int, datetime]]:
    """Who could not be told by mail: (official, unit, received at), for the list the unit hangs up next day."""
    rows = Pledge.objects.filter(
        declaration=declaration_id, unit__in=unit_ids, told_by=Notice.LIST, duty__isnull=False
    )
    found = rows.order_by("unit", "id").values_list("duty__official_id", "unit_id", "received_at")
    return [(official, unit, at) for official, unit, at in found]


def rederived(*, rehearsal: bool = False) -> Iterator[tuple[bytes, bytes | None]]:
    """For `fsck`: each pledge's leaf hash with the one its living row stands for; None where it was erased."""
    mine = Q(declaration__rehearsal_of__isnull=not rehearsal)
    for pledge in Pledge.objects.filter(mine).order_by("id").iterator(chunk_size=2000):
        yield bytes(pledge.leaf_hash), receipts.rederived_leaf_hash(pledge)
