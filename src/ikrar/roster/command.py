"""`./ikrar roster import FILE` and `./ikrar roster bench`: the list's whole way, on the command line."""

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.utils import timezone
from rich.progress import Progress

from ikrar.kernel.text import read_day
from ikrar.roster import operations, queries
from ikrar.roster.domain import InstitutionKind
from ikrar.roster.importing import runs
from ikrar.roster.importing.invented import write_staff_list
from ikrar.roster.importing.states import FileFault, Kind, State, Verdict
from ikrar.roster.importing.words import FAULTS, VERDICTS


def main(arguments: Sequence[str]) -> int:
    """Exit status 0 when the list is in force."""
    said = _parser().parse_args(list(arguments))
    return _bench(said.rows) if said.word == "bench" else _import(said)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./ikrar roster")
    words = parser.add_subparsers(dest="word", required=True)
    add = words.add_parser("import", help="mengimpor satu daftar / imports one list")
    add.add_argument("file", type=Path)
    kinds = [k.value for k in Kind if k is not Kind.EDIT]
    add.add_argument("--kind", choices=kinds, default=Kind.OFFICIALS.value)
    add.add_argument("--unit", default="", help="id publik unit / public id of the unit the list is for")
    add.add_argument("--effective", default="", help="berlaku sejak / holds from, day-month-year")
    add.add_argument(
        "--complete", action="store_true", help="yang tidak tercantum keluar / the missing have left"
    )
    add.add_argument("--make-units", action="store_true", help="buat unit baru / make missing units")
    add.add_argument("--title", default="")
    add.add_argument("--decree", default="")
    bench = words.add_parser("bench", help="mengukur impor / measures an import")
    bench.add_argument("--rows", type=int, default=300_000)
    return parser


def _import(said: argparse.Namespace) -> int:
    today = timezone.localdate()
    base = queries.unit(public_id=said.unit, on=today).id if said.unit else None
    terms = operations.Terms(
        kind=Kind(said.kind),
        effective_on=(read_day(said.effective) if said.effective else None) or today,
        base_unit_id=base,
        is_complete=said.complete,
        makes_units=said.make_units,
        title=said.title,
        decree=said.decree,
    )
    view = _with_progress(said.file, terms)
    if view.refusal:
        print(" / ".join(FAULTS[FileFault(view.refusal)]), file=sys.stderr)
        return 1
    for verdict in Verdict:
        print(f"{VERDICTS[verdict].id:10} {VERDICTS[verdict].en:10} {view.counts.get(verdict, 0):>9,}")
    return 0 if view.state == State.APPLIED else 1


def _with_progress(path: Path, terms: operations.Terms) -> queries.ImportView:
    with Progress(transient=True) as bar:
        task = bar.add_task("membaca / reading", total=None)

        def told(view: queries.ImportView) -> None:
            bar.update(task, description=view.state.lower(), total=view.total or None, completed=view.done)

        return operations.import_file(path=path, terms=terms, by=None, clock=timezone.now, told=told)


def _bench(rows: int) -> int:
    """An invented list of that many people through the whole way, on the database of the settings."""
    if not queries.institutions():
        operations.add_institution(
            name="Pemerintah Kota Contoh",
            kind=InstitutionKind.PEMKOT,
            is_convenor=True,
            by=None,
            at=timezone.now(),
        )
    path = Path("bench-roster.csv").resolve()
    write_staff_list(path, people=rows)
    began = time.perf_counter()
    terms = operations.Terms(kind=Kind.OFFICIALS, effective_on=date(2026, 1, 1), makes_units=True)
    view = _with_progress(path, terms)
    took = time.perf_counter() - began
    path.unlink()
    print(f"{view.state} {view.counts} {rows / took:,.0f} rows/s, {took:.1f} s")
    print(f"longest write transaction {runs.LONGEST['seconds'] * 1000:.1f} ms")
    return 0 if view.state == State.APPLIED else 1
