"""What the queries about declarations return: plain values, no model objects."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from ikrar.kernel.words import Words
from ikrar.kernel.zones import ZONES
from ikrar.pledges.domain import FORMAT_WORDS, STATE_WORDS, Format, State
from ikrar.pledges.domain.owing import Asks


@dataclass(frozen=True, slots=True)
class TextView:
    """A pact text; `signable_from` is None until two people approved it."""

    id: int
    public_id: str
    title: str
    version: int
    reading: str
    body: str
    text_sha256: str
    published_at: datetime | None
    signable_from: datetime | None
    for_rehearsal: bool


@dataclass(frozen=True, slots=True)
class SiteView:
    """One venue and hour."""

    id: int
    public_id: str
    short: str
    name: str
    venue: str
    starts_at: datetime | None
    zone: str
    leader: str
    reader: str
    screen: str
    witnesses: tuple[tuple[str, str], ...]  # name and office
    is_continuation: bool
    signing_opened_at: datetime | None
    signing_closed_at: datetime | None
    closed_at: datetime | None
    cancelled_at: datetime | None

    @property
    def zone_name(self) -> str:
        return ZONES[self.zone]

    @property
    def local_start(self) -> datetime | None:
        return None if self.starts_at is None else self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def hour(self) -> str:
        """The hour as it stands on a letter, "07.45 WIB"; empty while open."""
        return "" if self.local_start is None else f"{self.local_start:%H.%M} {self.zone_name}"


@dataclass(frozen=True, slots=True)
class CoHostView:
    """A partner institution that convenes along."""

    id: int
    institution_id: int
    institution_name: str
    representative: str
    role: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A publication that tells of a recorded declaration."""

    publisher: str
    published_on: date | None
    says: str


@dataclass(frozen=True, slots=True)
class DeclarationView:
    """A declaration; whatever is undecided is None or empty."""

    id: int
    public_id: str
    title: str
    state: State
    format: Format | None
    held_on: date | None
    starts_at: time | None
    place: str
    level: str
    election: str
    summary: str
    institution_id: int
    institution_name: str
    co_hosts: tuple[CoHostView, ...]
    is_record: bool
    sources: tuple[SourceView, ...]
    notes: tuple[str, ...]  # of a record from the press: what its sources tell of the planning
    text: TextView | None
    sites: tuple[SiteView, ...]
    rehearsal_of: str | None  # public ids
    supersedes: str | None
    superseded_by: str | None
    epoch: int
    cut_off_at: datetime | None
    fixed_at: datetime | None
    activated_at: datetime | None
    closed_at: datetime | None
    denominator_leaf: bytes | None
    asks: Asks = Asks.EVERYBODY

    @property
    def is_rehearsal(self) -> bool:
        return self.rehearsal_of is not None

    @property
    def is_follow_up(self) -> bool:
        """Only those who still owe a pledge are asked."""
        return self.asks == Asks.OWING

    @property
    def state_words(self) -> Words:
        return STATE_WORDS[self.state]

    @property
    def format_words(self) -> Words | None:
        return None if self.format is None else FORMAT_WORDS[self.format]

    @property
    def is_planned(self) -> bool:
        return self.state == State.PLANNED

    @property
    def is_fixed(self) -> bool:
        return self.state == State.FIXED
