"""fsck names every stored pledge of which a single byte was changed (those of the register: tests/register)."""

import json
import subprocess
import sys

import pytest

from tests.faults.service import HERE

pytestmark = pytest.mark.faults


def test_a_changed_byte_of_a_pledge_is_named(make_service, drill):
    times = drill.times(sample=200, full=5000)
    service = make_service(plan={"planted by": "flipping.py"})
    with drill.fault("a byte of a stored pledge flipped") as row:
        program = subprocess.run(
            [sys.executable, str(HERE / "flipping.py"), str(drill.seed), str(times)],
            env=service.environment, cwd=HERE.parents[1], check=False, capture_output=True, text=True, timeout=3600,
        )  # fmt: skip
        assert program.returncode == 0, program.stderr[-3000:]
        *missed, last = map(json.loads, program.stdout.splitlines())
        row.times = last["tried"]
        assert missed == []
        assert row.times == times
