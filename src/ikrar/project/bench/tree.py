"""`./ikrar bench tree`: pages, files and background steps beside a tree of forty thousand units.

Pages run in this process, through all middleware. Background steps tell the longest time they held the database.
"""

import argparse
import gzip
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ikrar.project.bench.place import Place, Tell
from ikrar.project.bench.result import Result, Table

if TYPE_CHECKING:
    from ikrar.project.bench.nation import Planted

UNITS, OFFICIALS = 40_000, 200_000
PROMISED_MS = 100.0  # processor time of a page
HELD_MS = 50.0  # the longest write of a background step
BUDGET = 40_000  # bytes of a page, compressed, without its files
LEAST, ENOUGH_S = 3, 1.5
OK = 200


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--units", type=int, default=UNITS, help=f"of the tree (default: {UNITS})")
    parser.add_argument("--officials", type=int, default=OFFICIALS, help=f"in it (default: {OFFICIALS})")
    parser.add_argument("--fan", type=int, default=0, help="units below each (default: four levels deep)")
    parser.add_argument("--only", choices=("pages", "steps"), help="the one or the other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One page or file: asked for the first time in this process, and again."""

    name: str
    is_page: bool
    status: int
    first: float
    again: float  # milliseconds of processor time
    wall: float
    bytes: int

    @property
    def is_over(self) -> bool:
        return self.is_page and (self.again > PROMISED_MS or self.bytes > BUDGET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One kind of work of the clerk, to its end."""

    name: str
    rows: int
    seconds: float
    cpu: float
    writes: Sequence[float]  # milliseconds, sorted


def run(given: argparse.Namespace, place: Place) -> Result:
    place.install()
    from django.core.management import call_command  # noqa: PLC0415 (the place is installed first)

    from ikrar.project.bench import tree_pages, tree_steps  # noqa: PLC0415 (likewise)

    with place.progress("menanam / planting") as tell:
        planted = _planted(given, place, tell)
    answers, steps = [], []
    if given.only != "steps":
        call_command("collectstatic", verbosity=0, interactive=False)
        each = min(given.seconds / 20, ENOUGH_S)
        with place.progress("halaman / pages") as tell:
            asked = tree_pages.asked(planted)
            for done, (name, kind, ask) in enumerate(asked):
                tell(done, len(asked))
                answers.append(_answer(name, ask, is_page=kind == tree_pages.PAGE, seconds=each))
    if given.only != "pages":
        with place.progress("langkah / steps") as tell:
            steps = list(_steps(tree_steps.steps(planted), tell))
    return _result(given, answers, steps)


def _planted(given: argparse.Namespace, place: Place, tell: Tell) -> "Planted":
    from django.utils import timezone  # noqa: PLC0415 (the place is installed first)

    from ikrar.project.bench import nation, tree_steps  # noqa: PLC0415 (likewise)

    kept = place.data / f"nation-{given.officials}.json"
    found = nation.remembered(kept)
    if found is None:
        found = nation.plant(
            officials=given.officials,
            units=given.units,
            pledged=given.officials // 2,
            at=timezone.now(),
            tell=tell,
            fan=given.fan,
        )
        nation.remember(kept, found)
    tree_steps.published(at=timezone.now())
    return found


def _answer(name: str, ask: Callable[[], Any], *, is_page: bool, seconds: float) -> Answer:
    took: list[tuple[float, float]] = []
    ends = time.perf_counter() + seconds
    while len(took) < LEAST or time.perf_counter() < ends:
        wall, cpu = time.perf_counter(), time.process_time()
        said = ask()
        body = said.getvalue() if hasattr(said, "getvalue") else said.content
        took.append(((time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000))
    return Answer(
        name=name,
        is_page=is_page,
        status=said.status_code,
        first=took[0][0],
        again=min(cpu for cpu, _ in took[1:]),
        wall=min(wall for _, wall in took[1:]),
        bytes=len(gzip.compress(body, 6)),
    )


def _steps(steps: Mapping[str, Callable[[], int]], tell: Tell) -> Iterator[Step]:
    from ikrar.project.bench.holding import watched  # noqa: PLC0415 (the place is installed first)

    for done, (name, work) in enumerate(steps.items()):
        tell(done, len(steps))
        wall, cpu = time.perf_counter(), time.process_time()
        with watched() as holds:
            rows = work()
        yield Step(
            name=name,
            rows=rows,
            seconds=time.perf_counter() - wall,
            cpu=time.process_time() - cpu,
            writes=sorted(holds.took),
        )


def _result(given: argparse.Namespace, answers: Sequence[Answer], steps: Sequence[Step]) -> Result:
    pages = [one for one in answers if one.is_page]
    figures: dict[str, object] = {
        "units": given.units,
        "officials": given.officials,
        "goal_ms": PROMISED_MS,
        "goal_held_ms": HELD_MS,
        "slowest_page_ms": round(max((one.again for one in pages), default=0), 1),
        "over_goal": [one.name for one in pages if one.is_over],
        "longest_held_ms": round(max((one.writes[-1] for one in steps if one.writes), default=0), 1),
        "held_too_long": [one.name for one in steps if one.writes and one.writes[-1] > HELD_MS],
    }
    faults = [f"{one.name}: {one.status}" for one in answers if one.status != OK]
    tables = [*([_page_table(answers)] if answers else []), *([_step_table(steps)] if steps else [])]
    return Result(word="tree", figures=figures, tables=tables, faults=faults)


def _page_table(answers: Sequence[Answer]) -> Table:
    rows = [
        (("! " if one.is_over else "") + one.name, one.again, one.wall, one.first, one.bytes)
        for one in answers
    ]
    columns = ("", "CPU ms", "by the clock", "first CPU ms", "bytes gzipped")
    return Table(
        "Pages and files", columns, rows, "!: a page over 100 ms or 40 kB. first: in a fresh process."
    )


def _step_table(steps: Sequence[Step]) -> Table:
    rows = [
        (
            one.name, one.rows, one.seconds, one.cpu, len(one.writes),
            one.writes[int(0.99 * (len(one.writes) - 1))] if one.writes else None,
            one.writes[-1] if one.writes else None,
        )
        for one in steps
    ]  # fmt: skip
    columns = ("", "rows", "s", "CPU s", "writes", "held p99 ms", "longest ms")
    return Table("Steps of the clerk", columns, rows)
