"""The gate's lines on a socket that is handed to it: as many as promised, none for longer than promised.

Further connections wait in the kernel. The socket itself lives on where it is held for us, so that a gate that stops
accepting leaves whoever knocks to the next one.
"""

import asyncio
import contextlib
import logging
import socket
import ssl
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ikrar.pledges.gate.counting import Counters
from ikrar.pledges.gate.troubles import TooSlow, come_back
from ikrar.project.gate.line import Answering, Line, Phase

log = logging.getLogger(__name__)
AT_ONCE = 64  # connections taken in before anything else has its turn
LOOK_SECONDS = 0.25  # between two looks at who is still there, when ending
ENDING_SECONDS = 2.0  # in which the other side may read what it was told last


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one gate holds open at most, and how long it waits for whoever says nothing."""

    connections: int = 4096
    head_seconds: float = 20.0  # for the head of a request, and so for an idle connection too
    body_seconds: float = 10.0


class Server:
    """Serves from `start` until `stop`, or accepts no more after `stop_accepting`. All in the loop's thread."""

    def __init__(
        self,
        gate: Answering,
        *,
        listener: socket.socket,
        bounds: Bounds,
        counters: Counters,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._gate, self._listener, self._bounds = gate, listener, bounds
        self._counters, self._tls = counters, tls
        self._lines: set[Line] = set()
        self._shaking_hands: set[asyncio.Task[Any]] = set()
        self._is_accepting = self._is_full = self.is_closing = False
        self._emptied = asyncio.Event()
        self.body_seconds = bounds.body_seconds
        self.clock = time.monotonic

    def start(self) -> None:
        """Accept from now on."""
        self._loop = asyncio.get_running_loop()
        self._listener.setblocking(False)
        self._is_accepting = True
        self._loop.add_reader(self._listener.fileno(), self._accept)

    def stop_accepting(self) -> None:
        """New connections wait in the kernel for whoever follows; those that are open go on."""
        self._is_accepting = False
        self._loop.remove_reader(self._listener.fileno())

    def close_soon(self) -> None:
        """From now on each answer says that its connection ends with it, and slow bodies are given little time."""
        self.is_closing = True
        self.body_seconds = min(self.body_seconds, ENDING_SECONDS)

    async def stop(self) -> None:
        """Idle connections end at once; returns when the last request is answered."""
        self.close_soon()
        while self._lines or self._shaking_hands:
            for line in [line for line in self._lines if line.phase is Phase.HEAD]:
                line.let_go()
            self.sweep()
            self._emptied.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._emptied.wait(), LOOK_SECONDS)

    def sweep(self) -> None:
        """Called each second: whoever took too long is told so, or let go where there is nothing to tell."""
        now = self.clock()
        for line in list(self._lines):
            waited = now - line.since
            if line.phase is Phase.BODY and waited > self.body_seconds:
                self._counters.connections_slow += 1
                line.give_up(TooSlow(come_back()))
            elif (line.phase is Phase.HEAD and waited > self._bounds.head_seconds) or (
                line.phase is Phase.END and waited > ENDING_SECONDS
            ):
                line.let_go()
        if self._is_full:
            self._look_for_room()

    # ── lines come and go ────────────────────────────────────────────────────────────────────────

    def new_line(self) -> Line:
        """One that has just been taken in."""
        return Line(self._gate, keeper=self, clock=self.clock)

    def joined(self, line: Line) -> None:
        self._lines.add(line)

    def left(self, line: Line) -> None:
        self._lines.discard(line)
        self._emptied.set()
        if self._is_full:
            self._look_for_room()

    def _accept(self) -> None:
        for _ in range(AT_ONCE):
            if len(self._lines) + len(self._shaking_hands) >= self._bounds.connections:
                self._wait_for_room()
                return
            try:
                connected, _ = self._listener.accept()
            except BlockingIOError:
                return
            except OSError as e:  # no file left to open, or whoever knocked has gone
                log.warning("a connection could not be taken in: %s", type(e).__name__)
                self._wait_for_room()
                return
            self._take_in(connected)

    def _take_in(self, connected: socket.socket) -> None:
        seconds = self._bounds.head_seconds if self._tls else None
        task = self._loop.create_task(
            self._shaken(
                self._loop.connect_accepted_socket(
                    self.new_line, connected, ssl=self._tls, ssl_handshake_timeout=seconds
                )
            )
        )
        self._shaking_hands.add(task)
        task.add_done_callback(self._shaking_hands.discard)

    async def _shaken(self, connecting: Any) -> None:
        with contextlib.suppress(OSError):  # no TLS, another one, or gone already
            await connecting

    def _wait_for_room(self) -> None:
        self._is_full = True
        self._loop.remove_reader(self._listener.fileno())

    def _look_for_room(self) -> None:
        if len(self._lines) + len(self._shaking_hands) < self._bounds.connections:
            self._is_full = False
            if self._is_accepting:
                self._loop.add_reader(self._listener.fileno(), self._accept)


def tls(certificate: Path | None, key: Path | None) -> ssl.SSLContext | None:
    """How the gate speaks TLS itself, if it does."""
    if certificate is None or key is None:
        return None
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.set_alpn_protocols(["http/1.1"])
    made.load_cert_chain(certificate, key)
    return made
