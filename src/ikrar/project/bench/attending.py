"""The course of `bench ceremony`: plant, start pages and gate, let phones attend, compare."""

import argparse
import json
import subprocess
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management import call_command

from ikrar.pledges.domain import presence
from ikrar.pledges.domain.values import KeyKind
from ikrar.pledges.models import Site
from ikrar.project.bench import limits, loads, parts, planting, processes, reckoning
from ikrar.project.bench.limits import Limit
from ikrar.project.bench.loads import quantile
from ikrar.project.bench.parts import Service
from ikrar.project.bench.phones import STEPS, Job
from ikrar.project.bench.place import Place
from ikrar.project.bench.reckoning import Reckoning
from ikrar.project.bench.result import Result, Table
from ikrar.project.supervisor import python
from ikrar.register import queries as register

MOST_A_SECOND = 400  # ceremonies of one core, generously
WARM = 2.0  # seconds in which templates are compiled and connections opened
SAMPLE, COVERED_SECONDS = 50, 60.0
WHERE = {"page": "Django", "signature": "the phone itself", "proof": "gate, asked until it is there"}


def run(given: argparse.Namespace, place: Place) -> Result:
    cores = limits.own_cores()[-given.cores :]
    others = limits.own_cores()[: -given.cores] or cores
    limit = limits.of_openssl(core=cores[-1], seconds=given.seconds / 10)
    people = given.people or int(MOST_A_SECOND * given.cores * (given.seconds + WARM))
    job = _planted(place, people, phones=given.phones, seconds=given.seconds)
    running = parts.of(place, workers=given.cores)
    running.pin_database(cores)
    running.start("wal", "clerk", cores=others)
    running.start("gate", "django", cores=cores)
    warm, _ = _attended(running, job | {"seconds": WARM}, name="warm", others=others)
    told, spent = _attended(running, job | {"skip": warm["taken"]}, name="phones", others=others)
    loads.wait_for(lambda: register.waiting() == 0, seconds=COVERED_SECONDS, every=0.5)
    counted = reckoning.reckon([place.data / name / "acks" for name in ("warm", "phones")], people=people)
    reckoning.check_receipts(counted, sample=SAMPLE)
    return _result(given, told, spent, limit=limit, counted=counted)


def _planted(place: Place, people: int, *, phones: int, seconds: float) -> dict[str, Any]:
    """The job without its addresses; everybody holds a card."""
    at = datetime.now(UTC)
    plan = planting.new_plan(KeyKind.DEVICE, people=people)
    planting.give_keys(plan, place.data)
    planting.plant(plan, at=at)
    codes = planting.plant_cards(plan, people, at=at, secret=settings.KEYRING.secret("codes"))
    call_command("collectstatic", interactive=False, verbosity=0)
    key = presence.site_key(secret=settings.KEYRING.secret("presence"), site=plan.site)
    short = Site.objects.values_list("short", flat=True).get(public_id=plan.site)
    return {"site": short, "stage_key": key.hex(), "codes": codes, "phones": phones, "seconds": seconds}


def _attended(
    running: Service, job: dict[str, Any], *, name: str, others: list[int]
) -> tuple[Mapping[str, Any], dict[str, float]]:
    """What the phones told, and the processor seconds each part took for it."""
    folder = running.place.data / name
    folder.mkdir(exist_ok=True)
    path = folder / "job.json"
    pages, gate = running.addresses("django")[0], running.addresses("gate")[0]
    path.write_text(json.dumps(asdict(Job(pages=pages, gate=gate, **job))))
    before = _spent(running)
    with limits.on_cores(others):
        subprocess.run(python("-m", "ikrar.project.bench.phones", str(path)), check=True)  # noqa: S603 (our own program)
    after = _spent(running)
    return json.loads((folder / "told.json").read_text()), {
        name: after[name] - before[name] for name in after
    }


def _spent(running: Service) -> dict[str, float]:
    return {name: sum(map(processes.seconds, own)) for name, own in running.roots.items()}


def _result(
    given: argparse.Namespace,
    told: Mapping[str, Any],
    spent: Mapping[str, float],
    *,
    limit: Limit,
    counted: Reckoning,
) -> Result:
    times = {step: sorted(told["times"][step]) for step in STEPS}
    done = len(times["receipt"])
    rate = done / told["span"]
    steps = {
        step: {"p50_ms": _rounded(quantile(own, 0.5)), "p99_ms": _rounded(quantile(own, 0.99))}
        for step, own in times.items()
    }
    figures = {
        "ceremonies_per_second": round(rate, 1),
        "cores": given.cores,
        "limit_per_second_per_core": round(limit.per_second, 1),
        "limit": limit.program,
        "ratio": round(rate / given.cores / limit.per_second, 4),
        "acknowledged": counted.acknowledged,
        "stored": counted.stored,
        "proofs": len(times["proof"]),
        "receipts_verified": counted.receipts - len(counted.bad_receipts),
        "phones": given.phones,
        "phones_cpu_share": round(told["cpu_share"], 3),
        "cpu_us_per_ceremony": {name: round(own / max(done, 1) * 1e6) for name, own in spent.items()},
        "steps": steps,
    }
    rows = [(step, WHERE.get(step, "gate"), own["p50_ms"], own["p99_ms"]) for step, own in steps.items()]
    cost = [(name, own / max(done, 1) * 1e6) for name, own in spent.items()]
    tables = [
        Table(
            f"{rate:,.0f} ceremonies a second · cores: {given.cores}",
            ("step", "answered by", "p50 ms", "p99 ms"),
            rows,
            f"Signatures alone: {limit.per_second:,.0f} a second of one core ({limit.program}).",
        ),
        Table("Processor time of a ceremony", ("", "µs"), cost),
    ]
    faults = [*counted.faults(), *told["faults"][:3]] + (["nobody could sign"] if not done else [])
    return Result(word="ceremony", figures=figures, tables=tables, faults=faults)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
