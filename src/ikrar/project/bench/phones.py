"""Phones as a program: `python -m ikrar.project.bench.phones JOB`. It knows docs/api.md and nothing of the inside.

Each phone opens the page, identifies itself by card, tells the stage code, signs with a key of its own and sends; then
it asks for its receipt until it holds the proof. Signing and asking go on in threads of their own, as the proof comes
seconds later. Beside the job it writes `told.json` (milliseconds of every step) and `acks` (number and answer).
"""

import hmac
import http.client
import json
import sys
import threading
import time
from base64 import b64encode
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
STEPS = ("page", "pass", "presence", "signature", "receipt", "proof")
FIRST_ASK, ASK_AGAIN, PATIENCE = 1.0, 0.5, 30.0
OK, WAITING = 200, 202
now = time.perf_counter


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Where the pages and the gate are, and who signs: the n-th code belongs to person n, those up to `skip` signed."""

    pages: tuple[str, int]
    gate: tuple[str, int]
    site: str
    stage_key: str
    codes: list[str]
    phones: int
    seconds: float
    skip: int = 0


class Refused(Exception):
    """An answer that no honest phone should get."""


@dataclass(slots=True)
class Held:
    """A pledge whose proof is still to come."""

    number: int
    token: str
    since: float
    due: float


class Line:
    """A phone's two connections; one that was closed meanwhile is opened again."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._open: dict[tuple[str, int], http.client.HTTPConnection] = {}

    def page(self) -> None:
        status, _ = self._ask(self.job.pages, "GET", f"/i/{self.job.site}", b"")
        if status != OK:
            raise Refused("page", status)

    def post(self, word: str, body: dict[str, Any]) -> tuple[int, bytes]:
        status, said = self._ask(self.job.gate, "POST", f"/gate/{word}", jcs(body).encode())
        if status not in (OK, WAITING):
            raise Refused(word, status, said[:300])
        return status, said

    def _ask(self, address: tuple[str, int], method: str, path: str, body: bytes) -> tuple[int, bytes]:
        headers = {"Host": "localhost", "Content-Type": "application/json", "Accept-Encoding": "gzip"}
        for again in (True, False):
            connection = self._open.setdefault(address, http.client.HTTPConnection(*address, timeout=30))
            try:
                connection.request(method, path, body or None, headers)
                answer = connection.getresponse()
                return answer.status, answer.read()
            except (OSError, http.client.HTTPException):
                del self._open[address]
                if not again:
                    raise
        raise AssertionError


@dataclass(slots=True)
class Crowd:
    """All phones."""

    job: Job
    until: float = 0.0
    taken: int = 0
    times: dict[str, list[float]] = field(default_factory=lambda: {step: [] for step in STEPS})
    faults: list[str] = field(default_factory=list)
    acks: list[str] = field(default_factory=list)
    held: "deque[Held]" = field(default_factory=deque)
    lock: threading.Lock = field(default_factory=threading.Lock)
    signed_all: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        self.until, self.taken = now() + self.job.seconds, self.job.skip
        askers = [threading.Thread(target=self._ask) for _ in range(max(2, self.job.phones // 4))]
        signers = [threading.Thread(target=self._sign) for _ in range(self.job.phones)]
        for thread in (*askers, *signers):
            thread.start()
        for thread in signers:
            thread.join()
        self.signed_all.set()
        for thread in askers:
            thread.join()

    def _sign(self) -> None:
        line = Line(self.job)
        while now() < self.until and (number := self._next()):
            try:
                self._ceremony(line, number)
            except Exception as e:  # noqa: BLE001 (the benchmark tells it)
                self.faults.append(repr(e)[:300])

    def _next(self) -> int:
        with self.lock:
            self.taken += 1
            return self.taken if self.taken <= len(self.job.codes) else 0

    def _ceremony(self, line: Line, number: int) -> None:
        self._timed("page", line.page)
        asked = {"site": self.job.site, "method": "code", "code": self.job.codes[number - 1]}
        given = json.loads(self._timed("pass", lambda: line.post("pass", asked))[1])
        told = {"site": self.job.site, "pass": given["pass"], "code": stage_code(self.job.stage_key)}
        stamp = json.loads(self._timed("presence", lambda: line.post("presence", told))[1])
        body = self._timed("signature", lambda: signed(given, stamp))
        answer = self._timed("receipt", lambda: line.post("pledge", body))[1]
        self.acks.append(f"{number} {answer.decode()}\n")
        self.held.append(Held(number, given["pass"], now(), now() + FIRST_ASK))

    def _timed(self, step: str, act: Callable[[], Any]) -> Any:
        began = now()
        result = act()
        self.times[step].append((now() - began) * 1000)
        return result

    def _ask(self) -> None:
        line = Line(self.job)
        while self.held or not self.signed_all.is_set():
            try:
                held = self.held.popleft()
            except IndexError:
                time.sleep(0.05)
                continue
            time.sleep(max(0.0, min(held.due - now(), ASK_AGAIN)))
            self._ask_once(line, held)

    def _ask_once(self, line: Line, held: Held) -> None:
        with suppress(Refused):
            if line.post("receipt", {"pass": held.token})[0] == OK:
                self.times["proof"].append((now() - held.since) * 1000)
                return
        if now() - held.since > PATIENCE:
            self.faults.append(f"no proof for {held.number} within {PATIENCE:.0f} s")
            return
        held.due = now() + ASK_AGAIN
        self.held.append(held)


def jcs(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def stage_code(key: str) -> str:
    """What the stage shows at this moment."""
    window = int(time.time()) // 30
    bits = (
        int.from_bytes(hmac.digest(bytes.fromhex(key), window.to_bytes(8, "big"), "sha256")[:4], "big") >> 2
    )
    return "".join(CROCKFORD[bits >> shift & 31] for shift in range(25, -1, -5))


def signed(given: dict[str, Any], stamp: dict[str, Any]) -> dict[str, Any]:
    """The request of docs/api.md section 4, with a key of its own."""
    clock = datetime.now(UTC).isoformat(timespec="seconds")
    shown = {"site": stamp["site"], "window": stamp["window"]}
    statement = jcs({**given["statement"], "device_time": clock, "presence": shown})
    key = ec.generate_private_key(ec.SECP256R1())
    spki = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    value = key.sign(statement.encode(), ec.ECDSA(hashes.SHA256()))
    return {
        "pass": given["pass"],
        "stamp": stamp["stamp"],
        "statement": statement,
        "device_time": clock,
        "signer": given["signer"],
        "signature": {
            "kind": "device-key",
            "key": b64encode(spki).decode(),
            "value": b64encode(value).decode(),
        },
    }


def main(path: Path) -> None:
    """Do one job and tell of it."""
    said = json.loads(path.read_text())
    job = Job(**said | {name: tuple(said[name]) for name in ("pages", "gate")})
    crowd = Crowd(job)
    began, processor = now(), time.process_time()
    crowd.run()
    (path.parent / "acks").write_text("".join(crowd.acks))
    told = {
        "times": crowd.times,
        "faults": crowd.faults,
        "taken": crowd.taken,
        "span": min(job.seconds, now() - began),
        "cpu_share": (time.process_time() - processor) / (now() - began),
    }
    (path.parent / "told.json").write_text(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
