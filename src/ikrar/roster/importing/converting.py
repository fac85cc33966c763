"""Reads an upload in a child process with limits on memory and time: `python -m … inspect|convert FOLDER`.

Plain Python without Django. `inspect` hands out headers only. `convert` writes the mapped columns to
`rows.jsonl` and deletes the upload: from there on nothing else of the file exists.
"""

import fcntl
import json
import resource
import sys
from collections.abc import Callable, Iterator
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

from ikrar.kernel.text import folded
from ikrar.roster.domain.lists import FileFault, Kind, Reason
from ikrar.roster.importing import columns, people, sheets
from ikrar.roster.importing.columns import Field, Header
from ikrar.roster.importing.people import Found
from ikrar.roster.importing.sheets import FileRefused, Sheet

MOST_MEMORY = 3_000_000_000
MOST_SECONDS = 300
BYTES_A_SECOND = 500_000  # a text may take as long as its size; a workbook swells, and may not
BINARY = (b"PK", b"\xd0\xcf\x11\xe0")
UPLOAD, JOB, HEADERS, ROWS, FAULT, LOCK = (
    "upload",
    "job.json",
    "headers.json",
    "rows.jsonl",
    "fault.json",
    "lock",
)
Key = str | int | tuple[str, ...]
SHAPE = tuple(f.name for f in fields(Found))


def inspect(folder: Path) -> None:
    """Write the headers of each sheet that has a header; never a value."""
    kind = Kind(_job(folder)["kind"])
    seen = [
        {"sheet": sheet.name, "headers": [h for h in header.headers if h], "rows": sum(1 for _ in sheet.rows)}
        for sheet, header in _with_header(folder, kind)
    ]
    if not seen:
        raise FileRefused(FileFault.NO_HEADER)
    _write(folder / HEADERS, json.dumps(seen))


def convert(folder: Path) -> None:
    """Write the people or units of all sheets, one JSON list a line, and delete the upload."""
    job = _job(folder)
    mapping = {header: Field(name) for header, name in job["columns"].items()}
    kind = Kind(job["kind"])
    columns.check_columns(mapping, kind)
    part = folder / "rows.part"
    once: set[Key] = set()
    with part.open("w", encoding="utf-8") as out:
        for sheet, header in _with_header(folder, kind):
            for found in people.found_in(sheet, header, mapping, kind):
                _check_once(found, kind, once)
                out.write(json.dumps(astuple(found)) + "\n")
        written = out.tell()
    if not written:
        part.unlink()
        raise FileRefused(FileFault.EMPTY)
    part.rename(folder / ROWS)
    (folder / UPLOAD).unlink(missing_ok=True)


def _check_once(found: Found, kind: Kind, once: set[Key]) -> None:
    """Of two rows about the same person or unit the first counts."""
    if found.reason:
        return
    if kind is Kind.LOCAL:
        key: Key = (folded(found.name), folded(found.unit_path), folded(found.position))
    elif kind is Kind.UNITS:
        key = found.unit_external
    else:  # millions of them: a number takes half the memory of its digits
        key = int(found.number) if found.number.isdecimal() else found.number
    if key in once:
        found.reason = Reason.TWICE
    once.add(key)


def _with_header(folder: Path, kind: Kind) -> Iterator[tuple[Sheet, Header]]:
    for sheet in sheets.read(folder / UPLOAD):
        header = columns.find_header(sheet.rows, kind)
        if header is not None:
            yield sheet, header


def _job(folder: Path) -> dict[str, Any]:
    job: dict[str, Any] = json.loads((folder / JOB).read_text(encoding="utf-8"))
    return job


def _write(path: Path, content: str) -> None:
    part = path.with_suffix(".part")
    part.write_text(content, encoding="utf-8")
    part.rename(path)


STEPS: dict[str, Callable[[Path], None]] = {"inspect": inspect, "convert": convert}


def run(step: str, folder: Path) -> None:
    """Do the step; whatever is wrong with the file ends as one named fault in `fault.json`."""
    try:
        STEPS[step](folder)
    except FileRefused as e:
        _fail(folder, e.fault)
    except MemoryError:
        _fail(folder, FileFault.TOO_LARGE)
    except Exception:  # noqa: BLE001 (a stranger's file must not break us in a way without a name)
        _fail(folder, FileFault.BROKEN)


def _fail(folder: Path, fault: FileFault) -> None:
    for name in (UPLOAD, "rows.part"):
        (folder / name).unlink(missing_ok=True)
    _write(folder / FAULT, json.dumps(fault))


def _most_seconds(upload: Path) -> int:
    with upload.open("rb") as file:
        is_text = not file.read(4).startswith(BINARY)
    return max(MOST_SECONDS, upload.stat().st_size // BYTES_A_SECOND) if is_text else MOST_SECONDS


def main(step: str, folder: Path) -> None:
    """The child: one at a time (the lock also tells the parent that we live), limited."""
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        seconds = _most_seconds(folder / UPLOAD)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        run(step, folder)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
