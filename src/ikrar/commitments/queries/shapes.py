"""What the queries about joint commitments return: plain values, no model objects."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ikrar.commitments.domain import (
    PHASE_WORDS,
    WAY_PROVES,
    WAY_WORDS,
    Moments,
    Phase,
    Place,
    Way,
    next_to_sign,
    phase_of,
)
from ikrar.commitments.domain.certificates import BOND_WORDS, Bond
from ikrar.commitments.models import Commitment
from ikrar.kernel.words import Words
from ikrar.roster.domain import INSTITUTION_WORDS, InstitutionKind

UNBOUND = Words(
    "diterima menurut nama wakilnya saja, sebelum sertifikat diikat pada lembaga",
    "taken by the representative's name alone, before certificates were bound to institutions",
)


def phase(row: Commitment) -> Phase:
    """How far the row has come."""
    published = (
        row.texts.exclude(published_at=None).order_by("version").values_list("published_at", flat=True)
    )
    return phase_of(
        Moments(published.first(), row.opened_at, row.completed_at, row.closed_at, row.cancelled_at)
    )


@dataclass(frozen=True, slots=True)
class TextView:
    """One version of the words; `signable_from` is None until two people approved it."""

    version: int
    body: str
    text_sha256: str
    published_at: datetime | None
    signable_from: datetime | None
    leaf_hash: bytes | None
    approvals: tuple[tuple[str, datetime], ...]
    approved_by: frozenset[int]


@dataclass(frozen=True, slots=True)
class DelegateView:
    """Somebody who was named to sign, from when until when, and why no longer."""

    id: int
    name: str
    position: str
    named_at: datetime
    ended_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class KeyView:
    """A representative's passkey on file."""

    id: int
    name: str
    enrolled_at: datetime


@dataclass(frozen=True, slots=True)
class SignerView:
    """Of a certified signature: what its certificate says, and what binds it to the mandate."""

    name: str
    organisation: str
    unit: str
    issuer: str
    certificate_sha256: str
    bond: Bond | None  # none where it was taken before certificates were bound

    @property
    def bond_words(self) -> Words:
        return BOND_WORDS[self.bond] if self.bond else UNBOUND


@dataclass(frozen=True, slots=True)
class NoticeView:
    """What an institution told of its certificate; `confirmed_by` is empty while it waits."""

    id: int
    organisation: str
    unit: str
    certificate_sha256: str
    source: str
    entered_by: str
    entered_by_id: int
    entered_at: datetime
    confirmed_by: str
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class SignatureView:
    """One institution's signature."""

    nth: int
    way: Way
    name: str
    position: str
    signed_at: datetime
    evidence: dict[str, Any]
    leaf_hash: bytes
    enrolled_at: datetime | None
    had_settled: bool | None
    signer: SignerView | None  # of a certified PDF

    @property
    def way_words(self) -> Words:
        return WAY_WORDS[self.way]

    @property
    def proves(self) -> Words:
        return WAY_PROVES[self.way]


@dataclass(frozen=True, slots=True)
class SheetView:
    """A scanned sheet that waits for a second officer."""

    sha256: str
    kind: str
    entered_by: str
    entered_by_id: int
    entered_at: datetime
    name: str


@dataclass(frozen=True, slots=True)
class SignatoryView:
    """An institution in its place, who speaks for it, who did before, and how it signed."""

    place: int
    institution_id: int
    institution: str
    institution_name: str
    kind: str
    delegate: DelegateView | None
    former: tuple[DelegateView, ...]
    signature: SignatureView | None
    keys: tuple[KeyView, ...]
    invited_until: datetime | None
    sheet: SheetView | None
    notice: NoticeView | None  # that counts
    waiting_notice: NoticeView | None

    @property
    def awaited_organisation(self) -> str:
        """How a certificate must name the institution."""
        return (self.notice.organisation if self.notice else "") or self.institution_name

    @property
    def kind_words(self) -> Words:
        return INSTITUTION_WORDS[InstitutionKind(self.kind)]

    @property
    def has_signed(self) -> bool:
        return self.signature is not None


@dataclass(frozen=True, slots=True)
class WitnessView:
    """Somebody who sees the signing."""

    id: int
    name: str
    office: str


@dataclass(frozen=True, slots=True)
class PhotographView:
    """An illustration, never proof."""

    public_id: str
    caption: str
    sha256: str
    shown_sha256: str
    width: int
    height: int
    attached_at: datetime
    leaf_hash: bytes
    resembles: str  # title of the commitment in which a picture like it was used before
    withdrawn_at: datetime | None
    withdrawn_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentView:
    """A joint commitment whole."""

    id: int
    public_id: str
    title: str
    declaration: str  # public id, empty where it stands alone
    declaration_title: str
    held_on: date | None
    place: str
    is_ordered: bool
    phase: Phase
    text: TextView | None  # the newest published one
    draft: TextView | None
    signatories: tuple[SignatoryView, ...]
    witnesses: tuple[WitnessView, ...]
    photographs: tuple[PhotographView, ...]
    opened_at: datetime | None
    completed_at: datetime | None
    leaf_hash: bytes | None
    closed_at: datetime | None
    cancelled_at: datetime | None
    cancel_reason: str
    has_screen: bool

    @property
    def phase_words(self) -> Words:
        return PHASE_WORDS[self.phase]

    @property
    def badge(self) -> str:
        """The tone in which the phase is shown."""
        tones = {Phase.DONE: "good", Phase.CLOSED: "good", Phase.OPEN: "brand", Phase.CANCELLED: "bad"}
        return tones.get(self.phase, "")

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(Place(one.institution_name, one.has_signed) for one in self.signatories)

    @property
    def next_names(self) -> frozenset[str]:
        """The institutions that may sign now."""
        if self.phase != Phase.OPEN:
            return frozenset()
        return frozenset(place.institution for place in next_to_sign(self.places, is_ordered=self.is_ordered))

    @property
    def upcoming(self) -> tuple[SignatoryView, ...]:
        return tuple(one for one in self.signatories if one.institution_name in self.next_names)

    @property
    def signed(self) -> tuple[SignatoryView, ...]:
        """Those that have signed, in the sequence in which they did."""
        found = [(one.signature.nth, one) for one in self.signatories if one.signature]
        return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))

    @property
    def is_frozen(self) -> bool:
        return bool(self.signed)

    @property
    def shown_photographs(self) -> tuple[PhotographView, ...]:
        return tuple(one for one in self.photographs if one.withdrawn_at is None)
