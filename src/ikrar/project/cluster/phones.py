"""The crowd as a program: `python -m ikrar.project.cluster.phones FOLDER`, until its standard input closes.

Each phone takes the next signed pledge of the stock and sends it to one of the doors, some to both at the same instant;
whatever does not come back as accepted is sent again, to any door, as the page on a phone does. `FOLDER/job.json` names
doors and stock. `acks` gets one line for each acknowledgement, `times` its moment; `told.json` tells the rest.
"""

import http.client
import json
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ikrar.project.bench import stock

PATIENCE = 90.0  # seconds of failing after which a phone gives up
BOTH_DOORS = 8  # every so many pledges go to two doors at once
ANSWER_SECONDS = 20.0
OK, REFUSED_UNTIL = 200, 500


class Differs(Exception):
    """Two doors gave the same pledge two answers."""


@dataclass(frozen=True, slots=True)
class Job:
    """What the phones do."""

    doors: list[tuple[str, int]]
    files: list[str]
    phones: int
    pause: float


class Line:
    """One phone's connection to one door; a lost one is made anew."""

    def __init__(self, door: tuple[str, int]) -> None:
        self.door = door
        self.connection: http.client.HTTPConnection | None = None

    def post(self, body: bytes) -> tuple[int, bytes]:
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection(*self.door, timeout=ANSWER_SECONDS)
            headers = {"Content-Type": "application/json"}
            self.connection.request("POST", "/gate/pledge", body, headers)
            answer = self.connection.getresponse()
            return answer.status, answer.read()
        except BaseException:
            if self.connection is not None:
                self.connection.close()
            self.connection = None
            raise


class Crowd:
    """All phones, and what came of their pledges."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        job = json.loads((folder / "job.json").read_text())
        self.job = Job(**{**job, "doors": [(host, port) for host, port in job["doors"]]})
        self.pledges = _pledges(self.job.files)
        self.lock, self.closing = threading.Lock(), threading.Event()
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []
        self.acks = (folder / "acks").open("wb", buffering=0)
        self.times = (folder / "times").open("w", buffering=1)

    def run(self) -> None:
        """Until told to stop; who has begun is waited for."""
        threads = [threading.Thread(target=self._phone, args=(n,)) for n in range(self.job.phones)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        told = {"counts": dict(self.counts), "faults": self.faults}
        (self.folder / "told.json").write_text(json.dumps(told))

    def _phone(self, seed: int) -> None:
        phone = Phone(self, seed)
        while not self.closing.is_set():
            with self.lock:
                number, body = next(self.pledges, (0, b""))
            if not number:
                return
            try:
                answer = phone.sign(number, body)
            except Exception as e:  # noqa: BLE001 (told in the end)
                self.faults.append(f"{number}: {e!r}"[:600])
            else:
                self._note(number, answer)
            time.sleep(self.job.pause)

    def _note(self, number: int, answer: bytes) -> None:
        with self.lock:
            self.acks.write(b"%d %s\n" % (number, answer))
            self.times.write(f"{time.time():.4f}\n")


class Phone:
    """Signs for one person after another."""

    def __init__(self, crowd: Crowd, seed: int) -> None:
        self.crowd = crowd
        self.lines = [Line(door) for door in crowd.job.doors]
        self.chance = random.Random(seed)  # noqa: S311 (a crowd, no secret)
        self.hands = ThreadPoolExecutor(len(self.lines))

    def sign(self, number: int, body: bytes) -> bytes:
        """The answer that accepts it; to some both doors must give the same."""
        if number % BOTH_DOORS or len(self.lines) < 2:  # noqa: PLR2004 (both)
            return self._until_accepted(self.lines, body)
        futures = [self.hands.submit(self._until_accepted, [line], body) for line in self.lines]
        first, *others = [future.result() for future in futures]
        self.crowd.counts["sent to two doors at once"] += 1
        if any(_facts(other) != _facts(first) for other in others):
            raise Differs([first, *others])
        return first

    def _until_accepted(self, lines: list[Line], body: bytes) -> bytes:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                status, said = self.chance.choice(lines).post(body)
            except (OSError, http.client.HTTPException):
                self.crowd.counts["connections lost"] += 1
            else:
                if status == OK:
                    return said
                self.crowd.counts[f"told to come back ({status})"] += 1
                if status < REFUSED_UNTIL and status != http.HTTPStatus.TOO_MANY_REQUESTS:
                    raise PermissionError(status, said[:300])
            time.sleep(self.chance.uniform(0.05, 0.3))
        raise TimeoutError


def _facts(answer: bytes) -> tuple[str, str, str]:
    told = json.loads(answer)
    return told["number"], told["leaf_hash"], told["received_at"]


def _pledges(files: list[str]) -> Iterator[tuple[int, bytes]]:
    """Number and body of each pledge of the stock."""
    number = 0
    for name in files:
        with Path(name).open("rb") as file:
            for request in stock.read(file):
                number += 1
                yield number, request.partition(b"\r\n\r\n")[2]


def main(arguments: list[str]) -> int:
    crowd = Crowd(Path(arguments[0]))

    def listen() -> None:
        with suppress(OSError):
            sys.stdin.read()
        crowd.closing.set()

    threading.Thread(target=listen, daemon=True).start()
    crowd.run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
