"""fsync, write and rename fail one by one, or the process dies at them: what was acknowledged is found again."""

import json
import shutil
import subprocess
import sys

import pytest

from tests.faults.service import HERE

SAMPLE = 45

pytestmark = pytest.mark.faults


def can_trace():
    """Whether strace is there and may hold a process of ours."""
    if shutil.which("strace") is None:
        return False
    tried = ["strace", "-o", "/dev/null", "-e", "trace=fsync", "true"]
    return subprocess.run(tried, check=False, capture_output=True).returncode == 0


@pytest.mark.skipif(not can_trace(), reason="strace is missing, or tracing is not permitted here")
def test_whichever_call_fails_nothing_acknowledged_is_lost(make_service, drill, say):
    sample = drill.times(sample=SAMPLE, full=0)
    service = make_service(plan={"planted by": "injecting.py"})
    command = [sys.executable, str(HERE / "injecting.py"), str(drill.seed), str(sample)]
    with (
        drill.fault("fsync, write, rename fail or kill, one by one") as row,
        subprocess.Popen(
            command, env=service.environment, cwd=HERE.parents[1], stdout=subprocess.PIPE, text=True
        ) as program,
    ):
        say(f"  {next(program.stdout).strip()}")
        failed = []
        for line in program.stdout:
            told = json.loads(line)
            row.times += 1
            row.acknowledged += told["acknowledged"]
            row.stored += told["stored"]
            failed += [] if told["held"] and told["acknowledged"] == told["stored"] else [told]
            if row.times % 25 == 0:
                say(f"  {row.times} rounds, {row.acknowledged} acknowledged, {row.stored} found again")
        assert program.wait(timeout=60) == 0
        assert failed == []
        assert row.times >= SAMPLE
        assert row.acknowledged > row.times
