"""Entries that wait for the clerk: put down, found and drawn by raw statements, each with its twin for the two engines.

The way in is as light as the engines allow, for it stands in the middle of every pledge's commit. The table has
no index but its key; what it holds is gone a second later.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from django.db import connection

from ikrar.register import domain
from ikrar.register.models import Log, Staged

T = TypeVar("T")
ROWS_AT_ONCE = 64  # so few values that any SQLite takes them, so many that a row more costs nothing


class Drawn(NamedTuple):
    """A waiting entry on its way into the tree. `staged_at` stays as the engine gave it."""

    id: int
    kind: str
    leaf: bytes
    body: bytes | None
    is_public: bool
    staged_at: object


def put(log_id: int, leaves: Sequence[tuple[str, bytes]], *, at: datetime) -> None:
    """Stage leaves of which no record is held here: kind and bytes of each."""
    if connection.vendor == "sqlite":
        _put_sqlite(log_id, leaves, at)
    else:
        _put_postgresql(log_id, leaves, at)


def find(leaf_hash: bytes, *, kind: Log.Kind) -> Staged | None:
    """The waiting entry with this leaf hash, looked for among the few that wait."""
    waiting = Staged.objects.filter(log__kind=kind).values_list("id", "leaf").iterator(chunk_size=2000)
    found = [entry_id for entry_id, leaf in waiting if domain.leaf_hash(bytes(leaf)) == leaf_hash]
    return Staged.objects.filter(id__in=found).select_related("log").first() if found else None


def hold_for(leaf_hash: bytes) -> None:
    """Whoever enters this very leaf at this very moment waits until we are done. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            number = int.from_bytes(leaf_hash[:8], "big", signed=True)
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def waiting(log: Log, *, limit: int) -> list[Drawn]:
    """The oldest that wait, in the order they came; those too who came for a predecessor while it was closed."""
    moment = "CAST(staged_at AS TEXT)" if connection.vendor == "sqlite" else "staged_at"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, kind, leaf, body, is_public, {moment} FROM register_staged"  # noqa: S608 (our own two words)
            " WHERE log_id IN (SELECT id FROM register_log WHERE kind = %s) ORDER BY id LIMIT %s",
            [log.kind, limit],
        )
        return [
            Drawn(number, kind, bytes(leaf), None if body is None else bytes(body), bool(public), moment)
            for number, kind, leaf, body, public, moment in cursor.fetchall()
        ]


def take(ids: Sequence[int]) -> int:
    """Remove these from those that wait; how many were still there."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM register_staged WHERE id = ANY(%s)", [list(ids)])
            return int(cursor.rowcount)
    gone = 0
    with connection.wrap_database_errors:
        for some in _runs(ids, 8 * ROWS_AT_ONCE):
            marks = ",".join("?" * len(some))
            sql = f"DELETE FROM register_staged WHERE id IN ({marks})"  # noqa: S608 (question marks only)
            gone += connection.connection.execute(sql, some).rowcount
    return gone


def moments(log_id: int, begin: int, end: int) -> Iterator[str]:
    """When each of these leaves was staged, in the order of the tree, spelt alike whatever the engine."""
    moment = "CAST(staged_at AS TEXT)" if connection.vendor == "sqlite" else "staged_at AT TIME ZONE 'UTC'"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {moment} FROM register_entry"  # noqa: S608 (our own two words)
            ' WHERE log_id = %s AND "index" >= %s AND "index" < %s ORDER BY "index"',
            [log_id, begin, end],
        )
        for (found,) in cursor.fetchall():
            yield str(found)


def sequence(log_id: int, first: int, rows: Sequence[tuple[Drawn, bytes]]) -> None:
    """Write drawn entries with their leaf hashes as leaves from index `first` on."""
    if connection.vendor == "sqlite":
        _sequence_sqlite(log_id, first, rows)
    else:
        _sequence_postgresql(log_id, first, rows)


# SQLite: many rows a statement, over the bare connection, whose statements are prepared once. `executemany` would
# let go of the interpreter's lock once a row, and Django's cursor would rewrite each placeholder each time.


def _put_sqlite(log_id: int, leaves: Sequence[tuple[str, bytes]], at: datetime) -> None:
    moment = connection.ops.adapt_datetimefield_value(at)
    head = "INSERT INTO register_staged (log_id, kind, leaf, is_public, staged_at) VALUES "
    with connection.wrap_database_errors:
        for some in _runs(leaves, ROWS_AT_ONCE):
            values = [value for kind, leaf in some for value in (log_id, kind, leaf, moment)]
            connection.connection.execute(head + _marks("(?,?,?,0,?)", len(some)), values)


def _sequence_sqlite(log_id: int, first: int, rows: Sequence[tuple[Drawn, bytes]]) -> None:
    head = (
        "INSERT INTO register_entry"
        ' (log_id, kind, leaf, leaf_hash, body, is_public, staged_at, "index") VALUES '
    )
    with connection.wrap_database_errors:
        for some in _runs(list(_values(log_id, first, rows)), ROWS_AT_ONCE):
            flat = [value for row in some for value in row]
            connection.connection.execute(head + _marks("(?,?,?,?,?,?,?,?)", len(some)), flat)


def _runs(rows: Sequence[T], length: int) -> Iterator[Sequence[T]]:
    return (rows[at : at + length] for at in range(0, len(rows), length))


def _marks(row: str, count: int) -> str:
    return ",".join([row] * count)


# PostgreSQL: COPY in its binary form.


def _put_postgresql(log_id: int, leaves: Sequence[tuple[str, bytes]], at: datetime) -> None:
    sql = "COPY register_staged (log_id, kind, leaf, is_public, staged_at) FROM STDIN (FORMAT BINARY)"
    types = ("int8", "varchar", "bytea", "bool", "timestamptz")
    _copy(sql, types, ((log_id, kind, leaf, False, at) for kind, leaf in leaves))


def _sequence_postgresql(log_id: int, first: int, rows: Sequence[tuple[Drawn, bytes]]) -> None:
    sql = (
        "COPY register_entry"
        ' (log_id, kind, leaf, leaf_hash, body, is_public, staged_at, "index") FROM STDIN (FORMAT BINARY)'
    )
    types = ("int8", "varchar", "bytea", "bytea", "bytea", "bool", "timestamptz", "int8")
    _copy(sql, types, _values(log_id, first, rows))


def _copy(sql: str, types: Sequence[str], rows: Iterator[tuple[object, ...]]) -> None:
    with connection.wrap_database_errors, connection.connection.cursor() as raw, raw.copy(sql) as copy:
        copy.set_types(types)
        for row in rows:
            copy.write_row(row)


def _values(log_id: int, first: int, rows: Sequence[tuple[Drawn, bytes]]) -> Iterator[tuple[object, ...]]:
    for index, (row, leaf_hash) in enumerate(rows, start=first):
        yield log_id, row.kind, row.leaf, leaf_hash, row.body, row.is_public, row.staged_at, index
