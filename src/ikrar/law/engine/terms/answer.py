"""From a rule and an event to the last day, with every reading the law leaves open and the earliest as the alarm."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches

from ikrar.kernel.words import Words
from ikrar.law.domain.book import Book
from ikrar.law.domain.doors import Door
from ikrar.law.domain.holidays import HolidayTable
from ikrar.law.domain.terms import FirstDay, Practice, Term, Unit
from ikrar.law.domain.validity import Held
from ikrar.law.engine.terms.counting import Span, Step, walk
from ikrar.law.engine.terms.events import Event, check_has_happened, in_words
from ikrar.law.engine.terms.usable import Counters, Usable, spans

UNITS: dict[Unit, tuple[Unit, ...]] = {
    Unit.CALENDAR: (Unit.CALENDAR,),
    Unit.WORKING: (Unit.WORKING,),
    Unit.UNCLEAR: (Unit.CALENDAR, Unit.WORKING),
}
FIRST_DAYS: dict[FirstDay, tuple[FirstDay, ...]] = {
    FirstDay.NEXT_DAY: (FirstDay.NEXT_DAY,),
    FirstDay.EVENT_DAY: (FirstDay.EVENT_DAY,),
    FirstDay.UNCLEAR: (FirstDay.NEXT_DAY, FirstDay.EVENT_DAY),
    FirstDay.MOMENT: (
        FirstDay.NEXT_DAY,
        FirstDay.EVENT_DAY,
    ),  # where a practice counts in days what the text has in hours
}


class NoSuchTerm(Exception):
    """The book has no term with this code."""

    def __init__(self, term: str, near: str) -> None:
        super().__init__(term)
        self.term = term
        self.near = near


class MomentNeeded(Exception):
    """A term in hours runs from a moment; a day alone does not say which."""

    def __init__(self, term: str) -> None:
        super().__init__(term)
        self.term = term


class TermNotInForce(Exception):
    """The rule a term stands in did not hold on the day of the event."""

    def __init__(self, term: str, day: date, instrument: Words) -> None:
        super().__init__(term, day, instrument)
        self.term, self.instrument = term, instrument
        self.day = in_words(day)


class DayOutsideHolidays(Exception):
    """No holiday decree is known for the year of the event, so no day can be counted there."""

    def __init__(self, day: date, first_year: int, last_year: int) -> None:
        super().__init__(day, first_year, last_year)
        self.year, self.first_year, self.last_year = str(day.year), str(first_year), str(last_year)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the term. `unknown_years`: no holiday decree known, so the day shown is the earliest possible."""

    unit: Unit
    first_day: FirstDay
    length: int
    last_day: date
    steps: tuple[Step, ...] = ()
    unknown_years: tuple[int, ...] = ()
    ends_at: datetime | None = None
    usable: Usable | None = None

    @property
    def is_ours(self) -> bool:
        """Counting from the next day is our reading; no text says it."""
        return self.first_day is not FirstDay.EVENT_DAY


@dataclass(frozen=True, slots=True)
class PracticeReading:
    """What a differing practice would give; without readings where it counts from another event or in no known unit."""

    practice: Practice
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class TermAnswer:
    """When a term ends: up to four readings, the earliest of them the alarm. Without readings no term was found.

    `doors` stay open when the term has passed. `waited` is how many days lie between the event and today.
    """

    term: Term
    event: Event
    readings: tuple[Reading, ...]
    practices: tuple[PracticeReading, ...]
    doors: tuple[Door, ...]
    unsure_instruments: tuple[str, ...]
    holidays: HolidayTable
    law_version: str
    today: date | None = None

    @property
    def is_found(self) -> bool:
        return bool(self.readings)

    @property
    def alarm(self) -> date | None:
        """The earliest day any reading gives: whoever keeps to it is on time under all of them."""
        return min((reading.last_day for reading in self.readings), default=None)

    @property
    def latest(self) -> date | None:
        return max((reading.last_day for reading in self.readings), default=None)

    @property
    def days(self) -> tuple[date, ...]:
        """The different last days, earliest first."""
        return tuple(sorted({reading.last_day for reading in self.readings}))

    @property
    def alarm_reading(self) -> Reading | None:
        return min(self.readings, key=lambda reading: reading.last_day, default=None)

    @property
    def earlier_in_practice(self) -> date | None:
        """A day before the alarm that only a practice gives."""
        days = [r.last_day for practice in self.practices for r in practice.readings]
        earliest = min(days, default=None)
        return earliest if earliest and self.alarm and earliest < self.alarm else None

    @property
    def waited(self) -> int | None:
        return (self.today - self.event.on).days if self.today else None

    @property
    def may_have_passed(self) -> bool:
        return bool(self.today and self.alarm and self.today > self.alarm)

    @property
    def has_passed(self) -> bool:
        """Whether every reading has passed."""
        return bool(self.today and self.latest and self.today > self.latest)

    @property
    def unknown_years(self) -> tuple[int, ...]:
        return tuple(sorted({year for reading in self.readings for year in reading.unknown_years}))


