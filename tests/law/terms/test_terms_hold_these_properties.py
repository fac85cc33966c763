"""What must be true of any term, whatever the day, the length and the days off."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.kernel.words import Words
from ikrar.law.domain import Backing, Confidence, FirstDay, Unit
from ikrar.law.domain.holidays import DayOff, Holiday, HolidayTable, HolidayYear
from ikrar.law.domain.holidays import table as table_of
from ikrar.law.engine import terms

FEW = settings(max_examples=30, deadline=None)

BORNE = Backing(Confidence.STATUTE, ("T:INVENTED",))
NAME = Words("daftar uji", "invented list")
YEARS = [HolidayYear(f"LIBUR-{y}", y, NAME, (), BORNE) for y in range(2023, 2027)]
DAYS = st.dates(date(2024, 1, 1), date(2025, 6, 30))
LENGTHS = st.integers(1, 30)
UNITS = st.sampled_from([Unit.CALENDAR, Unit.WORKING])
FIRSTS = st.sampled_from([FirstDay.NEXT_DAY, FirstDay.EVENT_DAY])
OFF = st.frozensets(DAYS, max_size=12)


def invented(off: frozenset[date]) -> HolidayTable:
    days = [Holiday(str(day), day, DayOff.NATIONAL, NAME, BORNE) for day in off]
    return table_of(name=NAME, years=YEARS, days=days)


def last(event: date, length: int, unit: Unit, first: FirstDay, holidays: HolidayTable) -> date:
    span = terms.Span(length, unit, first)
    return terms.walk(event_on=event, span=span, holidays=holidays)[-1].day


@FEW
@given(DAYS, LENGTHS, FIRSTS, OFF)
def test_a_term_in_working_days_never_ends_on_a_day_off(event, length, first, off):
    holidays = invented(off)
    assert terms.is_working(last(event, length, Unit.WORKING, first, holidays), holidays)


@FEW
@given(DAYS, st.integers(1, 15), st.integers(1, 15), UNITS, OFF)
def test_terms_in_a_row_add_up(event, one, other, unit, off):
    holidays = invented(off)
    middle = last(event, one, unit, FirstDay.NEXT_DAY, holidays)
    in_two_steps = last(middle, other, unit, FirstDay.NEXT_DAY, holidays)
    assert in_two_steps == last(event, one + other, unit, FirstDay.NEXT_DAY, holidays)


@FEW
@given(DAYS, st.integers(0, 40), LENGTHS, UNITS, FIRSTS, OFF)
def test_a_later_event_never_ends_earlier(event, later, length, unit, first, off):
    holidays = invented(off)
    after = event + timedelta(days=later)
    assert last(after, length, unit, first, holidays) >= last(event, length, unit, first, holidays)


@FEW
@given(DAYS, st.integers(1, 29), UNITS, FIRSTS, OFF)
def test_a_longer_term_ends_later(event, length, unit, first, off):
    holidays = invented(off)
    assert last(event, length + 1, unit, first, holidays) > last(event, length, unit, first, holidays)


@FEW
@given(DAYS, LENGTHS, FIRSTS, OFF, DAYS)
def test_another_day_off_never_makes_an_earlier_end(event, length, first, off, more):
    before, after = invented(off), invented(off | {more})
    for unit in (Unit.WORKING, Unit.CALENDAR):
        assert last(event, length, unit, first, after) >= last(event, length, unit, first, before)


@FEW
@given(DAYS, LENGTHS, FIRSTS, OFF)
def test_calendar_days_end_no_later_than_as_many_working_days(event, length, first, off):
    holidays = invented(off)
    calendar = last(event, length, Unit.CALENDAR, first, holidays)
    assert calendar <= last(event, length, Unit.WORKING, first, holidays)


@FEW
@given(DAYS, LENGTHS, UNITS, OFF)
def test_counting_the_day_itself_ends_no_later_than_counting_from_the_next(event, length, unit, off):
    holidays = invented(off)
    same = last(event, length, unit, FirstDay.EVENT_DAY, holidays)
    next_one = last(event, length, unit, FirstDay.NEXT_DAY, holidays)
    assert same <= next_one
    assert (same == next_one) == (unit is Unit.WORKING and not terms.is_working(event, holidays))


@FEW
@given(DAYS, LENGTHS, UNITS, FIRSTS, OFF)
def test_the_working_counts_each_day_once_and_leaves_none_out(event, length, unit, first, off):
    holidays = invented(off)
    steps = terms.walk(event_on=event, span=terms.Span(length, unit, first), holidays=holidays)
    assert [step.number for step in steps if step.number] == list(range(1, length + 1))
    assert [step.day for step in steps] == [event + timedelta(days=i) for i in range(len(steps))]
    assert steps[-1].number == length


@FEW
@given(DAYS, LENGTHS, UNITS, FIRSTS, OFF)
def test_the_words_of_a_working_hold_the_same_days(event, length, unit, first, off):
    steps = terms.walk(event_on=event, span=terms.Span(length, unit, first), holidays=invented(off))
    told = [
        day
        for stretch in terms.stretches(steps)
        for day in terms.days_between(stretch.begins_on, stretch.last_day)
    ]
    assert told == [step.day for step in steps]


@pytest.fixture(scope="module")
def counted(book, table):
    in_days = [code for code, term in book.terms.items() if term.unit not in {Unit.HOURS, Unit.NOT_FOUND}]

    def answer(place: int, event: date) -> terms.TermAnswer:
        code = in_days[place % len(in_days)]
        return terms.count(book=book, term=code, event=terms.on_day(event), holidays=table)

    return answer


@FEW
@given(st.integers(0, 99), st.dates(date(2023, 1, 10), date(2026, 12, 31)))
def test_the_alarm_is_one_of_the_readings_and_none_is_earlier(counted, place, event):
    answer = counted(place, event)
    days = [reading.last_day for reading in answer.readings]
    assert 1 <= len(days) <= 4
    assert answer.alarm == min(days)
    assert answer.alarm_reading.last_day == answer.alarm
    assert answer.days == tuple(sorted(set(days)))


@FEW
@given(st.integers(0, 99), st.dates(date(2023, 1, 10), date(2026, 12, 31)))
def test_the_last_usable_moment_lies_within_the_term(counted, place, event):
    for reading in counted(place, event).readings:
        if reading.usable and reading.usable.at:
            assert event <= reading.usable.at.date() <= reading.last_day


@FEW
@given(st.integers(0, 99), st.dates(date(2023, 1, 10), date(2026, 12, 31)))
def test_the_same_question_has_the_same_trace(counted, place, event):
    assert terms.trace(counted(place, event)).hash == terms.trace(counted(place, event)).hash


@FEW
@given(st.integers(0, 99), st.dates(date(2023, 1, 10), date(2026, 12, 1)))
def test_another_day_has_another_trace(counted, place, event):
    tomorrow = counted(place, event + timedelta(days=1))
    assert terms.trace(counted(place, event)).hash != terms.trace(tomorrow).hash
