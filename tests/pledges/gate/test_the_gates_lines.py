"""What comes over one connection of the gate: in pieces, one after another, too much, too slowly, or no HTTP at all."""

import asyncio
import contextlib
import socket
import threading

import pytest

from ikrar.pledges.gate.answers import Answer
from ikrar.pledges.gate.asking import LONGEST_BODY, OnlyPost
from ikrar.pledges.gate.counting import Counters
from ikrar.project.gate.line import HEAD_BYTES, REQUEST_BYTES, Phase
from ikrar.project.gate.server import Bounds, Server
from tests.pledges.gate.two_doors import Wire, request

pytestmark = pytest.mark.pure

JSON = {"Content-Type": "application/json"}
ASKED = request("POST", "/gate/challenge", b"{}", JSON)
LONG = request("POST", "/gate/challenge", b" " * 9_000, JSON, chunked=True)


class Echo:
    """A gate that answers with what it was sent, at once or when it is told to."""

    def __init__(self):
        self.held, self.holds, self.refused = [], False, []
        self.came = threading.Event()

    def begun(self, asked):
        asked.number = "abc"
        with contextlib.suppress(RuntimeError):  # most lines here have no loop
            self.loop = asyncio.get_running_loop()

    def take(self, asked):
        self.held.append(asked)
        self.came.set()
        if not self.holds:
            self.go_on()

    def refuse(self, asked, refusal):
        self.refused.append(type(refusal).__name__)
        asked.answer(Answer(413, (), b"no"))

    def let_go_after(self, seconds):
        """In the loop's thread, when it is ending already."""
        self.loop.call_soon_threadsafe(self.loop.call_later, seconds, self.go_on)

    def go_on(self):
        asked = self.held.pop(0)
        asked.answer(
            Answer(200, (("Content-Type", "text/plain"),), b"%d %b" % (len(asked.body), asked.path.encode()))
        )


@pytest.fixture
def gate():
    return Echo()


@pytest.fixture
def server(gate):
    return Server(gate, listener=None, bounds=Bounds(), counters=Counters())


@pytest.fixture
def tell(server):
    """`tell(piece, …)`: a line on which these pieces come."""

    def told(*pieces):
        wire = Wire()
        wire.line = server.new_line()
        wire.line.connection_made(wire)
        for piece in pieces:
            wire.line.data_received(piece)
        return wire

    return told


@pytest.mark.parametrize("sent", [ASKED, LONG])
@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_a_request_may_come_in_any_pieces(tell, sent, size):
    wire = tell(*(sent[at : at + size] for at in range(0, len(sent), size)))
    assert wire.answer().content.endswith(b" /gate/challenge")
    assert wire.line.phase is Phase.HEAD
    assert not wire.is_cut


def test_a_line_serves_one_request_after_another(tell):
    wire = tell(ASKED, ASKED, request("GET", "/gate/sehat?x=1", b"", {}))
    assert wire.told.count(b"HTTP/1.1 200 OK\r\n") == 3
    assert wire.told.endswith(b"0 /gate/sehat")


def test_who_sends_the_next_before_the_answer_hears_one_and_is_let_go(tell, gate):
    gate.holds = True
    wire = tell(ASKED + ASKED)
    assert len(gate.held) == 1
    gate.go_on()
    assert (wire.told.count(b"HTTP/1.1 "), wire.answer()["Connection"], wire.is_cut) == (1, "close", True)


@pytest.mark.parametrize("close", [b"Connection: close\r\n", b""])
def test_who_wants_no_second_request_gets_none(tell, close):
    version = b"HTTP/1.1" if close else b"HTTP/1.0"
    wire = tell(b"GET /gate/sehat " + version + b"\r\nHost: x\r\n" + close + b"\r\n")
    assert wire.answer().status_code == 200
    assert wire.is_cut


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"hello\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        b"POST / HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        b"POST / HTTP/1.1\r\nContent-Length: -2\r\n\r\n{}", b"GET / HTTP/1.1\r\nA: b\r\n c: d\r\n\r\n",
    ],
)  # fmt: skip
def test_what_is_no_http_or_two_things_at_once_is_400(tell, gate, sent):
    wire = tell(sent)
    assert wire.answer().status_code == 400
    assert (wire.is_cut, gate.held) == (True, [])


