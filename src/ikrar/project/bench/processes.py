"""Processes under measurement: which belong together, on which cores they run, what processor time they took."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


def family(root: int) -> list[int]:
    """A process and all that it started, at this moment."""
    children: dict[int, list[int]] = {}
    for pid, stat in _stats().items():
        children.setdefault(int(stat[1]), []).append(pid)
    found, left = [], [root]
    while left:
        pid = left.pop()
        found.append(pid)
        left += children.get(pid, [])
    return found


def seconds(root: int) -> float:
    """Processor seconds of the family so far; of children that ended, what their parents were told."""
    stats = _stats()
    told = [stats[pid] for pid in family(root) if pid in stats]
    return sum(int(field) for stat in told for field in stat[11:15]) / _TICK


def pin(root: int, cores: Iterable[int]) -> None:
    """Keep a family of single-threaded processes, and whatever they start later, on these cores."""
    wanted = os.sched_getaffinity(0).intersection(cores)
    for pid in family(root) if wanted else ():
        with suppress(ProcessLookupError):
            os.sched_setaffinity(pid, wanted)


def _stats() -> dict[int, list[str]]:
    """The fields behind the name of each process's /proc/PID/stat: state, parent, …, times at 11 to 14."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            found[int(path.parent.name)] = path.read_text().rpartition(")")[2].split()
    return found
