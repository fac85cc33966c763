"""What is made to be large, deep or slow is refused within bounds: by a process that may use little memory and time."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MEMORY, CPU_SECONDS = (
    1_500_000_000,
    60,
)  # most of it the libraries themselves; a parser that runs away needs more

PROGRAM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
import django; django.setup()
from tests.fuzz import giants
giants.refused({name!r})
print("refused")
"""


@pytest.mark.faults  # eight megabytes at a time; run by ./ikrar test --all
@pytest.mark.parametrize("name", ["register", "gate", "passkey"])
def test_giants_are_refused_within_bounds(name, tmp_path):
    program = PROGRAM.format(memory=MEMORY, seconds=CPU_SECONDS, name=name)
    environment = {
        "PATH": "/usr/bin:/bin", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "IKRAR_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "ikrar.project.settings_test", "IKRAR_DATABASE": "sqlite",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=ROOT,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "refused"), done.stderr[-2000:]
