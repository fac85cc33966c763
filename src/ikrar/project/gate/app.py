"""The RSGI application of the gate: heads and bodies in, answers out. What the words mean stands in `pledges.gate`."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import Executor
from contextvars import copy_context
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings

from ikrar.pledges.gate import answers, asking, doors, offers, words
from ikrar.pledges.gate.answers import Answer
from ikrar.pledges.gate.committing import Committer
from ikrar.pledges.gate.counting import Counters
from ikrar.pledges.gate.troubles import Overloaded, TooSlow, Unforeseen, come_back
from ikrar.pledges.operations.recording import Accepted
from ikrar.web.asked import set_route, within
from ikrar.web.languages import wanted

log = logging.getLogger(__name__)

ROOM = "/gate/"
BODY_SECONDS = 10.0
MOST_ASKED = 256  # requests for the other words under way or waiting for a thread
CLOSE = ("Connection", "close")


class Scope(Protocol):
    """What granian tells of a request."""

    path: str
    method: str

    @property
    def headers(self) -> Any: ...


class Wire(Protocol):
    """One request of granian: awaited it gives the whole body, iterated its pieces."""

    def __call__(self) -> Awaitable[bytes]: ...
    def __aiter__(self) -> AsyncIterator[bytes]: ...
    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None: ...


Health = Callable[[str], Answer | None]


class Gate:
    """One gate. Everything here runs in the event loop's thread; words that ask the database run in `pool`."""

    def __init__(
        self,
        *,
        committer: Committer,
        pool: Executor,
        counters: Counters,
        clock: Callable[[], datetime],
        health: Health,
        renew: Callable[[], None] = lambda: None,
    ) -> None:
        """`renew` looks after the connection of a thread of `pool` before each word."""
        self._committer, self._pool, self._counters = committer, pool, counters
        self._renew = renew
        self._clock, self._health = clock, health
        self._reading: dict[asyncio.Task[Any], float] = {}
        self._asked = 0
        self._is_closing = False
        self._behind_proxy: bool = settings.IKRAR_BEHIND_PROXY  # our own proxy numbers the requests
        self.body_seconds = BODY_SECONDS

    async def __rsgi__(self, scope: Scope, wire: Wire) -> None:
        """Answer one request under a number of its own, whatever happens."""
        with within(said=scope.headers.get("x-request-id", "") if self._behind_proxy else "") as now:
            try:
                answer = await self._answer(scope, wire)
            except Exception as fault:  # the last line of defence: a fault of ours is told, and told honestly
                log.exception("a request was not answered as it should be: %s", type(fault).__name__)
                answer = answers.refused(Unforeseen(come_back()), language="id")
        headers = [*answer.headers, ("X-Request-Id", now.id)]
        wire.response_bytes(answer.status, [*headers, CLOSE] if self._is_closing else headers, answer.body)

    def close_soon(self) -> None:
        """From now on each answer says that its connection ends with it, and slow bodies are given little time."""
        self._is_closing = True
        self.body_seconds = min(self.body_seconds, 2.0)

    def give_up_slow_bodies(self) -> None:
        """Called each second: whose body has not come in its time is told so."""
        oldest = asyncio.get_running_loop().time() - self.body_seconds
        for task, since in list(self._reading.items()):
            if since < oldest:
                task.cancel()

    async def _answer(self, scope: Scope, wire: Wire) -> Answer:
        word = scope.path.removeprefix(ROOM)
        if word not in doors.WORDS:
            return await self._else(scope.path)
        self._counters.asked[word] += 1
        set_route(ROOM.lstrip("/") + word)
        language = wanted(scope.headers.get("accept-language", ""))
        try:
            data = await self._body(scope, wire)
            if word == doors.PLEDGE:
                answer = await self._pledge(data, language)
            else:
                answer = await self._ask(word, data, language)
        except Exception as refusal:  # noqa: BLE001 (raised again unless a table knows it)
            answer = answers.refused(refusal, language=language)
        if answer.code:
            self._counters.refused[answer.code] += 1
        return answer

    async def _pledge(self, data: bytes, language: str) -> Answer:
        offer = offers.read_offer(data)
        answer = await self._committer.record(offer, size=len(data))
        if not isinstance(answer, Accepted):
            return answers.refused(answer, language=language)
        self._counters.accepted += 1
        status, members = words.accepted(answer, at=self._clock())
        return answers.said(status, members, language=language)

    async def _ask(self, word: str, data: bytes, language: str) -> Answer:
        if self._asked >= MOST_ASKED:
            raise Overloaded(come_back())
        self._asked += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._pool, copy_context().run, self._asked_aside, word, data, language
            )
        finally:
            self._asked -= 1

    def _asked_aside(self, word: str, data: bytes, language: str) -> Answer:
        self._renew()
        return doors.answer_to(word, data, language=language, at=self._clock())

    async def _else(self, path: str) -> Answer:
        found = await asyncio.get_running_loop().run_in_executor(self._pool, self._health, path)
        return found or Answer(404, answers.headers_of("text/plain", "id"), b"")

    async def _body(self, scope: Scope, wire: Wire) -> bytes:
        headers = scope.headers
        length = headers.get("content-length", "")
        asking.check_head(method=scope.method, content_type=headers.get("content-type", ""), length=length)
        task = asyncio.current_task()
        assert task is not None  # granian runs each request as one
        self._reading[task] = asyncio.get_running_loop().time()
        try:
            return await wire() if length else await _pieces(wire)
        except asyncio.CancelledError as e:
            task.uncancel()
            self._counters.connections_slow += 1
            raise TooSlow(come_back()) from e
        finally:
            del self._reading[task]


async def _pieces(wire: Wire) -> bytes:
    """A body that does not say how long it is, up to one byte too many."""
    found = b""
    async for piece in wire:
        found += piece
        if len(found) > asking.LONGEST_BODY:
            raise asking.BodyTooLarge
    return found
