"""`python manage.py measure_import --rows N`: measures how an invented list of that many people goes through."""

import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from ikrar.roster import operations, queries
from ikrar.roster.domain import InstitutionKind
from ikrar.roster.domain.lists import Kind
from ikrar.roster.importing import runs
from ikrar.roster.importing.invented import write_staff_list

PROMISED_SECONDS = 0.050


class Command(BaseCommand):
    """On the database of the settings, which gains an invented city: use an empty data folder."""

    help = "measures how an invented list goes through"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rows", type=int, default=300_000)

    def handle(self, *_args: object, rows: int, **_options: object) -> None:
        _run(rows)


def _run(rows: int) -> None:
    if not queries.institutions():
        operations.add_institution(
            name="Pemerintah Kota Contoh",
            kind=InstitutionKind.PEMKOT,
            is_convenor=True,
            by=None,
            at=timezone.now(),
        )
    with tempfile.TemporaryDirectory(prefix="ikrar-import-") as folder:
        path = Path(folder) / "contoh.csv"
        write_staff_list(path, people=rows)
        _measure(path, rows)


def _measure(path: Path, rows: int) -> None:
    runs.MEASURED = []
    began = time.perf_counter()
    terms = operations.Terms(kind=Kind.OFFICIALS, effective_on=date(2026, 1, 1), makes_units=True)
    view = operations.import_file(path=path, terms=terms, by=None, clock=timezone.now)
    took = time.perf_counter() - began
    writes = sorted(runs.MEASURED)
    print(f"{view.state} {view.counts}: {rows / took:,.0f} rows/s, {took:.1f} s")
    print(f"{len(writes)} write transactions, p50 {_at(writes, 0.5):.1f} ms, p99 {_at(writes, 0.99):.1f} ms,")
    print(f"longest {writes[-1] * 1000:.1f} ms, over 50 ms: {sum(w > PROMISED_SECONDS for w in writes)}")


def _at(writes: Sequence[float], share: float) -> float:
    return writes[int(share * (len(writes) - 1))] * 1000
