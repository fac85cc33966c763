"""granian's HTTP machinery on a socket of ours, in a process of ours: no process tree, no port shared with strangers.

granian's own supervisor opens its sockets anew in each worker (SO_REUSEPORT), and what waits in the queue of one that
ends is lost. So its worker is run here directly; the lock file pins the release whose inside this is (decision 0048).
"""

import asyncio
import os
import socket
import stat
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from granian.http import HTTP1Settings

from ikrar.project.serving import BACKLOG

Application = Callable[[Any, Any], Awaitable[None]]
HEADER_BYTES = 16_384
# Its inside has types that lag behind it.
_inside: Any = import_module("granian._granian")
_futures: Any = import_module("granian._futures")
NO_HTTP2 = None
NO_STATIC_FILES = None
NO_METRICS = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one gate holds open at most, and how long it waits for whoever says nothing."""

    connections: int = 4096  # granian accepts no more than these; further ones wait in the kernel
    head_seconds: float = 20.0  # for the head of a request, and so for an idle connection too


class Server:
    """Serves from `start` until `stop`, or accepts no more after `stop_accepting`; stopping ends idle connections at once and lets the others finish."""

    def __init__(
        self,
        application: Application,
        *,
        listener: socket.socket,
        bounds: Bounds,
        certificate: Path | None = None,
        key: Path | None = None,
    ) -> None:
        self._application, self._listener, self._bounds = application, listener, bounds
        self._tls = _tls(certificate, key)
        self._signal = _inside.WorkerSignal()

    def start(self) -> None:
        """Accept from now on, in threads of granian's own; requests run as tasks of this loop."""
        loop = asyncio.get_running_loop()
        self._ended = loop.create_future()
        self._signal.add_cb(lambda: loop.call_soon_threadsafe(self._ended.set_result, None))
        self._listener.setblocking(False)
        self._inode = os.fstat(self._listener.fileno()).st_ino
        scheduler = _futures._new_cbscheduler(loop, self._run, impl_asyncio=True)  # noqa: SLF001 (see above)
        self._worker().serve_str(scheduler, loop, self._signal)

    def stop_accepting(self) -> None:
        """New connections wait in the kernel for whoever follows; those that are open go on.

        granian knows no such state. So each of our handles on the socket is put over with one nobody knows; the socket
        itself lives on where it is held for us.
        """
        with socket.socket() as nobody:
            nobody.bind(("127.0.0.1", 0))
            nobody.listen(1)
            nobody.setblocking(False)
            for number in _handles(self._inode):
                os.dup2(nobody.fileno(), number, inheritable=False)

    async def stop(self) -> None:
        """No connection is accepted any more; returns when the last request is answered."""
        self._signal.set()
        await self._ended

    async def _run(self, request: Any) -> None:
        """One request, as granian hands it to a loop."""
        try:
            await self._application(request.scope, request.proto)
        except BaseException as fault:  # noqa: BLE001 (granian ends the connection)
            request.err(fault)
            return
        request.done()

    def _worker(self) -> Any:
        number = self._listener.detach()  # granian closes it when it stops
        holder = _inside.SocketHolder(number, False, BACKLOG)
        head = HTTP1Settings(
            header_read_timeout=int(self._bounds.head_seconds * 1000), max_buffer_size=HEADER_BYTES
        )
        threads = (1, 1, 1, 30)  # one for the network, one that may block; idle ones end after 30 s
        return _inside.RSGIWorker(
            1, (None, holder), None, *threads, self._bounds.connections, "1", head, NO_HTTP2, False,
            NO_STATIC_FILES, *self._tls, NO_METRICS,
        )  # fmt: skip


def _handles(inode: int) -> list[int]:
    """Every descriptor of this process that is the socket."""
    found = []
    for path in Path("/dev/fd").iterdir():
        with suppress(OSError):  # the listing itself had a descriptor
            seen = os.fstat(int(path.name))
            if seen.st_ino == inode and stat.S_ISSOCK(seen.st_mode):
                found.append(int(path.name))
    return found


def _tls(certificate: Path | None, key: Path | None) -> tuple[Any, ...]:
    if certificate is None or key is None:
        return (False, None, None, None, "tls1.3", None, [], False)
    return (True, str(certificate.resolve()), str(key.resolve()), None, "tls1.2", None, [], False)
