"""The crowd's process and what it tells: see `phones`."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ikrar.project.cluster.checks import wait_for
from ikrar.project.supervisor import python

PHONES = 12
PAUSE_SECONDS = 0.02
LAST_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Told:
    """How often what happened, and what must not have happened."""

    counts: dict[str, int]
    faults: list[str]


class Crowd:
    """Phones that sign from now on."""

    def __init__(self, folder: Path, *, doors: Sequence[tuple[str, int]], files: Sequence[Path]) -> None:
        folder.mkdir(mode=0o700)
        self.folder, self.acks = folder, folder / "acks"
        self.acks.touch()
        (folder / "times").touch()
        job = {
            "doors": doors,
            "files": [str(path) for path in files],
            "phones": PHONES,
            "pause": PAUSE_SECONDS,
        }
        (folder / "job.json").write_text(json.dumps(job))
        command = python("-m", "ikrar.project.cluster.phones", str(folder))
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603 (our own part)

    @property
    def acknowledged(self) -> int:
        return len(self.times())

    def times(self) -> list[float]:
        """When each acknowledgement came; whole lines only."""
        lines = (self.folder / "times").read_text().split("\n")[:-1]
        return [float(line) for line in lines]

    def answered_since(self, moment: float, *, seconds: float) -> bool:
        """Whether somebody is answered after that moment, in time."""
        return wait_for(lambda: max(self.times(), default=0.0) > moment, seconds=seconds)

    def finish(self) -> Told:
        """Nobody begins any more; who has begun is waited for."""
        self.process.communicate(timeout=LAST_SECONDS)
        return Told(**json.loads((self.folder / "told.json").read_text()))

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()
