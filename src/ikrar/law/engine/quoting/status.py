"""What a provision is worth on a day: in force, not yet, no longer, of another election; and what applies instead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ikrar.kernel.words import Words
from ikrar.law.domain import Article, Book, Held, Instrument, InstrumentStatus, Successor, Survival, Validity
from ikrar.law.engine.quoting.finding import Candidate, Closeness
from ikrar.law.engine.quoting.notation import spell
from ikrar.law.engine.wording import REGIME_WORDS, listed, spoken


class QuoteStatus(StrEnum):
    """How a quoted provision stands on the day, for the kind of election it is quoted in."""

    IN_FORCE = "in-force"
    UNCONFIRMED = "unconfirmed"
    IMPRECISE = "imprecise"
    NOT_YET = "not-yet"
    ENDED = "ended"
    OTHER_ELECTION = "other-election"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Instead:
    """The provision that applies in its place, and how it stands on the day itself."""

    instrument: Instrument
    article: str
    held: Held


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a quotation. `survives` is what is kept alive of an instrument that ended."""

    instrument: Instrument
    article: str
    record: Article | None
    closeness: Closeness
    status: QuoteStatus
    held: Held
    instead: tuple[Instead, ...]
    amended_by: tuple[Instrument, ...]
    survives: tuple[Survival, ...]
    warning: Words | None
    says: Words


def reading(book: Book, candidate: Candidate, *, day: date, regime: str) -> Reading:
    """A candidate with its standing on the day."""
    status = _status(book, candidate, day=day, regime=regime)
    record = candidate.record
    return Reading(
        instrument=candidate.instrument,
        article=_named(candidate),
        record=record,
        closeness=candidate.closeness,
        status=status,
        held=_validity(candidate).on(day),
        instead=tuple(dict.fromkeys(_instead(book, candidate, status, day))),
        amended_by=tuple(_amended_by(book, candidate.instrument, day)),
        survives=() if candidate.path else tuple(_survivals(book, candidate.instrument, day)),
        warning=record.warning if record else None,
        says=_says(candidate, status),
    )


def _named(candidate: Candidate) -> str:
    if candidate.path:
        return spell(candidate.path)
    return candidate.record.article if candidate.record and candidate.closeness is Closeness.LOOSE else ""


def _validity(candidate: Candidate) -> Validity:
    """The days of the record; without any of its own, those of its instrument."""
    record = candidate.record
    return record.validity if record and record.validity != Validity() else candidate.instrument.validity


def _contests(candidate: Candidate) -> tuple[str, ...]:
    return candidate.record.contests if candidate.record else candidate.instrument.contests


def _status(book: Book, candidate: Candidate, *, day: date, regime: str) -> QuoteStatus:
    validity = _validity(candidate)
    held = validity.on(day)
    if held is Held.NO:
        return (
            QuoteStatus.ENDED if validity.ends_before and day >= validity.ends_before else QuoteStatus.NOT_YET
        )
    if regime in ("pemilu", "pilkada") and not {"any", regime} & {*_contests(candidate)}:
        return QuoteStatus.OTHER_ELECTION
    if _is_imprecise(book, candidate):
        return QuoteStatus.IMPRECISE
    if held is Held.UNKNOWN:
        return QuoteStatus.UNKNOWN
    applied = candidate.instrument.status is InstrumentStatus.APPLIED_UNCONFIRMED
    return QuoteStatus.UNCONFIRMED if applied else QuoteStatus.IN_FORCE


def _is_imprecise(book: Book, candidate: Candidate) -> bool:
    """The book points from the quotation to something else in the same kind of election, and not for its end."""
    record = candidate.record
    if record is None or record.replaced_by is None or _has_end(record):
        return False
    other = _candidate(book, record.replaced_by)
    return candidate.closeness is Closeness.LOOSE or {*_contests(other)} == {*record.contests}


def _instead(book: Book, candidate: Candidate, status: QuoteStatus, day: date) -> Iterator[Instead]:
    """What follows a provision that ended, precedes one that has not begun, or applies in the other election."""
    if status is QuoteStatus.NOT_YET:
        yield from _before(book, candidate, day)
    elif status is QuoteStatus.ENDED or _is_repealed(candidate, status):
        yield from _follow(book, _successor(candidate), day)
    elif status in _ELSEWHERE and candidate.record and not _has_end(candidate.record):
        yield from _follow(book, candidate.record.replaced_by, day)


_ELSEWHERE = frozenset({QuoteStatus.OTHER_ELECTION, QuoteStatus.IMPRECISE})


def _is_repealed(candidate: Candidate, status: QuoteStatus) -> bool:
    """Repealed on a day nobody found."""
    repealed = candidate.instrument.status is InstrumentStatus.REPEALED
    return status is QuoteStatus.UNKNOWN and repealed


def _has_end(record: Article) -> bool:
    return record.validity.ends_before is not None


def _successor(candidate: Candidate) -> Successor | None:
    """Of the record where it has one for its end, else of the instrument as a whole."""
    record, instrument = candidate.record, candidate.instrument
    if record and record.replaced_by:
        return record.replaced_by
    return Successor(instrument.replaced_by) if instrument.replaced_by else None


