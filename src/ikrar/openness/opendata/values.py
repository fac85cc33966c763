"""Whether each value is what its column says: kind, list of codes, presence. Small numbers are arithmetic's to judge."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime

from ikrar.kernel.canonical import Value
from ikrar.openness.opendata.columns import Column, Kind, Table

SHA256 = re.compile(r"[0-9a-f]{64}")
Row = Mapping[str, Value]


def misfits(table: Table, rows: Iterable[Row]) -> Iterator[tuple[int, str, Value]]:
    """Row (counted from one), column and value of each cell that does not fit; and of each key that comes twice."""
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        for column in table.columns:
            if not fits(column, row.get(column.name)):
                yield number, column.name, row.get(column.name)
        key = repr([row.get(name) for name in table.key])
        if key in seen:
            yield number, "+".join(table.key), key
        seen.add(key)


def fits(column: Column, value: Value) -> bool:
    """Whether a column may hold this value."""
    if value is None:
        return column.may_be_empty
    if not _KINDS[column.kind](value):
        return False
    told = value if isinstance(value, list) else [value]
    return not column.among or all(one in column.codes for one in told)


def _is_number(value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_text(value: Value) -> bool:
    return isinstance(value, str)


def _is_moment(value: Value) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _is_day(value: Value) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_hash(value: Value) -> bool:
    return isinstance(value, str) and SHA256.fullmatch(value) is not None


def _is_codes(value: Value) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) and one for one in value)


_KINDS: dict[Kind, Callable[[Value], bool]] = {
    Kind.TEXT: _is_text,
    Kind.NUMBER: _is_number,
    Kind.DAY: _is_day,
    Kind.MOMENT: _is_moment,
    Kind.SHA256: _is_hash,
    Kind.CODES: _is_codes,
}
