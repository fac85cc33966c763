"""Days off as data: a year without a decree is said, a late decree moves what runs, an operator's list is checked."""

from datetime import date, datetime
from textwrap import dedent

import pytest

from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA
from ikrar.law.domain import Unit
from ikrar.law.domain.holidays import DayOff, Holiday
from ikrar.law.domain.holidays import table as table_of
from ikrar.law.engine import terms
from ikrar.law.reading.own_holidays import HolidayListIsBroken, with_own
from ikrar.law.reading.proposing import proposed


@pytest.fixture
def own(tmp_path, table):
    """The table after a list written for the test."""

    def read(text):
        path = tmp_path / "libur.yaml"
        path.write_text(dedent(text), encoding="utf-8")
        return with_own(table, path)

    return read


ONE_DAY = """
    name: {id: Libur tambahan, en: One more day off}
    days_off:
      - code: CUTI-2024-11-08
        day: 2024-11-08
        kind: joint-leave
        name: {id: Cuti bersama tambahan, en: Added joint leave}
        confidence: B
        sources: [KEPPRES]
"""


def test_the_version_follows_what_the_table_says_and_not_its_name(table):
    same = table_of(name=Words("lain", "other"), years=table.years.values(), days=table.days.values())
    assert same.version == table.version
    fewer = [one for day, one in table.days.items() if day != date(2024, 11, 27)]
    emptied = table_of(name=table.name, years=(), days=fewer)
    assert emptied.version != table.version


def test_the_table_knows_its_years_and_its_days_of_voting(table):
    assert (table.first_year, table.last_year) == (2020, 2027)
    assert table.knows(date(2027, 12, 31))
    assert not table.knows(date(2028, 1, 1))
    assert table.is_voting_day(date(2024, 11, 27), regime="pilkada")
    assert not table.is_voting_day(date(2024, 11, 27), regime="pemilu")
    assert not table.is_voting_day(date(2024, 12, 25), regime="pilkada")
    assert not table.is_voting_day(date(2024, 11, 26), regime="pilkada")


def test_the_decree_on_voting_day_moved_terms_that_were_running(book, table):
    """Keppres 33/2024 was signed on 21 November 2024, six days before the day it made a holiday."""
    without = [one for day, one in table.days.items() if day != date(2024, 11, 27)]
    before = table_of(name=Words("sebelum", "before"), years=(), days=without)
    before = type(table)(before.name, before.days, table.years, before.version)
    event = terms.on_day(date(2024, 11, 4))
    running = [terms.Running(code, event) for code in ("KEB-3", "KEB-1")]
    moved, still = terms.shifts(book=book, running=running, before=before, after=table)
    assert [(old.last_day, new.last_day) for old, new in moved.pairs] == [
        (date(2024, 12, 3), date(2024, 12, 4)),
        (date(2024, 12, 2), date(2024, 12, 3)),
    ]
    assert (moved.has_moved, still.has_moved) == (True, False)


def test_a_day_added_by_the_operator_moves_the_end(own, count):
    after = own(ONE_DAY)
    assert count("KEB-1", "2024-11-04", holidays=after).readings[0].last_day == date(2024, 11, 25)
    passed = terms.passed_over(count("KEB-1", "2024-11-04", holidays=after).readings[0].steps)
    assert [(step.day, step.why) for step in passed] == [(date(2024, 11, 8), terms.Why.JOINT_LEAVE)]


def test_a_day_taken_back_is_worked_again(own, count):
    after = own(ONE_DAY.replace("2024-11-08", "2024-11-27") + "        works: true\n")
    assert count("KEB-3", "2024-11-04", holidays=after).readings[0].last_day == date(2024, 12, 3)


def test_a_new_year_comes_with_all_its_days(own, count):
    after = own(
        """
        name: {id: Libur 2028, en: Days off of 2028}
        holiday_years:
          - code: LIBUR-2028
            year: 2028
            decree: {id: SKB 2028, en: Decree of 2028}
            national: 1
            joint_leave: 1
            confidence: B
            sources: [SKB-2028]
            days:
              - {day: 2028-01-03, kind: national, id: Libur, en: Day off}
              - {day: 2028-01-04, kind: joint-leave, id: Cuti bersama, en: Joint leave}
        """
    )
    answer = count("BAN-4", "2027-11-01", holidays=after)
    assert answer.unknown_years == ()
    assert answer.readings[0].last_day > count("BAN-4", "2027-11-01").readings[0].last_day


def test_a_year_the_operator_names_again_is_the_operators_whole(own, table):
    after = own(
        """
        name: {id: Libur 2024 baru, en: New list of 2024}
        holiday_years:
          - code: LIBUR-2024
            year: 2024
            decree: {id: SKB perubahan, en: Amended decree}
            national: 1
            joint_leave: 0
            confidence: B
            sources: [SKB-2024]
            days:
              - {day: 2024-01-01, kind: national, id: Tahun Baru, en: New Year}
        """
    )
    of_2024 = {day for day in after.days if day.year == 2024}
    assert of_2024 == {date(2024, 1, 1), date(2024, 2, 14), date(2024, 11, 27)}
    assert {day for day in after.days if day.year != 2024} == {d for d in table.days if d.year != 2024}


