"""`terms` and `reception`."""

import re
from datetime import time

from ikrar.law.domain import FirstDay, Hours, Practice, Reception, Term, Unit
from ikrar.law.reading.backings import REGIMES, backing, basis, validity
from ikrar.law.reading.record import Record

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_WEEK = frozenset(range(1, 8))


def term(record: Record) -> Term:
    unit = record.choice("unit", Unit)
    length = record.maybe_number("max")
    if length is not None and length < 1:
        raise record.wrong("max", "a term is at least one long")
    return Term(
        code=record.text("code"),
        name=record.words("name"),
        regime=record.one_of("regime", REGIMES),
        length=length,
        unit=unit,
        first_day=_first_day(record, unit),
        counts_from=record.words("counts_from"),
        event=record.text("event"),
        act=record.words("act"),
        by=record.words("by"),
        basis=record.many("basis", basis),
        backing=backing(record),
        is_day_of=record.flag("is_day_of"),
        practice=record.many("practice", _practice),
    )


def _first_day(record: Record, unit: Unit) -> FirstDay:
    """Hours run from the moment; for days the text must say it or be "unclear"; where no term was found, nothing."""
    if unit is Unit.HOURS:
        if "first_day" in record:
            raise record.wrong("first_day", "a term in hours runs from the moment and has no first day")
        return FirstDay.MOMENT
    if unit is Unit.NOT_FOUND:
        return record.maybe_choice("first_day", FirstDay) or FirstDay.UNCLEAR
    return record.choice("first_day", FirstDay)


def _practice(record: Record) -> Practice:
    return Practice(
        where=record.words("where"),
        backing=backing(record),
        unit=record.maybe_choice("unit", Unit),
        length=record.maybe_number("max"),
        event=record.maybe_text("from"),
    )


def reception(record: Record) -> Reception:
    return Reception(
        code=record.text("code"),
        name=record.words("name"),
        regime=record.one_of("regime", REGIMES),
        validity=validity(record),
        hours=record.many("hours", _hours),
        terms=record.texts("terms"),
        basis=record.many("basis", basis),
        backing=backing(record),
        voting_day=record.maybe_one("voting_day", _hours_of_a_day),
        around_the_clock=record.maybe_words("around_the_clock"),
        around_the_clock_stages=record.texts("around_the_clock_stages"),
    )


def _hours(record: Record) -> Hours:
    days = frozenset(record.numbers("days"))
    if not days or not days <= _WEEK:
        raise record.wrong("days", "days are 1 (Monday) to 7")
    return Hours(days, *_from_to(record))


def _hours_of_a_day(record: Record) -> Hours:
    return Hours(frozenset(), *_from_to(record))


def _from_to(record: Record) -> tuple[time, time]:
    opens, closes = _clock(record, "opens"), _clock(record, "closes")
    if closes <= opens:
        raise record.wrong("closes", "it closes before it opens")
    return opens, closes


def _clock(record: Record, key: str) -> time:
    word = record.text(key)
    if not _CLOCK.fullmatch(word):
        raise record.wrong(key, f'{word!r} is no time (write "08:00")')
    return time.fromisoformat(word)
