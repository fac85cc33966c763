"""Local practice is data beside the rule, never the rule; what was not found has no day at all."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from ikrar.law.engine import terms


def test_a_practice_in_other_days_is_counted_beside_the_rule(count):
    """Perbawaslu 7/2022 is reported to write seven days without the word working."""
    answer = count("PML-LAPOR", "2023-12-01")
    assert answer.alarm == date(2023, 12, 11)
    assert answer.earlier_in_practice == date(2023, 12, 7)


def test_a_practice_that_is_not_earlier_raises_no_warning(count):
    assert count("PKD-LAPOR", "2024-10-05").earlier_in_practice is None
    assert count("KEB-1", "2024-11-04").earlier_in_practice is None


def test_a_practice_that_counts_from_another_event_gets_no_day(count):
    (practice,) = count("PKD-TINDAK", "2024-10-11").practices
    assert practice.practice.event == "laporan_diregistrasi"
    assert practice.readings == ()


def test_where_no_term_was_found_there_is_no_day_and_the_practices_are_told(count):
    answer = count("PPK-TL", "2024-11-04", today=date(2024, 11, 14))
    assert (answer.is_found, answer.alarm, answer.latest, answer.days) == (False, None, None, ())
    assert (answer.alarm_reading, answer.waited, answer.earlier_in_practice) == (None, 10, None)
    assert not answer.may_have_passed
    assert [len(practice.readings) for practice in answer.practices] == [4, 2]
    assert terms.trace(answer).result == (("alarm", "not-found"),)


def test_an_unknown_rule_is_refused_with_the_nearest(count):
    with pytest.raises(terms.NoSuchTerm) as refused:
        count("PKD-LAPORAN", "2024-11-04")
    assert refused.value.near == "PKD-LAPOR"
    with pytest.raises(terms.NoSuchTerm) as refused:
        count("zzz", "2024-11-04")
    assert refused.value.near == "PKD-LAPOR"


def test_small_letters_are_understood(count):
    assert count("keb-1", "2024-11-04").term.code == "KEB-1"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("KEB-1", "paling lambat 14 hari kerja sejak keputusan diterima"),
        ("DIS-BERLAKU", "pada hari ke-15 sejak keputusan diterima"),
        ("PPK-TL", "tenggat tidak ditemukan, sejak rekomendasi diterima"),
        ("PDP-BAIK", "paling lambat 72 jam sejak permintaan diterima"),
    ],
)
def test_a_rule_is_told_in_one_line(book, code, words):
    assert terms.rule_in_words(book.terms[code]).id == words


def test_the_trace_names_law_table_event_rule_and_every_reading(book, table, count):
    answer = count("PKD-LAPOR", "2024-10-05")
    trace = terms.trace(answer)
    asked = dict(trace.asked)
    assert (trace.about, trace.law) == ("term", book.version)
    assert (asked["term"], asked["event"], asked["holidays"]) == ("PKD-LAPOR", "2024-10-05", table.version)
    assert [step.kind for step in trace.steps] == ["rule", "reading", "reading"]
    assert dict(trace.steps[0].value)["first_day"] == "unclear"
    assert dict(trace.steps[1].value)["ends"] == "2024-10-12"
    assert dict(trace.steps[1].value)["usable"] == "2024-10-11T16:30:00+07:00"
    assert [dict(step.value)["ends"] for step in trace.not_considered] == ["2024-10-12 2024-10-11"]
    assert trace.result == (("alarm", "2024-10-11"),)


def test_the_working_is_told_in_stretches(count):
    told = terms.stretches(count("KEB-3", "2024-11-04").readings[0].steps)
    spans = [(one.begins_on.day, one.last_day.day, one.why.value, one.numbers) for one in told]
    assert spans[:3] == [(4, 4, "event", None), (5, 8, "counted", (1, 4)), (9, 10, "weekend", None)]
    voting = next(one for one in told if one.why is terms.Why.VOTING)
    assert (voting.begins_on, voting.holiday.kind.value) == (date(2024, 11, 27), "voting")
    assert told[-1].numbers == (19, 21)


def test_two_days_off_with_two_names_are_two_stretches(count):
    told = terms.stretches(count("BAN-4", "2024-11-04").readings[0].steps)
    names = [one.holiday.name.en for one in told if one.holiday]
    assert names[1:4] == ["Christmas Day", "Christmas, joint leave", "New Year's Day"]


def test_a_holiday_on_a_weekend_does_not_split_it(count):
    """1 June 2024, a Saturday, was Pancasila Day."""
    told = terms.stretches(count("KEB-1", "2024-05-30").readings[0].steps)
    weekend = next(one for one in told if one.begins_on == date(2024, 6, 1))
    assert (weekend.last_day, weekend.why, weekend.holiday) == (date(2024, 6, 2), terms.Why.WEEKEND, None)


def test_a_practice_in_days_beside_a_text_in_hours_is_read_both_ways(book, table):
    hours = book.terms["PKD-POLRI"]
    (practice,) = book.terms["PKD-LAPOR"].practice
    mixed = replace(hours, practice=(replace(practice, length=1),))
    at = datetime(2024, 10, 16, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
    answer = terms.count(
        book=replace(book, terms={**book.terms, "PKD-POLRI": mixed}),
        term="PKD-POLRI",
        event=terms.at_moment(at),
        holidays=table,
    )
    days = [reading.last_day for reading in answer.practices[0].readings]
    assert days == [date(2024, 10, 17), date(2024, 10, 16)]
