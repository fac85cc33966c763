"""Act, posting and "diketahui" are separate facts, each asserted by somebody; nothing starts a clock silently."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ikrar.kernel.words import Words
from ikrar.law.engine import terms
from ikrar.law.engine.terms import FactKind

REPORTER, REPORTED = Words("pelapor", "reporter"), Words("terlapor", "reported")
TODAY = date(2024, 12, 1)


def fact(kind, day, by=REPORTER):
    return terms.Fact(kind, terms.on_day(date.fromisoformat(day), by=by))


@pytest.fixture
def counted(book, table):
    def count(code, *facts, today=TODAY):
        return terms.from_facts(book=book, term=code, facts=facts, holidays=table, today=today)

    return count


def test_the_act_and_its_posting_alone_start_nothing(counted):
    with pytest.raises(terms.NothingStartsTheClock) as refused:
        counted("PKD-LAPOR", fact(FactKind.ACT, "2024-10-01"), fact(FactKind.POSTED, "2024-10-02"))
    assert refused.value.wanted.id == "diketahui / ditemukan"


def test_only_being_known_starts_a_report_in_a_general_election(counted):
    with pytest.raises(terms.NothingStartsTheClock):
        counted("PML-LAPOR", fact(FactKind.FOUND, "2023-12-01"))
    assert counted("PML-LAPOR", fact(FactKind.KNOWN, "2023-12-01")).alarm == date(2023, 12, 11)


def test_a_term_that_starts_from_an_offices_step_takes_no_facts(book, counted):
    assert terms.starts_from_facts(book.terms["KEB-1"]) == ()
    with pytest.raises(terms.NothingStartsTheClock):
        counted("KEB-1", fact(FactKind.KNOWN, "2024-11-04"))


def test_two_people_who_knew_on_two_days_give_two_counts_and_one_alarm(counted):
    found = counted(
        "PKD-LAPOR",
        fact(FactKind.KNOWN, "2024-10-05"),
        fact(FactKind.KNOWN, "2024-10-02", by=REPORTED),
    )
    assert [answer.event.by for _, answer in found.answers] == [REPORTER, REPORTED]
    assert found.alarm == date(2024, 10, 8)
    assert not found.disputed


def test_who_puts_the_act_after_its_becoming_known_contradicts_himself(counted):
    with pytest.raises(terms.FactsDisagree) as refused:
        counted("PKD-LAPOR", fact(FactKind.KNOWN, "2024-10-05"), fact(FactKind.ACT, "2024-10-06"))
    assert refused.value.first.id == "perbuatan"
    assert refused.value.second_day.en == "Saturday, 5 October 2024"


def test_two_people_who_disagree_are_both_heard(counted):
    act, known = fact(FactKind.ACT, "2024-10-06", by=REPORTED), fact(FactKind.KNOWN, "2024-10-05")
    found = counted("PKD-LAPOR", act, known)
    assert found.disputed == (terms.Disputed(act, known),)
    assert found.alarm == date(2024, 10, 11)


def test_the_act_and_its_becoming_known_may_fall_on_one_day(counted):
    same_day = (fact(FactKind.ACT, "2024-10-05"), fact(FactKind.POSTED, "2024-10-05"))
    assert not counted("PKD-LAPOR", *same_day, fact(FactKind.KNOWN, "2024-10-05")).disputed


def test_where_the_term_has_passed_the_other_doors_are_shown(counted):
    found = counted("PKD-LAPOR", fact(FactKind.KNOWN, "2024-10-05"))
    answer = found.answers[0][1]
    assert found.may_have_passed
    assert answer.has_passed
    doors = {door.code: door for door in answer.doors}
    assert {"TEMUAN-PILKADA", "INFORMASI-AWAL", "DISIPLIN-PP94"} <= doors.keys()
    assert "PP 94/2021" in doors["DISIPLIN-PP94"].says.id


def test_while_it_runs_it_has_not_passed(counted):
    found = counted("PKD-LAPOR", fact(FactKind.KNOWN, "2024-10-05"), today=date(2024, 10, 11))
    assert not found.may_have_passed


def test_on_the_day_after_the_alarm_it_may_have_passed_and_a_day_later_it_has(counted):
    known = fact(FactKind.KNOWN, "2024-10-05")
    middle = counted("PKD-LAPOR", known, today=date(2024, 10, 12)).answers[0][1]
    assert (middle.may_have_passed, middle.has_passed) == (True, False)
    after = counted("PKD-LAPOR", known, today=date(2024, 10, 13)).answers[0][1]
    assert (after.may_have_passed, after.has_passed) == (True, True)


def test_what_has_not_happened_yet_starts_nothing(counted, count):
    with pytest.raises(terms.EventAfterToday) as refused:
        counted("PKD-LAPOR", fact(FactKind.KNOWN, "2024-12-02"))
    assert refused.value.today.en == "Sunday, 1 December 2024"
    with pytest.raises(terms.EventAfterToday):
        count("KEB-1", "2024-12-02", today=TODAY)
    assert count("KEB-1", "2024-12-01", today=TODAY).waited == 0


def test_without_a_today_nothing_passes_or_waits(count):
    answer = count("KEB-1", "2024-11-04")
    assert (answer.waited, answer.may_have_passed, answer.has_passed) == (None, False, False)


def test_hours_run_from_the_moment_and_not_from_the_day(book, table):
    at = datetime(2024, 10, 16, 23, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
    begun = terms.at_moment(at)
    answer = terms.count(book=book, term="PKD-POLRI", event=begun, holidays=table)
    assert answer.readings[0].ends_at == at + timedelta(hours=24)
    assert (answer.alarm, answer.readings[0].steps) == (date(2024, 10, 17), ())


def test_one_moment_is_another_day_farther_east(book, table):
    """23.30 in Jakarta is 01.30 of the next day in Jayapura: the day of the event is the local one."""
    at = datetime(2024, 10, 16, 23, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert terms.at_moment(at, zone=terms.zone_of("WIT")).on == date(2024, 10, 17)
    assert terms.at_moment(at, zone=terms.zone_of("wita")).on == date(2024, 10, 17)
    assert terms.at_moment(at, zone=terms.zone_of("WIB")).on == date(2024, 10, 16)


def test_a_moment_without_its_zone_is_refused():
    with pytest.raises(terms.MomentWithoutZone) as refused:
        terms.at_moment(datetime(2024, 10, 16, 12, 0))
    assert refused.value.moment == "2024-10-16 12:00:00"


def test_a_term_in_hours_wants_the_moment(count):
    with pytest.raises(terms.MomentNeeded):
        count("PDP-BREACH", "2024-11-04")


@pytest.mark.parametrize("zone", ["", "GMT", "Europe/Amsterdam"])
def test_a_zone_outside_indonesia_is_refused(zone):
    with pytest.raises(terms.NoSuchZone):
        terms.zone_of(zone)


def test_one_account_that_has_passed_opens_the_doors_though_another_still_runs(counted):
    early, late = fact(FactKind.KNOWN, "2024-10-02"), fact(FactKind.KNOWN, "2024-10-05", by=REPORTED)
    found = counted("PKD-LAPOR", early, late, today=date(2024, 10, 10))
    assert [answer.may_have_passed for _, answer in found.answers] == [True, False]
    assert found.may_have_passed


def test_an_act_that_lies_ahead_is_refused_though_it_starts_nothing(counted):
    with pytest.raises(terms.EventAfterToday):
        counted(
            "PKD-LAPOR", fact(FactKind.ACT, "2024-12-02", by=REPORTED), fact(FactKind.KNOWN, "2024-11-29")
        )
