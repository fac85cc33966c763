"""The crowd as a program of its own: `python -m ikrar.project.bench.generator JOB`. One thread, one epoll, no library.

Closed loop: each line sends its next pledge when it has its answer. Fixed arrivals: pledges come at a rate whatever the
answers do; one that finds no free line waits, and its time counts from when it should have been sent (no coordinated
omission). An answer "come back later" and a lost connection are followed by the same bytes again, as a phone does.

It reads a `Job` as JSON, prints "began" and "ended" around the measured span, and writes `told.json`, `times.u32` (µs of
each answer within the span) and `acks` (number and answer of each acknowledged pledge) beside the job.
"""

import heapq
import json
import selectors
import ssl
import sys
import time
from array import array
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from ikrar.project.bench.lines import Line, LineLost, Reply

LATEST = 30.0  # seconds after the span in which answers are still waited for
SAMPLES = 5
OK, REFUSED, TOO_MANY = 200, 503, 429
now = time.perf_counter


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to send where. `rate` 0 is the closed loop; `skip` pledges of the stock were sent before."""

    addresses: list[tuple[str, int]]
    files: list[str]
    lines: int
    seconds: float
    warm: float = 0.0
    rate: float = 0.0
    skip: int = 0
    most: int = 0
    tls: bool = False


@dataclass(slots=True)
class Tally:
    """What became of it."""

    began: float = 0.0
    span: float = 0.0
    last: float = 0.0
    ran_out: bool = False
    taken: int = 0  # of the stock; what was sent again is in `sent` only
    sent: int = 0
    acknowledged: int = 0
    in_span: int = 0
    refused: int = 0
    lost: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    samples: list[str] = field(default_factory=list)
    times: "array[int]" = field(default_factory=lambda: array("I"))
    each_second: Counter[int] = field(default_factory=Counter)
    processor: dict[str, float] = field(default_factory=dict)

    def told(self) -> dict[str, object]:
        """For the benchmark, as JSON; the times stand in a file of their own."""
        plain = {name: getattr(self, name) for name in self.__slots__ if name != "times"}
        return {**plain, "each_second": [count for _, count in sorted(self.each_second.items())]}


def pledges(job: Job) -> Iterator[tuple[int, bytes]]:
    """The stock from where the last job ended, numbered; read as it is needed."""
    number = 0
    for name in job.files:
        with Path(name).open("rb", buffering=1 << 20) as file:
            while head := file.read(4):
                request = file.read(int.from_bytes(head, "little"))
                number += 1
                if number > job.skip:
                    yield number, request
                if job.most and number >= job.skip + job.most:
                    return


class Crowd:
    """All lines, what they wait for, and what they were told."""

    def __init__(self, job: Job, acks: TextIO) -> None:
        self.job, self.acks, self.tally = job, acks, Tally()
        self.stock = pledges(job)
        self.watch = selectors.DefaultSelector()
        self.idle: deque[Line] = deque()
        self.late: deque[tuple[float, int, bytes]] = deque()  # arrived, and no line was free
        self.again: list[tuple[float, int, bytes]] = []  # told to come back: when, and what
        self.busy = 0
        self.ran_out = False
        self.ends = 0.0
        self.marks: deque[tuple[float, str]] = deque()

    def connect(self) -> None:
        context = ssl._create_unverified_context() if self.job.tls else None  # noqa: S323, SLF001 (we ask ourselves)
        for place in range(self.job.lines):
            line = Line(self.job.addresses[place % len(self.job.addresses)], context)
            self._open(line)
            self.idle.append(line)

    def run(self) -> None:
        """Warm up, measure, wait for the answers that are still out."""
        self.tally.began = now() + self.job.warm
        self.ends = self.tally.began + self.job.seconds
        self.marks = deque([(self.tally.began, "began"), (self.ends, "ended")])
        if self.job.rate:
            self._arrivals()
        else:
            self._closed_loop()
        self.tally.span = (
            min(self.ends, self.tally.last) - self.tally.began if self.ran_out else self.job.seconds
        )
        self.tally.ran_out = self.ran_out
        while self.marks:
            self._mark(self.marks.popleft()[1])

    def _closed_loop(self) -> None:
        while self.idle and self._next(self.idle[0], due=now()):
            self.idle.popleft()
        while self.busy or self.again:
            moment = self._turn(0.5)
            while self.idle and moment < self.ends and self._next(self.idle[0], due=moment):
                self.idle.popleft()
            if moment > self.ends + LATEST or (self.ran_out and not self.busy):
                return

    def _arrivals(self) -> None:
        gap, due = 1 / self.job.rate, now()
        while self.busy or self.late or due < self.ends:
            moment = now()
            while due <= moment and due < self.ends and self._arrive(due):
                due += gap
            if self.ran_out:
                due = self.ends
            self._serve_late()
            self._turn(max(0.0, min(due - now(), 0.05)))
            if moment > self.ends + LATEST:
                return

    def _arrive(self, due: float) -> bool:
        """One more phone is ready to send; False when the stock is used up."""
        for number, request in self.stock:
            self.tally.taken += 1
            self.late.append((due, number, request))
            return True
        self.ran_out = True
        return False

    def _serve_late(self) -> None:
        while self.again and self.again[0][0] <= now():
            self.late.append(heapq.heappop(self.again))
        while self.late and self.idle:
            due, number, request = self.late.popleft()
            self._send(self.idle.popleft(), number, request, due)

    def _next(self, line: Line, *, due: float) -> bool:
        """Give a free line its next pledge: one whose time to come back has come, or a new one."""
        if self.again and self.again[0][0] <= due:
            _, number, request = heapq.heappop(self.again)
            self._send(line, number, request, due)
            return True
        for number, request in self.stock:
            self.tally.taken += 1
            self._send(line, number, request, due)
            return True
        self.ran_out = True
        return False

    def _send(self, line: Line, number: int, request: bytes, due: float) -> None:
        self.busy += 1
        self.tally.sent += 1
        try:
            if not line.send(number, request, due=due):
                self.watch.modify(line, selectors.EVENT_READ | selectors.EVENT_WRITE, line)
        except LineLost:
            self._lost(line)

    def _turn(self, longest: float) -> float:
        """Take the answers that have come; the moment they came."""
        ready = self.watch.select(longest)
        moment = now()
        while self.marks and moment >= self.marks[0][0]:
            self._mark(self.marks.popleft()[1])
        for key, events in ready:
            self._ready(key.data, events, moment)
        return moment

    def _mark(self, word: str) -> None:
        self.tally.processor[word] = time.process_time()
        sys.stdout.write(f"{word}\n")
        sys.stdout.flush()

    def _ready(self, line: Line, events: int, moment: float) -> None:
        try:
            if events & selectors.EVENT_WRITE and line.push():
                self.watch.modify(line, selectors.EVENT_READ, line)
            reply = line.pull() if events & selectors.EVENT_READ else None
        except LineLost:
            self._lost(line)
            return
        if reply is not None:
            self.busy -= 1
            self._take(line, reply, moment)
            line.request = b""
            self.idle.append(line)

    def _take(self, line: Line, reply: Reply, moment: float) -> None:
        tally = self.tally
        if reply.status == OK:
            tally.acknowledged += 1
            tally.last = moment
            self.acks.write(f"{line.number} {reply.body.decode()}\n")
            if tally.began <= moment <= self.ends:
                tally.in_span += 1
                tally.times.append(int((moment - line.due) * 1e6))
                tally.each_second[int(moment - tally.began)] += 1
            return
        tally.statuses[reply.status] += 1
        if reply.status in (REFUSED, TOO_MANY):
            tally.refused += 1
            heapq.heappush(self.again, (moment + reply.retry_after, line.number, line.request))
        elif len(tally.samples) < SAMPLES:
            tally.samples.append(reply.body.decode(errors="replace")[:300])

    def _lost(self, line: Line) -> None:
        """Connect again and send the same pledge again."""
        waiting = line.request
        self.busy -= bool(waiting)
        self.tally.lost += 1
        self.watch.unregister(line)
        line.close()
        self._open(line)
        if waiting:
            self._send(line, line.number, waiting, line.due)

    def _open(self, line: Line) -> None:
        deadline = now() + LATEST
        while True:
            try:
                line.open()
            except OSError:
                if now() > deadline:
                    raise
                time.sleep(0.1)
            else:
                self.watch.register(line, selectors.EVENT_READ, line)
                return


def main(path: Path) -> None:
    """Do one job and tell of it."""
    job = Job(**json.loads(path.read_text()))
    folder = path.parent
    with (folder / "acks").open("w", buffering=1 << 20) as acks:
        crowd = Crowd(job, acks)
        crowd.connect()
        crowd.run()
    with (folder / "times.u32").open("wb") as file:
        crowd.tally.times.tofile(file)
    (folder / "told.json").write_text(json.dumps(crowd.tally.told()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
