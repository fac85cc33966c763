"""How this installation stands, as numbers and as yes or no: what health, metrics and the doctor have in common."""

import math
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from ikrar.accounts import queries as accounts
from ikrar.pledges.queries.settling import unsettled
from ikrar.register import queries as register
from ikrar.register.queries.office import clerk

LATE_SECONDS = 30
CLERK_SECONDS = 30.0  # a dead clerk is replaced within four
BACKUP_RECORD = "last"  # its age is that of the newest backup, wherever that lies
DISK_NEEDED = 32_000_000  # below it a commit may fail at any moment

_seen_current = False


def database_takes_writes() -> bool:
    """It answers, and is neither a standby nor a file that we may not write."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_WRITABLE[connection.vendor])
            refused = bool(cursor.fetchone()[0])
    except DatabaseError:
        return False
    return not refused and (
        connection.vendor != "sqlite" or _is_writable(Path(connection.settings_dict["NAME"]))
    )


# Whether this connection reads only.
_WRITABLE = {
    "sqlite": "PRAGMA query_only",
    "postgresql": "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean",
}


def _is_writable(path: Path) -> bool:
    in_memory = "memory" in str(path)  # as the tests keep it
    return in_memory or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def disk_free() -> int:
    return shutil.disk_usage(settings.IKRAR_DATA).free


def tables_are_current() -> bool:
    """Every migration of this program was applied; asked until it once was true."""
    global _seen_current  # noqa: PLW0603 (a process never grows newer than its own program)
    if not _seen_current:
        try:
            executor = MigrationExecutor(connection)
            _seen_current = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError:
            return False
    return _seen_current


def checkpoint_age(*, at: datetime) -> float:
    """Seconds since the newest checkpoint was sealed; 0 for a register that never sealed."""
    last = register.latest_checkpoint()
    return max(0.0, (at - last.made_at).total_seconds()) if last else 0.0


def clerk_age(*, at: datetime) -> float:
    """Seconds since a standing clerk was last there; endless where none ever was."""
    seen = clerk().seen_at
    return max(0.0, (at - seen).total_seconds()) if seen else math.inf


def register_keeps_up(*, at: datetime) -> bool:
    """No leaf waits while the last checkpoint is old."""
    if not register.waiting():
        return True
    last = register.latest_checkpoint()
    return last is not None and checkpoint_age(at=at) < LATE_SECONDS


def wal_bytes() -> int:
    """What SQLite has not yet moved into its file; 0 with PostgreSQL."""
    if connection.vendor != "sqlite":
        return 0
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    return log.stat().st_size if log.exists() else 0


def gauges(*, at: datetime) -> Iterator[tuple[str, str, float]]:
    """Name, meaning and value of each; without those of the database while it does not answer."""
    yield "disk_free_bytes", "Free space where the data lies", disk_free()
    yield "wal_bytes", "SQLite's write-ahead log", wal_bytes()
    writable = database_takes_writes()
    yield "database_writable", "1 while the database takes writes", writable
    if not writable:
        return
    yield "register_waiting", "Leaves that no checkpoint covers yet", register.waiting()
    yield "checkpoint_age_seconds", "Since the newest checkpoint was sealed", checkpoint_age(at=at)
    yield "clerk_age_seconds", "Since a clerk was last at work", clerk_age(at=at)
    yield "clerk_term", "How often a clerk was elected", clerk().term
    yield "pledges_unsettled", "Accepted pledges not yet settled", unsettled()
    post = accounts.post_state(at=at)
    yield "mail_waiting", "Letters not sent yet", post.waiting
    yield "mail_late", "Letters that wait for too long", post.late
    yield "mail_given_up", "Letters given up in the last seven days", post.given_up
