"""`instruments` and `articles`."""

from ikrar.law.domain import Article, Instrument, InstrumentKind, InstrumentStatus, Successor, Survival
from ikrar.law.reading.backings import ELECTIONS, backing, validity
from ikrar.law.reading.record import Record, own_words


def instrument(record: Record) -> Instrument:
    return Instrument(
        code=record.text("code"),
        kind=record.choice("kind", InstrumentKind),
        name=record.words("name"),
        short=record.text("short"),
        validity=validity(record),
        status=record.choice("status", InstrumentStatus),
        backing=backing(record),
        contests=record.known("contests", ELECTIONS),
        made_on=record.maybe_day("made_on"),
        amends=record.texts("amends"),
        repeals=record.texts("repeals"),
        survives=record.many("survives", _survival),
        replaced_by=record.maybe_text("replaced_by"),
    )


def _survival(record: Record) -> Survival:
    return Survival(
        article=record.text("article"),
        of=record.text("of"),
        says=own_words(record),
        until=record.maybe_day("until"),
    )


def article(record: Record) -> Article:
    return Article(
        instrument=record.text("instrument"),
        article=record.text("article"),
        says=record.words("says"),
        contests=record.known("contests", ELECTIONS),
        validity=validity(record),
        backing=backing(record),
        replaced_by=record.maybe_one("replaced_by", _successor),
        warning=record.maybe_words("warning"),
    )


def _successor(record: Record) -> Successor:
    return Successor(record.text("instrument"), record.maybe_text("article"))
