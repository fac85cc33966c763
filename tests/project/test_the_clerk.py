"""The clerk does each duty at its pace; one that fails rests, the others go on."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from ikrar.pledges.models import PresenceTrial
from ikrar.project.duties import DUTIES, Duty, Round
from ikrar.register.domain import OBJECTIVE_SECONDS

START = datetime(2026, 11, 23, 0, 45, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def counting(log, name, *, fail=lambda: False):
    def act(*, at):
        log.append((name, at))
        if fail():
            raise OSError(name)

    return act


def test_each_duty_keeps_its_own_pace():
    log = []
    duties = Round(
        [Duty("fast", SECOND, counting(log, "fast")), Duty("slow", 3 * SECOND, counting(log, "slow"))]
    )
    for second in range(7):
        assert duties.turn(at=START + second * SECOND) == []
    names = [name for name, _ in log]
    assert (names.count("fast"), names.count("slow")) == (7, 3)


def test_a_failing_duty_rests_longer_each_time_and_stops_nobody(caplog):
    log, broken = [], [True]
    bad = Duty("bad", SECOND, counting(log, "bad", fail=lambda: broken[0]))
    duties = Round([bad, Duty("good", SECOND, counting(log, "good"))])
    failures = [duties.turn(at=START + n * SECOND) for n in range(8)]
    assert [n for n, failed in enumerate(failures) if failed] == [0, 2, 6]
    assert [name for name, _ in log].count("good") == 8
    assert "duty 'bad' failed, 3 times in a row" in caplog.text
    broken[0] = False
    for n in range(8, 20):
        duties.turn(at=START + n * SECOND)
    assert [at for name, at in log if name == "bad"][-2:] == [START + 18 * SECOND, START + 19 * SECOND]


def test_the_register_is_tried_again_within_its_objective_however_long_the_fault_lasted():
    (found,) = [duty for duty in DUTIES if duty.name == "register"]
    log, broken = [], [True]
    act = counting(log, "register", fail=lambda: broken[0])
    duties = Round([Duty("register", found.every, act, longest_rest=found.longest_rest)])
    for second in range(600):
        duties.turn(at=START + second * SECOND)
    broken[0] = False
    mended = START + 600 * SECOND
    for second in range(int(OBJECTIVE_SECONDS)):
        duties.turn(at=mended + second * SECOND)
    assert log[-1][1] >= mended


def test_a_clock_that_was_set_back_does_not_stop_the_clerk():
    log = []
    duties = Round([Duty("register", SECOND, counting(log, "register"))])
    duties.turn(at=START)
    duties.turn(at=START - timedelta(days=1))
    assert len(log) == 2


def test_every_duty_can_be_done_on_an_empty_installation(db, at):
    assert Round(DUTIES).turn(at=at) == []


@pytest.mark.django_db
def test_what_ran_out_is_swept_away(at):
    made = SessionStore()
    made["mine"] = [1, "code", 0]
    made.set_expiry(-1)
    made.save()
    trials = [
        PresenceTrial.objects.create(tid=f"{n:032x}", wrong=5, paused_until=at - timedelta(days=n))
        for n in (0, 2)
    ]
    sweep = next(duty for duty in DUTIES if duty.name == "what ran out")
    sweep.act(at=at)
    assert not Session.objects.exists()
    assert list(PresenceTrial.objects.all()) == trials[:1]
