"""A unit's certificates at once: a folder that fills, page by page, for as long as somebody looks.

Nothing runs by itself: each look fetches what the press has made and lays down the next few. Closing the page stops it,
opening it goes on; whole batches are deleted a day after they were last looked at.
"""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_STORED, ZipFile

from ikrar.papers.operations import pressing
from ikrar.papers.operations.pressing import Refused
from ikrar.papers.queries import SealView
from ikrar.pledges.operations.forgetting import batches, remove_erased
from ikrar.pledges.papers.certificate import certificate
from ikrar.pledges.queries.certificates import NoCertificate, certificate_by_id

AT_ONCE = 40  # jobs of one batch in the tray: a person who comes meanwhile waits for none of them
KEPT = timedelta(days=1)
STOPPED = "berhenti"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is."""

    done: int
    people: int
    is_running: bool
    refused: str = ""

    @property
    def is_finished(self) -> bool:
        return self.done >= self.people


@dataclass(frozen=True, slots=True)
class Batch:
    """The certificates of these pledges, in a folder of their own."""

    name: str
    pledges: Sequence[int]

    @property
    def folder(self) -> Path:
        return batches() / self.name

    def progress(self, *, refused: str = "") -> Progress:
        """How many are there, without doing anything."""
        is_running = self.folder.is_dir() and not (self.folder / STOPPED).exists()
        return Progress(len(self.pledges) - len(self._open()), len(self.pledges), is_running, refused)

    def begin(self) -> None:
        """Start, or go on after a stop."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self.folder / STOPPED).unlink(missing_ok=True)

    def stop(self) -> None:
        """Lay nothing more down, and take back what waits."""
        if self.folder.is_dir():
            (self.folder / STOPPED).touch()
        pressing.withdraw(keys={self._key(one) for one in self._open()})

    def advance(self, *, seal: SealView, at: datetime) -> Progress:
        """Fetch what is made, lay down what comes next."""
        os.utime(self.folder)
        for nth, pledge in enumerate(self._open()[:AT_ONCE]):
            answer = pressing.fetched(key=self._key(pledge), at=at)
            if isinstance(answer, Refused):
                self.stop()
                return self.progress(refused=answer.trouble)
            if answer is not None:
                self._path(pledge).write_bytes(answer)
            else:
                self._lay_down(pledge, nth, seal, at=at)
        return self.progress()

    def packed(self) -> IO[bytes]:
        """All of them in one ZIP on the disk; the names tell numbers of receipts and nobody's."""
        made = TemporaryFile(dir=batches())  # noqa: SIM115 (whoever sends it closes it)
        with ZipFile(made, "w", ZIP_STORED) as archive:
            for pledge in self.pledges:
                if self._path(pledge).exists():
                    name = f"sertifikat-ikrar-{certificate_by_id(pledge_id=pledge).proof.number}.pdf"
                    archive.write(self._path(pledge), f"{self.name}/{name}")
        made.seek(0)
        return made

    def _lay_down(self, pledge: int, nth: int, seal: SealView, *, at: datetime) -> None:
        try:
            job = certificate(certificate_by_id(pledge_id=pledge), seal=seal, at=at).job
        except (
            NoCertificate
        ):  # disputed or erased meanwhile: it is no longer among the pledges at the next look
            return
        pressing.lay_down(key=self._key(pledge), job=job, nth=nth, at=at)

    def _open(self) -> list[int]:
        return [one for one in self.pledges if not self._path(one).exists()]

    def _path(self, pledge: int) -> Path:
        return self.folder / f"{pledge}.pdf"

    def _key(self, pledge: int) -> str:
        return f"{self.name}x{pledge}"


def forget(*, at: datetime) -> None:
    """Delete batches that nobody has looked at for a day, and in the others what was erased; the clerk calls it."""
    if not batches().is_dir():
        return
    remove_erased()
    for folder in batches().iterdir():
        if at.timestamp() - folder.stat().st_mtime > KEPT.total_seconds():
            shutil.rmtree(folder, ignore_errors=True)
