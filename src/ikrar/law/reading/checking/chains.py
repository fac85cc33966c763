"""Where one record takes over from another, no day lies between them and none belongs to both.

A day that was not found is no fault: only two known days can contradict each other.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from ikrar.law.domain import Book, InstrumentStatus, Validity
from ikrar.law.reading.checking.references import Found


def complaints(book: Book) -> Iterator[Found]:
    yield from _handlers(book)
    yield from _replaced_instruments(book)
    yield from _repealed_instruments(book)
    yield from _replaced_articles(book)
    yield from _articles_of_their_instrument(book)
    yield from _norms_without_basis(book)
    yield from _receptions(book)


def between(ends_before: date | None, begins_on: date | None) -> str:
    """What is wrong between an end and the beginning that should follow it at once; "" if nothing or unknown.

    >>> between(date(2021, 8, 31), date(2021, 9, 2))
    'gap from 2021-08-31 to 2021-09-02'
    """
    if ends_before is None or begins_on is None or ends_before == begins_on:
        return ""
    if ends_before < begins_on:
        return f"gap from {ends_before} to {begins_on}"
    return f"overlap from {begins_on} to {ends_before}"


def _in_turn(spans: Sequence[tuple[str, Validity]]) -> Iterator[tuple[str, str]]:
    """(code, fault) for records of which exactly one must hold on each day; no first day stands for "since ever"."""
    ordered = sorted(spans, key=lambda span: span[1].begins_on or date.min)
    for (before, earlier), (after, later) in pairwise(ordered):
        if earlier.ends_before is None or later.begins_on is None:
            yield after, f"overlaps {before}"
        elif fault := between(earlier.ends_before, later.begins_on):
            yield after, f"{fault} after {before}"


def _handlers(book: Book) -> Iterator[Found]:
    dated = [
        (code, handler.validity) for code, handler in book.handlers.items() if handler.validity.begins_on
    ]
    for code, fault in _in_turn(dated):
        yield "handlers", code, fault


def _receptions(book: Book) -> Iterator[Found]:
    spans: dict[tuple[str, str], list[tuple[str, Validity]]] = {}
    for code, reception in book.receptions.items():
        for term in reception.terms:
            spans.setdefault((reception.regime, term), []).append((code, reception.validity))
    for (_, term), found in spans.items():
        for code, fault in _in_turn(found):
            yield "receptions", code, f"{term}: {fault}"


def _replaced_instruments(book: Book) -> Iterator[Found]:
    for code, instrument in book.instruments.items():
        after = book.instruments.get(instrument.replaced_by)
        fault = after and between(instrument.validity.ends_before, after.validity.begins_on)
        if after and fault:
            yield "instruments", code, f"{fault}, where {after.code} replaces it"


def _repealed_instruments(book: Book) -> Iterator[Found]:
    for code, instrument in book.instruments.items():
        for gone in filter(None, map(book.instruments.get, instrument.repeals)):
            if gone.status is not InstrumentStatus.REPEALED:
                yield "instruments", gone.code, f"{code} repeals it, but it is not marked repealed"
            if fault := between(gone.validity.ends_before, instrument.validity.begins_on):
                yield "instruments", gone.code, f"{fault}, where {code} repeals it"


def _replaced_articles(book: Book) -> Iterator[Found]:
    begins = {(article.instrument, article.article): article.validity.begins_on for article in book.articles}
    for article in book.articles:
        after = article.replaced_by
        if after and article.validity.ends_before:
            first = begins.get((after.instrument, after.article))
            if fault := between(article.validity.ends_before, first):
                code = (article.instrument, article.article, article.validity.begins_on)
                yield "articles", code, f"{fault}, where {after.instrument} {after.article} replaces it"


def _articles_of_their_instrument(book: Book) -> Iterator[Found]:
    survives = {survival.of for one in book.instruments.values() for survival in one.survives}
    for article in book.articles:
        whole = book.instruments.get(article.instrument)
        if whole is None:
            continue
        code = (article.instrument, article.article, article.validity.begins_on)
        first, own_first = whole.validity.begins_on, article.validity.begins_on
        last, own_last = whole.validity.ends_before, article.validity.ends_before
        if first and own_first and own_first < first:
            yield "articles", code, f"begins on {own_first}, before its instrument ({first})"
        if last and own_last and own_last > last and article.instrument not in survives:
            yield "articles", code, f"ends before {own_last}, after its instrument ({last})"


def _norms_without_basis(book: Book) -> Iterator[Found]:
    for code, norm in book.norms.items():
        bases = [book.instruments.get(basis.instrument) for basis in norm.basis]
        if not bases:
            yield "norms", code, "a norm rests on an instrument"
        elif norm.validity.ends_before is None and all(one and one.validity.ends_before for one in bases):
            yield "norms", code, "it has no end, but every instrument of its basis has ended"
