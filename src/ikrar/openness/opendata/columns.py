"""What a column and a table are, and the columns that several tables share."""

from dataclasses import dataclass, replace
from enum import StrEnum

from ikrar.kernel.words import Words
from ikrar.openness.disclosure import LEAST


class Kind(StrEnum):
    """What a cell may hold."""

    TEXT = "string"
    NUMBER = "integer"
    DAY = "date"
    MOMENT = "datetime"
    SHA256 = "sha256"
    CODES = "codes"  # several codes, joined by +


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `at` is where the value stands in a publication's file; empty where it stands nowhere in it."""

    name: str
    kind: Kind
    says: Words
    at: tuple[str, ...] = ()
    may_be_empty: bool = False
    may_be_absent: bool = False  # publications of older releases do not have it at all
    least: int = 0  # of a number that is there
    among: tuple[tuple[str, Words], ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(code for code, _ in self.among)


@dataclass(frozen=True, slots=True)
class Table:
    """One tidy table; `member` is the part of a publication's file its rows are, empty for the file as a whole."""

    name: str
    title: Words
    says: Words
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    member: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def own(self) -> tuple[Column, ...]:
        """The columns that stand in a publication's file."""
        return tuple(column for column in self.columns if column.at)

    @property
    def file(self) -> str:
        return f"{self.name}.csv"


PUBLICATION = Column(
    "publication", Kind.NUMBER, Words("nomor terbitan", "number of the publication"), least=1
)
PLACE = Column(
    "place",
    Kind.NUMBER,
    Words("urutan baris dalam terbitan itu", "where the row stands in that publication"),
    least=1,
)
PEOPLE = Column(
    "people",
    Kind.NUMBER,
    Words(
        "yang wajib saat terbit: penyebut yang dibekukan dengan perubahan yang tercatat",
        "who had the duty at publication: the frozen denominator with its recorded changes",
    ),
    at=("people",),
)
PLEDGED = Column(
    "pledged",
    Kind.NUMBER,
    Words(
        "ikrar yang berlaku dan tidak disengketakan; kosong bila disembunyikan",
        "pledges in force and not disputed; empty where hidden",
    ),
    at=("pledged",),
    may_be_empty=True,
    least=LEAST,
)
MISSING = Column(
    "missing",
    Kind.NUMBER,
    Words(
        "yang wajib dan tidak terhitung berikrar: belum, memilih tidak, atau disengketakan",
        "bound and not counted as pledged: not yet, chose not to, or disputed",
    ),
    at=("missing",),
    may_be_empty=True,
    least=LEAST,
)
AS_OF = Column(
    "as_of",
    Kind.MOMENT,
    Words(
        "saat angka itu benar; angka yang berubah kurang dari lima tetap dengan saat lamanya",
        "the moment at which the figure was true; one that moved by less than five keeps its old moment",
    ),
    at=("as_of",),
    may_be_empty=True,
)


def sure(column: Column) -> Column:
    """The same column where it is never empty."""
    return replace(column, may_be_empty=False)


def inside(column: Column, *at: str) -> Column:
    """The same column at another place of the file."""
    return replace(column, at=at)


def text(name: str, indonesian: str, english: str, *at: str, empty: bool = False) -> Column:
    return Column(name, Kind.TEXT, Words(indonesian, english), at, may_be_empty=empty)
