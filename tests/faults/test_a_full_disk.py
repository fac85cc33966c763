"""The disk fills up in the middle of a roll call: who is told "not now" tries again, and nothing acknowledged is lost."""

import json
import time

import pytest

from ikrar.register import trust
from tests.faults.proofs import check_checkpoints, check_receipts, check_rows

pytestmark = pytest.mark.faults


def test_a_full_disk_stops_signing_in_words_and_loses_nothing(small_disk, make_service, say):
    service = make_service(people=800, data=small_disk.folder)
    service.start()
    crowd = service.crowd(phones=4)
    service.watch_until(lambda: crowd.acknowledged > 10, seconds=60)
    small_disk.fill(service)
    say(f"  full after {crowd.acknowledged} pledges")
    service.watch_until(lambda: crowd.troubled > 8, seconds=120)
    time.sleep(2)
    at_its_worst = crowd.acknowledged
    small_disk.free(service)
    say(f"  free again; {crowd.troubled} were told to wait, {at_its_worst} pledges acknowledged")
    service.watch_until(lambda: crowd.acknowledged > at_its_worst + 20, seconds=120)
    told = crowd.finish()
    check_words(told)
    trusted = trust.parse(service.ikrar("register", "trust").stdout)
    service.watch_until(lambda: service.office("count")["waiting"] == 0, seconds=90)
    service.stop()
    check_rows(told, service.office("count"))
    check_receipts(told, trusted=trusted)
    check_checkpoints(told["checkpoints"], trusted=trusted, folder=service.data / "register")
    fsck = service.ikrar("fsck")
    assert (fsck.returncode, fsck.stdout.splitlines()[-1]) == (0, "Bersih / clean."), fsck


def check_words(told):
    """Every trouble was told as a problem with a sentence and a remedy; in the end nobody was refused."""
    assert told["faults"] == []
    for word, status, said in told["troubles"]:
        assert status in (500, 503), (word, said)
        problem = json.loads(said)
        assert problem["title"]
        assert problem["remedy"]
    answers = [len({tuple(answer) for answer in p["answers"]}) for p in told["pledges"]]
    assert set(answers) == {1}
