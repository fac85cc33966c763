"""`./ikrar restore FILE [--published CHECKPOINT]`: put a backup back; nothing else may run on the data folder."""

import argparse
import fcntl
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from ikrar.project.progress import shown
from ikrar.register import keeping


def run(arguments: list[str]) -> int:
    """1 when the service still runs or the archive is damaged; what was there is moved aside."""
    parser = argparse.ArgumentParser(prog="./ikrar restore")
    parser.add_argument("file", type=Path, help="archive made by ./ikrar backup")
    parser.add_argument("--published", type=Path, help="newest checkpoint that anybody outside holds")
    asked = parser.parse_args(arguments)
    with (Path(settings.IKRAR_DATA) / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Hentikan layanan lebih dahulu / stop the service first.")
            return 1
        return _restore(asked)


def _restore(asked: argparse.Namespace) -> int:
    published = asked.published.read_text(encoding="utf-8") if asked.published else None
    try:
        with shown("Memulihkan / restoring") as progress:
            done = keeping.restore(
                source=asked.file, at=timezone.now(), published=published, progress=progress
            )
    except keeping.ArchiveIsDamaged:
        print(f"Arsip rusak atau bukan cadangan Ikrar / damaged, or no backup of Ikrar: {asked.file}")
        return 1
    for origin in done.origins:
        new = " (penerus / successor)" if origin in done.successors else ""
        print(f"Register {origin}{new}")
    if done.aside:
        print(f"Yang lama dipindahkan ke / what was here was moved to {done.aside}")
    return 0
