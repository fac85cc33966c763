"""The server dies fifty times in the middle of a roll call. What was acknowledged stands, once, and can be proved."""

import random
import time
from collections import Counter

import pytest

from ikrar.register import trust
from tests.faults.proofs import check_checkpoints, check_receipts, check_rows

KILLS = 50
PEOPLE = 4_000
PHONES = 12
SEED = 1407

pytestmark = pytest.mark.faults


def test_what_was_acknowledged_stands_once_after_fifty_kills(make_service, say):
    service = make_service(people=PEOPLE, workers=1)
    service.start()
    crowd = service.crowd(phones=PHONES)
    killed = kill_often(service, crowd, say)
    told = crowd.finish()
    kept = sum(p["kept_before_answered"] for p in told["pledges"])
    say(f"  {killed} killed; {len(told['pledges'])} acknowledged, {told['counts']['lost']} requests lost")
    say(f"  {kept} pledges were stored though the first answer never arrived")
    check_answers(told)
    trusted = trust.parse(service.ikrar("register", "trust").stdout)
    service.stop()
    check_rows(told, service.office("count"))
    check_receipts(told, trusted=trusted)
    sizes = check_checkpoints(told["checkpoints"], trusted=trusted, folder=service.data / "register")
    assert sizes > KILLS / 5
    fsck = service.ikrar("fsck")
    assert (fsck.returncode, fsck.stdout.splitlines()[-1]) == (0, "Bersih / clean."), (
        fsck.stdout + fsck.stderr
    )


def kill_often(service, crowd, say):
    """SIGKILL at seeded moments while acknowledgements come in; what was killed how often."""
    moments = random.Random(SEED)
    killed = Counter()
    for number in range(1, KILLS + 1):
        wait_for_acknowledgement(crowd)
        time.sleep(moments.uniform(0.3, 0.7))
        victims = [
            "pages",
            *(["clerk"] if moments.random() < 0.3 else []),
            *(["wal"] if moments.random() < 0.2 else []),
        ]
        service.kill(*victims)
        killed.update(victims)
        if number % 5 == 0:
            say(f"  kill {number} of {KILLS}, {crowd.acknowledged} pledges acknowledged")
        service.start(*victims)
    wait_for_acknowledgement(crowd)
    return dict(killed)


def wait_for_acknowledgement(crowd, seconds=60):
    """Until somebody's pledge has been acknowledged since now: signing is under way."""
    before, deadline = crowd.acknowledged, time.monotonic() + seconds
    while crowd.acknowledged == before:
        assert crowd.process.poll() is None, "the crowd has gone home: too few people for so many kills"
        assert time.monotonic() < deadline, "nobody can sign"
        time.sleep(0.02)


def check_answers(told):
    """Nobody was refused, and who sent again got the first answer again."""
    assert told["faults"] == []
    assert told["troubles"] == []
    assert len(told["pledges"]) > KILLS
    differing = [p for p in told["pledges"] if len({tuple(answer) for answer in p["answers"]}) != 1]
    assert differing == []
    assert any(p["tries"] > 1 for p in told["pledges"]), "no kill ever hit a pledge on its way"
