"""Whether what was acknowledged survives: libraries, durability settings, standbys; of the engine in use."""

import re
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import apsw
from django.conf import settings
from django.db import connection

from ikrar.kernel.words import Words
from ikrar.project import wal
from ikrar.project.diagnosis.finding import Finding, Level, bad_if, judged, warn_if

FULL = 2  # PRAGMA synchronous
ADVISED, LEAST = 180_000, 140_000  # PostgreSQL's numbers of its versions
WAITS = ("on", "remote_apply")  # synchronous_commit that waits for the standby's disk
SKEW_SECONDS = 2.0
SHARED = frozenset({"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse.glusterfs"})
LARGE_WAL = 1_000_000_000

LOST = Words(
    "Tanpa ini ikrar yang sudah diterima bisa hilang saat listrik padam.",
    "Without it an accepted pledge may be lost in a power cut.",
)


def library(at: datetime) -> Iterator[Finding]:  # noqa: ARG001 (all looks take the moment)
    """The WAL-reset race of SQLite (docs/decisions/0005) is harmless while only apsw's library checkpoints."""
    if connection.vendor == "sqlite":
        version = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))
        remedy = Words(
            "Perbarui apsw ke SQLite 3.51.3 atau lebih baru.", "Upgrade apsw to SQLite 3.51.3 or newer."
        )
        told = f"Python {sqlite3.sqlite_version}, apsw {apsw.sqlite_lib_version()}"
        yield judged("sqlite", told=told, wrong=bad_if(is_bad=version < wal.SAFE), remedy=remedy)
        return
    number = int(_asked("SHOW server_version_num")[0])
    remedy = Words("Pakai PostgreSQL 18; 14 yang paling tua.", "Use PostgreSQL 18; 14 is the oldest.")
    wrong = bad_if(is_bad=number < LEAST) or warn_if(is_odd=number < ADVISED)
    yield judged("postgresql", told=_asked("SHOW server_version")[0], wrong=wrong, remedy=remedy)


def durable(at: datetime) -> Iterator[Finding]:  # noqa: ARG001
    if connection.vendor == "sqlite":
        yield from _sqlite_is_durable()
        return
    names = ("fsync", "full_page_writes", "synchronous_commit", "data_checksums")
    values = {name: str(_asked(f"SHOW {name}")[0]) for name in names}
    told = ", ".join(f"{name}={value}" for name, value in values.items())
    is_off = any(values[name] != "on" for name in names[:2]) or values["synchronous_commit"] == "off"
    yield judged("durability", told=told, wrong=bad_if(is_bad=is_off), remedy=LOST)
    if values["data_checksums"] != "on":
        remedy = Words(
            "Hentikan PostgreSQL lalu pg_checksums --enable: halaman yang rusak di disk lalu ketahuan.",
            "Stop PostgreSQL, then pg_checksums --enable: a page that rots on the disk is then noticed.",
        )
        yield Finding(Level.WARNING, "durability", "data_checksums=off", remedy)


def _sqlite_is_durable() -> Iterator[Finding]:
    wanted = {"journal_mode": "wal", "synchronous": FULL, "wal_autocheckpoint": 0}
    values = {name: _asked(f"PRAGMA {name}")[0] for name in wanted}
    told = ", ".join(f"{name}={value}" for name, value in values.items())
    yield judged("durability", told=told, wrong=bad_if(is_bad=values != wanted), remedy=LOST)
    kind = _file_system(Path(settings.IKRAR_DATA))
    if kind in SHARED:
        remedy = Words(
            "SQLite di sistem berkas jaringan bisa rusak: pindahkan IKRAR_DATA ke disk mesin ini.",
            "SQLite on a network file system may be damaged: move IKRAR_DATA to a disk of this machine.",
        )
        yield Finding(Level.BAD, "durability", kind, remedy)
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    if log.exists() and log.stat().st_size > LARGE_WAL:
        remedy = Words(
            "Bagian `wal` tidak berjalan: log tidak dipindahkan ke basis data.",
            "The part `wal` does not run: the log is not moved into the database.",
        )
        yield Finding(Level.BAD, "durability", f"{log.stat().st_size / 1e9:.1f} GB", remedy)