def test_a_term_that_reaches_into_an_unknown_year_says_so_and_gives_the_earliest_day(count):
    """The holidays of 2028 are not settled: the end may move later, never earlier."""
    answer = count("BAN-4", "2027-11-01")
    assert answer.unknown_years == (2028,)
    assert all(reading.unknown_years == (2028,) for reading in answer.readings)


def test_calendar_days_do_not_wait_for_a_decree(count):
    answer = count("DIS-BERLAKU", "2027-12-24")
    assert {r.unit: r.unknown_years for r in answer.readings} == {Unit.CALENDAR: (), Unit.WORKING: (2028,)}


@pytest.mark.parametrize("day", ["2019-12-31", "2028-01-01"])
def test_an_event_in_a_year_without_a_decree_is_refused(count, day):
    with pytest.raises(terms.DayOutsideHolidays) as refused:
        count("PNS-PARPOL", day)
    assert (refused.value.first_year, refused.value.last_year) == ("2020", "2027")


def test_hours_and_what_was_not_found_need_no_decree(book, table):
    moment = terms.at_moment(datetime(2031, 1, 6, 8, tzinfo=JAKARTA))
    assert terms.count(book=book, term="PDP-AKSES", event=moment, holidays=table).alarm == date(2031, 1, 9)
    far = terms.on_day(date(2031, 1, 6))
    assert not terms.count(book=book, term="PPK-TL", event=far, holidays=table).is_found


def test_a_rule_is_not_counted_before_it_was_in_force(count):
    """PP 94/2021 holds from 31 August 2021; an act of the day before has other law."""
    with pytest.raises(terms.TermNotInForce) as refused:
        count("DIS-SAMPAI", "2021-08-30")
    assert refused.value.day.en == "Monday, 30 August 2021"
    assert count("DIS-SAMPAI", "2021-08-31").is_found


def test_a_rule_whose_first_day_was_not_found_says_which(count):
    assert count("PKD-KAJIANAWAL", "2024-11-04").unsure_instruments == ("PERBAWASLU8/2020",)
    assert count("PNS-PARPOL", "2024-11-04").unsure_instruments == ("PP11/2017",)
    assert count("KEB-1", "2024-11-04").unsure_instruments == ()


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("name: {id: a, en: b\n", 2, "expected"),
        ("name: {id: a, en: b}\nname: {id: a, en: b}\n", 2, "twice"),
        (ONE_DAY.replace("2024-11-08\n", "2031-11-08\n"), 5, "a year without a decree; known are 2020"),
        (ONE_DAY.replace("joint-leave", "bank-holiday"), 6, "none of national"),
        (ONE_DAY.replace("2024-11-08\n", "2024-11-31\n"), 5, "is not a day"),
        (ONE_DAY.replace("joint-leave", "voting"), 0, "names its regime"),
        (ONE_DAY + "        regime: pemilu\n", 0, "names its regime"),
        (ONE_DAY.replace("sources: [KEPPRES]", "sources: []"), 0, "needs a source"),
        (ONE_DAY.replace("days_off:", "days-off:"), 0, "unknown key"),
        ("name: {id: a}\n", 1, "'en' is missing"),
    ],
)
def test_a_list_with_anything_wrong_is_refused_with_its_place(own, text, line, reason):
    with pytest.raises(HolidayListIsBroken) as refused:
        own(text)
    assert reason in refused.value.reason
    assert not line or refused.value.line == line
    assert refused.value.file == "libur.yaml"


YEAR = """
    name: {id: Libur, en: Days off}
    holiday_years:
      - code: LIBUR-2028
        year: 2028
        decree: {id: SKB, en: Decree}
        national: 1
        joint_leave: 0
        confidence: B
        sources: [SKB]
        days:
          - {day: 2028-01-03, kind: national, id: Libur, en: Day off}
"""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (YEAR.replace("2028-01-03", "2029-01-03"), "2029-01-03 is not in 2028: a list for another year"),
        (YEAR.replace("national: 1", "national: 17"), "the decree has 17 days, the list gives 1"),
        (YEAR.replace("joint_leave: 0", "joint_leave: 8"), "the decree has 8 days, the list gives 0"),
        (YEAR.replace("kind: national", "kind: voting"), "under days_off"),
        (YEAR + YEAR.splitlines()[-1] + "\n", "a day stands twice"),
    ],
)
def test_a_list_for_another_year_or_with_another_count_is_refused(own, text, reason):
    with pytest.raises(HolidayListIsBroken) as refused:
        own(text)
    assert reason in refused.value.reason


def test_a_list_that_is_not_there_or_no_text_is_refused(tmp_path, table):
    with pytest.raises(HolidayListIsBroken):
        with_own(table, tmp_path / "tidak-ada.yaml")
    (tmp_path / "biner.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(HolidayListIsBroken) as refused:
        with_own(table, tmp_path / "biner.yaml")
    assert refused.value.reason == "the file is no text in UTF-8"


def test_the_draft_of_a_year_has_the_form_of_a_list_and_says_it_is_one(own, table):
    draft = proposed(2028)
    assert draft.startswith("# Draft")
    assert "confidence: D" in draft
    after = own(draft)
    assert after.last_year == 2028
    assert all(
        isinstance(one, Holiday) and one.kind is DayOff.NATIONAL
        for d, one in after.days.items()
        if d.year == 2028
    )