def test_a_head_without_an_end_is_431(tell):
    wire = tell(b"GET / HTTP/1.1\r\n", *[b"X-%d: %b\r\n" % (n, b"y" * 90) for n in range(HEAD_BYTES // 90)])
    assert wire.answer().status_code == 431
    assert wire.is_cut


def test_a_long_request_that_is_answered_at_once_leaves_the_next_one_its_whole_head(tell):
    whole = request("POST", "/gate/challenge", b" " * LONGEST_BODY, JSON)
    wire = tell(whole, ASKED[:20])
    assert (wire.told.count(b"HTTP/1.1 "), wire.line.phase, wire.is_cut) == (1, Phase.HEAD, False)


def test_headers_behind_a_body_have_a_bound_too(tell, gate):
    begun = LONG.removesuffix(b"\r\n") + b"X: "
    wire = tell(begun, *[b"y" * 10_000] * (REQUEST_BYTES // 10_000 + 1))
    assert (wire.answer().status_code, gate.refused, wire.is_cut) == (413, ["BodyTooLarge"], True)


def test_a_body_in_the_smallest_chunks_is_read_whole(tell, gate):
    head = LONG.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    wire = tell(head, *[b"1\r\n \r\n"] * LONGEST_BODY, b"0\r\n\r\n")
    assert (wire.answer().status_code, gate.refused) == (200, [])


def test_what_follows_a_last_answer_gets_none_of_its_own(tell, gate):
    gate.begun = lambda asked: setattr(asked, "number", "abc") or OnlyPost()
    wire = tell(b"GET /gate/pledge HTTP/1.1\r\nConnection: close\r\n\r\nGET / HTTP/1.1\r\n\r\n")
    assert (wire.told.count(b"HTTP/1.1 "), gate.refused, wire.is_cut) == (1, ["OnlyPost"], True)


def test_a_body_that_grows_beyond_its_bound_is_refused_once_and_the_rest_passed_over(tell, gate):
    wire = tell(request("POST", "/gate/pledge", b" " * 60_000, JSON, chunked=True), ASKED)
    assert (wire.answer().status_code, gate.refused, wire.is_cut) == (413, ["BodyTooLarge"], True)
    assert wire.told.count(b"HTTP/1.1 ") == 1


def test_who_waits_to_be_asked_for_the_body_is_asked(tell):
    head, body = request("POST", "/gate/challenge", b"{}", {**JSON, "Expect": "100-continue"}).split(
        b"\r\n\r\n"
    )
    wire = tell(head + b"\r\n\r\n")
    assert wire.told == b"HTTP/1.1 100 Continue\r\n\r\n"
    wire.line.data_received(body)
    assert b"HTTP/1.1 200 OK" in wire.told


def test_a_fault_of_ours_is_told_as_ours_and_logged(tell, gate, caplog):
    gate.begun = lambda _: 1 // 0
    assert tell(ASKED).answer().status_code == 500
    assert "ZeroDivisionError" in caplog.text


def test_an_upgrade_is_answered_as_the_request_it_is(tell):
    wire = tell(b"GET /gate/sehat HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\nPRI * HTTP/2.0")
    assert (wire.answer().status_code, wire.is_cut) == (200, True)


def test_head_has_no_body(tell):
    wire = tell(b"HEAD /gate/sehat HTTP/1.1\r\n\r\n")
    assert wire.told.endswith(b"Content-Length: 13\r\n\r\n")


def test_who_hung_up_is_answered_without_harm(tell, gate):
    gate.holds = True
    wire = tell(ASKED)
    wire.line.connection_lost(None)
    gate.go_on()
    assert wire.told == b""


def test_who_asks_and_never_reads_is_let_go(tell):
    wire = tell(ASKED)
    wire.line.pause_writing()
    assert wire.is_cut


def test_silent_lines_end_in_their_time_and_busy_ones_do_not(tell, server, gate):
    clock = [0.0]
    server.clock = lambda: clock[0]
    silent, half = tell(), tell(ASKED[:20])
    gate.holds = True
    busy = tell(ASKED)
    clock[0] = 19.0
    server.sweep()
    assert (silent.is_cut, half.is_cut) == (False, False)
    clock[0] = 21.0
    server.sweep()
    assert (silent.is_cut, half.is_cut, busy.is_cut) == (True, True, False)


@contextlib.contextmanager
def serving(gate, **bounds):
    """A server on a socket of this machine, in a loop of its own thread; gives its port."""
    listener = socket.create_server(("127.0.0.1", 0))
    loop = asyncio.new_event_loop()
    made = []

    async def begin():
        made.append(Server(gate, listener=listener, bounds=Bounds(**bounds), counters=Counters()))
        made[0].start()

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(begin(), loop).result(30)

    async def end():
        made[0].stop_accepting()
        await made[0].stop()

    try:
        yield listener.getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(end(), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(30)
        loop.close()
        listener.close()


def test_whom_it_has_no_room_for_waits_until_somebody_leaves(gate):
    with serving(gate, connections=1) as port:
        first = socket.create_connection(("127.0.0.1", port), timeout=30)
        first.sendall(ASKED)
        assert first.recv(1000).startswith(b"HTTP/1.1 200")
        second = socket.create_connection(("127.0.0.1", port), timeout=30)
        second.sendall(ASKED)
        second.settimeout(0.2)
        with pytest.raises(TimeoutError):
            second.recv(1000)
        first.close()
        second.settimeout(30)
        assert second.recv(1000).startswith(b"HTTP/1.1 200")
        second.close()


def test_stopping_ends_the_idle_and_waits_for_the_others(gate):
    gate.holds = True
    with serving(gate) as port:
        idle, busy = (socket.create_connection(("127.0.0.1", port), timeout=30) for _ in range(2))
        busy.sendall(ASKED)
        assert gate.came.wait(30)
        gate.let_go_after(0.3)
    assert idle.recv(100) == b""
    assert b"Connection: close" in busy.recv(1000)
    idle.close()
    busy.close()