def count(
    *, book: Book, term: str, event: Event, holidays: HolidayTable, today: date | None = None
) -> TermAnswer:
    """When the term ends, under every reading. `today`, where given, refuses what has not happened yet."""
    rule = term_of(book=book, code=term)
    check_has_happened(event, today=today)
    unsure = check_in_force(book=book, term=rule, day=event.on)
    _check_countable(rule, event, holidays)
    counters = _counters(book, rule, event, holidays)
    return TermAnswer(
        term=rule,
        event=event,
        readings=_readings(rule, event, counters),
        practices=tuple(_practice(rule, practice, event, counters) for practice in rule.practice),
        doors=tuple(door for door in book.doors.values() if rule.code in door.terms),
        unsure_instruments=unsure,
        holidays=holidays,
        law_version=book.version,
        today=today,
    )


def term_of(*, book: Book, code: str) -> Term:
    """The rule by its code, small letters or large."""
    wanted = code.upper()
    if wanted not in book.terms:
        near = get_close_matches(wanted, book.terms, n=1, cutoff=0.5)
        raise NoSuchTerm(code, near[0] if near else next(iter(book.terms)))
    return book.terms[wanted]


def _readings(term: Term, event: Event, counters: Counters) -> tuple[Reading, ...]:
    if term.length is None:
        return ()
    if term.unit is Unit.HOURS:
        return (_in_hours(term, term.length, event),)
    spans_read = ways(term.length, term.unit, term.first_day)
    return tuple(_in_one_way(span, event, counters) for span in spans_read)


def _in_hours(term: Term, length: int, event: Event) -> Reading:
    if event.at is None:
        raise MomentNeeded(term.code)
    ends_at = (event.at.astimezone(UTC) + timedelta(hours=length)).astimezone(event.zone)
    return Reading(Unit.HOURS, FirstDay.MOMENT, length, ends_at.date(), ends_at=ends_at)


def ways(length: int, unit: Unit, first_day: FirstDay) -> tuple[Span, ...]:
    """Every unit the text may mean with every first day it may mean: up to four."""
    return tuple(Span(length, each, first) for each in UNITS[unit] for first in FIRST_DAYS[first_day])


def unknown_years(span: Span, steps: tuple[Step, ...], holidays: HolidayTable) -> tuple[int, ...]:
    """Years the working passes through without a decree; calendar days do not depend on one."""
    if span.unit is Unit.CALENDAR:
        return ()
    return tuple(sorted({step.day.year for step in steps if not holidays.knows(step.day)}))


def _in_one_way(span: Span, event: Event, counters: Counters) -> Reading:
    steps = walk(event_on=event.on, span=span, holidays=counters.holidays)
    last_day = steps[-1].day
    return Reading(
        span.unit,
        span.first_day,
        span.length,
        last_day,
        steps,
        unknown_years(span, steps, counters.holidays),
        usable=counters.last_usable(event_on=event.on, last_day=last_day),
    )


def _practice(term: Term, practice: Practice, event: Event, counters: Counters) -> PracticeReading:
    """Not counted where it runs from another event or in no known unit."""
    unit = practice.unit or term.unit
    length = practice.length or term.length
    if practice.event or length is None or unit not in UNITS:
        return PracticeReading(practice, ())
    read = tuple(_in_one_way(span, event, counters) for span in ways(length, unit, term.first_day))
    return PracticeReading(practice, read)


def check_in_force(*, book: Book, term: Term, day: date) -> tuple[str, ...]:
    """Codes of instruments whose first day was not found; raise where one did not hold on the day."""
    unsure = []
    for code in dict.fromkeys(basis.instrument for basis in term.basis):
        held = book.instruments[code].validity.on(day)
        if held is Held.NO:
            raise TermNotInForce(term.code, day, book.instruments[code].name)
        if held is Held.UNKNOWN:
            unsure.append(code)
    return tuple(unsure)


def _check_countable(term: Term, event: Event, holidays: HolidayTable) -> None:
    in_days = term.unit not in (Unit.HOURS, Unit.NOT_FOUND)
    if in_days and not holidays.knows(event.on):
        raise DayOutsideHolidays(event.on, holidays.first_year, holidays.last_year)


def _counters(book: Book, term: Term, event: Event, holidays: HolidayTable) -> Counters:
    receptions = tuple(r for r in book.receptions.values() if term.code in r.terms)
    return Counters(receptions, spans(book.calendars.values()), holidays, event.zone)
