"""Checking a quotation: what it may mean, how that stands on the day, and what applies instead."""

from dataclasses import dataclass
from datetime import date

from ikrar.kernel.words import Words
from ikrar.law.domain import Basis, Book, Instrument
from ikrar.law.engine.quoting.finding import Closeness, candidates, near
from ikrar.law.engine.quoting.notation import (
    LONGEST,
    QuotationIsEmpty,
    QuotationIsTooLong,
    Reference,
    read,
)
from ikrar.law.engine.quoting.status import Instead, QuoteStatus, Reading, reading
from ikrar.law.engine.situation import REGIMES, RegimeIsUnknown
from ikrar.law.engine.tracing import Step, Trace

__all__ = [
    "LONGEST",
    "Closeness",
    "Instead",
    "QuotationIsEmpty",
    "QuotationIsTooLong",
    "QuoteStatus",
    "Quoted",
    "Reading",
    "quote",
]

NOT_FOUND = Words(
    "Kutipan ini tidak ditemukan dalam buku hukum ini. Tulis jenis, nomor, dan tahunnya, misalnya PP 94/2021.",
    "This quotation was not found in this law book. Write kind, number and year, for example PP 94/2021.",
)
ONE = Words("Kutipan ini dapat dibaca dengan satu cara.", "This quotation can be read in one way.")
UNNAMED = Words(
    "Peraturannya tidak disebut. Inilah yang memuat pasal itu dalam buku ini; pilih yang dimaksud.",
    "No instrument is named. These hold that article in this book; choose the one that is meant.",
)
SEVERAL = Words(
    "Kutipan ini dapat berarti beberapa hal; pilih yang dimaksud.",
    "This quotation may mean several things; choose the one that is meant.",
)
_ORDER = {status: rank for rank, status in enumerate(QuoteStatus)}
_CLOSE = {closeness: rank for rank, closeness in enumerate(Closeness)}


@dataclass(frozen=True, slots=True)
class Quoted:
    """All that a quotation may mean, what holds first; where nothing was found, `near` is offered, never taken."""

    text: str
    day: date
    regime: str
    readings: tuple[Reading, ...]
    near: tuple[Instrument, ...]
    says: Words
    trace: Trace


def quote(book: Book, *, text: str, day: date, regime: str = "") -> Quoted:
    """What a quotation means on a day, quoted in this kind of election if one is told."""
    if regime and regime not in REGIMES:
        raise RegimeIsUnknown(regime)
    reference = read(text)
    found = [reading(book, item, day=day, regime=regime) for item in candidates(book, reference)]
    readings = tuple(sorted(found, key=lambda item: (_ORDER[item.status], _CLOSE[item.closeness])))
    return Quoted(
        text=text,
        day=day,
        regime=regime,
        readings=readings,
        near=() if readings else near(book, reference.words),
        says=_says(reference, readings),
        trace=_trace(book, reference, readings, day=day, regime=regime),
    )


def _says(reference: Reference, readings: tuple[Reading, ...]) -> Words:
    if not readings:
        return NOT_FOUND
    if not reference.words:
        return UNNAMED
    return ONE if len(readings) == 1 else SEVERAL


def _trace(
    book: Book, reference: Reference, readings: tuple[Reading, ...], *, day: date, regime: str
) -> Trace:
    provisions = " | ".join(" ".join(f"{part} {name}" for part, name in path) for path in reference.paths)
    return Trace(
        about="quotation",
        law=book.version,
        asked=(
            ("words", " ".join(reference.words)),
            ("provisions", provisions),
            ("day", day.isoformat()),
            ("regime", regime),
        ),
        steps=tuple(_step(item) for item in readings),
        not_considered=(),
        result=(("readings", str(len(readings))),),
    )


def _step(item: Reading) -> Step:
    record = item.record.article if item.record else ""
    value = (
        ("status", item.status.value),
        ("closeness", item.closeness.value),
        ("instead", " | ".join(f"{other.instrument.code} {other.article}".strip() for other in item.instead)),
    )
    return Step("reading", item.says, value, (Basis(item.instrument.code, record),))
