"""A crowd of phones, as a program: `crowd.py FOLDER`. It knows docs/api.md and nothing of the server's inside.

Each phone identifies itself by card, tells the stage code, signs, and sends the same signed bytes again and again
until they are acknowledged. `FOLDER/plan.json` names the host, its ports, the site and the cards; a phone that gets no
answer at one port tries the next; with `both` it sends a pledge to all of them at the same instant, with `absent`
nobody tells a stage code, and `rest` is how long a phone waits at most before the next person. One byte is added to `FOLDER/acks`
for each acknowledgement and to `FOLDER/troubles` for each answer that the server cannot; an empty line on standard input lets nobody
begin any more. With `rationed` only so many begin as the numbers on standard input say: then no machine is so quick that all have
signed before the test is over. When the last one is through and
holds the receipt, `FOLDER/told.json` tells everything, and the program ends.
"""

import hmac
import http.client
import json
import random
import sys
import threading
import time
from base64 import b64encode
from collections import deque
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PATIENCE = 120.0  # seconds without any answer after which a phone gives up, and the test fails


def jcs(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class GaveUp(Exception):
    """The server was gone for longer than anybody waits."""


class Refused(Exception):
    """An answer that no honest phone should get."""


class Line:
    """One phone's connection; what is lost is sent again."""

    def __init__(self, crowd, seed):
        self.crowd, self.random = crowd, random.Random(seed)
        self.door, self.connection = seed, None

    def post(self, word, body):
        """(status, answer, how many times it was sent, when it was sent last)."""
        tries, began = 0, time.monotonic()
        while time.monotonic() - began < PATIENCE:
            tries, sent_at = tries + 1, datetime.now(UTC)
            try:
                status, said = self._once(word, body)
            except (OSError, http.client.HTTPException):
                self.connection, self.door = None, self.door + 1
                self.crowd.count("lost")
            else:
                if status < 500:
                    return status, json.loads(said), tries, sent_at
                self.crowd.trouble(word, status, said)
            time.sleep(self.random.uniform(0.05, 0.4))
        raise GaveUp(word)

    def _once(self, word, body):
        if self.connection is None:
            port = self.crowd.ports[self.door % len(self.crowd.ports)]
            self.connection = http.client.HTTPConnection(self.crowd.host, port, timeout=30)
        headers = {"Content-Type": "application/json", "Accept-Language": "en"}
        self.connection.request("POST", f"/gate/{word}", jcs(body).encode(), headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def ask(self, word, body):
        status, said, *_ = self.post(word, body)
        if status not in (200, 202):
            raise Refused(word, said)
        return said


class Crowd:
    """All phones, and what is known of them."""

    def __init__(self, folder):
        self.folder = folder
        plan = json.loads((folder / "plan.json").read_text())
        self.host, self.ports, self.site = plan["host"], plan["ports"], plan["site"]
        self.pages = plan["pages"]
        self.stage_key, self.phones = bytes.fromhex(plan["stage_key"]), plan["phones"]
        self.both, self.absent = plan.get("both", False), plan.get("absent", False)
        self.rest = plan.get("rest", 0.0)
        self.rationed, self.rations = plan.get("rationed", False), threading.Semaphore(0)
        self.cards = deque(enumerate(plan["codes"]))
        self.lock, self.closing, self.done = threading.Lock(), threading.Event(), threading.Event()
        self.acks = (folder / "acks").open("ab", buffering=0)
        self.trouble_marks = (folder / "troubles").open("ab", buffering=0)
        self.counts, self.troubles, self.faults = {"lost": 0}, [], []
        self.pledges, self.receipts, self.checkpoints = [], [], []

    def count(self, name):
        with self.lock:
            self.counts[name] += 1

    def trouble(self, word, status, said):
        with self.lock:
            self.trouble_marks.write(b".")
            self.troubles.append([word, status, said.decode(errors="replace")[:2000]])

    def sign(self, line, person, code):
        given = line.ask("pass", {"site": self.site, "method": "code", "code": code})
        asked = {"site": self.site, "pass": given["pass"], "code": stage_code(self.stage_key)}
        stamp = line.ask("presence", asked) if person % 5 and not self.absent else None
        body = signed(given, stamp)
        status, first, tries, sent_at = line.post("pledge", body) if not self.both else self.at_once(body)
        if status != 200:
            raise Refused("pledge", first)
        self.acks.write(b".")
        answers = [first]
        if tries > 1 or person % 4 == 0:
            answers.append(line.ask("pledge", body))
        was_kept = datetime.fromisoformat(first["received_at"]) < sent_at
        with self.lock:
            self.pledges.append(
                {
                    "tid": given["statement"]["nonce"], "pass": given["pass"], "tries": tries, "answers": list(map(facts, answers)),
                    "kept_before_answered": tries > 1 and was_kept,
                }
            )  # fmt: skip

    def at_once(self, body):
        """The same pledge to every port at the same instant; whatever differs in the answers is a fault."""
        start, answers = threading.Barrier(len(self.ports)), []

        def send(door):
            line = Line(self, door)
            start.wait()
            try:
                answers.append(line.post("pledge", body))
            except Exception as e:  # noqa: BLE001 (an answer too, and not the one expected)
                answers.append((repr(e), door))

        together([threading.Thread(target=send, args=(door,)) for door in range(len(self.ports))])
        if len({(answer[0], *facts(answer[1])) for answer in answers}) != 1:
            raise Refused("pledge", answers)
        return answers[0]

    def fetch(self, line, pledge):
        while (said := line.ask("receipt", {"pass": pledge["pass"]}))["state"] == "waiting":
            time.sleep(0.3)
        with self.lock:
            self.receipts.append([pledge["tid"], said["number"], jcs(said["receipt"])])

    def phone(self, seed):
        line = Line(self, seed)
        while self.may_go_on():
            try:
                person, code = self.cards.popleft()
            except IndexError:
                return
            self._try(self.sign, line, person, code)
            time.sleep(line.random.uniform(0, self.rest))

    def may_go_on(self):
        """Waits for a ration, and says no once nobody may begin any more."""
        while self.rationed and not self.closing.is_set():
            if self.rations.acquire(timeout=0.2):
                break
        return not self.closing.is_set()

    def hear(self):
        """Rations, until an empty line or the end."""
        for line in sys.stdin:
            if not line.strip():
                break
            self.rations.release(int(line))
        self.closing.set()

    def receipt_phone(self, seed, left):
        line = Line(self, seed)
        while True:
            try:
                pledge = left.popleft()
            except IndexError:
                return
            self._try(self.fetch, line, pledge)

    def _try(self, act, *given):
        try:
            act(*given)
        except Exception as e:  # noqa: BLE001 (the test looks at it)
            with self.lock:
                self.faults.append(repr(e)[:2000])

    def watch(self):
        """Ask for the checkpoint over and over, as a stranger may, and keep each that is new."""
        while not self.done.wait(0.15):
            with suppress(OSError, http.client.HTTPException):
                connection = http.client.HTTPConnection(self.host, self.pages, timeout=10)
                connection.request("GET", "/register/checkpoint", headers={"Accept": "application/json"})
                answer = connection.getresponse()
                text = answer.read().decode()
                if answer.status == 200 and text not in self.checkpoints:
                    self.checkpoints.append(text)

    def run(self):
        watcher = threading.Thread(target=self.watch)
        watcher.start()
        together([threading.Thread(target=self.phone, args=(n,)) for n in range(self.phones)])
        left = deque(self.pledges)
        together([threading.Thread(target=self.receipt_phone, args=(n, left)) for n in range(8)])
        self.done.set()
        watcher.join()
        names = ("counts", "troubles", "faults", "pledges", "receipts", "checkpoints")
        told = {name: getattr(self, name) for name in names}
        (self.folder / "told.json").write_text(json.dumps(told))


def facts(said):
    """What stays the same however often it is asked."""
    return [said["number"], said["leaf_hash"], said["received_at"]] if isinstance(said, dict) else [said]


def stage_code(key):
    """What the stage shows at this moment."""
    window = int(time.time()) // 30
    bits = int.from_bytes(hmac.digest(key, window.to_bytes(8, "big"), "sha256")[:4], "big") >> 2
    return "".join(CROCKFORD[bits >> shift & 31] for shift in range(25, -1, -5))


def signed(given, stamp):
    """The request of docs/api.md section 4, with a key of its own."""
    clock = datetime.now(UTC).isoformat(timespec="seconds")
    shown = {"site": stamp["site"], "window": stamp["window"]} if stamp else None
    statement = jcs({**given["statement"], "device_time": clock, "presence": shown})
    key = ec.generate_private_key(ec.SECP256R1())
    spki = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    value = key.sign(statement.encode(), ec.ECDSA(hashes.SHA256()))
    signature = {"kind": "device-key", "key": b64encode(spki).decode(), "value": b64encode(value).decode()}
    return {
        "pass": given["pass"], "stamp": stamp and stamp["stamp"], "statement": statement, "device_time": clock,
        "signer": given["signer"], "signature": signature,
    }  # fmt: skip


def together(threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    crowd = Crowd(Path(sys.argv[1]))
    threading.Thread(target=crowd.hear, daemon=True).start()
    crowd.run()
