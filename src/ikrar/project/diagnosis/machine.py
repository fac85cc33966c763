"""The machine below: who can read the keys, what the clock says, what the disk has left."""

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from ikrar.kernel.words import Words
from ikrar.project import standing
from ikrar.project.diagnosis.finding import Finding, Level, bad_if, judged
from ikrar.register import queries as register

DISK_LEAST = 5_000_000_000
DISK_LOW = 20_000_000_000
FILES_LEAST = 100_000
CLOCK_FLOOR = datetime(2026, 11, 1, tzinfo=UTC)  # no clock can be before this was written
AHEAD = timedelta(seconds=5)

SLOW_CLOCK = Words(
    "Jam mesin tertinggal; nyalakan NTP (timedatectl set-ntp true).",
    "The clock is behind; turn on NTP (timedatectl set-ntp true).",
)
SET_BACK = Words(
    "Titik periksa terakhir lebih baru daripada jam mesin: jam mundur. Nyalakan NTP.",
    "The last checkpoint is later than the clock: it was set back. Turn on NTP.",
)
ROOM = Words(
    "Kosongkan ruang atau pindahkan IKRAR_DATA; sejuta ikrar perlu sekitar 3 GB.",
    "Free some space or move IKRAR_DATA; a million pledges take about 3 GB.",
)


def keys(at: datetime) -> Iterator[Finding]:  # noqa: ARG001 (all looks take the moment)
    """Ours alone: the data folder, the keys' folder, each key."""
    data = Path(settings.IKRAR_DATA)
    folder = data / "keys"
    for path in [data, folder, *sorted(folder.glob("*"))]:
        found = path.stat() if path.exists() else None
        if found is None:
            continue
        if stat.S_IMODE(found.st_mode) & 0o077:
            yield Finding(Level.BAD, "keys", f"{path} {stat.S_IMODE(found.st_mode):o}", _closed(path))
            return
        if found.st_uid != os.geteuid():
            yield Finding(Level.BAD, "keys", f"{path} uid {found.st_uid}", _owned(path))
            return
    yield Finding(Level.GOOD, "keys", f"{folder} 700/600")


def _closed(path: Path) -> Words:
    safe = f"chmod {'700' if path.is_dir() else '600'} {path}"
    return Words(
        f"{safe}; anggap kunci itu sudah terbaca orang lain dan gantilah.",
        f"{safe}; take the key as read by others and replace it.",
    )


def _owned(path: Path) -> Words:
    return Words(
        f"Pemilik {path} bukan akun ini: jalankan doctor sebagai akun layanan, atau chown -R akun itu.",
        f"{path} belongs to another account: run doctor as the service's account, or chown -R to it.",
    )


def clock(at: datetime) -> Iterator[Finding]:
    last = register.latest_checkpoint()
    is_set_back = last is not None and last.made_at - at > AHEAD
    yield judged(
        "clock",
        told=f"{at:%Y-%m-%dT%H:%M:%SZ}",
        wrong=bad_if(is_bad=at < CLOCK_FLOOR or is_set_back),
        remedy=SET_BACK if is_set_back else SLOW_CLOCK,
    )


def disk(at: datetime) -> Iterator[Finding]:  # noqa: ARG001
    free, files = standing.disk_free(), _files_free()
    wrong = Level.BAD if free < DISK_LEAST else Level.WARNING if free < DISK_LOW else None
    yield judged("disk", told=f"{free / 1e9:.0f} GB", wrong=wrong, remedy=ROOM)
    if files is not None and files < FILES_LEAST:
        remedy = Words(
            "Sistem berkas hampir kehabisan inode; pindahkan IKRAR_DATA.",
            "The file system is nearly out of inodes; move IKRAR_DATA.",
        )
        yield Finding(Level.BAD, "disk", f"{files} files more", remedy)


def _files_free() -> int | None:
    """How many more files there may be; not every file system counts them."""
    found = os.statvfs(settings.IKRAR_DATA)
    return found.f_favail if found.f_files else None
