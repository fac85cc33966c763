"""`./ikrar bench coverage`: what a page of coverage costs, from a thousand officials to a nation, beside counting again.

One invented nation after another is planted in the same tables, so each size also carries those before it.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass

from ikrar.project.bench.place import Place
from ikrar.project.bench.result import Result, Table

PROMISED_MS = 100.0
UNIT = 140  # people of a unit: 5.6 million in 40,000
MOST_UNITS = 40_000
COLUMNS = (
    "officials",
    "units",
    "branch ms",
    "root ms",
    "board ms",
    "figures ms",
    "not asked ms",
    "again s",
    "× root",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--officials",
        type=int,
        nargs="+",
        default=[1_000, 10_000, 100_000],
        help="one nation of each size (default: 1000 10000 100000)",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Milliseconds of each question, at one size: the best of several."""

    officials: int
    units: int
    planted_s: float
    branch: float
    root: float
    board: float
    figures: float
    not_asked: float
    again_s: float

    @property
    def worst(self) -> float:
        return max(self.branch, self.root, self.figures, self.not_asked)


def run(given: argparse.Namespace, place: Place) -> Result:
    place.install()
    costs, faults = [], []
    with place.progress("menghitung / counting") as tell:
        for done, officials in enumerate(sorted(given.officials)):
            tell(done, len(given.officials))
            cost, different = _cost(officials, seconds=given.seconds / len(given.officials))
            costs.append(cost)
            faults += different
    last = costs[-1]
    figures = {
        "officials": last.officials,
        "units": last.units,
        "branch_ms": round(last.branch, 2),
        "root_ms": round(last.root, 2),
        "figures_ms": round(last.figures, 2),
        "not_asked_ms": round(last.not_asked, 2),
        "recount_s": round(last.again_s, 3),
        "ratio": round(last.again_s * 1000 / last.root, 1),
        "goal_ms": PROMISED_MS,
        "within_goal": last.worst <= PROMISED_MS,
        "planted_seconds": round(last.planted_s, 1),
        "sizes": [one.officials for one in costs],
    }
    return Result(word="coverage", figures=figures, tables=[_table(costs)], faults=faults)


def _cost(officials: int, *, seconds: float) -> tuple[Cost, list[str]]:
    from django.utils import timezone  # noqa: PLC0415 (the place is installed first)

    from ikrar.pledges.queries import board, coverage, unasked  # noqa: PLC0415 (likewise)
    from ikrar.pledges.queries.counting import counted  # noqa: PLC0415 (likewise)
    from ikrar.pledges.queries.recounting import tally_differences  # noqa: PLC0415 (likewise)
    from ikrar.project.bench import nation  # noqa: PLC0415 (likewise)
    from ikrar.roster.queries import EVERYWHERE  # noqa: PLC0415 (likewise)

    at = timezone.now()
    units = min(max(officials // UNIT, 1), MOST_UNITS)
    planted = nation.plant(officials=officials, units=units, pledged=officials // 2, at=at)
    key, on = planted.declaration_id, timezone.localdate(at)
    each = seconds / 6

    def page(unit: str) -> object:
        return coverage.branch(declaration_id=key, on=on, unit=unit)

    cost = Cost(
        officials=officials,
        units=units,
        planted_s=planted.seconds,
        branch=_best(lambda: page(planted.leaf), each),
        root=_best(lambda: page(planted.root), each),
        board=_best(
            lambda: board.board(declaration=planted.declaration, scopes=frozenset({EVERYWHERE}), at=at), each
        ),
        figures=_best(lambda: coverage.outline(declaration_id=key, on=on), each),
        not_asked=_best(lambda: unasked.unasked(unit=planted.leaf, declaration=planted.declaration), each),
        again_s=_best(lambda: counted(declaration_id=key), each, least=1) / 1000,
    )
    return cost, [str(one) for one in tally_differences()][:3]


def _best(ask: Callable[[], object], seconds: float, *, least: int = 5) -> float:
    """Milliseconds, the best of several: what neighbours on the machine take from one they do not take from all."""
    ask()
    took: list[float] = []
    ends = time.perf_counter() + seconds
    while len(took) < least or (time.perf_counter() < ends and len(took) < 1000):  # noqa: PLR2004 (enough)
        began = time.perf_counter()
        ask()
        took.append((time.perf_counter() - began) * 1000)
    return min(took)


def _table(costs: list[Cost]) -> Table:
    rows = [
        (
            one.officials, one.units, one.branch, one.root, one.board, one.figures, one.not_asked, one.again_s,
            one.again_s * 1000 / one.root,
        )
        for one in costs
    ]  # fmt: skip
    return Table(
        "What coverage costs",
        COLUMNS,
        rows,
        note="branch: the page of one unit; figures: everything a publication reads; again: counting from the acts.",
    )
