"""One connection of a phone or a proxy: HTTP/1.1 in, one answer at a time out.

llhttp reads (`httptools`); what may come in, how much of it and how slowly is decided here. Whoever sends the next
request before the answer, or what is no HTTP, is answered once more at most and then let go.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import formatdate
from enum import Enum, auto
from functools import lru_cache
from http import HTTPStatus
from time import time
from typing import Final, Protocol, cast

import httptools

from ikrar.pledges.gate import asking
from ikrar.pledges.gate.answers import Answer, Headers

log = logging.getLogger(__name__)
HEAD_BYTES: Final = 16_384
# Of a request whose body is still coming, in all: in chunks of one byte each a body takes six for each of its own.
REQUEST_BYTES: Final = HEAD_BYTES + 8 * asking.LONGEST_BODY
CLOSE: Final = b"Connection: close\r\n"
GO_ON: Final = b"HTTP/1.1 100 Continue\r\n\r\n"
HEARD: Final = frozenset({b"content-type", b"content-length", b"accept-language", b"x-request-id", b"expect"})


class Phase(Enum):
    """What a line waits for."""

    HEAD = auto()
    BODY = auto()
    ANSWER = auto()
    END = auto()  # what still comes is passed over


@dataclass(slots=True)
class Request:
    """One request on a line. `word`, `language` and `number` are the gate's to tell; the body comes last."""

    line: "Line"
    path: str
    method: str
    headers: dict[bytes, str]
    word: str = ""
    language: str = "id"
    number: str = ""
    body: bytes = b""

    def header(self, name: bytes) -> str:
        """What it says under this name, of those that are heard at all."""
        return self.headers.get(name, "")

    def answer(self, answer: Answer) -> None:
        """Send this; in the loop's thread, once."""
        self.line.answer(self, answer)


class Keeper(Protocol):
    """Whoever holds the lines."""

    is_closing: bool

    def joined(self, line: "Line") -> None: ...
    def left(self, line: "Line") -> None: ...


class Answering(Protocol):
    """Whoever has the answers. `begun` sees the head and may refuse by it; then `take` or `refuse` answers."""

    def begun(self, request: Request) -> Exception | None: ...
    def take(self, request: Request) -> None: ...
    def refuse(self, request: Request, refusal: Exception) -> None: ...


