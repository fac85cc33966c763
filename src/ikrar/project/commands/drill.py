"""`./ikrar drill`: break the service on purpose, again and again, and count what was lost.

The faults are the tests of tests/faults, so that there is one truth: here they strike more often (`--full`), or at
other moments (`--seed`), and leave a table. With `--journal FILE` a run that was stopped goes on where it was: what
the file says is done is not done again, and what failed is.
"""

import argparse
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from ikrar.project.supervisor import python

ROOT = Path(__file__).resolve().parents[4]
FAULTS = ROOT / "tests" / "faults"
HEADINGS = ("fault", "times", "acknowledged", "stored", "lost", "seconds", "held", "note")


class AnotherRun(Exception):
    """The journal tells of a run with another seed, or of a sample where all is asked for."""


def run(arguments: list[str]) -> int:
    """0 when every fault was survived, 1 when something was lost, 2 where the tests are not installed."""
    asked, words = _parser().parse_known_args(arguments)
    if not FAULTS.is_dir():
        print("Hanya dari berkas sumber / only from the source tree: tests/faults.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="ikrar-drill-") as folder:
        journal: Path = asked.journal or Path(folder) / "journal"
        try:
            seed = _open(journal, seed=asked.seed, full=asked.full)
        except AnotherRun as e:
            print(f"{journal}: milik latihan lain / of another drill ({e}).", file=sys.stderr)
            return 2
        print(f"seed {seed}, {'full' if asked.full else 'sample'}", flush=True)
        code = _strike(journal.absolute(), seed=seed, full=asked.full, words=words)
        told = _read(journal)
    rows = {
        line["fault"]: line for line in told if "fault" in line
    }.values()  # of a fault tried again, the last
    _show(rows)
    lost = sum(_lost(row) for row in rows)
    print(f"seed {seed}: {lost} hilang / lost.")
    return 1 if code or lost else 0


def _open(journal: Path, *, seed: int | None, full: bool) -> int:
    """The seed of the run that this file belongs to; a new file begins with it."""
    if not journal.exists():
        seed = seed if seed is not None else secrets.randbelow(1_000_000)
        journal.write_text(json.dumps({"seed": seed, "full": full}) + "\n", encoding="utf-8")
    begun = _read(journal)[0]
    if begun["full"] != full or seed not in (None, begun["seed"]):
        raise AnotherRun(f"seed {begun['seed']}, {'full' if begun['full'] else 'sample'}")
    return int(begun["seed"])


def _read(journal: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./ikrar drill", epilog="Kata lain diteruskan ke pytest / other words go to pytest: -k disk"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--full", action="store_true", help="setiap gangguan penuh / every fault as often as promised (hours)"
    )
    how.add_argument(
        "--sample", action="store_true", help="contoh saja (bawaan) / a sample (default; minutes)"
    )
    parser.add_argument(
        "--seed", type=int, help="saat gangguan; acak bila kosong / moments; random if left out"
    )
    parser.add_argument(
        "--journal", type=Path, help="lanjutkan dari berkas ini / go on where this file says it stopped"
    )
    return parser


def _strike(journal: Path, *, seed: int, full: bool, words: list[str]) -> int:
    """Run the fault tests one after another; their own progress is shown as it comes."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started ends with us
    options = [f"--drill-seed={seed}", f"--drill-report={journal}", *(["--drill-full"] if full else [])]
    command = python(
        "-m", "pytest", str(FAULTS), "-v", "-m", "faults", "-p", "no:cacheprovider", *options, *words
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "ikrar.project.settings_test",
        "IKRAR_DATABASE": "sqlite",
        "IKRAR_DATA": tempfile.gettempdir() + "/ikrar-drill",  # every test has a folder of its own
    }
    with subprocess.Popen(command, cwd=ROOT, env=environment, preexec_fn=_hear) as process:  # noqa: S603, PLW1509 (our own words; one thread)
        try:
            return process.wait()
        except BaseException:
            process.send_signal(signal.SIGINT)
            raise


def _hear() -> None:
    """Who was started in the background does not hear SIGINT unless it is told to; the tests then tidy up."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _lost(row: dict[str, Any]) -> int:
    return max(0, int(row["acknowledged"]) - int(row["stored"]))


def _show(rows: Iterable[dict[str, Any]]) -> None:
    table = Table(*HEADINGS)
    for column in table.columns[1:-1]:
        column.justify = "right"
    for row in rows:
        counts = (row["times"], row["acknowledged"], row["stored"], _lost(row))
        table.add_row(
            row["fault"],
            *(f"{n:,}" for n in counts),
            f"{row['seconds']:.0f}",
            "✓" if row["held"] else "✗",
            row.get("note", ""),
        )
    Console(width=None if sys.stdout.isatty() else 120).print(table)
