"""Suspension, extension, completion by the reporter that begins a term anew, and several clocks side by side."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.kernel.words import Words
from ikrar.law.engine import terms
from ikrar.law.engine.terms import Turn, Why

FEW = settings(max_examples=30, deadline=None)

BY, REASON = Words("panitera", "clerk"), Words("surat 12/2024", "letter 12/2024")
DAYS_IN_NOVEMBER = st.integers(5, 29)


def turned(kind, day, days=0):
    return terms.Turned(kind, date(2024, 11, day), BY, REASON, days)


@pytest.fixture
def run(book, table):
    def answer(*turns, code="KEB-1"):
        return terms.turn(book=book, clock=terms.Clock(code, turns), holidays=table)

    return answer


START = turned(Turn.STARTED, 4)


def ours(answer):
    return answer.runs[0]


def test_a_clock_that_only_started_ends_as_the_term_does(run, count):
    answer = run(START)
    assert [one.last_day for one in answer.runs] == [
        r.last_day for r in count("KEB-1", "2024-11-04").readings
    ]
    assert (answer.alarm, answer.is_done, answer.stands_still) == (date(2024, 11, 21), False, False)
    assert (ours(answer).used, ours(answer).left) == (14, 0)


def test_three_working_days_of_standing_still_end_it_three_working_days_later(run):
    """From Monday the 11th up to Thursday the 14th, when it goes on: 22 November becomes the 28th, over voting day."""
    answer = run(START, turned(Turn.SUSPENDED, 11), turned(Turn.RESUMED, 14))
    assert ours(answer).last_day == date(2024, 11, 28)
    paused = [step.day.day for step in ours(answer).steps if step.why is Why.PAUSED]
    assert paused == [11, 12, 13]


def test_a_clock_that_stands_still_has_no_last_day_but_days_left(run):
    answer = run(START, turned(Turn.SUSPENDED, 11))
    assert (answer.alarm, answer.stands_still) == (None, True)
    assert [(one.last_day, one.used, one.left) for one in answer.runs] == [(None, 4, 10), (None, 5, 9)]
    assert ours(answer).steps[-1].why is Why.PAUSED


def test_going_on_the_same_day_changes_nothing(run):
    answer = run(START, turned(Turn.SUSPENDED, 11), turned(Turn.RESUMED, 11))
    assert ours(answer).last_day == date(2024, 11, 22)


def test_an_extension_adds_its_days_and_two_add_up(run):
    assert ours(run(START, turned(Turn.EXTENDED, 15, 2))).last_day == date(2024, 11, 26)
    twice = run(START, turned(Turn.EXTENDED, 15, 1), turned(Turn.EXTENDED, 18, 1))
    assert ours(twice).last_day == date(2024, 11, 26)


def test_completing_the_report_begins_the_term_anew_without_the_old_extension(run):
    again = run(START, turned(Turn.EXTENDED, 6, 5), turned(Turn.SUSPENDED, 7), turned(Turn.STARTED_AGAIN, 11))
    assert ours(again).last_day == date(2024, 12, 2)
    assert ours(again).steps[0].day == date(2024, 11, 11)
    assert not any(step.why is Why.PAUSED for step in ours(again).steps)


def test_what_is_completed_has_no_alarm(run):
    answer = run(START, turned(Turn.COMPLETED, 12))
    assert (answer.alarm, answer.is_done) == (None, True)


@pytest.mark.parametrize(
    "turns",
    [
        (turned(Turn.SUSPENDED, 4),),
        (START, turned(Turn.RESUMED, 5)),
        (START, turned(Turn.STARTED, 5)),
        (START, turned(Turn.SUSPENDED, 6), turned(Turn.EXTENDED, 7, 1)),
        (START, turned(Turn.SUSPENDED, 6), turned(Turn.RESUMED, 5)),
        (START, turned(Turn.COMPLETED, 6), turned(Turn.EXTENDED, 7, 1)),
    ],
)
def test_a_turn_that_cannot_follow_is_refused(run, turns):
    with pytest.raises(terms.ClockDoesNotTurnSo) as refused:
        run(*turns)
    assert refused.value.day.id.endswith("November 2024")


@pytest.mark.parametrize("days", [0, -1, 367])
def test_an_extension_is_between_a_day_and_a_year(run, days):
    with pytest.raises(terms.ExtensionOutOfRange):
        run(START, turned(Turn.EXTENDED, 15, days))


def test_an_extension_of_a_whole_year_is_counted_and_says_what_it_does_not_know(run):
    answer = run(
        terms.Turned(Turn.STARTED, date(2027, 3, 1), BY, REASON),
        terms.Turned(Turn.EXTENDED, date(2027, 3, 2), BY, REASON, 366),
    )
    assert ours(answer).unknown_years == (2028,)


def test_a_turn_in_a_year_without_a_decree_is_refused(run):
    with pytest.raises(terms.DayOutsideHolidays):
        run(START, terms.Turned(Turn.SUSPENDED, date(2031, 1, 6), BY, REASON))


def test_a_clock_in_hours_is_not_turned_by_days(run):
    with pytest.raises(terms.MomentNeeded):
        run(START, code="PKD-POLRI")


def test_a_rule_that_was_not_in_force_runs_no_clock(run):
    with pytest.raises(terms.TermNotInForce):
        run(terms.Turned(Turn.STARTED, date(2021, 3, 1), BY, REASON))


def test_where_no_term_was_found_there_is_nothing_to_run(run):
    answer = run(START, code="PPK-TL")
    assert (answer.runs, answer.alarm) == ((), None)


@FEW
@given(DAYS_IN_NOVEMBER, st.integers(0, 10), st.integers(1, 14))
def test_standing_still_never_ends_a_term_earlier(book, table, begins, stands, length):
    start = terms.Turned(Turn.STARTED, date(2024, 11, 4), BY, REASON)
    pause = (
        turned(Turn.SUSPENDED, begins),
        terms.Turned(Turn.RESUMED, date(2024, 11, min(begins + stands, 30)), BY, REASON),
    )
    plain = terms.turn(book=book, clock=terms.Clock("KEB-3", (start,)), holidays=table)
    paused = terms.turn(book=book, clock=terms.Clock("KEB-3", (start, *pause)), holidays=table)
    for before, after in zip(plain.runs, paused.runs, strict=True):
        assert after.last_day >= before.last_day
        assert (after.used, after.left) == (before.used, before.left)


def test_clocks_of_one_matter_run_side_by_side_and_none_stops_another(book, table):
    clocks = [
        terms.Clock("KEB-1", (START,)),
        terms.Clock("DIS-BERLAKU", (START,)),
        terms.Clock("KEB-3", (START, turned(Turn.SUSPENDED, 11))),
    ]
    answers = terms.side_by_side(book=book, clocks=clocks, holidays=table)
    assert [answer.term.code for answer in answers] == ["DIS-BERLAKU", "KEB-1", "KEB-3"]
    assert [answer.alarm for answer in answers] == [date(2024, 11, 18), date(2024, 11, 21), None]


def test_each_turn_says_who_and_why(run):
    assert {(one.by, one.why) for one in run(START, turned(Turn.SUSPENDED, 11)).clock.turns} == {(BY, REASON)}
