"""`./ikrar backup [FILE]`: one archive of database, keys and register files, while the service runs."""

import argparse
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from ikrar.project import standing
from ikrar.project.progress import shown
from ikrar.register import keeping

PORTABLE = (
    "Salinan portabel: dapat dipulihkan ke SQLite maupun PostgreSQL.\n"
    "A portable copy: it can be restored to SQLite and to PostgreSQL."
)
BOUND = (
    "Salinan tidak portabel: pulihkan ke jenis basis data yang sama.\n"
    "Not a portable copy: restore it to the same kind of database."
)


def run(arguments: list[str]) -> int:
    """Write the archive; by default into the data folder's `backups`."""
    parser = argparse.ArgumentParser(prog="./ikrar backup")
    parser.add_argument("file", nargs="?", type=Path, help="archive to write; must not exist")
    at = timezone.now()
    destination = parser.parse_args(arguments).file
    if destination is None:
        destination = Path(settings.IKRAR_DATA) / "backups" / f"ikrar-{at:%Y%m%dT%H%M%SZ}.tar"
    try:
        with shown("Menyalin / copying") as progress:
            kept = keeping.backup(destination=destination.resolve(), at=at, progress=progress)
    except FileExistsError:
        print(f"Sudah ada / exists already: {destination}")
        return 1
    (Path(settings.IKRAR_DATA) / "backups").mkdir(exist_ok=True, mode=0o700)
    (Path(settings.IKRAR_DATA) / "backups" / standing.BACKUP_RECORD).write_text(
        f"{kept.path}\n", encoding="utf-8"
    )
    print(f"{kept.path}: {kept.files} berkas / files, {kept.bytes:,} byte")
    print(PORTABLE if kept.is_portable else BOUND)
    print(
        "Arsip ini berisi semua kunci. Simpan terenkripsi, di luar mesin ini.\n"
        "This archive holds every key. Keep it encrypted, off this machine.",
    )
    return 0
