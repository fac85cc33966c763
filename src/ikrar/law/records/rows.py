"""A row of a record: a label and what stands beside it, in both languages, with the codes it leads to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ikrar.kernel import text
from ikrar.kernel.words import Words
from ikrar.law.domain import Basis, Validity


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of a row; `code` is the record it leads to."""

    says: Words
    code: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its pieces; several pieces are a list."""

    label: Words
    pieces: tuple[Piece, ...]

    @property
    def is_short(self) -> bool:
        """One text, or codes only: it reads as a line."""
        return len(self.pieces) == 1 or all(piece.code == piece.says.id for piece in self.pieces)


def same(said: object) -> Words:
    """A code or a number, which is the same in both languages.

    >>> same(7)
    Words(id='7', en='7')
    """
    return Words(str(said), str(said))


def row(indonesian: str, english: str, *said: Words | Piece | None) -> tuple[Row, ...]:
    """A row, or none where there is nothing to say.

    >>> row("Kode", "Code", None)
    ()
    """
    pieces = tuple(one if isinstance(one, Piece) else Piece(one) for one in said if one is not None)
    return (Row(Words(indonesian, english), pieces),) if pieces else ()


def codes(indonesian: str, english: str, named: Iterable[str]) -> tuple[Row, ...]:
    """A row of codes that lead on."""
    return row(indonesian, english, *(Piece(same(code), code) for code in named))


def joined(parts: Iterable[Words], by: str = ", ") -> Words:
    """Several words as one.

    >>> joined([Words("satu", "one"), Words("dua", "two")]).id
    'satu, dua'
    """
    listed = list(parts)
    return Words(by.join(part.id for part in listed), by.join(part.en for part in listed))


def day(on: date) -> Words:
    """A day without its weekday.

    >>> day(date(2024, 11, 27)).id
    '27 November 2024'
    """
    return Words(text.day(on).partition(", ")[2], text.day_en(on).partition(", ")[2])


def span(validity: Validity) -> Words:
    """From when to when, with what was not found said as such."""
    if validity.begins_on:
        first = joined([Words("sejak", "from"), day(validity.begins_on)], " ")
    else:
        first = Words("hari pertama tidak ditemukan", "its first day was not found")
    if validity.ends_before is None:
        return first
    last = date.fromordinal(validity.ends_before.toordinal() - 1)
    return joined([first, joined([Words("sampai", "until"), day(last)], " ")])


def bases(basis: Iterable[Basis]) -> tuple[Row, ...]:
    """What it rests on, with our own readings marked."""
    ours = Words(" (bacaan kami)", " (our reading)")
    pieces = []
    for one in basis:
        said = same(f"{one.instrument} {one.article}".strip())
        pieces.append(Piece(joined([said, ours], "") if one.inferred else said, one.instrument))
    return row("Dasar", "Basis", *pieces)
