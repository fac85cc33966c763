"""How much room a register takes: rows with their indexes, and files."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction

from ikrar.register.logs import find_log, folder_of

TABLES = ("register_entry", "register_staged", "register_checkpoint")


@dataclass(frozen=True, slots=True)
class DiskUse:
    """Bytes of the open register. `rows` is none where SQLite was built without its `dbstat`."""

    leaves: int
    rows: int | None
    files: int
    file_count: int


def disk_use(*, rehearsal: bool = False) -> DiskUse:
    """Rows of all registers together, files of this one on this host. Reads every page: not for a busy hour."""
    log = find_log(rehearsal=rehearsal)
    sizes = list(_sizes(str(folder_of(log)))) if log else []
    return DiskUse(log.size if log else 0, table_bytes(TABLES), sum(sizes), len(sizes))


def table_bytes(tables: Sequence[str]) -> int | None:
    """Bytes of these tables with their indexes."""
    ask = _of_postgresql if connection.vendor == "postgresql" else _of_sqlite
    try:
        with transaction.atomic():
            return sum(ask(table) for table in tables)
    except DatabaseError:
        return None


def _of_postgresql(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size(%s::regclass)", [table])
        return int(cursor.fetchone()[0])


def _of_sqlite(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COALESCE(SUM(pgsize), 0) FROM dbstat WHERE name IN"
            " (SELECT name FROM sqlite_schema WHERE tbl_name = %s)",
            [table],
        )
        return int(cursor.fetchone()[0])


def _sizes(folder: str) -> list[int]:
    found = []
    for below, _, names in os.walk(folder):
        found += [os.stat(f"{below}/{name}").st_size for name in names]  # noqa: PTH116 (there may be many)
    return found
