"""Every word of `./ikrar bench` runs for a second, tells sane figures on one line, and finds nothing lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ikrar.project.commands.bench import WORDS

ROOT = Path(__file__).parents[2]
SIGN = ["--people", "4000", "--lines", "32", "--half", "--kind", "passkey"]
SMALL = {
    "ceremony": ["--people", "200", "--phones", "4"],
    "verify": ["--leaves", "20000"],
    "import": ["--rows", "1000", "--alone"],
    "pages": ["--officials", "2000"],
    "coverage": ["--officials", "1000"],
    "tree": ["--officials", "2000", "--units", "40"],
}

pytestmark = pytest.mark.faults


def bench(word, *options):
    command = [sys.executable, "-m", "ikrar.project.cli", "bench", word, "--json", "--seconds", "1", *options]
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=False, timeout=300, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("\n") == 1
    return json.loads(done.stdout)


@pytest.mark.parametrize("word", sorted(set(WORDS) - {"sign"}))
def test_a_second_of_each_word_tells_sane_figures(word):
    told = bench(word, *SMALL.get(word, []))
    assert told["bench"] == word
    assert told["faults"] == []
    assert len(told) > 4


def test_signing_loses_nothing_and_names_its_limit():
    told = bench("sign", *SIGN)
    assert told["faults"] == []
    assert told["stored"] == told["acknowledged"] > 0
    assert 0 < told["p50_ms"] <= told["p99_ms"]
    assert told["ratio"] == pytest.approx(
        told["pledges_per_second"] / told["cores"] / told["limit_per_second_per_core"], abs=0.001
    )
    assert told["generator_reaches"] > told["pledges_per_second"]
    assert told["receipts_verified"] == 50
