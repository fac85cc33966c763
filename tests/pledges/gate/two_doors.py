"""The gate's own application, asked as granian would ask it, in the test's own transaction.

Importing `both_doors` as `door` lets every test of a module that knocks run twice: once at Django's door, once here.
"""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from types import SimpleNamespace

import pytest
from django.db import connection, connections
from django.test import Client

from ikrar.project import wiring
from ikrar.project.gate import running

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


class Wire:
    """One request: the body in one piece or in several, and what is answered."""

    def __init__(self, body):
        self.body = body
        self.answer = None

    async def __call__(self):
        return self.body

    async def __aiter__(self):
        for start in range(0, len(self.body), 4096):
            yield self.body[start : start + 4096]

    def response_bytes(self, status, headers, body):
        self.answer = Answer(status, {name.lower(): value for name, value in headers}, body)


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
        self.loop.run_until_complete(self._start())

    async def _start(self):
        self.committer.start()

    def share(self):
        connections["default"] = self.own

    def post(self, path, data, *, content_type=WORD, headers=None, chunked=False):
        body = data.encode() if isinstance(data, str) else data
        return self.ask(
            "POST", path, body, {"content-type": content_type, **(headers or {})}, chunked=chunked
        )

    def get(self, path, headers=None):
        return self.ask("GET", path, b"", headers or {})

    def ask(self, method, path, body, headers, *, chunked=False):
        lower = {name.lower(): value for name, value in headers.items()}
        lower |= {} if chunked else {"content-length": str(len(body))}
        wire = Wire(body)
        scope = SimpleNamespace(path=path, method=method, headers=lower)
        self.loop.run_until_complete(self.gate.__rsgi__(scope, wire))
        return wire.answer

    def close(self):
        self.loop.run_until_complete(self.committer.finish())
        self.pool.shutdown()
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()
        self.own.dec_thread_sharing()
        assert connection.connection is self.own.connection


@pytest.fixture
def gate_door(db, now):
    made = GateDoor()
    yield made
    made.close()


@pytest.fixture(params=["django", "gate"])
def both_doors(request, db, now):
    return Client() if request.param == "django" else request.getfixturevalue("gate_door")
