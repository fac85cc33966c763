"""What the gate does with a request: heads and bodies in, answers out. What the words mean stands in `pledges.gate`."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import datetime
from functools import partial

from django.conf import settings

from ikrar.pledges.domain.checking import Offer, Proved
from ikrar.pledges.gate import answers, asking, doors, offers, words
from ikrar.pledges.gate.answers import Answer
from ikrar.pledges.gate.committing import Committer
from ikrar.pledges.gate.counting import Counters
from ikrar.pledges.gate.troubles import Overloaded, Unforeseen, come_back
from ikrar.pledges.operations import recording
from ikrar.pledges.operations.recording import Accepted
from ikrar.pledges.queries.gate import NOTHING, Memory
from ikrar.project.gate.line import Request
from ikrar.web import asked
from ikrar.web.asked import within
from ikrar.web.languages import wanted

log = logging.getLogger(__name__)

ROOM = "/gate/"
MOST_ASKED = 256  # requests for the other words under way or waiting for a thread

Health = Callable[[str], Answer | None]


class Gate:
    """One gate. Everything here runs in the event loop's thread; words that ask the database run in `pool`."""

    def __init__(
        self,
        *,
        committer: Committer,
        prove: Callable[[Offer], Proved],
        pool: Executor,
        counters: Counters,
        clock: Callable[[], datetime],
        health: Health,
        memory: Memory = NOTHING,
        renew: Callable[[], None] = lambda: None,
    ) -> None:
        """`renew` looks after the connection of a thread of `pool` before each word; they share `memory`."""
        self._committer, self._pool, self._counters = committer, pool, counters
        self._prove, self._renew, self._memory = prove, renew, memory
        self._clock, self._health = clock, health
        self._asked = 0
        self._behind_proxy: bool = settings.IKRAR_BEHIND_PROXY  # our own proxy numbers the requests

    def begun(self, request: Request) -> Exception | None:
        """Number it, and refuse by the head alone what no body could mend."""
        request.number = asked.drawn(said=request.header(b"x-request-id") if self._behind_proxy else "")
        word = request.path.removeprefix(ROOM)
        if word not in doors.WORDS:
            return None
        request.word = word
        request.language = wanted(request.header(b"accept-language"))
        self._counters.asked[word] += 1
        try:
            asking.check_head(
                method=request.method,
                content_type=request.header(b"content-type"),
                length=request.header(b"content-length"),
            )
        except (asking.OnlyPost, asking.NotJson, asking.BodyTooLarge) as refusal:
            return refusal
        return None

    def take(self, request: Request) -> None:
        """Answer it, now or later, whatever happens."""
        try:
            if request.word == doors.PLEDGE:
                self._pledge(request)
            elif request.word:
                self._ask(request)
            else:
                self._aside(request, self._else)
        except Exception as refusal:  # noqa: BLE001 (told to whoever asked)
            self.refuse(request, refusal)

    def _pledge(self, request: Request) -> None:
        self._committer.check_room(len(request.body))
        # Proved here, while the writer waits for the disk or for its turn; it then has only to write.
        proved = self._prove(offers.read_offer(request.body))
        self._committer.put(proved, size=len(request.body), then=partial(self._told, request))

    def refuse(self, request: Request, refusal: Exception) -> None:
        """Tell why not; a fault of ours is told too, and told honestly."""
        with _within(request):
            self._send(request, _refused(refusal, language=request.language))

    def _told(self, request: Request, answer: recording.Answer) -> None:
        if not isinstance(answer, Accepted):
            self.refuse(request, answer)
            return
        self._counters.accepted += 1
        status, members = words.accepted(answer, at=self._clock())
        request.answer(answers.said(status, members, language=request.language))

    def _send(self, request: Request, answer: Answer) -> None:
        if answer.code:
            self._counters.refused[answer.code] += 1
        request.answer(answer)

    # ── the other words, in threads that may ask the database ────────────────────────────────────

    def _ask(self, request: Request) -> None:
        if self._asked >= MOST_ASKED:
            raise Overloaded(come_back())
        self._asked += 1
        self._aside(request, self._asked_aside).add_done_callback(self._has_answered)

    def _asked_aside(self, request: Request) -> Answer:
        self._renew()
        return doors.answer_to(
            request.word, request.body, language=request.language, at=self._clock(), memory=self._memory
        )

    def _has_answered(self, _: object) -> None:
        self._asked -= 1

    def _else(self, request: Request) -> Answer:
        return self._health(request.path) or Answer(404, answers.headers_of("text/plain", "id"), b"")

    def _aside(self, request: Request, act: Callable[[Request], Answer]) -> "asyncio.Future[Answer]":
        def asked_within() -> Answer:
            with _within(request):
                try:
                    return act(request)
                except Exception as fault:  # noqa: BLE001 (told to whoever asked)
                    return _refused(fault, language=request.language)

        future = asyncio.get_running_loop().run_in_executor(self._pool, asked_within)
        future.add_done_callback(lambda done: self._send(request, done.result()))
        return future


def _within(request: Request) -> within:
    """Its number and route, for what is said and logged of it."""
    route = ROOM.lstrip("/") + request.word if request.word else asked.NOWHERE
    return within(number=request.number, route=route)


def _refused(refusal: Exception, *, language: str) -> Answer:
    """The last line of defence: what no table knows is a fault of ours."""
    try:
        return answers.refused(refusal, language=language)
    except Exception as fault:
        log.exception("a request was not answered as it should be: %s", type(fault).__name__)
        return answers.refused(Unforeseen(come_back()), language="id")
