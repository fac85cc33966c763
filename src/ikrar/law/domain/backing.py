"""How sure a legal statement is and what bears it out; no statement of the law book stands without both."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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
class Backing:
    """What carries a statement: `sources` are codes of the book's source list, `questions` numbers of open questions."""

    confidence: Confidence
    sources: tuple[str, ...]
    doubt: Words | None = None
    questions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A statute text, page or press report a statement was read in."""

    code: str
    what: Words
    address: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a calendar stands: the instrument, its day, how sure it is, and what a reader must know."""

    instrument: str
    dated: date | None
    confidence: Confidence
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """The provision a statement rests on; `article` is empty where it was not found, `inferred` marks our own reading."""

    instrument: str
    article: str = ""
    inferred: bool = False
