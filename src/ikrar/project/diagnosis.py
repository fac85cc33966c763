"""Looks at the installation as a careful operator would; each finding carries its remedy."""

import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path

import apsw
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ikrar.accounts import queries as accounts
from ikrar.kernel.words import Words
from ikrar.project import wal
from ikrar.register import queries as register

DISK_LEAST = 5_000_000_000
DISK_LOW = 20_000_000_000
CHECKPOINT_LATE = timedelta(minutes=1)
BACKUP_OLD = timedelta(hours=26)
CLOCK_FLOOR = datetime(2026, 11, 1, tzinfo=UTC)  # no clock can be before this was written
FULL = 2  # PRAGMA synchronous

NONE = Words("", "")


class Level(Enum):
    GOOD = 0
    WARNING = 1
    BAD = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    level: Level
    subject: str
    told: str
    remedy: Words = NONE


def examined(*, at: datetime) -> Iterator[Finding]:
    """All findings, in the order in which they would be put right."""
    looks: tuple[Callable[[datetime], Iterator[Finding]], ...] = (
        _keys, _clock, _disk, _settings, _sqlite, _durability, _tables, _register, _mail, _backups,
    )  # fmt: skip
    for look in looks:
        yield from look(at)


def _judged(subject: str, *, told: str, wrong: Level | None, remedy: Words) -> Finding:
    return Finding(Level.GOOD, subject, told) if wrong is None else Finding(wrong, subject, told, remedy)


def _keys(at: datetime) -> Iterator[Finding]:  # noqa: ARG001 (all looks take the moment)
    folder = Path(settings.IKRAR_DATA) / "keys"
    for path in [Path(settings.IKRAR_DATA), folder, *sorted(folder.glob("*"))]:
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0
        safe = f"chmod {'700' if path.is_dir() else '600'} {path}"
        if mode & 0o077:
            remedy = Words(
                f"{safe}; anggap kunci itu sudah terbaca orang lain dan gantilah.",
                f"{safe}; take the key as read by others and replace it.",
            )
            yield Finding(Level.BAD, "keys", f"{path} {mode:o}", remedy)
            return
    yield Finding(Level.GOOD, "keys", f"{folder} 700/600")


def _clock(at: datetime) -> Iterator[Finding]:
    wrong = Level.BAD if at < CLOCK_FLOOR else None
    remedy = Words(
        "Jam mesin tertinggal; nyalakan NTP (timedatectl set-ntp true).",
        "The clock is behind; turn on NTP (timedatectl set-ntp true).",
    )
    last = register.latest_checkpoint()
    if last is not None and last.made_at - at > timedelta(seconds=5):
        wrong = Level.BAD
        remedy = Words(
            "Titik periksa terakhir lebih baru daripada jam mesin: jam mundur. Nyalakan NTP.",
            "The last checkpoint is later than the clock: it was set back. Turn on NTP.",
        )
    yield _judged("clock", told=f"{at:%Y-%m-%dT%H:%M:%SZ}", wrong=wrong, remedy=remedy)


def _disk(at: datetime) -> Iterator[Finding]:  # noqa: ARG001
    free = shutil.disk_usage(settings.IKRAR_DATA).free
    wrong = Level.BAD if free < DISK_LEAST else Level.WARNING if free < DISK_LOW else None
    remedy = Words(
        "Kosongkan ruang atau pindahkan IKRAR_DATA; sejuta ikrar perlu sekitar 3 GB.",
        "Free some space or move IKRAR_DATA; a million pledges take about 3 GB.",
    )
    yield _judged("disk", told=f"{free / 1e9:.0f} GB", wrong=wrong, remedy=remedy)


def _settings(at: datetime) -> Iterator[Finding]:  # noqa: ARG001
    if settings.IKRAR_DEMO:
        yield Finding(
            Level.WARNING,
            "settings",
            "IKRAR_DEMO=1",
            Words(
                "Ini peragaan; jangan dipakai untuk ikrar sungguhan.",
                "This is a demonstration; hold no real declaration on it.",
            ),
        )
    if settings.DEBUG:
        yield Finding(
            Level.BAD, "settings", "IKRAR_DEBUG=1", Words("Hapus IKRAR_DEBUG.", "Remove IKRAR_DEBUG.")
        )
    wrong = Level.WARNING if settings.IKRAR_DOMAIN == "localhost" and not settings.IKRAR_DEMO else None
    remedy = Words(
        "Isi IKRAR_DOMAIN dengan nama yang dicetak pada kartu.",
        "Set IKRAR_DOMAIN to the name printed on the cards.",
    )
    yield _judged("settings", told=f"IKRAR_DOMAIN={settings.IKRAR_DOMAIN}", wrong=wrong, remedy=remedy)


