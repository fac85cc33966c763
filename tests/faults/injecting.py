"""One system call after another fails, as a program: `injecting.py SEED SAMPLE|0`, in an empty data folder.

The same short morning is played again and again from the same folder: six people sign at the ordinary door, each
sending again what failed, and the clerk lays out files in between. In each round one call is made to fail by strace,
or the process is killed at it. Afterwards a fresh process must find every acknowledged pledge, go on signing and
publishing, and find nothing wrong. One line of JSON is printed for each round. With a SAMPLE only so many rounds are
played, drawn with the SEED.

Django is loaded once; each round is a fork of this program, so a round takes a fraction of a second.
"""

import contextlib
import io
import json
import logging
import mmap
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from itertools import zip_longest
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 (models can be imported only after the set-up)
from django.db import connections  # noqa: E402 (likewise)
from django.test import Client  # noqa: E402 (likewise)
from django.utils import timezone  # noqa: E402 (likewise)

from ikrar.kernel.canonical import canonical  # noqa: E402 (likewise)
from ikrar.project.commands import fsck  # noqa: E402 (likewise)
from ikrar.register import operations as register  # noqa: E402 (likewise)
from ikrar.register import queries, trust  # noqa: E402 (likewise)
from ikrar.register.verify import verify  # noqa: E402 (likewise)
from tests.faults import office  # noqa: E402 (likewise)
from tests.faults.crowd import jcs, signed  # noqa: E402 (likewise)
from tests.faults.proofs import check_checkpoints  # noqa: E402 (likewise)

PEOPLE, TRIES, FEW = 6, 3, 100
CALLS = ("fsync", "fdatasync", "write", "pwrite64", "rename", "ftruncate")
ERRORS = {
    "fsync": "EIO",
    "fdatasync": "EIO",
    "write": "ENOSPC",
    "pwrite64": "EIO",
    "rename": "EIO",
    "ftruncate": "EIO",
}
STEP = timedelta(minutes=1)


class Marks:
    """What the child has reached, in memory both share: no system call is needed to tell it."""

    def __init__(self):
        self.memory = mmap.mmap(-1, 1 << 20)

    def add(self, *told):
        line = json.dumps(told).encode() + b"\n"
        end = int.from_bytes(self.memory[:4])
        self.memory[4 + end : 4 + end + len(line)] = line
        self.memory[:4] = (end + len(line)).to_bytes(4)

    def read(self):
        end = int.from_bytes(self.memory[:4])
        return [json.loads(line) for line in self.memory[4 : 4 + end].splitlines()]


def post(client, word, body):
    answer = client.post(f"/gate/{word}", jcs(body), content_type="application/json")
    return answer.status_code, json.loads(answer.content)


def morning(bodies, marks, *, at):
    """Six people sign, and the clerk steps in between; whatever fails is tried again, as phone and clerk would."""
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    for number, (_, body) in enumerate(bodies):
        for _ in range(TRIES):
            status, said = post(client, "pledge", body)
            if status == 200:
                marks.add("kept", number, said["number"], said["leaf_hash"], said["received_at"])
                break
        if number % 2:
            for again in range(TRIES):
                step(marks, at=at + STEP * (number * TRIES + again))
    connections.close_all()


def step(marks, *, at):
    with contextlib.suppress(Exception):
        register.advance(at=at)
    with contextlib.suppress(OSError):
        marks.add("published", (settings.IKRAR_DATA / "register" / "checkpoint").read_text())


def aftermath(bodies, before, *, at):
    """A fresh process on what the round left: raises when anything that was promised is gone."""
    client = Client(SERVER_NAME="localhost")
    for again in range(2):
        register.advance(at=at + STEP * again)
    kept = {number: answer for word, number, *answer in before if word == "kept"}
    stored = 0
    for number, (_, body) in enumerate(bodies):
        status, said = post(client, "pledge", body)
        assert status == 200, said
        answer = [said["number"], said["leaf_hash"], said["received_at"]]
        assert kept.get(number, answer) == answer, "an acknowledged pledge was answered anew"
        stored += number in kept
    for again in range(3, 6):
        register.advance(at=at + STEP * again)
    check_proofs(client, bodies, [told[0] for word, *told in before if word == "published"])
    connections.close_all()
    return {"acknowledged": len(kept), "stored": stored}


def check_proofs(client, bodies, published):
    trusted = trust.parse(queries.trust(rehearsal=False))
    places = set()
    for given, _ in bodies:
        status, said = post(client, "receipt", {"pass": given["pass"]})
        assert (status, said["state"]) != (200, "waiting"), said
        verify(canonical(said["receipt"]), trust=trusted)
        places.add(said["receipt"]["index"])
    assert len(places) == len(bodies), "an index used twice"
    check_checkpoints(published, trusted=trusted, folder=settings.IKRAR_DATA / "register")
    assert queries.waiting() == 0
    words = io.StringIO()
    with contextlib.redirect_stdout(words):
        code = fsck.run([])
    assert code == 0, words.getvalue()


