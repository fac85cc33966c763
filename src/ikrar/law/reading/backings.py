"""What most records share: how sure it is, what it rests on, since when."""

from ikrar.kernel.periods import PeriodIsEmpty
from ikrar.law.domain import Backing, Basis, Confidence, Source, Validity
from ikrar.law.reading.record import Record, own_words

ELECTIONS = frozenset({"pemilu", "pilkada", "any"})
REGIMES = frozenset({"pemilu", "pilkada", "agency", "bkn", "appeal", "data-protection"})


def backing(record: Record) -> Backing:
    """Confidence and sources are never absent: nothing stands in the book without both."""
    return Backing(
        confidence=record.choice("confidence", Confidence),
        sources=sources(record),
        doubt=record.maybe_words("doubt"),
        questions=record.numbers("questions"),
    )


def sources(record: Record) -> tuple[str, ...]:
    found = record.texts("sources")
    if not found:
        raise record.wrong("sources", "a statement needs a source")
    return found


def validity(record: Record) -> Validity:
    try:
        return Validity(record.maybe_day("begins_on"), record.maybe_day("ends_before"))
    except PeriodIsEmpty:
        raise record.wrong("ends_before", "it ends before it begins") from None


def basis(record: Record) -> Basis:
    return Basis(record.text("instrument"), record.maybe_text("article"), record.flag("inferred"))


def source(record: Record, *, code: str) -> Source:
    return Source(code, record.one("what", own_words), record.maybe_text("address"))
