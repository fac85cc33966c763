"""How often each fault is tried, with which seed, and the row each leaves for `./ikrar drill`.

`./ikrar test --all` tries a sample with a fixed seed. `./ikrar drill` runs these very tests with `--drill-full` or
another seed (ikrar.project.commands.drill), and makes its table of the rows.
"""

import json
import random
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

SEED = 1407


@dataclass
class Row:
    """One fault: how often it struck, what was acknowledged, and how much of that is stored and proved."""

    fault: str
    times: int = 0
    acknowledged: int = 0
    stored: int = 0
    seconds: float = 0.0
    held: bool = False
    note: str = ""


def in_parts(parts):
    """So many turns of a full drill, each whole in itself, so that a journal goes on between them; a sample takes one."""
    later = [pytest.param(turn, marks=pytest.mark.only_full) for turn in range(2, parts + 1)]
    return [1, *later]


class Drill:
    """What the run was asked for."""

    def __init__(self, *, full=False, seed=SEED, report=None):
        self.full, self.seed = full, seed
        self.report = Path(report) if report else None

    def times(self, *, sample, full):
        return full if self.full else sample

    def random(self, fault):
        """A generator of its own for each fault, so that one more elsewhere moves nothing here."""
        return random.Random(f"{self.seed} {fault}")

    @contextmanager
    def fault(self, name):
        """`with drill.fault("kill -9 …") as row:`; the row is told even where the test fails."""
        row, began = Row(name), time.monotonic()
        try:
            yield row
            row.held = True
        finally:
            row.seconds = time.monotonic() - began
            if self.report:
                with self.report.open("a") as file:
                    file.write(json.dumps(asdict(row)) + "\n")
