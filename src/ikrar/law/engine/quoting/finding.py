"""Which instruments and records of the book a quotation may mean. Several are listed; none is guessed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ikrar.law.domain import Article, Book, Instrument
from ikrar.law.engine.quoting.notation import Path, Reference, last_number, name_of, path_of

TOO_MANY = 8
NEAR = 5
WHOLE = "seluruhnya"


class Closeness(StrEnum):
    """How a record answers a quotation, from the very provision to the instrument alone."""

    EXACT = "exact"
    WIDER = "wider"
    NARROWER = "narrower"
    LOOSE = "loose"
    WHOLE = "whole"
    NOT_RECORDED = "not-recorded"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing a quotation may mean; `path` is what was quoted, `record` what the book has about it."""

    instrument: Instrument
    path: Path
    record: Article | None
    closeness: Closeness


def candidates(book: Book, reference: Reference) -> tuple[Candidate, ...]:
    """All that the quotation may mean, in the order of the book; empty if the book knows nothing like it."""
    loose = [_loose(book, record) for record in book.articles if _says_loosely(record, reference.words)]
    instruments = instruments_named(book, reference.words)
    if len(instruments) > TOO_MANY:
        instruments = []
    answered = {item.instrument.code for item in loose}
    found = [*loose, *(item for item in _in(book, instruments, reference) if _adds(item, answered))]
    if not found and not reference.names_an_instrument:
        found = [item for path in reference.paths for item in _anywhere(book, path)]
    return tuple(dict.fromkeys(found))


def _adds(candidate: Candidate, answered: set[str]) -> bool:
    """Whether it says more than the loose quotation of the same instrument already does."""
    return candidate.record is not None or candidate.instrument.code not in answered


def instruments_named(book: Book, words: tuple[str, ...]) -> list[Instrument]:
    """The instruments whose name stands in the words; failing that, those whose name the words are a part of."""
    spans = {code: _longest(words, instrument) for code, instrument in book.instruments.items()}
    full = [
        book.instruments[code] for code, span in spans.items() if span and not _inside(span, spans.values())
    ]
    partly = [
        item
        for item in book.instruments.values()
        if words and any(_at(n, words) >= 0 for n in names_of(item))
    ]
    if len(partly) > TOO_MANY:
        return full or partly
    return [item for item in book.instruments.values() if item in full or item in partly]


def near(book: Book, words: tuple[str, ...]) -> tuple[Instrument, ...]:
    """Instruments that share the most with what was written, to be offered, never taken."""
    shared = {
        code: max(len(set(name) & set(words)) for name in names_of(item))
        for code, item in book.instruments.items()
    }
    best = sorted((code for code, count in shared.items() if count > 1), key=lambda code: -shared[code])
    return tuple(book.instruments[code] for code in best[:NEAR])


def names_of(instrument: Instrument) -> tuple[tuple[str, ...], ...]:
    """How an instrument is called: its code, its short name, and its name as far as its number."""
    names = [instrument.code, instrument.short]
    head = instrument.name.id.split(" tentang ")[0].split(",")[0]
    if any(letter.isdigit() for letter in head):
        names.append(head)
    return tuple(dict.fromkeys(name_of(name) for name in names))


def matches(record: Article, path: Path) -> Closeness | None:
    """How a record answers a numbered provision, or None."""
    own = path_of(record.article)
    if not own:
        return None
    if own == path and last_number(record.article) is None:
        return Closeness.EXACT
    if _is_part(own, path) or _in_range(record, path):
        return Closeness.WIDER
    return Closeness.NARROWER if _is_part(path, own) else None


def _longest(words: tuple[str, ...], instrument: Instrument) -> tuple[int, int] | None:
    """Where the longest of its names stands in the words."""
    spans = [(at, at + len(name)) for name in names_of(instrument) if (at := _at(words, name)) >= 0]
    return max(spans, key=lambda span: span[1] - span[0], default=None)


def _at(words: tuple[str, ...], part: tuple[str, ...]) -> int:
    """Where the part begins in the words, or -1."""
    if not part:
        return -1
    starts = range(len(words) - len(part) + 1)
    return next((start for start in starts if words[start : start + len(part)] == part), -1)


def _inside(span: tuple[int, int], spans: Iterable[tuple[int, int] | None]) -> bool:
    """Whether a longer name covers this one: "SKB Netralitas 2020" is not also "SKB Netralitas"."""
    return any(other and other != span and other[0] <= span[0] and span[1] <= other[1] for other in spans)


def _in(book: Book, instruments: list[Instrument], reference: Reference) -> Iterator[Candidate]:
    if not reference.paths:
        for instrument in instruments:
            yield Candidate(instrument, (), _whole(book, instrument), Closeness.WHOLE)
        return
    for path in reference.paths:
        found = [item for instrument in instruments for item in _records(book, instrument, path)]
        relatives = [item for kin in _family(book, instruments) for item in _records(book, kin, path)]
        missing = (Candidate(item, path, None, Closeness.NOT_RECORDED) for item in instruments)
        yield from found or relatives or missing


def _records(book: Book, instrument: Instrument, path: Path) -> list[Candidate]:
    """The very record, else the nearest wider one, else all narrower ones."""
    own = [record for record in book.articles if record.instrument == instrument.code]
    found = [(matches(record, path), record) for record in own]
    for closeness in (Closeness.EXACT, Closeness.WIDER, Closeness.NARROWER):
        if records := [record for match, record in found if match is closeness]:
            nearest = [max(records, key=_depth)] if closeness is Closeness.WIDER else records
            return [Candidate(instrument, path, record, closeness) for record in nearest]
    return []


def _depth(record: Article) -> int:
    return len(path_of(record.article))


def _family(book: Book, instruments: list[Instrument]) -> list[Instrument]:
    """What amends these, and what these amend: an article may stand in either."""
    codes = {item.code for item in instruments}
    amended = {code for item in instruments for code in item.amends}
    kin = [
        item
        for item in book.instruments.values()
        if item.code in amended or (amended | codes) & {*item.amends}
    ]
    return [item for item in kin if item.code not in codes]


def _anywhere(book: Book, path: Path) -> Iterator[Candidate]:
    for instrument in book.instruments.values():
        yield from _records(book, instrument, path)


def _whole(book: Book, instrument: Instrument) -> Article | None:
    records = (record for record in book.articles if record.instrument == instrument.code)
    return next((record for record in records if record.article == WHOLE), None)


def _says_loosely(record: Article, words: tuple[str, ...]) -> bool:
    """Whether a loose quotation, as people write it, stands in the words."""
    is_loose = not path_of(record.article) and record.article != WHOLE
    return is_loose and _at(words, name_of(record.article)) >= 0


def _loose(book: Book, record: Article) -> Candidate:
    return Candidate(book.instruments[record.instrument], (), record, Closeness.LOOSE)


def _is_part(whole: Path, part: Path) -> bool:
    """Whether every step of the whole is taken, in order, on the way to the part."""
    steps = iter(part)
    return len(whole) < len(part) and all(step in steps for step in whole)


def _in_range(record: Article, path: Path) -> bool:
    last = last_number(record.article)
    number = path[0][1]
    return last is not None and number.isdigit() and int(path_of(record.article)[0][1]) <= int(number) <= last
