"""The worked examples that were checked by hand against the texts, and the seams they show."""

from dataclasses import replace
from datetime import date

import pytest

from ikrar.law.domain import FirstDay, Unit
from ikrar.law.domain.holidays import DayOff

VECTORS = [
    ("PKD-LAPOR", "2024-10-05", "2024-10-12"),
    ("PML-LAPOR", "2023-12-01", "2023-12-12"),
    ("PML-TINDAK2", "2023-12-11", "2024-01-03"),
    ("KEB-1", "2024-11-04", "2024-11-22"),
    ("KEB-3", "2024-11-04", "2024-12-04"),
    ("BAN-4", "2024-11-04", "2025-02-12"),
]


@pytest.mark.parametrize(("code", "day", "last"), VECTORS)
def test_a_vector_holds_counting_from_the_next_day(count, code, day, last):
    ours = [reading for reading in count(code, day).readings if reading.is_ours]
    assert [reading.last_day for reading in ours] == [date.fromisoformat(last)]


def test_a_decision_takes_effect_on_the_18th_or_the_19th_in_calendar_days(count):
    in_calendar_days = [r for r in count("DIS-BERLAKU", "2024-11-04").readings if r.unit is Unit.CALENDAR]
    assert {reading.last_day for reading in in_calendar_days} == {date(2024, 11, 18), date(2024, 11, 19)}


def test_a_decision_takes_effect_while_the_objection_may_still_be_filed(count):
    """PP 94/2021 art. 38 against PP 79/2021 art. 4: shown, never settled here."""
    effect, objection = count("DIS-BERLAKU", "2024-11-04"), count("KEB-1", "2024-11-04")
    assert effect.alarm < objection.alarm


def test_without_joint_leave_bpasn_would_have_ended_two_days_earlier(count, table):
    worked = {day: one for day, one in table.days.items() if one.kind is not DayOff.JOINT_LEAVE}
    answer = count("BAN-4", "2024-11-04", holidays=replace(table, days=worked))
    assert answer.readings[0].last_day == date(2025, 2, 10)


def test_both_first_days_are_read_because_no_text_says_which(count):
    firsts = [reading.first_day for reading in count("PKD-LAPOR", "2024-10-05").readings]
    assert firsts == [FirstDay.NEXT_DAY, FirstDay.EVENT_DAY]


def test_three_and_two_days_of_following_up_are_five(count):
    """UU 8/2015 art. 134(5) and (6): the second term runs from the end of the first."""
    first = count("PKD-TINDAK", "2024-10-11").readings[0].last_day
    second = count("PKD-TAMBAHAN", first.isoformat()).readings[0].last_day
    assert (second - date(2024, 10, 11)).days == 5
