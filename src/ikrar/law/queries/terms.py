"""What the pages and words about terms ask: one rule, one event, every reading, and what belongs beside it."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from ikrar.kernel.words import Words
from ikrar.law.domain import OpenQuestion, Source, Term, Unit
from ikrar.law.domain.backing import Backing
from ikrar.law.domain.holidays import HolidayTable
from ikrar.law.engine import terms as engine
from ikrar.law.engine.tracing import Trace
from ikrar.law.queries.books import book
from ikrar.law.reading.own_holidays import with_own

REGIMES: Mapping[str, Words] = {
    "pilkada": Words(
        "Pilkada: Bawaslu, Polri, jaksa, dan pengadilan",
        "Local elections: Bawaslu, police, prosecutor, courts",
    ),
    "pemilu": Words("Pemilu: Bawaslu dan Polri", "General elections: Bawaslu and police"),
    "bkn": Words("BKN dan tindak lanjut rekomendasi", "BKN and following up recommendations"),
    "agency": Words("Disiplin di instansi", "Discipline within the agency"),
    "appeal": Words("Keberatan dan banding administratif", "Objection and administrative appeal"),
    "data-protection": Words("Pelindungan data pribadi", "Protection of personal data"),
}


@dataclass(frozen=True, slots=True)
class About:
    """A rule with what carries it. `has_zone`: the place matters, for it runs in hours or ends at a counter."""

    term: Term
    sources: tuple[Source, ...]
    questions: tuple[OpenQuestion, ...]
    starts_from_facts: bool
    has_zone: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """A rule counted, with the clocks that start from the same event, and what the operator's own list changed."""

    answer: engine.TermAnswer
    trace: Trace
    beside: tuple[engine.TermAnswer, ...]
    shift: engine.Shift | None


@cache
def shipped_holidays() -> HolidayTable:
    """The days off of the law book."""
    return engine.shipped(book())


@cache
def holidays() -> HolidayTable:
    """The table in use: the law book's, then the operator's own list where one is set."""
    own: str = settings.IKRAR_HOLIDAYS
    return with_own(shipped_holidays(), Path(own)) if own else shipped_holidays()


def by_regime() -> tuple[tuple[Words, tuple[Term, ...]], ...]:
    """All terms, by the law they belong to."""
    found = book().terms.values()
    return tuple(
        (words, tuple(term for term in found if term.regime == regime)) for regime, words in REGIMES.items()
    )


def answered_from(*, code: str, starts_at: datetime, zone: ZoneInfo) -> engine.TermAnswer:
    """A rule counted from a moment of a clock's zone."""
    return answered(code=code, event=engine.at_moment(starts_at, zone=zone), today=None).answer


def about(code: str) -> About:
    term = engine.term_of(book=book(), code=code)
    has_counter = any(term.code in reception.terms for reception in book().receptions.values())
    return About(
        term,
        sources_of(term.backing),
        questions_of(term.backing),
        bool(engine.starts_from_facts(term)),
        has_counter or term.unit is Unit.HOURS,
    )


def sources_of(backing: Backing) -> tuple[Source, ...]:
    return tuple(book().sources[code] for code in backing.sources)


def questions_of(backing: Backing) -> tuple[OpenQuestion, ...]:
    return tuple(book().questions[number] for number in backing.questions)


def answered(
    *, code: str, event: engine.Event, today: date | None, after: HolidayTable | None = None
) -> Answered:
    """The rule counted with the table in use, or with one that comes `after` it."""
    before = shipped_holidays() if after is None else holidays()
    table = holidays() if after is None else after
    answer = engine.count(book=book(), term=code, event=event, holidays=table, today=today)
    return Answered(
        answer=answer,
        trace=engine.trace(answer),
        beside=_beside(answer.term, event, table, today),
        shift=_shift(answer, event, before, table),
    )


def from_facts(*, code: str, facts: Iterable[engine.Fact], today: date | None) -> engine.FromFacts:
    """The rule counted from every assertion that starts it."""
    return engine.from_facts(book=book(), term=code, facts=facts, holidays=holidays(), today=today)


def turned(clock: engine.Clock, *, after: HolidayTable | None = None) -> engine.ClockAnswer:
    """The clock after all its turns."""
    return engine.turn(book=book(), clock=clock, holidays=after or holidays())


def _beside(
    term: Term, event: engine.Event, table: HolidayTable, today: date | None
) -> tuple[engine.TermAnswer, ...]:
    """Other clocks that start from the same event; each runs by itself. Rules not in force on that day are left out."""
    found = []
    for other in book().terms.values():
        if other.code == term.code or (other.event, other.counts_from) != (term.event, term.counts_from):
            continue
        with suppress(engine.TermNotInForce):
            found.append(engine.count(book=book(), term=other.code, event=event, holidays=table, today=today))
    return tuple(found)


def _shift(
    answer: engine.TermAnswer, event: engine.Event, before: HolidayTable, after: HolidayTable
) -> engine.Shift | None:
    """None where both tables say the same, or the first does not know the year."""
    if before.version == after.version or not before.knows(event.on):
        return None
    running = [engine.Running(answer.term.code, event)]
    return engine.shifts(book=book(), running=running, before=before, after=after)[0]