def forked(act, *, stops=False):
    """A child that does this and ends with 0 if it could; `stops` lets it wait for its tracer first."""
    child = os.fork()
    if child:
        if stops:
            os.waitpid(child, os.WUNTRACED)  # who is told to go on before it has stopped stops for ever
        return child
    code = 1
    try:
        logging.disable(logging.CRITICAL)
        if stops:
            os.kill(os.getpid(), signal.SIGSTOP)
        act()
        code = 0
    except BaseException as e:  # noqa: BLE001 (told to the parent, whatever it is)
        if not stops:
            sys.stderr.write(f"{type(e).__name__}: {e}\n"[:4000])
            sys.stderr.flush()
    finally:
        os._exit(code)


def traced(child, *words):
    """Strace holds the stopped child; let it run to its end."""
    command = ["strace", "-f", "-q", "-p", str(child), *words]
    tracer = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while "TracerPid:\t0" in Path(f"/proc/{child}/status").read_text():
        if tracer.poll() is not None:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            raise SystemExit("strace may not trace: " + tracer.stderr.read().decode())
        time.sleep(0.005)
    os.kill(child, signal.SIGCONT)
    os.waitpid(child, 0)
    tracer.communicate()


class Stage:
    """The folder as it stands before each round."""

    def __init__(self):
        self.data = settings.IKRAR_DATA
        self.pristine = self.data.with_name(self.data.name + ".pristine")
        plan = office.plant(PEOPLE)
        client = Client(SERVER_NAME="localhost")
        self.bodies = [self.prepared(client, plan["site"], code) for code in plan["codes"]]
        register.open_register(at=timezone.now())
        connections.close_all()
        shutil.copytree(self.data, self.pristine)

    def prepared(self, client, site, code):
        status, given = post(client, "pass", {"site": site, "method": "code", "code": code})
        assert status == 200, given
        return given, signed(given, None)

    def reset(self):
        shutil.rmtree(self.data)
        shutil.copytree(self.pristine, self.data)

    def count(self):
        """How often the morning makes each call when nothing fails."""
        self.reset()
        at = timezone.now()
        child = forked(lambda: morning(self.bodies, Marks(), at=at), stops=True)
        log = self.data.with_name("calls")
        traced(child, "-o", str(log), "-e", "trace=" + ",".join(CALLS))
        made = Counter(line.split("(")[0].split()[-1] for line in log.read_text().splitlines() if "(" in line)
        return {call: made[call] for call in CALLS if made[call]}

    def play(self, call, when, effect):
        """One round; what it acknowledged and what was found again."""
        self.reset()
        at, marks = timezone.now(), Marks()
        child = forked(lambda: morning(self.bodies, marks, at=at), stops=True)
        traced(child, "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{effect}:when={when}")
        before, told = marks.read(), Marks()
        after = forked(lambda: told.add(aftermath(self.bodies, before, at=at + STEP * 60)))
        _, status = os.waitpid(after, 0)
        found = told.read()
        return {"held": status == 0, **(found[0][0] if found else {"acknowledged": len(before), "stored": 0})}


def rounds(made, chance):
    """Every call up to the last fails once; it also fails from there on, or the process is killed at it.

    Of the latter two one in four will do where there are hundreds.
    """
    for call, last in made.items():
        for when in range(1, last + 1):
            yield call, f"{when}", f"error={ERRORS[call]}"
            if last <= FEW or chance.random() < 1 / 4:
                yield call, f"{when}+", f"error={ERRORS[call]}"
            if last <= FEW or chance.random() < 1 / 4:
                yield call, f"{when}", "signal=KILL"


def drawn(played, sample, chance):
    """So many of them, of each call and effect alike."""
    kinds = {}
    for one in played:
        kinds.setdefault((one[0], one[2]), []).append(one)
    piles = [chance.sample(pile, len(pile)) for pile in kinds.values()]
    mixed = [one for turn in zip_longest(*piles) for one in turn if one is not None]
    return mixed[:sample]


def main(seed, sample):
    stage = Stage()
    made = stage.count()
    chance = random.Random(seed)
    played = list(rounds(made, chance))
    if sample:
        played = drawn(played, sample, chance)
    print(json.dumps({"calls": made, "rounds": len(played)}), flush=True)  # noqa: T201 (a program's answer)
    for call, when, effect in played:
        told = stage.play(call, when, effect)
        print(json.dumps({"call": call, "when": when, "effect": effect, **told}), flush=True)  # noqa: T201 (likewise)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
