"""Two oracles count the same days: workalendar and lokal-id, and a plain one written for this test.

The days off themselves are held to the packages `holidays` (all years) and lokal-id (2026 and 2027). Where the shipped list
differs on purpose, the difference stands here by name with its reason.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lokal import holidays as lokal
from workalendar.core import WesternCalendar

from ikrar.law.domain import FirstDay, Unit
from ikrar.law.domain.holidays import DayOff
from ikrar.law.engine import terms
from ikrar.law.reading.proposing import given as in_package

FEW = settings(max_examples=30, deadline=None)

EVENTS = st.dates(date(2020, 1, 2), date(2027, 8, 1))
LENGTHS = st.integers(1, 65)
# Named differences from the package `holidays`: none in the days; voting days are there national holidays without a kind of their own.
VOTING = {date(2020, 12, 9), date(2024, 2, 14), date(2024, 11, 27)}


class Indonesia(WesternCalendar):
    """workalendar knows no Indonesia; it gets our days off and counts by itself."""

    def __init__(self, days_off: set[date]) -> None:
        super().__init__()
        self.days_off = days_off

    def holidays(self, year: int | None = None) -> list[tuple[date, str]]:
        return [(day, "libur") for day in sorted(self.days_off) if day.year == year]


@pytest.fixture(scope="module")
def indonesia(table):
    return Indonesia(set(table.days))


def ours(event: date, length: int, table, first: FirstDay = FirstDay.NEXT_DAY) -> date:
    span = terms.Span(length, Unit.WORKING, first)
    return terms.walk(event_on=event, span=span, holidays=table)[-1].day


@FEW
@given(EVENTS, LENGTHS)
def test_workalendar_ends_on_the_same_day(table, indonesia, event, length):
    assert ours(event, length, table) == indonesia.add_working_days(event, length)


@FEW
@given(EVENTS, LENGTHS)
def test_workalendar_agrees_when_the_day_itself_counts(table, indonesia, event, length):
    before = event - timedelta(days=1)
    theirs = indonesia.add_working_days(before, length)
    assert ours(event, length, table, FirstDay.EVENT_DAY) == theirs


@FEW
@given(st.dates(date(2026, 1, 1), date(2027, 9, 1)), LENGTHS)
def test_lokal_id_ends_on_the_same_day(table, event, length):
    """It brings its own days off of 2026 and 2027 and its own counting."""
    assert ours(event, length, table).isoformat() == str(lokal.add_working_days(event, length))


@FEW
@given(EVENTS, LENGTHS)
def test_a_list_of_all_working_days_gives_the_same_day(table, event, length):
    every_day = (event + timedelta(days=i) for i in range(1, 400))
    working = [day for day in every_day if day.isoweekday() <= 5 and day not in table.days]
    assert ours(event, length, table) == working[length - 1]


@pytest.mark.parametrize("year", range(2020, 2028))
def test_the_days_off_are_those_of_the_package_holidays(table, year):
    for kind in (DayOff.NATIONAL, DayOff.JOINT_LEAVE):
        shipped = {day for day, one in table.days.items() if day.year == year and one.kind is kind}
        assert shipped == set(in_package(year, kind, "id")) - VOTING


def test_each_day_of_voting_is_a_holiday_in_the_package_too(table):
    assert {day for day, one in table.days.items() if one.kind is DayOff.VOTING} == VOTING
    assert set().union(*(in_package(day.year, DayOff.NATIONAL, "id") for day in VOTING)) >= VOTING


@pytest.mark.parametrize("year", lokal.HOLIDAY_YEARS)
def test_the_days_off_of_lokal_id_are_the_same(table, year):
    kinds = {"libur_nasional": DayOff.NATIONAL, "cuti_bersama": DayOff.JOINT_LEAVE}
    theirs = {date.fromisoformat(one.date): kinds[one.type] for one in lokal.get_holidays(year).holidays}
    assert theirs == {day: one.kind for day, one in table.days.items() if day.year == year}
