"""Clocks that stand still, are extended, or start again; and several of them side by side.

A clock is a list of things somebody did, each with its day, its reason and who says so. Nothing here decides that a clock
stops: it only says what follows if it did. A clock never stops or closes another.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ikrar.kernel.words import Words
from ikrar.law.domain.backing import Basis
from ikrar.law.domain.book import Book
from ikrar.law.domain.holidays import HolidayTable
from ikrar.law.domain.terms import FirstDay, Term, Unit
from ikrar.law.engine.terms.answer import (
    DayOutsideHolidays,
    MomentNeeded,
    check_in_force,
    term_of,
    unknown_years,
    ways,
)
from ikrar.law.engine.terms.counting import Pause, Span, Step, walk
from ikrar.law.engine.terms.events import in_words

LONGEST_EXTENSION = 366


class Turn(StrEnum):
    """What happened to a clock."""

    STARTED = "started"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    EXTENDED = "extended"
    COMPLETED = "completed"
    STARTED_AGAIN = "started-again"


TURN_WORDS: dict[Turn, Words] = {
    Turn.STARTED: Words("mulai", "started"),
    Turn.SUSPENDED: Words("ditangguhkan", "suspended"),
    Turn.RESUMED: Words("dilanjutkan", "resumed"),
    Turn.EXTENDED: Words("diperpanjang", "extended"),
    Turn.COMPLETED: Words("selesai", "completed"),
    Turn.STARTED_AGAIN: Words("mulai lagi dari awal", "started again from the beginning"),
}
# What may follow what; a clock begins with STARTED.
ALLOWED: dict[Turn, frozenset[Turn]] = {
    Turn.STARTED: frozenset({Turn.SUSPENDED, Turn.EXTENDED, Turn.COMPLETED, Turn.STARTED_AGAIN}),
    Turn.SUSPENDED: frozenset({Turn.RESUMED, Turn.COMPLETED, Turn.STARTED_AGAIN}),
    Turn.RESUMED: frozenset({Turn.SUSPENDED, Turn.EXTENDED, Turn.COMPLETED, Turn.STARTED_AGAIN}),
    Turn.EXTENDED: frozenset({Turn.SUSPENDED, Turn.EXTENDED, Turn.COMPLETED, Turn.STARTED_AGAIN}),
    Turn.STARTED_AGAIN: frozenset({Turn.SUSPENDED, Turn.EXTENDED, Turn.COMPLETED, Turn.STARTED_AGAIN}),
    Turn.COMPLETED: frozenset(),
}


class ClockDoesNotTurnSo(Exception):
    """A turn that cannot follow the one before it, or lies before it."""

    def __init__(self, turn: Turn, day: date) -> None:
        super().__init__(turn, day)
        self.turn, self.day = TURN_WORDS[turn], in_words(day)


class ExtensionOutOfRange(Exception):
    """An extension is at least one day and not longer than a year."""

    def __init__(self, days: int) -> None:
        super().__init__(days)
        self.days = str(days)


@dataclass(frozen=True, slots=True)
class Turned:
    """One turn of a clock. `days` is how many units an extension adds; `basis` the provision it is put on."""

    turn: Turn
    on: date
    by: Words
    why: Words
    days: int = 0
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A term that was started, and what happened to it since, in order."""

    term: str
    turns: tuple[Turned, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One reading of a clock. Without a last day it stands still; `left` is what remains of it then."""

    unit: Unit
    first_day: FirstDay
    steps: tuple[Step, ...]
    last_day: date | None
    used: int
    left: int
    unknown_years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ClockAnswer:
    """A clock under every reading; `alarm` is the earliest last day, None while it stands still or when it is done."""

    term: Term
    clock: Clock
    runs: tuple[Run, ...]
    is_done: bool

    @property
    def alarm(self) -> date | None:
        if self.is_done:
            return None
        return min((run.last_day for run in self.runs if run.last_day), default=None)

    @property
    def stands_still(self) -> bool:
        return self.clock.turns[-1].turn is Turn.SUSPENDED


def turn(*, book: Book, clock: Clock, holidays: HolidayTable) -> ClockAnswer:
    """When the clock ends after all its turns, under every reading."""
    term = term_of(book=book, code=clock.term)
    _check_turns(clock, holidays)
    check_in_force(book=book, term=term, day=clock.turns[0].on)
    if term.unit is Unit.HOURS:
        raise MomentNeeded(term.code)
    return ClockAnswer(
        term=term,
        clock=clock,
        runs=_runs(term, clock, holidays),
        is_done=clock.turns[-1].turn is Turn.COMPLETED,
    )


def side_by_side(*, book: Book, clocks: Iterable[Clock], holidays: HolidayTable) -> tuple[ClockAnswer, ...]:
    """Several clocks of one matter, earliest alarm first, those that stand still or are done last."""
    answers = [turn(book=book, clock=clock, holidays=holidays) for clock in clocks]
    return tuple(sorted(answers, key=lambda answer: (answer.alarm is None, answer.alarm or date.max)))


def _runs(term: Term, clock: Clock, holidays: HolidayTable) -> tuple[Run, ...]:
    if term.length is None:
        return ()
    spans = ways(term.length + _extra(clock), term.unit, term.first_day)
    return tuple(_run(clock, span, holidays) for span in spans)


def _run(clock: Clock, span: Span, holidays: HolidayTable) -> Run:
    begun = _since_last_start(clock)
    steps = walk(event_on=begun[0].on, span=span, holidays=holidays, pauses=_pauses(clock))
    used = max(step.number or 0 for step in steps)
    return Run(
        span.unit,
        span.first_day,
        steps,
        steps[-1].day if used == span.length else None,
        used,
        span.length - used,
        unknown_years(span, steps, holidays),
    )


def _since_last_start(clock: Clock) -> list[Turned]:
    turns = list(clock.turns)
    last = max(i for i, one in enumerate(turns) if one.turn in (Turn.STARTED, Turn.STARTED_AGAIN))
    return turns[last:]


def _extra(clock: Clock) -> int:
    """Units added since the clock last began; a new beginning brings the whole term and no old extension."""
    return sum(one.days for one in _since_last_start(clock) if one.turn is Turn.EXTENDED)


def _pauses(clock: Clock) -> tuple[Pause, ...]:
    """From the day of suspension up to the day before it goes on (our reading); the last may still be open."""
    pauses: list[Pause] = []
    for one in _since_last_start(clock):
        if one.turn is Turn.SUSPENDED:
            pauses.append(Pause(one.on))
        elif one.turn is Turn.RESUMED:
            pauses[-1] = Pause(pauses[-1].begins_on, one.on)
    return tuple(pauses)


def _check_turns(clock: Clock, holidays: HolidayTable) -> None:
    first = clock.turns[0]
    if first.turn is not Turn.STARTED:
        raise ClockDoesNotTurnSo(first.turn, first.on)
    for before, after in zip(clock.turns, clock.turns[1:], strict=False):
        if after.turn not in ALLOWED[before.turn] or after.on < before.on:
            raise ClockDoesNotTurnSo(after.turn, after.on)
    for one in clock.turns:
        if not holidays.knows(one.on):
            raise DayOutsideHolidays(one.on, holidays.first_year, holidays.last_year)
        if one.turn is Turn.EXTENDED and not 0 < one.days <= LONGEST_EXTENSION:
            raise ExtensionOutOfRange(one.days)
