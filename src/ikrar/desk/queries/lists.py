"""Staff lists that wait for somebody."""

from collections.abc import Iterator
from datetime import datetime

from ikrar.desk.domain import Tile
from ikrar.desk.queries.worker import Worker
from ikrar.kernel.words import Words
from ikrar.roster import queries as roster

WAITS_FOR_US = frozenset({"MAPPING", "READY"})


def imports(_: Worker, at: datetime) -> Iterator[Tile]:  # noqa: ARG001 (every source is asked alike)
    """Lists to be mapped or applied; or the invitation to bring the first one."""
    runs = roster.imports()
    waiting = [run for run in runs if run.state in WAITS_FOR_US]
    working = sum(run.is_working for run in runs)
    if waiting:
        yield Tile(
            Words("Daftar menunggu Anda", "Lists wait for you"),
            len(waiting),
            Words("Cocokkan kolom atau terapkan perubahannya.", "Map the columns or apply the changes."),
            "roster:imports",
        )
    elif working:
        yield Tile(
            Words("Daftar sedang dibaca", "Lists being read"),
            working,
            Words("Kami beri tahu bila siap.", "We tell you when they are ready."),
            "roster:imports",
        )
    elif not runs:
        yield Tile(
            Words("Impor daftar pegawai", "Import the staff list"),
            0,
            Words("Belum ada daftar. Mulai dari sini.", "There is no list yet. Start here."),
            "roster:imports",
            is_urgent=True,
        )
