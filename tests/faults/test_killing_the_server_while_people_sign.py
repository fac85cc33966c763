"""Parts of the service die in the middle of a roll call. What was acknowledged stands, once, and can be proved."""

import time
from collections import Counter

import pytest

from tests.faults.drilling import in_parts
from tests.faults.proofs import check_answers, check_nothing_lost
from tests.patience import NotInTime

PHONES = 12
PEOPLE_PER_KILL = 150

pytestmark = pytest.mark.faults


@pytest.mark.parametrize("turn", in_parts(8))
def test_what_was_acknowledged_stands_once_after_many_kills(turn, make_service, drill, say):
    kills = drill.times(sample=4, full=26)
    service = make_service(people=(kills + 1) * PEOPLE_PER_KILL, workers=1)
    service.start()
    with drill.fault(f"kill -9: pages, gate, clerk, log (SQLite) {turn}") as row:
        crowd = service.crowd(phones=PHONES, rest=0.1, rationed=True)
        killed = kill_often(service, crowd, kills, drill.random(f"sqlite {turn}"), say)
        row.times, row.note = sum(killed.values()), told_of(killed)
        told = crowd.finish()
        tell(told, killed, say)
        check_answers(told)
        check_nothing_lost(service, told, row=row)
        if not any(p["tries"] > 1 for p in told["pledges"]):
            raise NotInTime("no kill ever hit a pledge on its way")  # a matter of moments: tried once more


@pytest.mark.parametrize("turn", in_parts(4))
def test_a_postgresql_server_that_dies_takes_nothing_with_it(turn, make_service, postgres, drill, say):
    kills = drill.times(sample=5, full=15)
    service = make_service(people=(kills + 1) * PEOPLE_PER_KILL, workers=1, database=postgres.address)
    service.start()
    with drill.fault(f"kill -9: PostgreSQL, pages, gate, clerk {turn}") as row:
        crowd = service.crowd(phones=PHONES, rest=0.2, rationed=True)
        killed = kill_often(service, crowd, kills, drill.random(f"postgresql {turn}"), say, database=postgres)
        row.times, row.note = sum(killed.values()), told_of(killed)
        told = crowd.finish()
        tell(told, killed, say)
        check_answers(told, troubles=True)
        check_nothing_lost(service, told, row=row)


def kill_often(service, crowd, kills, moments, say, *, database=None):
    """SIGKILL at seeded moments while acknowledgements come in; what was killed how often."""
    killed = Counter()
    for number in range(1, kills + 1):
        crowd.let(PEOPLE_PER_KILL)
        wait_for_acknowledgement(crowd)
        time.sleep(moments.uniform(0.3, 0.7))
        victims = choose(service, moments)
        if database is not None:
            database.kill()
            killed["database"] += 1
            victims = victims if moments.random() < 0.5 else []
        service.kill(*victims)
        killed.update(victims)
        if number % 5 == 0:
            say(f"  kill {number} of {kills}, {crowd.acknowledged} pledges acknowledged")
        if database is not None:
            database.start()
        if victims:
            service.start(*victims)
    crowd.let(PEOPLE_PER_KILL)
    wait_for_acknowledgement(crowd)
    return killed


def choose(service, moments):
    """One door at least, often the clerk, sometimes the log process."""
    names = {part.name for part in service.parts}
    doors = sorted(names - {"clerk", "wal"})
    victims = [moments.choice(doors)]
    victims += ["clerk"] if moments.random() < 0.3 else []
    victims += ["wal"] if "wal" in names and moments.random() < 0.2 else []
    return victims


def wait_for_acknowledgement(crowd, seconds=300):
    """Until somebody's pledge has been acknowledged since now: signing is under way."""
    before, deadline = crowd.acknowledged, time.monotonic() + seconds
    while crowd.acknowledged == before:
        assert not crowd.has_gone_home, "the crowd has gone home: too few people for so many kills"
        if time.monotonic() > deadline:
            raise NotInTime("nobody can sign")
        time.sleep(0.02)


def told_of(killed):
    return ", ".join(f"{name} {times}" for name, times in sorted(killed.items()))


def tell(told, killed, say):
    kept = sum(p["kept_before_answered"] for p in told["pledges"])
    say(
        f"  {dict(killed)} killed; {len(told['pledges'])} acknowledged, {told['counts']['lost']} requests lost"
    )
    say(f"  {kept} pledges were stored though the first answer never arrived")
