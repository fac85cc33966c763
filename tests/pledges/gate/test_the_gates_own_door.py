"""What only the gate's process meets: slow bodies, pieces, a full queue, its own end. And bodies of every bad kind."""

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.db import InterfaceError, OperationalError

from ikrar.pledges.gate.counting import COUNTERS, Counters
from ikrar.pledges.models import Pledge
from ikrar.pledges.operations import recording
from ikrar.project.gate import running
from ikrar.project.gate.reporting import Report
from ikrar.register import operations as register
from ikrar.register.models import Outage
from tests.pledges.gate.conftest import Phone
from tests.pledges.gate.two_doors import both_doors

door = both_doors


@pytest.fixture
def at_gate(hall, gate_door):
    return Phone(hall, gate_door)


@pytest.mark.parametrize(
    "body",
    [
        b'{"site": 1, "site": 2}', b'{"pass": {"a": 1, "a": 1}}', b'{"a": 1e999}', b'{"a": NaN}', b'{"a": 0.5}',
        b'{"a": 1234567890123456}', b'{"a": [[[[[[[1]]]]]]]}', b'{"a":' * 3000, b"\xef\xbb\xbf{}", b"", b"null",
        b'{"a": "\xc3"}', b"{} {}", b'{"a": 1}\x00',
    ],
)  # fmt: skip
def test_what_two_readers_could_take_differently_is_no_json_here(phone, body):
    for word in ("pass", "pledge"):
        answer = phone.post(word, body)
        assert (answer.status_code, answer.json()["code"]) == (400, "NotJson")


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonx"]
)  # fmt: skip
def test_other_content_types_are_refused(phone, kind):
    assert phone.post("pledge", b"{}", content_type=kind).json()["code"] == "NotJson"


@pytest.mark.parametrize("kind", ["application/json", "Application/JSON; charset=utf-8"])
def test_json_may_name_its_character_set(phone, kind):
    assert phone.post("challenge", b"{}", content_type=kind).status_code == 200


def test_both_doors_say_the_same_of_themselves(phone):
    answer = phone.post("challenge", b"{}", headers={"Accept-Language": "de, en;q=0.5, id;q=0.1"})
    assert (answer["Content-Language"], answer["Cache-Control"]) == ("en", "no-store")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_database_that_is_away_is_told_with_the_moment_to_come_back(phone, ani, monkeypatch):
    body = phone.pledge_of(phone.identify(ani))

    def away(**_):
        raise OperationalError

    monkeypatch.setattr(recording, "record", away)
    monkeypatch.setattr(recording, "record_one", away)
    answer = phone.post("pledge", body)
    assert (answer.status_code, answer.json()["code"]) == (503, "DatabaseAway")
    assert 5 <= int(answer["Retry-After"]) < 25
    assert "aman di ponsel ini" in answer.json()["remedy"]


def test_a_body_in_pieces_is_read_up_to_its_bound(at_gate, ani):
    body = at_gate.pledge_of(at_gate.identify(ani))
    answer = at_gate.client.post("/gate/pledge", json.dumps(body), chunked=True)
    assert answer.status_code == 200
    answer = at_gate.client.post("/gate/pledge", b" " * 100_000, chunked=True)
    assert answer.json()["code"] == "BodyTooLarge"


HALF = b"POST /gate/pledge HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"


def test_a_body_that_does_not_come_is_given_up_and_told_so(gate_door):
    wire = gate_door.line_with(HALF)
    gate_door.server.sweep()
    assert not wire.told  # its time has not come
    gate_door.server.body_seconds = -1.0
    gate_door.server.sweep()
    assert (wire.answer().status_code, wire.answer().json()["code"]) == (408, "TooSlow")
    assert wire.is_cut


def test_a_full_queue_says_when_to_come_back_and_nothing_is_recorded(at_gate, ani, monkeypatch):
    body = at_gate.pledge_of(at_gate.identify(ani))
    before = COUNTERS.refused["Overloaded"]
    monkeypatch.setattr(COUNTERS, "waiting", 10_000_000)
    answer = at_gate.post("pledge", body)
    assert (answer.status_code, answer.json()["code"]) == (503, "Overloaded")
    assert 5 <= int(answer["Retry-After"]) < 25
    assert COUNTERS.refused["Overloaded"] == before + 1
    assert at_gate.client.get("/gate/siap").status_code == 503
    assert not Pledge.objects.exists()


def test_a_gate_that_is_to_end_asks_its_connections_to_end(gate_door):
    assert "connection" not in gate_door.get("/gate/sehat").headers
    gate_door.server.close_soon()
    assert gate_door.get("/gate/sehat")["Connection"] == "close"


def test_health_and_addresses_that_are_none(gate_door):
    assert gate_door.get("/gate/sehat").json() == {"alive": True}
    assert gate_door.get("/gate/siap").json() == {"ready": True}
    for path in ("/", "/gate/", "/gate/pledge/", "/gate/../register", "/sehat"):
        assert gate_door.get(path).status_code == 404


def test_a_fault_of_ours_is_told_without_its_words(gate_door, monkeypatch, caplog):
    def broken(**_):
        raise ZeroDivisionError("Ani Contoh")

    monkeypatch.setattr(running.recording, "record", broken)
    monkeypatch.setattr("ikrar.pledges.gate.words.passing.challenge", broken)
    answer = gate_door.post("/gate/challenge", b"{}")
    assert (answer.status_code, answer.json()["code"]) == (500, "Unforeseen")
    assert "Ani" not in answer.content.decode()


def test_who_was_sent_away_stands_in_the_registers_outages(db, at, monkeypatch):
    register.open_register(at=at)
    counters = Counters()
    report = Report(counters)
    report.tell()
    assert not Outage.objects.exists()
    counters.refused |= {"Overloaded": 7, "FieldWrong": 3}
    report.tell()
    report.tell()
    assert Outage.objects.get().refused == 7


def test_the_slow_are_swept_while_the_register_cannot_be_told(monkeypatch, caplog):
    after, free = [], threading.Event()
    fallen = iter([InterfaceError("a connection that is gone")])

    def tell(_):
        for fault in fallen:
            raise fault
        free.wait(60)

    def sweep():
        if "InterfaceError" in caplog.text:
            after.append(1)
        if len(after) == 3:
            watch.cancel()

    async def watched():
        nonlocal watch
        with ThreadPoolExecutor(1) as pool:
            watch = asyncio.ensure_future(running._watch(SimpleNamespace(sweep=sweep), pool, each=0.001))
            await asyncio.wait([watch], timeout=60)
            free.set()

    watch = None
    monkeypatch.setattr(Report, "tell", tell)
    asyncio.run(watched())
    assert (len(after), watch.cancelled()) == (3, True)


@pytest.mark.parametrize("body", [b"null", b'{"site": "ZZZZZZ", "method": "code", "code": "x"}'])
def test_a_refusal_bears_the_number_of_its_request(phone, body):
    first, second = phone.post("pass", body), phone.post("pass", body)
    assert first.json()["request_id"] == first["X-Request-Id"] != second["X-Request-Id"]
