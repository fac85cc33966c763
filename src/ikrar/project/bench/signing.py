"""The course of `bench sign`: stock, plant, start, load, compare.

Everything of steps 2 to 8 is checked and durably stored before an answer counts. The run ends by comparing each answer
with its row and by verifying a sample of receipts.
"""

import argparse
import os
import time
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from ikrar.pledges.domain.values import KeyKind
from ikrar.project import metrics
from ikrar.project.bench import (
    limits,
    loads,
    parts,
    planting,
    reckoning,
    rivals,
    stock,
    telling,
    waits,
    weighing,
)
from ikrar.project.bench.generator import Job
from ikrar.project.bench.limits import Limit
from ikrar.project.bench.loads import Load
from ikrar.project.bench.measured import Measured, Run
from ikrar.project.bench.parts import Service
from ikrar.project.bench.place import Place
from ikrar.project.bench.result import Result
from ikrar.project.bench.stock import Plan
from ikrar.project.bench.watching import Watch
from ikrar.register import queries as register

MARGIN = 0.8  # of the limit; no gate accepts as many pledges as that
RIVAL_SHARE = 0.3  # of the stock
WARM, RIVAL_SECONDS, NULL_SECONDS = 0.5, 4.0, 1.0
SAMPLE, WAITS = 50, 50_000
ROUNDS = 20  # the stock sent over and over to a server that does nothing
COVERED_SECONDS = 120.0
SETTLED = metrics.EVERY_SECONDS + 0.5  # in which a gate writes down what it counted


def run(given: argparse.Namespace, place: Place) -> Result:
    core, spell = limits.own_cores()[-1], given.seconds / 10
    limit = limits.of_openssl(core=core, seconds=spell)
    folder = given.stock or place.data / "stock"
    one = Run(given, place, _plan(given, folder, limit=limit.per_second), folder)
    planting.give_keys(one.plan, place.data)
    with place.progress("menandatangani / signing") as tell:
        stock.make(folder, one.plan, workers=os.cpu_count() or 1, tell=tell)
    _plant(one)
    measured = _measure(one, limit)
    again = limits.of_openssl(core=core, seconds=spell)
    measured.limit = max(limit, again, key=lambda found: found.per_second)
    return telling.of_signing(one, measured)


def _plan(given: argparse.Namespace, folder: Path, *, limit: float) -> Plan:
    """The plan of the stock that is there, made larger where the run needs more; or a new one."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    people = given.people or _needed(given, limit)
    if given.stock:
        people = -(-people // stock.CHUNK) * stock.CHUNK  # whole files, so that it can grow
    found = stock.read_plan(folder)
    if found is not None and found.kind == given.kind and datetime.now(UTC).timestamp() < found.cut_off:
        plan = replace(found, people=max(people, found.people))
    else:
        for path in folder.glob("*.pledges"):
            path.unlink()
        plan = planting.new_plan(given.kind, people=people)
    plan.write(folder)
    return plan


def _needed(given: argparse.Namespace, limit: float) -> int:
    rate = given.rate or limit * given.cores * MARGIN
    shares = 1 + (0.5 if given.half else 0) + (0 if given.alone else RIVAL_SHARE)
    return int(rate * (given.seconds + WARM) * shares)


def _plant(one: Run) -> None:
    at = datetime.now(UTC)
    planting.plant(one.plan, at=at)
    if one.plan.kind == KeyKind.PASSKEY:
        planting.plant_passkeys(one.stock, one.plan, at=at)


def _measure(one: Run, limit: Limit) -> Measured:
    null = _null(one)
    before = weighing.weigh(one.place) if one.given.weigh else None
    running = _started(one)
    with Watch(one.place.data / "register" / "checkpoint") as watch:
        measured = Measured(limit=limit, null=null, main=_load(one, running, "main", rate=one.given.rate))
        if one.given.half:
            _half(one, running, measured)
        if not one.given.alone:
            _rivals(one, running, measured)
        measured.covered_after = _covered()
        measured.waits = watch.waits(reckoning.entered(most=WAITS))
    measured.reckoning = reckoning.reckon(
        one.acks, people=one.plan.people, tid_of=partial(stock.tid_of, one.plan)
    )
    reckoning.check_receipts(measured.reckoning, sample=SAMPLE)
    if before is not None:
        n, after = measured.reckoning.stored, weighing.weigh(one.place)
        measured.bytes_per_pledge = {
            **weighing.per_pledge(before, after, pledges=n),
            **weighing.by_table(pledges=n),
        }
    return measured


def _started(one: Run) -> Service:
    """The parts, each on its cores; the door answers when this returns."""
    running = parts.of(one.place, gates=one.given.gates, workers=one.given.cores, tls=one.given.tls)
    running.pin_database(one.cores)
    running.start("wal", "clerk", cores=one.others)
    running.start(one.given.door, cores=one.cores)
    return running


def _load(
    one: Run, running: Service, name: str, *, door: str = "", rate: float = 0.0, seconds: float = 0.0
) -> Load:
    """Send pledges nobody sent yet."""
    job = Job(
        addresses=running.addresses(door or one.given.door),
        files=[str(path) for path in stock.chunks(one.stock, one.plan)],
        lines=one.given.lines,
        seconds=seconds or one.given.seconds,
        warm=WARM,
        rate=rate,
        skip=one.used,
        tls=one.given.tls,
    )
    load = loads.put(job, folder=one.place.data / "loads" / name, roots=running.roots, cores=one.others)
    one.used += int(load.told["taken"])
    one.acks.append(load.acks)
    return load


def _half(one: Run, running: Service, measured: Measured) -> None:
    """Fixed arrivals at half of what the closed loop reached, and what they waited for."""
    time.sleep(SETTLED)
    before = waits.read(metrics.folder())
    measured.half = _load(one, running, "half", rate=measured.main.per_second / 2)
    time.sleep(SETTLED)
    measured.half_waits = waits.between(before, waits.read(metrics.folder()))


def _null(one: Run) -> Load:
    """How much the generator sends where nothing is done with it."""
    with parts.null(one.place, cores=one.cores) as address:
        files = [str(path) for path in stock.chunks(one.stock, one.plan)] * ROUNDS
        job = Job(addresses=[address], files=files, lines=one.given.lines, seconds=NULL_SECONDS, warm=0.1)
        return loads.put(job, folder=one.place.data / "loads" / "null", roots={}, cores=one.others)


def _rivals(one: Run, running: Service, measured: Measured) -> None:
    """The ordinary view in the gate's place, on the same core; then a sealed PDF for each person."""
    if one.given.door != "django":
        running.stop(one.given.door)
        running.start("django", cores=one.cores)
        span = min(one.given.seconds, RIVAL_SECONDS)
        measured.django = _load(one, running, "django", door="django", seconds=span)
        running.stop("django")
    with limits.on_cores(one.cores[:1]):
        measured.pades = rivals.pades(seconds=min(one.given.seconds / 4, RIVAL_SECONDS))


def _covered() -> float | None:
    """Seconds until a published checkpoint held everything."""
    return loads.wait_for(lambda: register.waiting() == 0, seconds=COVERED_SECONDS, every=0.5)
