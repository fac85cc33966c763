"""Whatever strangers send, the gate keeps within its memory and answers the honest, who come from the same address."""

import http.client
import json
import secrets
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest

from tests.faults.crowd import CROCKFORD, jcs, signed
from tests.faults.proofs import check_answers, check_nothing_lost
from tests.faults.service import HOST
from tests.faults.volley import WIDE, Volley

pytestmark = pytest.mark.faults
GROWTH = 96_000_000  # bytes of memory that the whole attack may cost
STRANGERS = 300  # connections that say half of something and then nothing


class Knocker:
    """One stranger's connection."""

    def __init__(self, port):
        self.port, self.line = port, None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.line is not None:
            self.line.close()

    def post(self, word, body, kind="application/json"):
        """Status and code of the answer."""
        for _ in range(3):
            try:
                self.line = self.line or http.client.HTTPConnection(HOST, self.port, timeout=60)
                self.line.request("POST", f"/gate/{word}", body, {"Content-Type": kind})
                answer = self.line.getresponse()
                said = answer.read()
            except (OSError, http.client.HTTPException):  # a body too large may be cut off while it is sent
                self.line.close()
                self.line = None
            else:
                return answer.status, json.loads(said).get("code") if said else None
        return 0, None


def memory(process, kind="VmRSS"):
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.partition(f"{kind}:")[2].split()[0]) * 1024


def half_said(port, held):
    """Heads and bodies that begin and never end."""
    for number in range(STRANGERS):
        line = held.enter_context(socket.create_connection((HOST, port), timeout=10))
        head = b"POST /gate/pledge HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        line.sendall(head if number % 2 else head + b'Content-Length: 900\r\n\r\n{"pass": "')


def nonsense(port, times):
    """Too large, too deep, of another kind, no JSON, no HTTP: refused each time, and never by silence."""
    odd = [
        (b"[" * 16_000, "application/json", {400}), (b'{"a":' * 3_000 + b"1", "application/json", {400}),
        (b'{"pass": "' + b"x" * 16_200 + b'"}', "application/json", {413, 422, 403}),
        (b"x" * 3_000_000, "application/json", {413, 0}), (b"{}", "text/html", {400}),
        (b"\xff" * 800, "application/json", {400}), (b'{"a": 1, "a": 2}', "application/json", {400}),
    ]  # fmt: skip
    with Knocker(port) as knocker:
        for turn in range(times):
            body, kind, wanted = odd[turn % len(odd)]
            assert knocker.post("pledge" if turn % 2 else "pass", body, kind)[0] in wanted
            if turn % 20 == 0:
                with socket.create_connection((HOST, port), timeout=30) as line, suppress(OSError):
                    line.sendall(secrets.token_bytes(200) + b"\r\n\r\n")
                    assert line.recv(100)[:12] in (b"", b"HTTP/1.1 400")


def wrong_passes(port, site, times, given, say):
    """Passes that nobody gave out, and codes that stand on no card."""
    told = 50_000
    with Volley(HOST, port) as volley:
        for turn in range(0, times, WIDE):
            asked = [wrong(number, site, given) for number in range(turn, min(turn + WIDE, times))]
            for (word, _), (status, code) in zip(asked, volley.fire(asked), strict=True):
                if word == "pledge":
                    assert status in (403, 422, 503)
                else:
                    assert code in ("CodeWrong", "CodesGuessed", "Overloaded")
            if turn >= told:
                say(f"  {turn:,} wrong passes and codes")
                told += 50_000


def wrong(number, site, given):
    """One of ten asks for a pass with a code, the others bring one; few of them take the trouble to sign."""
    if number % 10 == 0:
        code = "".join(secrets.choice(CROCKFORD) for _ in range(13))
        return "pass", jcs({"site": site, "method": "code", "code": code}).encode()
    forged = given["pass"][:-6] + secrets.token_hex(3)
    signs = number % 1000 < 20
    return "pledge", (jcs(signed({**given, "pass": forged}, None)) if signs else _again(forged)).encode()


