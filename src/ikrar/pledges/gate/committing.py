"""Group commit: what piled up during the last commit is the next batch, written by one thread.

The event loop alone owns the list of those who wait; it hands a batch over and gets the answers back. (A list that
the writer swaps out by itself can lose who comes in at that moment.) While one batch is written the next gathers, so
the batch grows with the load and a commit is paid once for many. Under light load a batch waits a moment for company.
"""

import asyncio
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from queue import SimpleQueue

from django.db import DatabaseError, InterfaceError, OperationalError

from ikrar.pledges.domain.checking import Proved
from ikrar.pledges.gate.counting import Counters
from ikrar.pledges.gate.troubles import DatabaseAway, Overloaded, Unforeseen, come_back
from ikrar.pledges.operations.recording import Answer

log = logging.getLogger(__name__)
Record = Callable[[Sequence[Proved], datetime], list[Answer]]
Spent = Callable[[], tuple[float, float]]  # seconds waited for the turn to write, and for the disk


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much may wait, and how a batch is cut."""

    most: int = 4096  # pledges waiting
    most_bytes: int = 32_000_000
    oldest: float = 8.0  # seconds; behind one who has waited longer nobody joins the queue
    batch: int = 512
    plenty: int = 64  # so many are no longer asked to wait for company
    linger: float = 0.003
    pause: float = 0.0  # between two commits, so that others can write
    repeat: float = 0.0  # seconds in which a batch is tried again when the database went away


@dataclass(slots=True)
class _Waiting:
    offer: Proved
    size: int
    since: float
    then: Callable[[Answer], object]


@dataclass(frozen=True, slots=True)
class _Took:
    """When a batch came to the writer, how long it took, and what of that was waiting."""

    began: float
    seconds: float
    turn: float
    disk: float


class Committer:
    """The queue of one gate. Every method but `_work` and what it calls belongs to the event loop's thread."""

    def __init__(
        self,
        *,
        record: Record,
        clock: Callable[[], datetime],
        counters: Counters,
        limits: Limits,
        renew: Callable[[], None] = lambda: None,
        let_go: Callable[[], None] = lambda: None,
        spent: Spent = lambda: (0.0, 0.0),
    ) -> None:
        """`renew` looks after the writer's connection before each batch, `let_go` drops a broken one.

        `spent` tells, and forgets, what the writer's thread waited for since it was asked last.
        """
        self._record, self._clock, self._renew, self._let_go = record, clock, renew, let_go
        self._spent = spent
        self._counters, self._limits = counters, limits
        self._waiting: deque[_Waiting] = deque()
        self._batches: SimpleQueue[list[_Waiting] | None] = SimpleQueue()
        self._busy = self._is_over = False
        self._timer: asyncio.TimerHandle | None = None
        self._idle = asyncio.Event()
        self._idle.set()
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    def check_room(self, size: int) -> None:
        """Raise `Overloaded` where `put` would; for whoever has work to do before."""
        self._check_room(size, time.monotonic())

    def put(self, offer: Proved, *, size: int, then: Callable[[Answer], object]) -> None:
        """`then` gets the answer after the durable commit; raises `Overloaded` at once when there is no room."""
        now = time.monotonic()
        self._check_room(size, now)
        self._idle.clear()
        self._waiting.append(_Waiting(offer, size, now, then))
        self._counters.waiting += 1
        self._counters.waiting_bytes += size
        if self._timer is None and not self._busy:
            self._timer = self._loop.call_later(self._limits.linger, self._hand_over)

    @property
    def has_room(self) -> bool:
        """Whether another pledge would be taken now."""
        try:
            self._check_room(0, time.monotonic())
        except Overloaded:
            return False
        except IndexError:  # whoever asks from another thread may find the queue emptied at that moment
            return True
        return True

    async def finish(self) -> None:
        """Everybody who waits gets an answer; then the writer ends."""
        await self._idle.wait()
        self._is_over = True
        self._batches.put(None)
        await self._loop.run_in_executor(None, self._thread.join)

    def _check_room(self, size: int, now: float) -> None:
        counters, limits = self._counters, self._limits
        if (
            self._is_over
            or counters.waiting >= limits.most
            or counters.waiting_bytes + size > limits.most_bytes
            or (self._waiting and now - self._waiting[0].since > limits.oldest)
        ):
            raise Overloaded(come_back())

    def _hand_over(self) -> None:
        self._timer = None
        batch = [self._waiting.popleft() for _ in range(min(len(self._waiting), self._limits.batch))]
        self._busy = True
        self._batches.put(batch)

    def _answered(self, batch: list[_Waiting], answers: Sequence[Answer], took: _Took) -> None:
        self._busy = False
        now = time.monotonic()
        counters = self._counters
        counters.commits += 1
        counters.batch_sizes.observe(len(batch))
        counters.commit_seconds.observe(took.seconds)
        counters.turn_seconds.observe(took.turn)
        counters.disk_seconds.observe(took.disk)
        for one, answer in zip(batch, answers, strict=True):
            counters.waiting -= 1
            counters.waiting_bytes -= one.size
            counters.queue_seconds.observe(took.began - one.since)
            counters.answer_seconds.observe(now - one.since)
            self._tell(one, answer)
        if not self._waiting:
            self._idle.set()
            return
        rest = self._limits.pause if len(self._waiting) >= self._limits.plenty else self._limits.linger
        self._timer = self._loop.call_later(max(rest, self._limits.pause), self._hand_over)

    def _tell(self, one: _Waiting, answer: Answer) -> None:
        try:
            one.then(answer)
        except Exception as e:  # the others of the batch must hear theirs; a repeat gets this answer
            log.exception("an answer could not be told: %s", type(e).__name__)

    # ── the writer's thread ──────────────────────────────────────────────────────────────────────

    def _work(self) -> None:
        while (batch := self._batches.get()) is not None:
            began = time.monotonic()
            answers = self._written([one.offer for one in batch], until=began + self._limits.repeat)
            took = _Took(began, time.monotonic() - began, *self._spent())
            self._loop.call_soon_threadsafe(self._answered, batch, answers, took)

    def _written(self, offers: list[Proved], *, until: float) -> Sequence[Answer]:
        """Repeated until the time is over: what a lost connection left uncertain is answered as a repeat."""
        rest = 0.1
        while True:
            try:
                self._renew()
                return self._record(offers, self._clock())
            except (OperationalError, InterfaceError) as e:
                self._failed(e)
                if time.monotonic() + rest > until:
                    return [DatabaseAway(come_back()) for _ in offers]
            except Exception as e:  # noqa: BLE001 (one bad pledge never fails its batch)
                self._failed(e)
                return self._one_by_one(offers, e)
            time.sleep(rest)
            rest = min(rest * 2, 1.0)

    def _one_by_one(self, offers: list[Proved], fault: Exception) -> Sequence[Answer]:
        """Halves of a batch that fails as a whole, until whoever breaks it stands alone."""
        if len(offers) == 1:
            away = isinstance(fault, DatabaseError)
            return [DatabaseAway(come_back()) if away else Unforeseen(come_back())]
        half = len(offers) // 2
        now = time.monotonic()
        return [*self._written(offers[:half], until=now), *self._written(offers[half:], until=now)]

    def _failed(self, fault: Exception) -> None:
        self._counters.commits_failed += 1
        log.error("a batch was not recorded: %s", type(fault).__name__)
        try:
            self._let_go()
        except Exception as e:  # noqa: BLE001 (this thread must live: without it nobody is answered any more)
            log.warning("a broken connection could not be closed: %s", type(e).__name__)
