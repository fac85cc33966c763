"""`./ikrar roster FILE --kind OFFICIALS --on 2026-11-21`: import a staff list with the proposed columns."""

import argparse
import tempfile
from datetime import date
from pathlib import Path

from django.utils import timezone

from ikrar.project.progress import shown
from ikrar.roster import operations
from ikrar.roster.domain.lists import Kind, State
from ikrar.roster.queries import ImportView


def run(arguments: list[str]) -> int:
    """0 when the list was applied; else what stopped it, and where a person can go on."""
    parser = argparse.ArgumentParser(prog="./ikrar roster")
    parser.add_argument("file", type=Path, help="XLSX, XLS, ODS or CSV")
    parser.add_argument("--kind", type=Kind, choices=list(Kind), default=Kind.OFFICIALS)
    parser.add_argument(
        "--on", type=date.fromisoformat, required=True, help="day from which it holds, 2026-11-21"
    )
    parser.add_argument("--units", action="store_true", help="make the units that are not there yet")
    parser.add_argument("--complete", action="store_true", help="who is missing in the list has left")
    asked = parser.parse_args(arguments)
    terms = operations.Terms(
        kind=asked.kind, effective_on=asked.on, makes_units=asked.units, is_complete=asked.complete
    )
    view = _imported(asked.file, terms)
    counts = ", ".join(f"{word} {count}" for word, count in view.counts.items())
    print(f"{view.state}: {counts}" + (f" ({view.refusal})" if view.refusal else ""))
    if view.state == State.APPLIED:
        return 0
    print(f"Lanjutkan di / go on at /meja/pegawai/ ({view.public_id})")
    return 1


def _imported(path: Path, terms: operations.Terms) -> ImportView:
    """The upload is deleted after the run, so a copy goes in."""
    with (
        tempfile.TemporaryDirectory(prefix="ikrar-roster-") as folder,
        shown("Mengimpor / importing") as tell,
    ):
        copy = Path(folder) / path.name
        copy.write_bytes(path.read_bytes())
        return operations.import_file(
            path=copy,
            terms=terms,
            by=None,
            clock=timezone.now,
            told=lambda view: tell(view.done, view.total),
        )
