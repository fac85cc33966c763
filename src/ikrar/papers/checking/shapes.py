"""What goes into a check of a PDF and what comes out of it. Plain values, nothing of a PDF library."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ikrar.kernel.words import Words


class Verdict(StrEnum):
    """The one answer. It is never better than the worst thing found."""

    ACCEPTED = "ACCEPTED"
    UNCERTAIN = "UNCERTAIN"
    REFUSED = "REFUSED"


class Weight(StrEnum):
    """What a finding does to the verdict: refuses, leaves it open, or is only told."""

    REFUSES = "REFUSES"
    DOUBTS = "DOUBTS"
    TELLS = "TELLS"


class Chain(StrEnum):
    """Where the signer's certificate leads."""

    TRUSTED = "TRUSTED"
    OWN = "OWN"
    SELF_MADE = "SELF_MADE"
    UNKNOWN_ROOT = "UNKNOWN_ROOT"
    EXPIRED = "EXPIRED"
    NOT_YET_VALID = "NOT_YET_VALID"
    REVOKED = "REVOKED"
    WRONG_USE = "WRONG_USE"
    BROKEN = "BROKEN"


class Revocation(StrEnum):
    """What lists and answers at hand say; without any of them nothing is claimed."""

    GOOD = "GOOD"
    REVOKED = "REVOKED"
    NOT_KNOWN = "NOT_KNOWN"


class Coverage(StrEnum):
    """What a signature holds: the file to its end, its own revision of it, or not even that."""

    FILE = "FILE"
    REVISION = "REVISION"
    PART = "PART"


@dataclass(frozen=True, slots=True)
class FormerSeal:
    """A seal of Ikrar's own that was replaced: its certificate's hash, and from when until when it was in use."""

    fingerprint: str
    begins_at: datetime
    ends_at: datetime

    def was_in_use(self, at: datetime) -> bool:
        return self.begins_at <= at < self.ends_at


@dataclass(frozen=True, slots=True)
class TrustStore:
    """Whom the operator trusts: roots, what helps to reach them, revocation lists, and his own uncertified seals."""

    roots: tuple[bytes, ...] = ()
    helpers: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()
    answers: tuple[bytes, ...] = ()
    own: tuple[str, ...] = ()  # SHA-256 of certificates of Ikrar's own seal, hex
    unread: tuple[str, ...] = ()  # names of files in the folder that are none of these
    former: tuple[FormerSeal, ...] = ()  # own seals that were replaced

    def former_seal(self, fingerprint: str) -> FormerSeal | None:
        return next((one for one in self.former if one.fingerprint == fingerprint), None)


@dataclass(frozen=True, slots=True)
class Expected:
    """What the caller knows of the paper beforehand; what is left empty is not asked for.

    `text` must stand in the PDF word for word, one passage without a gap. With `whole` nothing else may stand there, but
    for what was filled into blanks (dots or low lines), `number`, and lines `beside` the text (a page's foot). Each of `signers` must have signed with a
    certificate of that name. `certified` asks for at least one signature of a trusted root.
    """

    text: str | None = None
    whole: bool = False
    number: str = ""
    beside: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    certified: bool = True


@dataclass(frozen=True, slots=True)
class SignatureFound:
    """One signature in the file, in the order they were put there."""

    number: int
    field: str
    name: str
    organisation: str
    serial: str
    issuer: str
    certificate_sha256: str
    valid_from: datetime
    valid_until: datetime
    signed_at: datetime | None
    timestamped: bool  # by a timestamp authority of a trusted root; else the time is the signer's own word
    coverage: Coverage
    is_intact: bool
    chain: Chain
    path: tuple[str, ...]  # names from the signer up to the trusted root
    revocation: Revocation
    text_sha256: str  # of the text as it stood when this was signed
    reason: str = ""
    is_timestamp: bool = False  # a timestamp of the whole file, which nobody signed by name
    unit: str = ""  # the part of the organisation that the certificate names

    @property
    def covers_whole(self) -> bool:
        return self.coverage is Coverage.FILE

    @property
    def is_certified(self) -> bool:
        """Whether it is intact and a trusted root vouches for who made it."""
        return self.is_intact and self.chain is Chain.TRUSTED and not self.is_timestamp


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, with a code that never changes and a sentence that says what to do."""

    code: str
    weight: Weight
    words: Words
    signature: int | None = None  # number of the signature it is about
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """The whole answer about one file."""

    verdict: Verdict
    signatures: tuple[SignatureFound, ...]
    findings: tuple[Finding, ...]
    sha256: str
    text_sha256: str  # of the text as it stands now; empty where none could be read
    size: int
    pages: int = 0
    words: Words = field(default=Words("", ""))  # the verdict as a sentence

    @property
    def is_accepted(self) -> bool:
        return self.verdict is Verdict.ACCEPTED

    @property
    def certified(self) -> tuple[SignatureFound, ...]:
        return tuple(one for one in self.signatures if one.is_certified)

    def has(self, code: str) -> bool:
        return any(finding.code == code for finding in self.findings)

    @property
    def worst(self) -> Finding | None:
        """The finding that decides, for a place with room for one sentence."""
        order = list(Weight)
        return min(
            (one for one in self.findings if one.weight is not Weight.TELLS),
            key=lambda one: order.index(one.weight),
            default=None,
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take."""

    bytes: int = 20_000_000
    seconds: int = 30
    memory: int = 1_500_000_000
    pages: int = 1_000
    signatures: int = 60
