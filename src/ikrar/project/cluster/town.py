"""The invented town whose people sign, and the count in the end. Import it only when Django is set up."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from django.core.management import call_command
from django.db import close_old_connections

from ikrar.pledges.domain.values import KeyKind
from ikrar.pledges.models import Pledge
from ikrar.project import keys
from ikrar.project.bench import planting, reckoning, stock
from ikrar.project.bench.reckoning import Reckoning
from ikrar.project.bench.stock import Plan
from ikrar.project.cluster.checks import wait_for
from ikrar.register import queries as register
from ikrar.register import trust
from ikrar.register.trust import Trust

SAMPLE = 200
COVERED_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Town:
    """The plan of everybody's pledge, and the files that hold them signed."""

    plan: Plan
    files: list[Path]


def found(data: Path, *, people: int) -> Town:
    """Tables, keys, people, and a signed pledge for each of them."""
    plan = planting.new_plan(KeyKind.DEVICE, people=people)
    (data / "keys").mkdir(mode=0o700, parents=True, exist_ok=True)
    planting.give_keys(plan, data)
    keys.make_all(at=datetime.now(UTC))
    call_command("migrate", verbosity=0, interactive=False)
    keys.open_registers(at=datetime.now(UTC))  # their keys are made here, and carried with the others
    planting.plant(plan, at=datetime.now(UTC))
    folder = data / "stock"
    folder.mkdir(mode=0o700)
    files = stock.chunks(folder, plan)
    for path in files:
        stock.make_chunk(path, plan)
    return Town(plan, files)


def reckon(town: Town, acks: Path) -> Reckoning:
    """Wait until the register covers everything, then compare answers, rows and receipts."""
    close_old_connections()
    wait_for(lambda: not register.waiting(), seconds=COVERED_SECONDS)
    told = reckoning.reckon([acks], people=town.plan.people, tid_of=partial(stock.tid_of, town.plan))
    reckoning.check_receipts(told, sample=SAMPLE)
    return told


def stored() -> set[str]:
    """The passes of all pledges that count; asked of the primary of now."""
    close_old_connections()
    return set(Pledge.objects.filter(effective=True).values_list("tid", flat=True))


def trusted() -> Trust:
    """The keys that may seal."""
    return trust.parse(register.trust())
