"""Rows of pledges put down many at a time, each statement with its twin for the two engines.

What another row holds already (a pass, an effective pledge of the same person) the database itself leaves out; what
it took is told by the numbers that come back.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import NamedTuple

import psycopg
from django.db import connection

from ikrar.kernel.batches import halving


class Row(NamedTuple):
    """What is stored of a new pledge, in the order of the columns."""

    tid: str
    declaration_id: int
    duty_id: int
    unit_id: int
    site_id: int | None
    key_kind: str
    identified_by: str
    presence: str
    presence_window: int | None
    presence_site: str
    statement: bytes
    signature: str
    key_thumbprint: str
    salt: bytes
    signer_shown: str
    blind: bytes
    device_minutes_off: int
    leaf_hash: bytes


_TYPES = (
    "varchar", "int8", "int8", "int8", "int8", "varchar", "varchar", "varchar", "int8", "varchar", "bytea", "jsonb",
    "varchar", "bytea", "jsonb", "bytea", "int4", "bytea",
)  # fmt: skip
_INTO = f"INSERT INTO pledges_pledge ({','.join(Row._fields)},received_at,effective,disputed,told_by,notice_hash) "
_BACK = " ON CONFLICT DO NOTHING RETURNING tid, id"


def insert(rows: Sequence[Row], *, at: datetime) -> dict[str, int]:
    """Put these down; the numbers of those that were taken, by their passes."""
    # Always in the order of the duties: two gates that bring the same people in another order would each hold what
    # the other waits for.
    ordered = sorted(rows, key=_duty)
    return dict(
        _insert_sqlite(ordered, at) if connection.vendor == "sqlite" else _insert_postgresql(ordered, at)
    )


def queue(ids: Sequence[int]) -> None:
    """What these pledges bring with them is settled later."""
    if connection.vendor == "sqlite":
        with connection.wrap_database_errors:
            for some in halving(ids):
                connection.connection.execute(_queueing(len(some)), some)
        return
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO pledges_unsettled (id) SELECT unnest(%s::int8[])", [list(ids)])


def _duty(row: Row) -> int:
    return row.duty_id


def _insert_sqlite(rows: Sequence[Row], at: datetime) -> Iterator[tuple[str, int]]:
    # Over the bare connection, whose statements stay prepared: Django's cursor would write each placeholder anew.
    moment = connection.ops.adapt_datetimefield_value(at)
    with connection.wrap_database_errors:
        for some in halving(rows):
            values = [value for row in some for value in (*row, moment)]
            yield from connection.connection.execute(_inserting(len(some)), values).fetchall()


@cache
def _inserting(count: int) -> str:
    one = f"({','.join('?' * len(Row._fields))},?,1,0,'','')"
    return f"{_INTO}VALUES {','.join([one] * count)}{_BACK}"


@cache
def _queueing(count: int) -> str:
    return f"INSERT INTO pledges_unsettled (id) VALUES {','.join(['(?)'] * count)}"  # noqa: S608 (question marks only)


def _insert_postgresql(rows: Sequence[Row], at: datetime) -> Iterator[tuple[str, int]]:
    arrays = ",".join(f"%b::{kind}[]" for kind in _TYPES)
    sql = f"{_INTO}SELECT *, %b::timestamptz, true, false, '', '' FROM unnest({arrays}){_BACK}"  # noqa: S608 (our own names)
    values = [at, *([*column] for column in zip(*rows, strict=True))]
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as raw:
        yield from raw.execute(sql, values).fetchall()
