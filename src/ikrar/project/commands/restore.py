"""`./ikrar restore FILE [--published CHECKPOINT]`: put a backup back; nothing else may run on the data folder."""

import argparse
import fcntl
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from ikrar.project.progress import shown
from ikrar.register import checkpoint, keeping

ANOTHER = (
    "Arsip ini dari jenis basis data lain; setel IKRAR_DATABASE seperti saat arsip dibuat. Tidak ada yang diubah.\n"
    "This archive is of another kind of database; set IKRAR_DATABASE as when it was made. Nothing was changed."
)
MISSING = (
    "Perlu pg_restore yang tidak lebih tua dari PostgreSQL pembuat arsip ini. Tidak ada yang diubah.\n"
    "It needs a pg_restore no older than the PostgreSQL that made this archive. Nothing was changed."
)
DIFFERS = (
    "Yang dipulihkan tidak sama dengan yang dilihat saat mencadangkan: {origin}. Jangan jalankan layanan; yang lama ada di\n"
    "before-restore-…. / What was restored is not what the backup saw: {origin}. Do not start the service; what was\n"
    "here before lies in before-restore-…."
)


def run(arguments: list[str]) -> int:
    """1 when the service still runs or an archive or checkpoint is none; what was there is moved aside."""
    parser = argparse.ArgumentParser(prog="./ikrar restore")
    parser.add_argument("file", type=Path, help="arsip dari / archive made by ./ikrar backup")
    parser.add_argument(
        "--published",
        type=Path,
        help="titik periksa terbaru yang dipegang pihak luar / newest checkpoint that anybody outside holds",
    )
    asked = parser.parse_args(arguments)
    with (Path(settings.IKRAR_DATA) / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Hentikan layanan lebih dahulu / stop the service first.")
            return 1
        return _restore(asked)


def _restore(asked: argparse.Namespace) -> int:
    try:
        published = _checkpoint(asked.published)
    except (OSError, ValueError):
        print(f"Ini bukan titik periksa / this is no checkpoint: {asked.published}")
        return 1
    try:
        with shown("Memulihkan / restoring") as progress:
            done = keeping.restore(
                source=asked.file, at=timezone.now(), published=published, progress=progress
            )
    except keeping.ArchiveIsDamaged:
        print(f"Arsip rusak atau bukan cadangan Ikrar / damaged, or no backup of Ikrar: {asked.file}")
        return 1
    except keeping.AnotherEngine:
        print(ANOTHER)
        return 1
    except keeping.ToolIsMissing:
        print(MISSING)
        return 1
    except keeping.RestoredDiffers as e:
        print(DIFFERS.format(origin=e))
        return 1
    _tell(done)
    return 0


def _checkpoint(path: Path | None) -> str | None:
    """What is shown, read before anything is moved."""
    if path is None:
        return None
    text = path.read_text(encoding="utf-8")
    checkpoint.parse(text)
    return text


def _tell(done: keeping.Restored) -> None:
    for origin in done.origins:
        new = " (penerus / successor)" if origin in done.successors else ""
        print(f"Register {origin}{new}")
    if done.aside:
        print(f"Yang lama dipindahkan ke / what was here was moved to {done.aside}")
