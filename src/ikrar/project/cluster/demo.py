"""The course of `./ikrar cluster demo`: three databases, two hosts, a crowd; the primary dies, again if wanted.

Import it only when Django is set up for the first host.
"""

import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from ikrar.project.cluster import checks, failover, ghost, hosts
from ikrar.project.cluster.checks import Witness, longest_gap
from ikrar.project.cluster.crowd import Crowd, Told
from ikrar.project.cluster.ghost import Haunting
from ikrar.project.cluster.group import Group
from ikrar.project.cluster.hosts import Host
from ikrar.project.cluster.servers import Server
from ikrar.project.cluster.town import Town, found, reckon, stored, trusted
from ikrar.project.supervisor import python

HOSTS = ("host-a", "host-b")
PEOPLE_PER_SECOND = 350  # more than the crowd can send
SPARE_SECONDS = 20  # around each death
BACK_SECONDS = 60.0
FEW = 5

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Fall:
    """One death of a primary, and how long nobody got an answer."""

    killed: str
    promoted: str
    operator_seconds: float
    gap_seconds: float
    haunting: Haunting
    rejoined_by: str


@dataclass(slots=True)
class Outcome:
    """All that is reported; `faults` is empty when nothing was lost."""

    acknowledged: int = 0
    stored: int = 0
    receipts: int = 0
    checkpoints: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    falls: list[Fall] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class Demonstration:
    """Everything that runs; the stack ends it, whatever happens. The settings are those of the first host."""

    def __init__(self, folder: Path, group: Group, *, stack: ExitStack, tell: Tell) -> None:
        self.folder, self.group, self.stack, self.tell = folder, group, stack, tell
        stack.callback(group.stop)
        self.hosts: list[Host] = []
        self.outcome = Outcome()

    def run(self, *, seconds: float, kills: int) -> Outcome:
        """Start all, let them sign, kill and go on, count."""
        self.group.start(tell=self.tell)
        people = int(PEOPLE_PER_SECOND * (seconds + SPARE_SECONDS * kills))
        self.tell(f"planting a town of {people:,} and signing for each of them")
        town = found(self.folder / HOSTS[0], people=people)
        self._start_hosts()
        with Witness(f"http://127.0.0.1:{host.pages.port}" for host in self.hosts) as witness:
            crowd = self._crowd(town)
            self._watch(crowd, seconds / (kills + 1))
            for _ in range(kills):
                self.outcome.falls.append(self._fall(crowd))
                self._watch(crowd, seconds / (kills + 1))
            told = crowd.finish()
            self.tell("the crowd has gone; counting")
            self._reckon(town, crowd, told)
        self._check_register(witness)
        return self.outcome

    def _start_hosts(self) -> None:
        port = self.group.servers[-1].port + 1
        for name in HOSTS:
            data = self.folder / name
            if name != HOSTS[0]:
                hosts.share_keys(self.folder / HOSTS[0], data)
            made = hosts.host(name, data=data, database=self.group.address, port=port)
            self.stack.callback(made.stop)
            made.start()
            self.hosts.append(made)
            port = made.gate.port + 1
        for made in self.hosts:
            made.wait()
            self.tell(
                f"host '{made.name}' answers: pages on port {made.pages.port}, gate on {made.gate.port}"
            )

    def _crowd(self, town: Town) -> Crowd:
        doors = [(host.gate.host, host.gate.port) for host in self.hosts]
        crowd = Crowd(self.folder / "crowd", doors=doors, files=town.files)
        self.stack.callback(crowd.stop)
        return crowd

    def _watch(self, crowd: Crowd, seconds: float) -> None:
        """Let them sign, and say every other second how far they are."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 2.0))
            self.tell(f"{crowd.acknowledged:,} acknowledged")

    def _fall(self, crowd: Crowd) -> Fall:
        """Kill, fail over, wait for the first answer, let the ghost come back, take it in again."""
        killed, at = self.group.primary, time.time()
        killed.kill()
        self.tell(f"KILLED primary '{killed.name}' with -9 after {crowd.acknowledged:,} acknowledged")
        done = self.group.fail_over()
        promoted_after = time.time() - at
        self.tell(f"promoted '{done.primary.name}' after {promoted_after:.2f} s; logs: {done.received}")
        if not crowd.answered_since(time.time(), seconds=BACK_SECONDS):
            self.outcome.faults.append(f"nobody was answered within {BACK_SECONDS:.0f} s of the promotion")
        gap = longest_gap(crowd.times(), since=at - 0.1, until=time.time())
        self.tell(f"people sign again; nobody was answered for {gap:.2f} s")
        return Fall(killed.name, done.primary.name, promoted_after, gap, *self._haunt(killed))

    def _haunt(self, killed: Server) -> tuple[Haunting, str]:
        """The old primary starts as if nothing had happened, and a host is restarted meanwhile."""
        killed.start()
        self.tell(f"the ghost of '{killed.name}' takes sessions again on port {killed.port}")
        self.hosts[-1].replace_gate()
        self.tell(
            f"the gate of '{self.hosts[-1].name}' was replaced, and the new one found the primary past the ghost"
        )
        haunting = ghost.examine(killed, stored=stored)
        if not (haunting.refused and haunting.unanswered):
            self.outcome.faults.append(f"the ghost of {killed.name} acknowledged")
        self.tell(f"ghost: passed over ({haunting.refused}); a commit past all checks: {haunting.unanswered}")
        way = failover.rejoin(killed, self.group.primary)
        self.tell(f"'{killed.name}' follows '{self.group.primary.name}' by {way}")
        return haunting, way

    def _reckon(self, town: Town, crowd: Crowd, told: Told) -> None:
        outcome = self.outcome
        found = reckon(town, crowd.acks)
        outcome.acknowledged, outcome.stored, outcome.receipts = (
            found.acknowledged,
            found.stored,
            found.receipts,
        )
        outcome.counts = told.counts
        outcome.faults += [*found.faults(), *told.faults[:FEW]]

    def _check_register(self, witness: Witness) -> None:
        """Every checkpoint that any door showed; then fsck, with everything stopped but the database."""
        folder = self.folder / HOSTS[0] / "register"
        self.outcome.checkpoints, wrong = checks.check_checkpoints(
            witness.seen, trusted=trusted(), folder=folder
        )
        self.outcome.faults += wrong[:FEW]
        for host in self.hosts:
            host.stop()
        self.tell("fsck")
        done = subprocess.run(  # noqa: S603 (our own words)
            python("-m", "ikrar.project.cli", "fsck"), check=False, capture_output=True, text=True
        )
        if done.returncode:
            self.outcome.faults.append(f"fsck: {(done.stdout + done.stderr).strip()[-600:]}")
