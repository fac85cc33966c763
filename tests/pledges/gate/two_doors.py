"""The gate's own application, asked over lines of its own server, in the test's own transaction.

Importing `both_doors` as `door` lets every test of a module that knocks run twice: once at Django's door, once here.
"""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from http.client import HTTPResponse
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.db import connection, connections
from django.test import Client

from ikrar.pledges.gate.counting import COUNTERS
from ikrar.project import wiring
from ikrar.project.gate import running
from ikrar.project.gate.server import Bounds, Server

WORD = "application/json"


@dataclass
class Answer:
    """What came back, with the names of Django's test client."""

    status_code: int
    headers: dict
    content: bytes

    def __getitem__(self, name):
        return self.headers[name.lower()]

    def json(self):
        return json.loads(self.content)


class Wire(asyncio.Transport):
    """The other end of a line: what was answered on it, read as strictly as any client does."""

    def __init__(self):
        super().__init__()
        self.told, self.is_cut, self.answered = b"", False, asyncio.Event()

    def write(self, data):
        if self.is_cut:
            raise RuntimeError("nothing can be written behind the end")
        self.told += data
        self.answered.set()

    def can_write_eof(self):
        return True

    def write_eof(self):
        self.is_cut = True

    abort = close = write_eof

    def answer(self, method="POST"):
        reply = HTTPResponse(SimpleNamespace(makefile=lambda _: BytesIO(self.told)), method=method)
        reply.begin()
        content = reply.read()
        return Answer(reply.status, {name.lower(): said for name, said in reply.getheaders()}, content)


class GateDoor:
    """Knock at the gate's application; its threads use the connection of the test."""

    def __init__(self, **limits):
        wiring.wire()
        self.loop = asyncio.new_event_loop()
        self.own = connections["default"]
        self.own.inc_thread_sharing()
        self.pool = ThreadPoolExecutor(1, initializer=self.share)
        limits = running.Limits(**limits) if limits else replace(running.limits(), repeat=0.0)
        self.gate, self.committer = running.build(pool=self.pool, limits=limits, renew=self.share)
        self.server = Server(self.gate, listener=None, bounds=Bounds(), counters=COUNTERS)  # nobody knocks
        self.loop.run_until_complete(self._start())

    async def _start(self):
        self.committer.start()

    def share(self):
        connections["default"] = self.own

    def post(self, path, data, *, content_type=WORD, headers=None, chunked=False):
        body = data.encode() if isinstance(data, str) else data
        return self.ask(
            "POST", path, body, {"Content-Type": content_type, **(headers or {})}, chunked=chunked
        )

    def get(self, path, headers=None):
        return self.ask("GET", path, b"", headers or {})

    def ask(self, method, path, body, headers, *, chunked=False):
        wire = self.line_with(request(method, path, body, headers, chunked=chunked))
        self.loop.run_until_complete(asyncio.wait_for(wire.answered.wait(), 60))
        return wire.answer(method)

    def line_with(self, *pieces):
        """A new line on which these bytes come, one after another."""
        wire = Wire()
        self.loop.run_until_complete(self._begin(wire, pieces))
        return wire

    async def _begin(self, wire, pieces):
        wire.line = self.server.new_line()
        wire.line.connection_made(wire)
        for piece in pieces:
            wire.line.data_received(piece)

    def close(self):
        self.loop.run_until_complete(self.committer.finish())
        self.pool.shutdown()
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()
        self.own.dec_thread_sharing()
        assert connection.connection is self.own.connection


def request(method, path, body, headers, *, chunked=False):
    """As a phone sends it."""
    length = {"Transfer-Encoding": "chunked"} if chunked else {"Content-Length": str(len(body))}
    lines = "".join(
        f"{name}: {said}\r\n" for name, said in {"Host": "localhost", **length, **headers}.items()
    )
    sent = b"".join(b"%x\r\n%b\r\n" % (len(p), p) for p in pieces(body)) + b"0\r\n\r\n" if chunked else body
    return f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + sent


def pieces(body):
    return (body[start : start + 4096] for start in range(0, len(body), 4096))


@pytest.fixture
def gate_door(db, now):
    made = GateDoor()
    yield made
    made.close()


@pytest.fixture(params=["django", "gate"])
def both_doors(request, db, now):
    return Client() if request.param == "django" else request.getfixturevalue("gate_door")