def _follow(book: Book, successor: Successor | None, day: date) -> Iterator[Instead]:
    """The successor, and where it has itself ended by that day, what followed it, as far as the book tells."""
    seen: set[Successor] = set()
    while successor and successor not in seen and successor.instrument in book.instruments:
        seen.add(successor)
        candidate = _candidate(book, successor)
        validity = _validity(candidate)
        yield Instead(candidate.instrument, successor.article, validity.on(day))
        ended = validity.ends_before is not None and day >= validity.ends_before
        successor = _successor(candidate) if ended else None


def _candidate(book: Book, successor: Successor) -> Candidate:
    record = next(
        (
            item
            for item in book.articles
            if (item.instrument, item.article) == (successor.instrument, successor.article)
        ),
        None,
    )
    return Candidate(book.instruments[successor.instrument], (), record, Closeness.WHOLE)


def _before(book: Book, candidate: Candidate, day: date) -> Iterator[Instead]:
    """What held on the day and was later replaced by this."""
    if record := candidate.record:
        here = Successor(record.instrument, record.article)
        for item in book.articles:
            if item.replaced_by == here and _has_end(item):
                yield Instead(book.instruments[item.instrument], item.article, item.validity.on(day))
        return
    for instrument in book.instruments.values():
        if instrument.replaced_by == candidate.instrument.code:
            yield Instead(instrument, "", instrument.validity.on(day))


def _amended_by(book: Book, instrument: Instrument, day: date) -> Iterator[Instrument]:
    for item in book.instruments.values():
        if instrument.code in item.amends and item.validity.on(day) is not Held.NO:
            yield item


def _survivals(book: Book, instrument: Instrument, day: date) -> Iterator[Survival]:
    """Parts that another instrument keeps alive on that day although the instrument itself ended."""
    if instrument.validity.on(day) is not Held.NO:
        return
    for keeper in book.instruments.values():
        for survival in keeper.survives:
            alive = survival.until is None or day < survival.until
            if survival.of == instrument.code and alive and keeper.validity.on(day) is not Held.NO:
                yield survival


def _says(candidate: Candidate, status: QuoteStatus) -> Words:
    told = _STATUS[status](candidate)
    note = _CLOSENESS.get(candidate.closeness, Words("", ""))
    return Words(f"{told.id}{note.id}", f"{told.en}{note.en}")


def _ended(candidate: Candidate) -> Words:
    end = _validity(candidate).ends_before
    told = spoken(end) if end else Words("-", "-")
    return Words(f"Tidak berlaku lagi sejak {told.id}.", f"No longer in force since {told.en}.")


def _not_yet(candidate: Candidate) -> Words:
    first = _validity(candidate).begins_on
    told = spoken(first) if first else Words("-", "-")
    return Words(f"Baru berlaku {told.id}.", f"In force only from {told.en}.")


def _other_election(candidate: Candidate) -> Words:
    named = listed([REGIME_WORDS[contest] for contest in _contests(candidate)])
    return Words(f"Berlaku, tetapi untuk {named.id}.", f"In force, but for: {named.en}.")


def _unknown(candidate: Candidate) -> Words:
    if candidate.instrument.status is InstrumentStatus.REPEALED:
        return Words("Sudah dicabut; harinya tidak ditemukan.", "Repealed; the day was not found.")
    if candidate.instrument.status is InstrumentStatus.TRANSITION:
        return Words("Belum dipastikan berlaku.", "Not confirmed to be in force.")
    return Words(
        "Hari mulai berlakunya tidak ditemukan; perlu konfirmasi.",
        "Its first day was not found; to be confirmed.",
    )


_STATUS = {
    QuoteStatus.IN_FORCE: lambda _: Words("Berlaku pada hari itu.", "In force on that day."),
    QuoteStatus.UNCONFIRMED: lambda _: Words(
        "Diterapkan pada hari itu; dasarnya perlu konfirmasi.",
        "Applied on that day; its standing is to be confirmed.",
    ),
    QuoteStatus.IMPRECISE: lambda _: Words(
        "Kutipan ini kurang tepat atau perlu dibaca bersama yang lain.",
        "This quotation is imprecise or must be read with another.",
    ),
    QuoteStatus.NOT_YET: _not_yet,
    QuoteStatus.ENDED: _ended,
    QuoteStatus.OTHER_ELECTION: _other_election,
    QuoteStatus.UNKNOWN: _unknown,
}
_CLOSENESS = {
    Closeness.NOT_RECORDED: Words(
        " Bagian itu tidak tercatat dalam buku ini; itu tidak berarti tidak ada.",
        " That part is not recorded in this book, which does not mean that it does not exist.",
    ),
    Closeness.WIDER: Words(
        " Dijawab dengan bagian yang lebih luas, yang tercatat.",
        " Answered by the wider part that is recorded.",
    ),
    Closeness.NARROWER: Words(
        " Dijawab dengan bagiannya yang tercatat.", " Answered by the parts that are recorded."
    ),
    Closeness.LOOSE: Words(
        " Ini kutipan longgar; lihat peringatannya.", " This is a loose quotation; see its warning."
    ),
}