def _sqlite(at: datetime) -> Iterator[Finding]:  # noqa: ARG001
    """The WAL-reset race below 3.51.3 (docs/decisions/0004) is harmless while only apsw's library checkpoints."""
    if connection.vendor != "sqlite":
        return
    version = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))
    remedy = Words(
        "Perbarui apsw ke SQLite 3.51.3 atau lebih baru.", "Upgrade apsw to SQLite 3.51.3 or newer."
    )
    told = f"Python {sqlite3.sqlite_version}, apsw {apsw.sqlite_lib_version()}"
    yield _judged("sqlite", told=told, wrong=Level.BAD if version < wal.SAFE else None, remedy=remedy)


def _durability(at: datetime) -> Iterator[Finding]:  # noqa: ARG001
    values = _pragmas() if connection.vendor == "sqlite" else _postgresql()
    wanted = {"journal_mode": "wal", "synchronous": FULL, "wal_autocheckpoint": 0}
    if connection.vendor != "sqlite":
        wanted = {"fsync": "on", "full_page_writes": "on"}
    wrong = Level.BAD if any(values.get(name) != value for name, value in wanted.items()) else None
    remedy = Words(
        "Tanpa ini ikrar yang sudah diterima bisa hilang saat listrik padam.",
        "Without it an accepted pledge may be lost in a power cut.",
    )
    yield _judged(
        "durability", told=", ".join(f"{k}={v}" for k, v in values.items()), wrong=wrong, remedy=remedy
    )


def _pragmas() -> dict[str, object]:
    with connection.cursor() as cursor:
        return {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "wal_autocheckpoint")
        }


def _postgresql() -> dict[str, object]:
    found: dict[str, object] = {}
    with connection.cursor() as cursor:
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            cursor.execute("SELECT current_setting(%s)", [name])
            found[name] = cursor.fetchone()[0]
    return found


def _tables(at: datetime) -> Iterator[Finding]:  # noqa: ARG001
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    remedy = Words("Jalankan ./ikrar manage migrate.", "Run ./ikrar manage migrate.")
    yield _judged(
        "tables",
        told=f"{len(missing)} migrations missing",
        wrong=Level.BAD if missing else None,
        remedy=remedy,
    )


def _register(at: datetime) -> Iterator[Finding]:
    last, waiting = register.latest_checkpoint(), register.waiting()
    is_late = waiting and (last is None or at - last.made_at > CHECKPOINT_LATE)
    remedy = Words(
        "Panitera tidak berjalan: periksa log ./ikrar up.",
        "The clerk does not keep up: look at the log of ./ikrar up.",
    )
    told = f"{last.size if last else 0} leaves, {waiting} waiting"
    yield _judged("register", told=told, wrong=Level.BAD if is_late else None, remedy=remedy)
    if last is not None and not register.witnesses():
        remedy = Words(
            "Belum ada saksi: undang KPU, Bawaslu, atau universitas menjalankan ikrar-witness.",
            "No witness yet: ask KPU, Bawaslu or a university to run ikrar-witness.",
        )
        yield Finding(Level.WARNING, "witness", "0", remedy)


def _mail(at: datetime) -> Iterator[Finding]:
    post = accounts.post_state(at=at)
    wrong = Level.WARNING if post.late or post.given_up else None
    remedy = Words(
        "Periksa IKRAR_EMAIL_HOST, lalu kirim surat uji dari halaman Sistem.",
        "Check IKRAR_EMAIL_HOST, then send a test letter from the System page.",
    )
    yield _judged(
        "mail",
        told=f"{post.waiting} waiting, {post.late} late, {post.given_up} given up",
        wrong=wrong,
        remedy=remedy,
    )


def _backups(at: datetime) -> Iterator[Finding]:
    kept = sorted(
        (Path(settings.IKRAR_DATA) / "backups").glob("*.tar"), key=lambda path: path.stat().st_mtime
    )
    made = datetime.fromtimestamp(kept[-1].stat().st_mtime, tz=UTC) if kept else None
    wrong = Level.WARNING if made is None or at - made > BACKUP_OLD else None
    remedy = Words(
        "Jalankan ./ikrar backup setiap malam dan simpan di luar mesin ini.",
        "Run ./ikrar backup every night and keep it off this machine.",
    )
    yield _judged("backup", told=f"{made:%Y-%m-%dT%H:%MZ}" if made else "none", wrong=wrong, remedy=remedy)
