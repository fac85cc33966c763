"""The disk fills up in the middle of a roll call: who is told "not now" tries again, and nothing acknowledged is lost."""

import time

import pytest

from tests.faults.proofs import check_answers, check_nothing_lost

pytestmark = pytest.mark.faults


def test_a_full_disk_stops_signing_in_words_and_loses_nothing(small_disk, make_service, drill, say):
    times = drill.times(sample=1, full=5)
    service = make_service(people=800 * times, data=small_disk.folder)
    service.start()
    with drill.fault("full disk: pages, gate, clerk, log") as row:
        crowd = service.crowd(phones=4, rest=0.05)
        for _ in range(times):
            fill_and_free(service, small_disk, crowd, say)
            row.times += 1
        told = crowd.finish()
        check_answers(told, troubles=True)
        assert told["troubles"], "nobody noticed that the disk was full"
        check_nothing_lost(service, told, row=row)


def fill_and_free(service, disk, crowd, say):
    """Full until some were told to wait; then free, until signing is under way again."""
    troubled = crowd.troubled
    service.watch_signing(crowd, more=10)
    running = service.part("wal").process.pid
    disk.fill(service)
    say(f"  full after {crowd.acknowledged} pledges")
    service.watch_until(lambda: crowd.troubled > troubled + 8, seconds=300)
    time.sleep(2)  # the log process has tried to move pages at least once
    at_its_worst = crowd.acknowledged
    disk.free(service)
    say(f"  free again; {crowd.troubled} were told to wait, {at_its_worst} pledges acknowledged")
    service.watch_signing(crowd, more=20)
    assert service.part("wal").process.pid == running, "the log process did not survive"
