"""What a pledge takes on disk: the whole installation is weighed before the load and after it, and once more as a backup.

Import it after `Place.install`.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection

from ikrar.project.bench.place import Place
from ikrar.register import keeping
from ikrar.register import queries as register

BLOCK = 512  # bytes in which file systems count


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes of the installation."""

    database: int  # as the engine keeps it, indexes and unused pages in
    files: int  # of the register, in whole blocks
    archive: int  # `./ikrar backup`


def weigh(place: Place) -> Weight:
    """All of it; the service may run meanwhile."""
    archive = place.data / f"weighed-{os.urandom(4).hex()}.tar"
    keeping.backup(destination=archive, at=datetime.now(UTC))
    try:
        return Weight(_database(), _files(place.data / "register"), archive.stat().st_size)
    finally:
        archive.unlink()


def per_pledge(before: Weight, after: Weight, *, pledges: int) -> Mapping[str, float]:
    """What each pledge added."""
    gained = {
        "database": after.database - before.database,
        "register_files": after.files - before.files,
        "backup": after.archive - before.archive,
    }
    return {name: round(n / max(pledges, 1), 1) for name, n in gained.items()}


def by_table(*, pledges: int) -> Mapping[str, float]:
    """Bytes a pledge of the tables that grow with every one, their indexes in; nothing where the engine cannot tell."""
    tables = ("pledges_pledge", "pledges_devicekey", "register_entry")
    sizes = {name: register.table_bytes((name,)) for name in tables}
    return {name: round(n / max(pledges, 1), 1) for name, n in sizes.items() if n is not None}


def _database() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _files(folder: Path) -> int:
    return sum(
        os.stat(f"{below}/{name}").st_blocks * BLOCK  # noqa: PTH116 (there may be many)
        for below, _, names in os.walk(folder)
        for name in names
    )
