"""Stages of an election and texts of pacts, as values. Plain Python: no Django, no clock, no files."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ikrar.kernel.periods import Period
from ikrar.kernel.words import Words


class Confidence(StrEnum):
    """How sure a legal statement is; anything but A and B is shown with "perlu konfirmasi"."""

    STATUTE = "A"
    TWO_SOURCES = "B"
    ONE_SOURCE = "C"
    UNVERIFIED = "D"

    @property
    def needs_confirmation(self) -> bool:
        return self in (Confidence.ONE_SOURCE, Confidence.UNVERIFIED)


CONFIDENCE_WORDS: dict[Confidence, Words] = {
    Confidence.STATUTE: Words("dibaca dari naskah peraturan", "read in the statute"),
    Confidence.TWO_SOURCES: Words("dua sumber atau lebih", "two or more sources"),
    Confidence.ONE_SOURCE: Words("satu sumber, perlu konfirmasi", "one source, to be confirmed"),
    Confidence.UNVERIFIED: Words("belum terverifikasi, perlu konfirmasi", "unverified, to be confirmed"),
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a statement stands: the instrument, its day, how sure it is, and what a reader must know."""

    instrument: str
    dated: date | None
    confidence: Confidence
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of an election. `is_key` marks the ones on which what is allowed turns.

    >>> from ikrar.kernel.words import Words
    >>> quiet = Stage("PK24-14", Words("Masa tenang", "Quiet days"), Period(date(2024, 11, 24), date(2024, 11, 27)))
    >>> date(2024, 11, 26) in quiet.period, quiet.last_day
    (True, datetime.date(2024, 11, 26))
    """

    code: str
    name: Words
    period: Period
    is_key: bool = False

    @property
    def last_day(self) -> date:
        assert self.period.ends_before is not None
        return date.fromordinal(self.period.ends_before.toordinal() - 1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The stages of one election, in the order of their first day."""

    code: str
    name: Words
    scope: Words
    origin: Origin
    stages: tuple[Stage, ...]

    def stages_on(self, day: date) -> tuple[Stage, ...]:
        """Every stage the day falls in; empty between stages and outside the calendar."""
        return tuple(stage for stage in self.stages if day in stage.period)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a pact that the office fills."""

    name: str
    label: Words
    default: str


@dataclass(frozen=True, slots=True)
class PactTemplate:
    """A shipped pact: `title`, `reading` (the ikrar) and `body` hold `{slots}`."""

    code: str
    name: Words
    title: str
    reading: str
    body: str
    slots: tuple[Slot, ...]
    confidence: Confidence
    sources: tuple[str, ...]
    unverified: tuple[Words, ...]
