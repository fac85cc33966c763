"""Opens a list of any usual kind and hands out its rows. Plain Python; refuses by name, never breaks.

What a file is, its first bytes say, not its name. Formulas are never run: the value stored beside them is
read, as in any viewer.
"""

import csv
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, TypeAlias

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from ikrar.roster.domain.lists import FileFault

Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None
Row: TypeAlias = tuple[int, Sequence[Cell]]

MOST_UNPACKED = 1_000_000_000
MOST_RATIO = 400
SMALL = 1_000_000
MOST_PARTS = 5_000
MOST_SHEETS = 60
WIDEST = 400
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_CONTROLS = frozenset(range(32)) - set(b"\t\r\n\f\x1a")
_DELIMITERS = ";\t|,"


class FileRefused(Exception):
    """The file as a whole cannot be a list."""

    def __init__(self, fault: FileFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; rows are numbered from 1 as the person sees them."""

    name: str
    rows: Iterable[Row]  # may be gone through again and again; a text is read anew each time
    merged: dict[tuple[int, int], int] = field(
        default_factory=dict
    )  # (row, column) -> row that holds the value


def read(path: Path) -> Iterator[Sheet]:
    """The sheets one after another; raises `FileRefused`."""
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise FileRefused(FileFault.EMPTY)
    if head.startswith((_ZIP, b"PK\x05\x06")):
        check_archive(path)
        yield from _workbook(path)
    elif head.startswith(_OLE):
        yield from _workbook(path)
    else:
        yield _text(path, head)


def check_archive(path: Path) -> None:
    """Raise `FileRefused` on a zip bomb, macros or a broken archive, before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, UnicodeError) as e:
        raise FileRefused(FileFault.BROKEN) from e
    if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED or any(map(_swells, parts)):
        raise FileRefused(FileFault.BOMB)
    names = {p.filename.lower() for p in parts}
    if any(name.endswith("vbaproject.bin") or name.startswith("basic/") for name in names):
        raise FileRefused(FileFault.MACROS)
    if not any(name.startswith("xl/") or name == "content.xml" for name in names):
        raise FileRefused(FileFault.TYPE)


def _swells(part: zipfile.ZipInfo) -> bool:
    return part.file_size > SMALL and part.file_size > MOST_RATIO * max(part.compress_size, 1)


def _workbook(path: Path) -> Iterator[Sheet]:
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            visible = [m.name for m in book.sheets_metadata if m.visible == SheetVisibleEnum.Visible]
            for name in visible[:MOST_SHEETS]:
                yield _sheet(book.get_sheet_by_name(name))
    except PasswordError as e:
        raise FileRefused(FileFault.LOCKED) from e
    except (CalamineError, OSError, ValueError) as e:
        raise FileRefused(FileFault.BROKEN) from e
    except BaseException as e:
        # A panic inside calamine comes out as pyo3's PanicException, which is no Exception.
        if type(e).__name__ != "PanicException":
            raise
        raise FileRefused(FileFault.BROKEN) from None


def _sheet(sheet: CalamineSheet) -> Sheet:
    if sheet.start is None:
        return Sheet(sheet.name, [])
    if sheet.width > WIDEST:
        raise FileRefused(FileFault.BROKEN)
    first, left = sheet.start
    rows = sheet.to_python(skip_empty_area=True)
    padding: list[Cell] = [None] * left
    numbered = [
        (first + i + 1, padding + list(row)) for i, row in enumerate(rows) if any(c != "" for c in row)
    ]
    return Sheet(sheet.name, numbered, _merged(sheet))


def _merged(sheet: CalamineSheet) -> dict[tuple[int, int], int]:
    """Cells of merged columns that stand below the one with the value."""
    held: dict[tuple[int, int], int] = {}
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        if top < bottom <= top + 5000:
            held.update({(row + 1, left): top + 1 for row in range(top + 1, bottom + 1)})
    return held


@dataclass(frozen=True, slots=True)
class TextRows:
    """The rows of a text, read as they are asked for: a list of millions takes no more memory than one of ten."""

    path: Path
    encoding: str

    def __iter__(self) -> Iterator[Row]:
        try:
            with self.path.open(encoding=self.encoding, newline="") as file:
                yield from _csv_rows(file)
        except (UnicodeError, csv.Error) as e:
            raise FileRefused(FileFault.BROKEN) from e


def _text(path: Path, head: bytes) -> Sheet:
    return Sheet("", TextRows(path, encoding_of(path, head)))


def encoding_of(path: Path, head: bytes) -> str:
    """UTF-8 and UTF-16 with or without a mark, else Windows; raises `FileRefused` for what is no text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\0" in head:
        return _utf16_without_mark(head)
    if _TEXT_CONTROLS & set(head) or head.startswith((b"%PDF", b"{\\rtf", b"<!DOCTYPE", b"<html", b"<?xml")):
        raise FileRefused(FileFault.TYPE)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            while file.read(1_000_000):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _utf16_without_mark(head: bytes) -> str:
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 < len(head) or min(even, odd) * 20 > len(head):
        raise FileRefused(FileFault.TYPE)
    return "utf-16-le" if odd > even else "utf-16-be"


def _csv_rows(file: IO[str]) -> Iterator[Row]:
    sample = file.read(20_000)
    file.seek(0)
    reader = csv.reader(file, delimiter=_delimiter(sample))
    for row in reader:
        if len(row) > WIDEST:
            raise FileRefused(FileFault.BROKEN)
        if any(row):
            yield reader.line_num, row


def _delimiter(sample: str) -> str:
    """The mark that splits most lines, the first of equals."""
    lines = sample.splitlines()[:40]
    return max(_DELIMITERS, key=lambda mark: sum(line.count(mark) for line in lines))
