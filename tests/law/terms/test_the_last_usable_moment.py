"""Beside the legal end: the last moment somebody is at the counter, in local time."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from ikrar.law.domain import Validity
from ikrar.law.engine import terms
from ikrar.law.engine.terms import Counter

WIT = ZoneInfo("Asia/Jayapura")


def usable(answer, place=0):
    return answer.readings[place].usable


def test_a_term_ending_on_a_saturday_is_usable_until_friday_afternoon(count):
    """Perbawaslu 9/2024: Monday to Thursday until 16.00, Friday until 16.30."""
    found = usable(count("PKD-LAPOR", "2024-10-05"))
    assert (found.counter, found.at.isoformat()) == (Counter.CLOSES, "2024-10-11T16:30:00+07:00")


def test_from_monday_to_thursday_the_counter_closes_at_four(count):
    assert usable(count("PKD-LAPOR", "2024-10-09")).at.time() == time(16, 0)


@pytest.mark.parametrize("known_on", ["2024-11-18", "2024-11-20"])
def test_in_quiet_days_and_on_voting_day_the_counter_is_open_around_the_clock(count, known_on):
    found = usable(count("PKD-LAPOR", known_on))
    assert (found.counter, found.at.time()) == (Counter.AROUND_THE_CLOCK, time(23, 59))


def test_around_the_clock_begins_with_the_first_quiet_day_and_ends_with_voting_day(count):
    assert usable(count("PKD-LAPOR", "2024-11-17")).at.isoformat() == "2024-11-24T23:59:00+07:00"
    assert usable(count("PKD-LAPOR", "2024-11-16")).at.isoformat() == "2024-11-22T16:30:00+07:00"
    assert usable(count("PKD-LAPOR", "2024-11-21")).at.isoformat() == "2024-11-28T16:00:00+07:00"


def test_a_day_off_is_looked_past(count):
    """29 December 2024 is a Sunday; 26 and 25 December are days off, so the last day open is Friday the 27th."""
    assert usable(count("PKD-LAPOR", "2024-12-22")).at.date() == date(2024, 12, 27)
    assert usable(count("PKD-LENGKAPI", "2024-12-24")).at.date() == date(2024, 12, 24)


def test_hours_are_told_in_the_zone_of_the_place(book, table):
    event = terms.on_day(date(2024, 10, 5), zone=WIT)
    answer = terms.count(book=book, term="PKD-LAPOR", event=event, holidays=table)
    assert usable(answer).at.isoformat() == "2024-10-11T16:30:00+09:00"


def test_a_counter_without_known_hours_says_so(count):
    found = usable(count("PML-LAPOR", "2023-12-01"))
    assert (found.counter, found.at) == (Counter.HOURS_NOT_FOUND, None)
    assert found.reception.code == "BAWASLU-PEMILU-2024"


def test_of_the_older_rule_only_the_hours_of_voting_day_are_known(count):
    """Perbawaslu 8/2020: on 9 December 2020 the counter was open from 08.00 to 16.00."""
    voting = usable(count("PKD-LAPOR", "2020-12-02"))
    assert (voting.counter, voting.at.isoformat()) == (Counter.CLOSES, "2020-12-09T16:00:00+07:00")
    assert usable(count("PKD-LAPOR", "2020-12-01")).counter is Counter.HOURS_NOT_FOUND


def test_the_day_of_a_general_election_is_no_voting_day_of_a_local_counter(count):
    assert usable(count("PKD-LAPOR", "2024-02-07")).counter is Counter.HOURS_NOT_FOUND


def test_a_term_that_has_no_counter_says_nothing_of_one(count):
    assert usable(count("KEB-1", "2024-11-04")) is None


def test_a_term_wholly_on_days_off_finds_the_counter_never_open(count):
    found = usable(count("PKD-LENGKAPI", "2025-03-29"), place=0)
    assert (found.counter, found.at) == (Counter.NEVER_OPEN, None)
    assert found.reception.code == "BAWASLU-2024"


def test_before_a_counter_existed_its_hours_are_not_known(book, table):
    later = {c: replace(r, validity=Validity(date(2024, 10, 10))) for c, r in book.receptions.items()}
    shifted = replace(book, receptions=later)
    event = terms.on_day(date(2024, 10, 1))
    found = terms.count(book=shifted, term="PKD-LAPOR", event=event, holidays=table).readings[0].usable
    assert (found.counter, found.reception) == (Counter.HOURS_NOT_FOUND, None)


def test_a_stage_the_book_does_not_know_opens_nothing(book, table):
    without = replace(book, calendars={})
    event = terms.on_day(date(2024, 11, 18))
    found = terms.count(book=without, term="PKD-LAPOR", event=event, holidays=table).readings[0].usable
    assert (found.counter, found.at) == (
        Counter.CLOSES,
        datetime(2024, 11, 25, 16, tzinfo=ZoneInfo("Asia/Jakarta")),
    )
