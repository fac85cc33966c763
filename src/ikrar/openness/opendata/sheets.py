r"""CSV as it is written and read here: RFC 4180, UTF-8, ISO days, and no cell that a spreadsheet would run.

Texts that begin like a formula, or with the mark itself, get an apostrophe before them, so it can be taken off again:

>>> [inert(text) for text in ("=1+1", "'kutipan", "Kelurahan")]
["'=1+1", "''kutipan", 'Kelurahan']
>>> as_written(inert("'=1")) == "'=1"
True
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from ikrar.kernel.canonical import Value
from ikrar.openness.opendata.columns import Column, Kind, Table

JOIN = "+"
MARK = "'"
# What Excel, LibreOffice and Google Sheets take for the beginning of a formula; the wide forms are typed in East Asia.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", MARK)
BOM = "\ufeff"  # without it Excel takes UTF-8 for Windows-1252
NUMBER_DIGITS = 15

Row = Mapping[str, Value]


class SheetIsNotAsDescribed(ValueError):
    """A table has other columns, or a cell that cannot be read; says which."""

    def __init__(self, table: str, line: int, column: str, found: str = "") -> None:
        super().__init__(f"{table}.csv, {line}, {column}: {found[:60]!r}")
        self.table, self.line, self.column, self.found = table, line, column, found[:60]


def inert(text: str) -> str:
    return MARK + text if text.startswith(RISKY) else text


def as_written(cell: str) -> str:
    """The text before it was made inert."""
    return cell.removeprefix(MARK)


def written(table: Table, rows: Iterable[Row]) -> bytes:
    """The table as CSV."""
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    names = table.names
    lines.writerow(names)
    lines.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return text.getvalue().encode()


def for_spreadsheets(data: bytes) -> bytes:
    """A table as `written` made it, as spreadsheets set to Indonesian open it."""
    text = io.StringIO(newline="")
    lines = csv.writer(text, delimiter=";", lineterminator="\r\n")
    lines.writerows(csv.reader(io.StringIO(data.decode(), newline="")))
    return (BOM + text.getvalue()).encode()


def read(table: Table, data: bytes) -> list[dict[str, Value]]:
    """The rows of a CSV file as values; raises `SheetIsNotAsDescribed`."""
    try:
        text = data.decode()
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as e:
        raise SheetIsNotAsDescribed(table.name, 0, "", str(e)) from e
    if not lines or tuple(lines[0]) != table.names:
        raise SheetIsNotAsDescribed(table.name, 1, ",".join(table.names), ",".join(lines[0] if lines else ()))
    return [dict(_read(table, number, line)) for number, line in enumerate(lines[1:], start=2)]


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        value = JOIN.join(map(str, value))
    return inert(value) if isinstance(value, str) else str(value)


def _read(table: Table, number: int, line: list[str]) -> Iterator[tuple[str, Value]]:
    if len(line) != len(table.columns):
        raise SheetIsNotAsDescribed(table.name, number, ",".join(table.names), ",".join(line))
    for column, cell in zip(table.columns, line, strict=True):
        try:
            yield column.name, _value(column, cell)
        except ValueError as e:
            raise SheetIsNotAsDescribed(table.name, number, column.name, cell) from e


def _value(column: Column, cell: str) -> Value:
    if cell == "" and column.may_be_empty:
        return None
    if column.kind is Kind.NUMBER:
        return _number(cell)
    if column.kind is Kind.CODES:
        return list[Value](as_written(cell).split(JOIN))
    return as_written(cell)


def _number(cell: str) -> int:
    if not (cell.isascii() and cell.isdecimal()) or len(cell) > NUMBER_DIGITS or str(int(cell)) != cell:
        raise ValueError(cell)
    return int(cell)
