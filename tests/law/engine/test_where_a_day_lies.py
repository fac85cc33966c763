"""Where a day lies in an election, and what is said when the calendars do not know."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ikrar.kernel.periods import Period
from ikrar.law.domain import AskedPhase
from ikrar.law.engine import (
    ContestIsRunning,
    ContestIsUnknown,
    RegimeIsUnknown,
    Standing,
    position,
    running_regimes,
)
from ikrar.law.engine.placing import check_no_election
from tests.law.engine import invented

BEFORE, AFTER = frozenset({AskedPhase.BEFORE_FIXED}), frozenset({AskedPhase.AFTER_FIXED})
LATER = [AFTER | {phase} for phase in (AskedPhase.CAMPAIGN, AskedPhase.QUIET, AskedPhase.VOTING)]
FIXED = date(2000, 2, 1)
LAW = invented.book(
    calendars=[
        invented.calendar(
            "first",
            "pilkada",
            date(2000, 1, 1),
            contests=[("mayor", FIXED), ("regent", FIXED + timedelta(days=30))],
            stages=[("CAMPAIGN", date(2000, 3, 15), date(2000, 3, 20), "campaign", "regent")],
        ),
        invented.calendar("second", "pilkada", date(2001, 1, 1)),
    ]
)


def at(day, contest="mayor", regime="pilkada"):
    return position(LAW, day=day, regime=regime, contest=contest)


def sides(where):
    return [footing.phases for footing in where.footings]


@pytest.mark.parametrize(
    ("days", "expected", "questions"),
    [
        (-8, [BEFORE], ()),
        (-7, [BEFORE, AFTER], (8,)),
        (0, [BEFORE, AFTER], (8,)),
        (7, [BEFORE, AFTER], (8,)),
        (8, [AFTER], ()),
    ],
)
def test_within_seven_days_of_the_fixing_both_sides_are_shown(days, expected, questions):
    where = at(FIXED + timedelta(days=days))
    assert (sides(where), where.questions) == (expected, questions)
    assert [contest.code for contest in where.near] == (["mayor"] if len(expected) > 1 else [])
    assert ("kedua masa" in where.says.id) == ("both phases" in where.says.en) == (len(expected) > 1)


def test_contests_that_are_fixed_on_different_days_stand_apart():
    where = at(date(2000, 2, 15), contest="")
    assert [(footing.phases, footing.contests) for footing in where.footings] == [
        (AFTER, ("mayor",)),
        (BEFORE, ("regent",)),
    ]
    assert where.questions == (8,)
    assert where.phases == BEFORE | AFTER


def test_a_stage_adds_its_phase_only_for_its_own_contest():
    assert sides(at(date(2000, 3, 15), "regent")) == [AFTER | {AskedPhase.CAMPAIGN}]
    assert sides(at(date(2000, 3, 15), "mayor")) == [AFTER]
    assert [stage.code for stage in at(date(2000, 3, 20), "regent").stages] == ["first-ALL", "CAMPAIGN"]


def test_a_calendar_without_contests_leaves_both_sides_possible():
    where = at(date(2001, 2, 1), contest="")
    assert (sides(where), where.questions, where.calendars) == ([BEFORE, AFTER], (8,), ("second",))


@pytest.mark.parametrize(
    ("day", "standing", "questions"),
    [
        (date(1999, 12, 31), Standing.BEFORE_FIRST, (8,)),
        (date(2000, 4, 10), Standing.BETWEEN, (8,)),
        (date(2001, 4, 11), Standing.AFTER_LAST, (8, 14)),
    ],
)
def test_outside_every_calendar_it_says_so_and_leaves_every_phase_possible(day, standing, questions):
    where = at(day, contest="")
    assert (where.standing, where.questions) == (standing, questions)
    assert sides(where) == [BEFORE, AFTER, *LATER]
    assert "1 Januari 2000 sampai 9 April 2000, 1 Januari 2001 sampai 10 April 2001" in where.says.id
    assert "1 January 2000 to 9 April 2000, 1 January 2001 to 10 April 2001" in where.says.en
    assert "every possible phase is shown" in where.says.en
    assert (where.calendars, where.stages, where.near) == ((), (), ())


def test_a_contest_has_days_of_its_own_and_is_looked_for_only_where_it_is_held():
    late = invented.calendar(
        "late", "pilkada", date(2003, 1, 1), contests=[("mayor", FIXED), ("regent", FIXED)],
    )  # fmt: skip
    [frame] = late.stages
    only_mayor = replace(frame, contests=("mayor",))
    regent = replace(frame, code="R", period=Period(date(2003, 2, 1), date(2003, 2, 3)), contests=("regent",))
    law = invented.book(calendars=[replace(late, stages=(only_mayor, regent)), LAW.calendars["second"]])

    def standing(day, contest):
        return position(law, day=day, regime="pilkada", contest=contest).standing

    assert standing(date(2003, 1, 1), "mayor") is Standing.RUNNING
    assert [standing(day, "regent") for day in (date(2003, 1, 31), date(2003, 2, 1), date(2003, 2, 2), date(2003, 2, 3))] == [
        Standing.BEFORE_FIRST, Standing.RUNNING, Standing.RUNNING, Standing.AFTER_LAST,
    ]  # fmt: skip
    assert standing(date(2001, 2, 1), "mayor") is Standing.BEFORE_FIRST
    assert (
        "1 Februari 2003 sampai 2 Februari 2003"
        in position(law, day=FIXED, regime="pilkada", contest="regent").says.id
    )


def test_a_contest_without_any_stage_never_runs():
    calendar = invented.calendar(
        "c", "pilkada", date(2003, 1, 1), contests=[("mayor", FIXED), ("regent", FIXED)]
    )
    law = invented.book(
        calendars=[replace(calendar, stages=(replace(calendar.stages[0], contests=("mayor",)),))]
    )
    where = position(law, day=date(2003, 1, 5), regime="pilkada", contest="regent")
    assert (where.standing, where.stages) == (Standing.BEFORE_FIRST, ())
    assert ("(yang ada: -)" in where.says.id, "(it holds: -)" in where.says.en) == (True, True)
    whole = position(law, day=date(2003, 1, 5), regime="pilkada")
    assert [footing.contests for footing in whole.footings] == [("mayor",)]


def test_a_kind_of_election_without_any_calendar_is_after_the_last():
    where = at(date(2000, 1, 1), contest="", regime="pemilu")
    assert (where.standing, where.says.id.count("-")) == (Standing.AFTER_LAST, 1)


def test_the_first_and_the_last_day_belong_to_the_election():
    assert at(date(2000, 1, 1)).standing is at(date(2000, 4, 9)).standing is Standing.RUNNING


def test_without_an_election_there_is_one_footing_without_phase():
    where = at(date(1999, 1, 1), contest="", regime="none")
    assert (where.standing, sides(where), where.questions) == (Standing.NO_ELECTION, [frozenset()], ())


def test_no_election_cannot_be_said_of_a_day_on_which_one_runs():
    assert running_regimes(LAW, day=FIXED) == ("pilkada",)
    assert check_no_election(LAW, day=date(1999, 1, 1)) is None
    with pytest.raises(ContestIsRunning) as refused:
        check_no_election(LAW, day=FIXED)
    assert (refused.value.day, refused.value.regimes) == (FIXED, "pilkada")


def test_a_contest_or_an_election_nobody_knows_is_refused():
    with pytest.raises(ContestIsUnknown) as refused:
        at(FIXED, "king")
    assert (refused.value.contest, refused.value.regime, refused.value.known) == (
        "king",
        "pilkada",
        "mayor, regent",
    )
    with pytest.raises(ContestIsUnknown) as refused:
        at(FIXED, "mayor", regime="none")
    assert refused.value.known == "-"
    with pytest.raises(RegimeIsUnknown) as unknown:
        at(FIXED, regime="plebiscite")
    assert (unknown.value.regime, unknown.value.known) == ("plebiscite", "pemilu, pilkada, none")
