"""`./ikrar bench coverage`: what a page of coverage costs, from a thousand officials to a nation, beside counting again.

One invented nation after another is planted in the same tables, so each size also carries those before it.
"""

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ikrar.kernel.zones import JAKARTA
from ikrar.project.bench.place import Place, Tell
from ikrar.project.bench.result import Result, Table

if TYPE_CHECKING:
    from ikrar.project.bench.nation import Planted

EVENING_UTC = 15  # after the hour at which figures are published
PROMISED_MS = 100.0
UNIT = 140  # people of a unit: 5.6 million in 40,000
MOST_UNITS = 40_000
ASKED = {  # what is asked, in the order of the table
    "branch": "unit",
    "root": "root",
    "board": "board",
    "outline": "outline",
    "published": "published",
    "not_asked": "unasked",
    "not_asked_root": "unasked of all",
}
NOTE = (
    "unit, root: a page of coverage. outline: what a publication reads. published: a publication's page, read afresh."
    " unasked: the list of those not asked yet, of one unit and of the whole nation."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--officials",
        type=int,
        nargs="+",
        default=[1_000, 10_000, 100_000],
        help="one nation of each size (default: 1000 10000 100000)",
    )


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds of one question, each the best of several: by the clock, and of this process's processor time."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Every question at one size."""

    officials: int
    units: int
    planted_s: float
    asked: Mapping[str, Spent]
    publishing_s: float
    again: Spent

    @property
    def worst(self) -> Spent:
        told = self.asked.values()
        return Spent(max(one.wall for one in told), max(one.cpu for one in told))


def run(given: argparse.Namespace, place: Place) -> Result:
    place.install()
    costs, faults = [], []
    with place.progress("menghitung / counting") as tell:
        for officials in sorted(given.officials):
            cost, different = _cost(place, officials, seconds=given.seconds / len(given.officials), tell=tell)
            costs.append(cost)
            faults += different
    last = costs[-1]
    figures: dict[str, object] = {"officials": last.officials, "units": last.units}
    for name, spent in last.asked.items():
        figures[f"{name}_ms"], figures[f"{name}_cpu_ms"] = round(spent.wall, 2), round(spent.cpu, 2)
    figures |= {
        "publishing_cpu_s": round(last.publishing_s, 2),
        "recount_s": round(last.again.wall / 1000, 3),
        "ratio": round(last.again.wall / last.asked["root"].wall, 1),
        "goal_ms": PROMISED_MS,
        "within_goal": last.worst.wall <= PROMISED_MS,
        "cpu_within_goal": last.worst.cpu <= PROMISED_MS,
        "planted_seconds": round(last.planted_s, 1),
        "sizes": [one.officials for one in costs],
    }
    return Result(word="coverage", figures=figures, tables=_tables(costs), faults=faults)


def _cost(place: Place, officials: int, *, seconds: float, tell: Tell) -> tuple[Cost, list[str]]:
    from django.utils import timezone  # noqa: PLC0415 (the place is installed first)

    from ikrar.pledges.queries.counting import counted  # noqa: PLC0415 (likewise)
    from ikrar.pledges.queries.recounting import tally_differences  # noqa: PLC0415 (likewise)
    from ikrar.project.bench import nation  # noqa: PLC0415 (likewise)

    at = timezone.now()
    units = min(max(officials // UNIT, 1), MOST_UNITS)
    kept = place.data / f"nation-{officials}.json"
    planted = nation.remembered(kept) or nation.plant(
        officials=officials, units=units, pledged=officials // 2, at=at, tell=tell
    )
    nation.remember(kept, planted)
    began = time.process_time()
    _publish(at=at)
    publishing = time.process_time() - began
    each = seconds / (len(ASKED) + 1)
    cost = Cost(
        officials=officials,
        units=units,
        planted_s=planted.seconds,
        publishing_s=publishing,
        asked={name: _best(ask, each) for name, ask in _questions(planted, at=at).items()},
        again=_best(lambda: counted(declaration_id=planted.declaration_id), each, least=1),
    )
    return cost, [str(one) for one in tally_differences()][:3]


def _publish(*, at: datetime) -> None:
    """A publication of the day, unless there is one from before."""
    from ikrar.openness import operations  # noqa: PLC0415 (the place is installed first)

    evening = at.replace(hour=EVENING_UTC)
    operations.announce_due(at=evening - timedelta(hours=6))
    operations.publish_due(at=evening)


def _questions(planted: "Planted", *, at: datetime) -> dict[str, Callable[[], object]]:
    from ikrar.openness import queries as openness  # noqa: PLC0415 (the place is installed first)
    from ikrar.openness import tables  # noqa: PLC0415 (likewise)
    from ikrar.pledges.queries import board, coverage, unasked  # noqa: PLC0415 (likewise)
    from ikrar.roster.queries import EVERYWHERE  # noqa: PLC0415 (likewise)

    key, name, on = planted.declaration_id, planted.declaration, at.astimezone(JAKARTA).date()

    def published() -> object:
        openness.forget()
        found = openness.page_of(public_id=name, at=at).figures
        assert found is not None
        return tables.level(found)

    return {
        "branch": lambda: coverage.branch(declaration_id=key, on=on, unit=planted.leaf),
        "root": lambda: coverage.branch(declaration_id=key, on=on, unit=planted.root),
        "board": lambda: board.board(declaration=name, scopes=frozenset({EVERYWHERE}), at=at),
        "outline": lambda: coverage.outline(declaration_id=key, on=on),
        "published": published,
        "not_asked": lambda: unasked.unasked(unit=planted.leaf, declaration=name),
        "not_asked_root": lambda: unasked.unasked(unit=planted.root, declaration=name),
    }


def _best(ask: Callable[[], object], seconds: float, *, least: int = 5) -> Spent:
    """The best of several: what neighbours on the machine take from one they do not take from all."""
    took: list[Spent] = []
    ends = time.perf_counter() + seconds
    while len(took) < least or (time.perf_counter() < ends and len(took) < 1000):  # noqa: PLR2004 (enough)
        wall, cpu = time.perf_counter(), time.process_time()
        ask()
        took.append(Spent((time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000))
    return Spent(min(one.wall for one in took), min(one.cpu for one in took))


def _tables(costs: Sequence[Cost]) -> list[Table]:
    columns = ("officials", "units", *ASKED.values())
    walls = [(one.officials, one.units, *(spent.wall for spent in one.asked.values())) for one in costs]
    cpus = [(one.officials, one.units, *(spent.cpu for spent in one.asked.values())) for one in costs]
    again = [
        (
            one.officials, one.units, one.planted_s, one.publishing_s, one.again.wall / 1000,
            one.again.wall / one.asked["root"].wall, one.again.cpu / one.asked["root"].cpu,
        )
        for one in costs
    ]  # fmt: skip
    rival = (
        "officials",
        "units",
        "planted s",
        "published, CPU s",
        "counted again s",
        "× the root",
        "× by CPU",
    )
    return [
        Table("What coverage costs: ms by the clock", columns, walls, NOTE),
        Table("The same: ms of processor time", columns, cpus),
        Table("Beside counting from the acts", rival, again),
    ]
