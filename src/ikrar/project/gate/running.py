"""The life of a gate process: claim, warm up, serve, drain, end."""

import argparse
import asyncio
import gc
import json
import logging
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import uvloop
from django.conf import settings
from django.db import connection
from django.utils import timezone

from ikrar.pledges.domain import checking
from ikrar.pledges.domain.checking import Proved
from ikrar.pledges.gate.answers import Answer
from ikrar.pledges.gate.committing import Committer, Limits
from ikrar.pledges.gate.counting import COUNTERS
from ikrar.pledges.operations import recording
from ikrar.pledges.queries.gate import Memory, secrets
from ikrar.project import metrics, serving, standing
from ikrar.project.gate import listening
from ikrar.project.gate.app import Gate
from ikrar.project.gate.reporting import Report
from ikrar.project.gate.server import Bounds, Server, tls
from ikrar.project.gate_figures import GateFigures
from ikrar.project.sqlite.base import waited
from ikrar.project.wiring import wire
from ikrar.web import logs

log = logging.getLogger(__name__)
THREADS = 4
RULES_HOLD = timedelta(
    seconds=1
)  # a declaration's rules are remembered so long; nobody is refused by memory alone
CLOSING_SECONDS = 0.5  # in which connections in use learn that they end
ALIVE, READY = "/gate/sehat", "/gate/siap"
SPARE_FILES = 256
COLLECTING = (20_000, 20, 50)  # objects made before the collector looks; 700 are Python's own


def main(arguments: list[str]) -> int:
    """0 after an orderly end; 1 when it may not begin, in words."""
    asked = _parser().parse_args(arguments)
    logs.speak_as("gate")
    _allow_files(settings.IKRAR_GATE_CONNECTIONS + SPARE_FILES)
    wire()
    try:
        with ExitStack() as held:
            listener = held.enter_context(listening.inherited() or serving.listen(asked.host, asked.port))
            connection.ensure_connection()  # else the first request would pay for it
            listening.tell_warm()
            if connection.vendor == "sqlite":
                held.enter_context(listening.claim(Path(connection.settings_dict["NAME"])))
            metrics.keep("gate", GateFigures(COUNTERS))
            _leave_in_peace()
            uvloop.run(_serve(asked, listener))
    except (listening.FileHasAGate, serving.PortIsTaken) as e:
        print(_WORDS[type(e)], *e.args, file=sys.stderr)  # noqa: T201 (whoever started it reads it)
        return 1
    return 0


_WORDS = {
    listening.FileHasAGate: "Gerbang lain sudah melayani berkas ini / another gate serves this file:",
    serving.PortIsTaken: "Port ini sudah dipakai / this port is taken:",
}


def limits() -> Limits:
    """SQLite lets others write between two commits; PostgreSQL may change its primary under us."""
    found = Limits(batch=settings.IKRAR_GATE_BATCH, most=settings.IKRAR_GATE_QUEUE)
    if connection.vendor == "sqlite":
        return replace(found, pause=0.002)
    return replace(found, repeat=20.0)


def renew() -> None:
    """Before each use of a thread's connection: end what is broken or old. SQLite's does not age."""
    if connection.vendor != "sqlite":
        connection.close_if_unusable_or_obsolete()


def let_go() -> None:
    """End this thread's connection; `connection.close` itself would be that of the thread which looked it up."""
    connection.close()


def build(*, pool: Executor, limits: Limits, renew: Callable[[], None] = renew) -> tuple[Gate, Committer]:
    """A gate as the process runs it, not started yet."""
    memory = Memory(holds=RULES_HOLD)

    def record(batch: Sequence[Proved], at: datetime) -> list[recording.Answer]:
        return recording.record(batch=batch, at=at, memory=memory)

    committer = Committer(
        record=record,
        clock=timezone.now,
        counters=COUNTERS,
        limits=limits,
        renew=renew,
        let_go=let_go,
        spent=waited,
    )
    gate = Gate(
        committer=committer,
        prove=partial(checking.prove, secrets=secrets()),
        pool=pool,
        counters=COUNTERS,
        clock=timezone.now,
        health=Health(committer, renew=renew),
        memory=memory,
        renew=renew,
    )
    return gate, committer


class Health:
    """`/gate/sehat`: alive. `/gate/siap`: the database takes writes and the queue has room."""

    def __init__(self, committer: Committer, *, renew: Callable[[], None]) -> None:
        self._committer, self._renew = committer, renew

    def __call__(self, path: str) -> Answer | None:
        if path == ALIVE:
            return self._answer(200, {"alive": True})
        if path != READY:
            return None
        self._renew()
        is_ready = self._committer.has_room and standing.database_takes_writes()
        return self._answer(200 if is_ready else 503, {"ready": is_ready})

    def _answer(self, status: int, members: dict[str, bool]) -> Answer:
        headers = (
            ("Content-Type", "application/json"),
            ("Cache-Control", "no-store"),
            (serving.HEADER, os.environ.get("IKRAR_INSTANCE", "")),
        )
        return Answer(status, headers, json.dumps(members).encode())


async def _serve(asked: argparse.Namespace, listener: socket.socket) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    with ThreadPoolExecutor(THREADS, thread_name_prefix="word") as pool:
        gate, committer = build(pool=pool, limits=limits())
        bounds = Bounds(connections=settings.IKRAR_GATE_CONNECTIONS)
        server = Server(
            gate, listener=listener, bounds=bounds, counters=COUNTERS, tls=tls(asked.cert, asked.key)
        )
        committer.start()
        server.start()
        watch = asyncio.create_task(_watch(server, pool))
        await stop.wait()
        server.stop_accepting()
        server.close_soon()
        await asyncio.sleep(CLOSING_SECONDS)
        await server.stop()
        await committer.finish()
        watch.cancel()


async def _watch(server: Server, pool: Executor, *, each: float = 1.0) -> None:
    """Each second: who is too slow is given up, and who was sent away is told to the register.

    The sweep waits for no database, and no fault of the telling ends it: it alone bounds the slow.
    """
    report = Report(COUNTERS)
    telling: asyncio.Future[None] | None = None
    while True:
        await asyncio.sleep(each)
        try:
            server.sweep()
            if telling is None or telling.done():
                last, telling = telling, asyncio.get_running_loop().run_in_executor(pool, report.tell)
                if last is not None:
                    last.result()
        except Exception as e:
            log.exception("the gate's watch met a fault: %s", type(e).__name__)


def _leave_in_peace() -> None:
    """What was loaded stays for good: the collector need not walk through all of Django while people sign.

    A pledge makes no circles of objects, so that the collector looks for them seldom, and through what is young.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTING)


def _allow_files(wanted: int) -> None:
    """As many open connections as we promise, if the system lets us."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, hard), hard))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./ikrar gate")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8001, help="port to listen on (default 8001)")
    parser.add_argument("--cert", type=Path, help="certificate chain, PEM, to speak TLS itself")
    parser.add_argument("--key", type=Path, help="its private key, PEM (PKCS#8)")
    return parser