def _again(forged):
    signature = {"kind": "device-key", "key": "AAAA", "value": "AAAA"}
    signer = {"institution": "x", "name": "x", "number_tail": "x"}
    return json.dumps(
        {
            "pass": forged,
            "stamp": None,
            "statement": "x",
            "device_time": "x",
            "signer": signer,
            "signature": signature,
        }
    )


def guesses(port, site, people, times):
    """Stage codes by guessing: each has five, then nothing is listened to."""
    with Knocker(port) as knocker:
        for given in people:
            codes = [
                knocker.post("presence", jcs({"site": site, "pass": given["pass"], "code": f"{n:06d}"}))[1]
                for n in range(times)
            ]
            assert codes[:5] == ["CodeNotCurrent"] * 5
            assert set(codes[5:]) <= {"PresencePaused", "CodeNotCurrent"}  # a pause ends after a while
            assert codes.count("PresencePaused") > times / 2


def replays(port, given, times):
    """One accepted pledge, sent again and again: one answer. What is told of it, as a crowd tells."""
    line = http.client.HTTPConnection(HOST, port, timeout=60)

    def ask(word, body):
        line.request("POST", f"/gate/{word}", body, {"Content-Type": "application/json"})
        answer = line.getresponse()
        said = json.loads(answer.read())
        assert answer.status in (200, 202)
        return said

    body = jcs(signed(given, None))
    answers = [ask("pledge", body) for _ in range(times)]
    while (proof := ask("receipt", jcs({"pass": given["pass"]})))["state"] == "waiting":
        time.sleep(0.3)
    line.close()
    tid = given["statement"]["nonce"]
    facts = [[said["number"], said["leaf_hash"], said["received_at"]] for said in answers]
    return {
        "pledges": [{"tid": tid, "pass": given["pass"], "tries": times, "answers": facts}],
        "receipts": [[tid, proof["number"], jcs(proof["receipt"])]],
        "checkpoints": [],
    }


def identified(service, code):
    line = http.client.HTTPConnection(HOST, service.gate.port, timeout=60)
    body = json.dumps({"site": service.plan["site"], "method": "code", "code": code})
    line.request("POST", "/gate/pass", body, {"Content-Type": "application/json"})
    with closing(line):
        return json.loads(line.getresponse().read())


def test_strangers_of_every_kind_do_not_keep_the_honest_from_signing(make_service, drill, say):
    guessers = drill.times(sample=1, full=200)
    service = make_service(people=drill.times(sample=120, full=2000) + guessers + 2)
    service.start()
    port, site, gate = service.gate.port, service.plan["site"], service.part("gate").process
    mine, other, *people = (identified(service, service.plan["codes"].pop()) for _ in range(guessers + 2))
    with drill.fault("hostile traffic at the gate") as row:
        crowd = service.crowd(phones=4, ports=[port])
        service.watch_until(lambda: crowd.acknowledged >= 10, seconds=300)
        before = memory(gate)
        row.times = drill.times(sample=2000, full=1_000_000)
        with ExitStack() as silent:
            half_said(port, silent)
            replayed = attack(
                lambda: replays(port, other, drill.times(sample=100, full=10_000)),
                lambda: nonsense(port, drill.times(sample=210, full=10_500)),
                lambda: wrong_passes(port, site, row.times, mine, say),
                lambda: guesses(port, site, people, drill.times(sample=30, full=100)),
            )[0]
            crowd.process.wait(timeout=1800)
            growth = memory(gate, "VmHWM") - before
        row.note = f"memory {before / 1e6:.0f} MB, at most {growth / 1e6:+.0f} MB"
        told = crowd.finish()
        assert gate.poll() is None
        assert growth < GROWTH
        assert (told["counts"]["lost"], told["troubles"]) == (0, [])
        check_answers(told)
        assert len({tuple(answer) for answer in replayed["pledges"][0]["answers"]}) == 1
        check_nothing_lost(service, told, replayed, row=row)


def attack(*acts):
    """All at the same time; what each returned."""
    with ThreadPoolExecutor(len(acts)) as threads:
        return [begun.result() for begun in [threads.submit(act) for act in acts]]