class Line(asyncio.Protocol):
    """Its methods are called by the loop; those in small letters behind a dash by llhttp, piece by piece."""

    __slots__ = (
        "_body", "_clock", "_deaf", "_gate", "_headers", "_keeper", "_length", "_parser", "_request", "_seen", "_transport",
        "_url", "phase", "since",
    )  # fmt: skip
    _transport: asyncio.Transport

    def __init__(self, gate: Answering, *, keeper: Keeper, clock: Callable[[], float]) -> None:
        """`since` is when the present waiting began, by the loop's clock."""
        self._gate, self._keeper, self._clock = gate, keeper, clock
        self.since = clock()
        self._parser = httptools.HttpRequestParser(self)
        self._deaf = False
        self._await_head()

    def _await_head(self) -> None:
        self.phase = Phase.HEAD
        self._url = b""
        self._headers: dict[bytes, str] = {}
        self._body: list[bytes] = []
        self._seen = self._length = 0
        self._request: Request | None = None

    # ── the loop ─────────────────────────────────────────────────────────────────────────────────

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's own kind is no subclass
        self._keeper.joined(self)

    def connection_lost(self, fault: Exception | None) -> None:  # noqa: ARG002 (why does not matter)
        self.phase = Phase.END
        self._request = None
        self._keeper.left(self)

    def pause_writing(self) -> None:
        """Who asks and asks and never reads is let go."""
        self._transport.abort()

    def data_received(self, data: bytes) -> None:
        if self.phase is Phase.END or self._deaf:
            return
        self._seen += len(data)  # before it is read: a request that is answered at once begins the count anew
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            return  # the request itself was read and is answered; there is nothing to upgrade to
        except httptools.HttpParserCallbackError as e:  # no fault of what was sent
            log.exception("a request was not taken: %s", type(e.__context__).__name__)
            self._misread(500)
            return
        except httptools.HttpParserError:
            self._misread(400)
            return
        if self.phase is Phase.HEAD and self._seen > HEAD_BYTES:
            self._misread(431)
        elif self.phase is Phase.BODY and self._seen > REQUEST_BYTES and self._request is not None:
            self._refuse(self._request, asking.BodyTooLarge())  # by what stands around and behind it

    def _misread(self, status: int) -> None:
        """No request that could be answered; one that is under way still is, and one that was is answered once."""
        self._deaf = True
        if self.phase in (Phase.ANSWER, Phase.END):
            return
        self.phase = Phase.END
        self._transport.write(head_of(status, ()) + CLOSE + b"Content-Length: 0\r\n\r\n")
        self._transport.close()

    # ── llhttp ───────────────────────────────────────────────────────────────────────────────────

    def on_message_begin(self) -> None:
        if self.phase is not Phase.HEAD:
            self._deaf = True  # the next request before the answer

    def on_url(self, url: bytes) -> None:
        if not self._deaf:
            self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        known = name.lower()
        if known in HEARD and not self._deaf:
            self._headers[known] = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        if self._deaf:
            return
        path = self._url.partition(b"?")[0].decode("latin-1")
        method = self._parser.get_method().decode("latin-1")
        request = self._request = Request(self, path, method, self._headers)
        refusal = self._gate.begun(request)
        if refusal is not None:
            self._refuse(request, refusal)
            return
        self.phase = Phase.BODY
        self.since = self._clock()
        if self._headers.get(b"expect", "").lower() == "100-continue":
            self._transport.write(GO_ON)

    def on_body(self, body: bytes) -> None:
        if self.phase is not Phase.BODY or self._deaf or self._request is None:
            return
        self._length += len(body)
        self._body.append(body)
        if self._length > asking.LONGEST_BODY:
            self._refuse(self._request, asking.BodyTooLarge())

    def on_message_complete(self) -> None:
        if self.phase is not Phase.BODY or self._deaf or self._request is None:
            return
        request = self._request
        request.body = self._body[0] if len(self._body) == 1 else b"".join(self._body)
        self.phase = Phase.ANSWER
        self._deaf = not self._parser.should_keep_alive() or self._parser.should_upgrade()
        self._gate.take(request)

    # ── what goes out ────────────────────────────────────────────────────────────────────────────

    def _refuse(self, request: Request, refusal: Exception) -> None:
        """What is left of its body is not read; so the line ends with the answer."""
        self._deaf = True
        self.phase = Phase.ANSWER
        self._gate.refuse(request, refusal)

    def give_up(self, refusal: Exception) -> None:
        """The body did not come in its time."""
        assert self._request is not None
        self._refuse(self._request, refusal)

    def answer(self, request: Request, answer: Answer) -> None:
        """The answer to this request, unless nobody waits for it any more."""
        if request is not self._request or self.phase is not Phase.ANSWER:
            return
        is_last = self._deaf or self._keeper.is_closing
        body = b"" if request.method == "HEAD" else answer.body
        self._transport.write(
            b"%bX-Request-Id: %b\r\n%bContent-Length: %d\r\n\r\n%b"
            % (
                head_of(answer.status, answer.headers),
                request.number.encode(),
                CLOSE if is_last else b"",
                len(answer.body),
                body,
            )
        )
        self.since = self._clock()
        if is_last:
            self._end()
        else:
            self._await_head()

    def _end(self) -> None:
        """Say that nothing follows, and pass over what is still on its way: cut off at once, the answer could be lost."""
        self.phase = Phase.END
        if self._transport.can_write_eof():
            self._transport.write_eof()
        else:
            self._transport.close()

    def let_go(self) -> None:
        """End without a word."""
        self._transport.abort()


def head_of(status: int, headers: Headers) -> bytes:
    """Status line and headers as they go out, up to those of this one answer."""
    return _head_of(status, headers) + b"Date: %b\r\n" % _date(int(time()))


@lru_cache(maxsize=64)
def _head_of(status: int, headers: Headers) -> bytes:
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{name}: {said}" for name, said in headers)]
    return "".join(f"{line}\r\n" for line in lines).encode("latin-1")


@lru_cache(maxsize=4)
def _date(second: int) -> bytes:
    return formatdate(second, usegmt=True).encode("ascii")
