"""One load on a running service: the generator's process, what it told, and what each part spent meanwhile."""

import json
import subprocess
import time
from array import array
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ikrar.project.bench import limits, processes
from ikrar.project.bench.generator import Job
from ikrar.project.supervisor import python

MILLION = 1e6


@dataclass(frozen=True, slots=True)
class Load:
    """What came of it: `told` by the generator, sorted times in µs, processor seconds of each part in the span."""

    told: Mapping[str, Any]
    times: "array[int]"
    spent: Mapping[str, float]
    acks: Path

    @property
    def per_second(self) -> float:
        return float(self.told["in_span"]) / max(float(self.told["span"]), 1e-9)

    @property
    def generator_share(self) -> float:
        """Of one core."""
        processor = self.told["processor"]
        return float(processor["ended"] - processor["began"]) / max(float(self.told["span"]), 1e-9)

    def at(self, share: float) -> float | None:
        """Milliseconds within which that share of the answers came."""
        return quantile(self.times, share, unit=1000)

    def micros(self, name: str) -> float:
        """Processor time of a part for each pledge acknowledged in the span."""
        return self.spent.get(name, 0.0) / max(int(self.told["in_span"]), 1) * MILLION


def quantile(ordered: "array[int] | list[float]", share: float, *, unit: float = 1.0) -> float | None:
    """The value that this share of the sorted values does not exceed.

    >>> quantile([1.0, 2.0, 3.0, 4.0], 0.5)
    2.0
    """
    if not ordered:
        return None
    return ordered[max(0, -(-int(len(ordered) * share * 1000) // 1000) - 1)] / unit


def put(job: Job, *, folder: Path, roots: Mapping[str, list[int]], cores: Iterable[int]) -> Load:
    """Run the generator on its cores; `roots` are the processes whose cost is asked."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "job.json"
    path.write_text(json.dumps(asdict(job)))
    with limits.on_cores(cores):
        command = python("-m", "ikrar.project.bench.generator", str(path))
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 (our own program)
    try:
        spent = _spent(process, roots)
        code = process.wait()
    finally:
        _end(process)
    if code:
        raise GeneratorFailed(code)
    times = array("I", (folder / "times.u32").read_bytes())
    return Load(
        json.loads((folder / "told.json").read_text()), array("I", sorted(times)), spent, folder / "acks"
    )


class GeneratorFailed(Exception):
    """The crowd's process ended by itself."""


def _spent(process: "subprocess.Popen[str]", roots: Mapping[str, list[int]]) -> dict[str, float]:
    assert process.stdout is not None
    marks = process.stdout  # "began", then "ended"
    measured = [{name: sum(map(processes.seconds, own)) for name, own in roots.items()} for _ in marks]
    if len(measured) != 2:  # noqa: PLR2004 (the two marks)
        return {}
    return {name: measured[1][name] - measured[0][name] for name in roots}


def _end(process: "subprocess.Popen[str]") -> None:
    if process.poll() is None:
        process.kill()
        process.wait()


def wait_for(has_come: Callable[[], bool], *, seconds: float, every: float = 0.05) -> float | None:
    """Seconds it took, or None when it did not come."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        with suppress(OSError):
            if has_come():
                return time.monotonic() - began
        time.sleep(every)
    return None
