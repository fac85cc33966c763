"""The server's clock jumps by hours, forward and back, while people sign."""

import time

import pytest

from tests.faults.proofs import check_answers, check_nothing_lost
from tests.faults.service import HERE, ROOT

HOUR = 3600
JUMPS = (2 * HOUR, 0, -HOUR, 5 * HOUR, -5 * HOUR, 30, 0)

pytestmark = pytest.mark.faults


def test_a_clock_that_jumps_moves_no_pledge(make_service, tmp_path, drill, say):
    turns = drill.times(sample=1, full=6)
    clock = tmp_path / "clock"
    clock.write_text("0")
    service = make_service(
        people=400 * turns,
        workers=1,
        PYTHONPATH=f"{HERE / 'clock'}:{ROOT / 'src'}:{ROOT}",
        FAULTS_CLOCK=str(clock),
    )
    service.start()
    with drill.fault("the clock jumps by hours") as row:
        # Codes of the stage are right for half a minute only: in this crowd nobody tells one.
        crowd = service.crowd(phones=4, rest=0.3, absent=True)
        for seconds in JUMPS * turns:
            clock.write_text(str(seconds))
            row.times += 1
            service.watch_signing(crowd, more=8)
            time.sleep(1.5)
        say(f"  {row.times} jumps, {crowd.acknowledged} acknowledged")
        told = crowd.finish()
        check_answers(told)
        check_nothing_lost(service, told, row=row)
