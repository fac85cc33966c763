"""`./ikrar bench import`: a staff list from file to history, beside bare reading of the same file.

While it goes in, a neighbour writes as signing does: how long each of its writes took says what an import costs others.
"""

import argparse
import csv
import resource
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ikrar.project.bench.place import Place
from ikrar.project.bench.result import Result, Table

PROMISED_MS = 50.0
PAUSE = 0.005  # seconds between two writes of the neighbour


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, nargs="+", default=[20_000], help="people (default: 20000)")
    parser.add_argument("--alone", action="store_true", help="without a neighbour who writes")


@dataclass(slots=True)
class Neighbour:
    """Writes one small row and commits, again and again, on a connection of its own."""

    waits: list[float] = field(default_factory=list)
    ends: threading.Event = field(default_factory=threading.Event)

    def work(self) -> None:
        from django.db import connection, transaction  # noqa: PLC0415 (the place is installed first)

        from ikrar.pledges.models import PresenceTrial  # noqa: PLC0415 (likewise)

        row, _ = PresenceTrial.objects.get_or_create(tid="f" * 32)
        while not self.ends.wait(PAUSE):
            began = time.perf_counter()
            with transaction.atomic():
                PresenceTrial.objects.filter(pk=row.pk).update(wrong=0)
            self.waits.append((time.perf_counter() - began) * 1000)
        connection.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """One list."""

    rows: int
    wall: float
    cpu: float
    bare: float
    writes: Sequence[float]  # milliseconds, sorted
    waits: Sequence[float]
    state: str
    reader_mb: float

    @property
    def rate(self) -> float:
        return self.rows / self.wall


def run(given: argparse.Namespace, place: Place) -> Result:
    place.install()
    costs = [_cost(rows, place.data, alone=given.alone) for rows in sorted(given.rows)]
    last = costs[-1]
    figures = {
        "rows": last.rows,
        "rows_per_second": round(last.rate),
        "cpu_us_per_row": round(last.cpu / last.rows * 1e6, 1),
        "bare_us_per_row": round(last.bare / last.rows * 1e6, 2),
        "ratio": round(last.cpu / last.bare, 1),
        "writes": len(last.writes),
        "write_p99_ms": round(_at(last.writes, 0.99), 1),
        "write_longest_ms": round(last.writes[-1], 1),
        "neighbour_p99_ms": round(_at(last.waits, 0.99), 1) if last.waits else None,
        "neighbour_longest_ms": round(last.waits[-1], 1) if last.waits else None,
        "reader_mb": round(last.reader_mb),
        "goal_ms": PROMISED_MS,
        "within_goal": last.writes[-1] <= PROMISED_MS,
    }
    faults = [f"{one.rows} rows ended as {one.state}" for one in costs if one.state != "APPLIED"]
    return Result(word="import", figures=figures, tables=[_table(costs)], faults=faults)


def _cost(rows: int, folder: Path, *, alone: bool) -> Cost:
    from django.utils import timezone  # noqa: PLC0415 (the place is installed first)

    from ikrar.roster import operations, queries  # noqa: PLC0415 (likewise)
    from ikrar.roster.domain import InstitutionKind  # noqa: PLC0415 (likewise)
    from ikrar.roster.domain.lists import Kind  # noqa: PLC0415 (likewise)
    from ikrar.roster.importing import runs  # noqa: PLC0415 (likewise)
    from ikrar.roster.importing.invented import write_staff_list  # noqa: PLC0415 (likewise)

    if not queries.institutions():
        operations.add_institution(
            name="Pemerintah Contoh",
            kind=InstitutionKind.PEMKOT,
            is_convenor=True,
            by=None,
            at=timezone.now(),
        )
    path = folder / f"contoh-{rows}.csv"
    write_staff_list(path, people=rows)
    neighbour = Neighbour()
    thread = threading.Thread(target=neighbour.work, daemon=True)
    if not alone:
        thread.start()
    runs.MEASURED = []
    wall, cpu = time.perf_counter(), _cpu()
    terms = operations.Terms(kind=Kind.OFFICIALS, effective_on=date(2026, 1, 1), makes_units=True)
    view = operations.import_file(path=path, terms=terms, by=None, clock=timezone.now)
    took = time.perf_counter() - wall, _cpu() - cpu
    neighbour.ends.set()
    if not alone:
        thread.join()
    return Cost(
        rows=rows,
        wall=took[0],
        cpu=took[1],
        bare=_bare(path),
        writes=sorted(one * 1000 for one in runs.MEASURED),
        waits=sorted(neighbour.waits),
        state=view.state,
        reader_mb=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    )


def _cpu() -> float:
    """Of this process and of the child that has read the file."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _bare(path: Path) -> float:
    began = time.process_time()
    with path.open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file, delimiter=";"):
            pass
    return time.process_time() - began


def _at(values: Sequence[float], share: float) -> float:
    return values[int(share * (len(values) - 1))]


def _table(costs: Sequence[Cost]) -> Table:
    rows = [
        (
            one.rows, one.rate, one.cpu / one.rows * 1e6, one.bare / one.rows * 1e6, one.cpu / one.bare,
            _at(one.writes, 0.99), one.writes[-1], one.waits[-1] if one.waits else None, one.reader_mb,
        )
        for one in costs
    ]  # fmt: skip
    return Table(
        "Importing a staff list",
        (
            "rows", "rows/s", "CPU µs a row", "bare µs a row", "× bare", "write p99 ms", "longest ms",
            "neighbour longest ms", "reader MB",
        ),
        rows,
        note="bare: Python's csv reader over the same file. neighbour: somebody who commits a row every 5 ms meanwhile.",
    )  # fmt: skip
