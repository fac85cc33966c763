"""A new gate takes the old one's place while people sign, and an orderly end loses nothing."""

import subprocess
import sys

import pytest

from tests.faults.proofs import check_nothing_lost
from tests.faults.service import ROOT
from tests.patience import NotInTime

pytestmark = pytest.mark.faults


def test_a_gate_is_replaced_while_people_sign_and_nobody_is_refused(make_service, drill):
    service = make_service(people=drill.times(sample=150, full=1500))
    service.start()
    gate = service.part("gate")
    with drill.fault("a gate replaced while people sign") as row:
        crowd = service.crowd(phones=8, ports=[service.gate.port])
        for turn in range(1, 4):
            service.watch_until(lambda seen=25 * turn: crowd.acknowledged >= seen, seconds=300)
            before = gate.process.pid
            gate.replace()
            service.watch_until(lambda: gate.successor is None and not gate.leaving, seconds=300)
            if gate.process.pid == before:
                raise NotInTime("the new gate was not warm within the supervisor's minute")
            row.times = turn
        crowd.process.wait(timeout=900)
        told = crowd.finish()
        assert (told["counts"]["lost"], told["troubles"]) == (0, [])
        check_nothing_lost(service, told, row=row)


def test_a_gate_that_is_told_to_end_answers_whom_it_has(make_service):
    service = make_service(people=60)
    service.start()
    gate = service.part("gate")
    crowd = service.crowd(phones=8, ports=[service.gate.port])
    service.watch_until(lambda: crowd.acknowledged >= 15, seconds=300)
    gate.process.terminate()
    assert gate.process.wait(120) == 0
    gate.start()
    crowd.process.wait(timeout=900)
    told = crowd.finish()
    assert (told["counts"]["lost"], told["troubles"]) == (0, [])


def test_a_second_gate_on_the_same_file_says_so_and_ends(make_service):
    service = make_service()
    service.start()
    command = [sys.executable, "-m", "ikrar.project.gate", "--port", str(service.gate.port + 1)]
    second = subprocess.run(
        command, cwd=ROOT, env=service.environment, check=False, capture_output=True, text=True, timeout=600
    )
    assert second.returncode == 1
    assert "another gate serves this file" in second.stderr
