"""What comes out of the queries: values, no rows."""

from dataclasses import dataclass
from datetime import datetime

from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA
from ikrar.register import checkpoint
from ikrar.register.receipt import Receipt


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


OUTAGES = {
    "LATE": Words("terlambat menyegel", "sealed late"),
    "DOWN": Words("layanan tidak berjalan", "the service was not running"),
    "REFUSING": Words("gerbang meminta orang datang lagi nanti", "the gate asked people to come back later"),
}


@dataclass(frozen=True, slots=True)
class OutageView:
    """A span in which the service was LATE, DOWN or REFUSING; open while it has no end."""

    began_at: datetime
    ended_at: datetime | None
    longest_seconds: int
    kind: str
    refused: int
    reason: str

    @property
    def words(self) -> Words:
        return OUTAGES[self.kind]

    @property
    def is_within_a_day(self) -> bool:
        """Whether it began and ended on one day, as days are counted in Jakarta."""
        began, ended = (at and at.astimezone(JAKARTA).date() for at in (self.began_at, self.ended_at))
        return began == ended


@dataclass(frozen=True, slots=True)
class ExaminedStep:
    """A numbered step: PASSED, FAILED, NOT_CHECKED or NOT_REACHED, and why."""

    number: int
    words: Words
    outcome: str
    why: Words | None


@dataclass(frozen=True, slots=True)
class Examined:
    """What the public page tells about a receipt. `remarks` are what it cannot prove."""

    is_proved: bool
    is_rehearsal: bool
    steps: tuple[ExaminedStep, ...]
    remarks: tuple[Words, ...]
    receipt: Receipt | None
    size: int | None
    witnesses: int