def standbys(at: datetime) -> Iterator[Finding]:  # noqa: ARG001
    """A cluster acknowledges what a quorum of standbys has on disk, and so many must be there."""
    if connection.vendor != "postgresql":
        return
    names, waits = (
        str(_asked(f"SHOW {name}")[0]) for name in ("synchronous_standby_names", "synchronous_commit")
    )
    streaming, in_sync = _asked(_STANDBYS)
    several = "," in str(connection.settings_dict["HOST"])
    wanted = quorum_of(names)
    told = f"{streaming} streaming, {in_sync} in sync, synchronous_standby_names={names!r}, {waits}"
    if not wanted and not streaming and not several:
        return
    remedy = Words(
        "Perlu synchronous_standby_names = 'ANY 1 (…)', synchronous_commit = on, dan siaga yang tersambung; "
        "tanpa itu ikrar yang diterima hilang bersama mesinnya.",
        "Needs synchronous_standby_names = 'ANY 1 (…)', synchronous_commit = on, and standbys connected; "
        "without it an accepted pledge is lost with its machine.",
    )
    wrong = bad_if(is_bad=not wanted or waits not in WAITS or in_sync < wanted)
    yield judged(
        "standbys",
        told=told,
        wrong=wrong or warn_if(is_odd=in_sync == wanted == streaming),
        remedy=remedy if wrong else ONE_LEFT,
    )


ONE_LEFT = Words(
    "Tidak ada siaga cadangan: bila satu lagi mati, penerimaan berhenti. Tambahkan satu siaga.",
    "No standby to spare: when one more dies, accepting stops. Add one.",
)
_STANDBYS = (
    "SELECT COUNT(*) FILTER (WHERE state = 'streaming'), COUNT(*) FILTER (WHERE sync_state IN ('sync', 'quorum')) "
    "FROM pg_stat_replication"
)


def quorum_of(names: str) -> int:
    """How many standbys must have a commit on disk.

    >>> [quorum_of(names) for names in ("", "ANY 1 (a, b)", "FIRST 2 (a, b, c)", "2 (a, b)", "a, b", "*")]
    [0, 1, 2, 2, 1, 1]
    """
    found = re.match(r"\s*(?:ANY|FIRST)?\s*(\d+)\s*\(", names, re.IGNORECASE)
    return int(found[1]) if found else int(bool(names.strip()))


def clocks_agree(at: datetime) -> Iterator[Finding]:  # noqa: ARG001
    """The database's clock against ours; they may be two machines."""
    if connection.vendor != "postgresql":
        return
    skew = float(_asked("SELECT EXTRACT(EPOCH FROM clock_timestamp()) - %s", [datetime.now().timestamp()])[0])  # noqa: DTZ005 (a moment is asked for, not a date)
    remedy = Words("Nyalakan NTP di kedua mesin.", "Turn on NTP on both machines.")
    yield judged(
        "clocks", told=f"{skew:+.1f} s", wrong=warn_if(is_odd=abs(skew) > SKEW_SECONDS), remedy=remedy
    )


def _file_system(folder: Path) -> str:
    """The kind of file system a folder lies on; empty where the system does not tell."""
    mounts = Path("/proc/mounts")
    rows = [line.split()[1:3] for line in mounts.read_text().splitlines()] if mounts.exists() else []
    above = [(point, kind) for point, kind in rows if folder.resolve().is_relative_to(point)]
    return max(above, key=lambda row: len(row[0]), default=("", ""))[1]


def _asked(statement: str, values: list[Any] | None = None) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return tuple(cursor.fetchone())
