"""A consistent copy of the database, and back: SQLite's own backup, pg_dump, or portable JSON where it is missing."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction

SQLITE = "ikrar.sqlite3"
DUMP = "ikrar.pgdump"
PORTABLE = "ikrar.json"
PAGES = 4096


class AnotherEngine(Exception):
    """The archive holds another database engine than the settings name; only a portable one can move."""


class ToolIsMissing(Exception):
    """A pg_restore that can read this archive is needed and was not found."""


def dump(folder: Path) -> Path:
    """Write the copy into the folder; the file's name tells its form."""
    if connection.vendor == "sqlite":
        return _dump_sqlite(folder / SQLITE)
    return _dump_postgresql(folder / DUMP) or _dump_portable(folder / PORTABLE)


def check_loadable(folder: Path) -> None:
    """Raise `AnotherEngine` or `ToolIsMissing` while everything still stands where it was."""
    if (folder / PORTABLE).is_file():
        return
    if not (folder / (SQLITE if connection.vendor == "sqlite" else DUMP)).is_file():
        raise AnotherEngine(connection.vendor)
    if connection.vendor == "postgresql" and not _is_readable(folder / DUMP):
        raise ToolIsMissing("pg_restore")


def load(folder: Path) -> None:
    """Put the copy in this folder into the database of the settings, which is emptied first."""
    if (folder / PORTABLE).is_file():
        call_command("migrate", verbosity=0, interactive=False)
        call_command("flush", verbosity=0, interactive=False)
        call_command("loaddata", str(folder / PORTABLE), verbosity=0)
    elif connection.vendor == "sqlite":
        _load_sqlite(folder / SQLITE)
    else:
        _load_dump(folder / DUMP)
    call_command("migrate", verbosity=0, interactive=False)


def files() -> list[Path]:
    """The files of a SQLite database on disk, with its log; none elsewhere."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or "mode=memory" in name or name == ":memory:":
        return []
    return [path for path in (Path(name), Path(f"{name}-wal"), Path(f"{name}-shm")) if path.exists()]


def _dump_sqlite(path: Path) -> Path:
    # Through Django's own connection: the copy sees one moment, and no other connection closes last and
    # checkpoints (docs/decisions/0005).
    connection.ensure_connection()
    with sqlite3.connect(path) as target:
        connection.connection.backup(target, pages=PAGES)
    target.close()
    path.chmod(0o600)
    return path


def _dump_postgresql(path: Path) -> Path | None:
    """By pg_dump; nothing where it is missing, or older than the server, which it then refuses."""
    if not shutil.which("pg_dump"):
        return None
    try:
        _run("pg_dump", "--format=custom", f"--file={path}")
    except subprocess.CalledProcessError:
        path.unlink(missing_ok=True)
        return None
    path.chmod(0o600)
    return path


def _load_sqlite(path: Path) -> None:
    if not files():
        connection.ensure_connection()
    with sqlite3.connect(path) as source:
        connection.ensure_connection()
        source.backup(connection.connection)
    source.close()


def _dump_portable(path: Path) -> Path:
    """JSON of one moment: all tables are read in one transaction that sees no later one."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        call_command(
            "dumpdata",
            natural_foreign=True,
            exclude=["contenttypes", "auth.permission", "sessions"],
            output=str(path),
            verbosity=0,
        )
    path.chmod(0o600)
    return path


def _is_readable(path: Path) -> bool:
    """Whether there is a pg_restore, and not one older than the archive."""
    found = shutil.which("pg_restore")
    if found is None:
        return False
    return subprocess.run([found, "--list", str(path)], check=False, capture_output=True).returncode == 0  # noqa: S603 (a fixed program, no shell)


def _load_dump(path: Path) -> None:
    connection.close()
    _run("pg_restore", "--clean", "--if-exists", "--no-owner", f"--dbname={_name()}", str(path), named=False)


def _run(program: str, *arguments: str, named: bool = True) -> None:
    """Run a PostgreSQL tool with the connection of the settings; the password never on the command line."""
    told = {
        "PGHOST": connection.settings_dict["HOST"],
        "PGPORT": connection.settings_dict["PORT"],
        "PGUSER": connection.settings_dict["USER"],
        "PGPASSWORD": connection.settings_dict["PASSWORD"],
    }
    environment = os.environ | {name: str(value) for name, value in told.items() if value}
    command = [program, *arguments, *([_name()] if named else [])]
    subprocess.run(command, env=environment, check=True)  # noqa: S603 (fixed programs, no shell)


def _name() -> str:
    return str(connection.settings_dict["NAME"])
