"""fsck names every stored pledge of which a single byte was changed (those of the register: tests/register)."""

import json
import subprocess
import sys

import pytest

from tests.faults.service import HERE

pytestmark = pytest.mark.faults


def test_a_changed_byte_of_a_pledge_is_named(make_service, drill, say):
    times = drill.times(sample=100, full=5000)
    service = make_service(plan={"planted by": "flipping.py"})
    command = [sys.executable, str(HERE / "flipping.py"), str(drill.seed), str(times)]
    with (
        drill.fault("a byte of a stored pledge flipped") as row,
        subprocess.Popen(
            command, env=service.environment, cwd=HERE.parents[1], stdout=subprocess.PIPE, text=True
        ) as program,
    ):
        missed = []
        for told in map(json.loads, program.stdout):
            if "tried" not in told:
                missed.append(told)
                continue
            row.times = told["tried"]
            if row.times % 1000 == 0:
                say(f"  {row.times} flipped, {told['missed']} missed")
        assert program.wait(timeout=60) == 0
        assert missed == []
        assert row.times == times
