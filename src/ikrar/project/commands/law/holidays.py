"""`./ikrar law holidays [--propose YEAR]`: the days off that terms are counted with, or a draft for another year."""

import argparse
from collections.abc import Iterator
from typing import Any

from ikrar.law.domain.holidays import DAY_OFF_WORDS, HolidayTable
from ikrar.law.queries import terms as queries
from ikrar.law.reading.proposing import proposed
from ikrar.project.commands.law.frame import Told
from ikrar.web.languages import say


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--propose",
        type=int,
        metavar="YEAR",
        help="rancangan satu tahun, untuk dicocokkan / a draft of a year",
    )


def answer(asked: argparse.Namespace) -> Told:
    if asked.propose:
        draft = proposed(asked.propose)
        return Told({"year": asked.propose, "draft": draft}, [draft.rstrip()])
    table = queries.holidays()
    return Told(_plain(table), _lines(table))


def _plain(table: HolidayTable) -> dict[str, Any]:
    return {
        "name": table.name._asdict(),
        "version": table.version,
        "years": [
            {
                "year": year.year,
                "decree": year.decree._asdict(),
                "confidence": year.backing.confidence.value,
                "sources": list(year.backing.sources),
            }
            for year in table.years.values()
        ],
        "days": [
            {"day": day.isoformat(), "kind": one.kind.value, "name": one.name._asdict()}
            for day, one in table.days.items()
        ],
    }


def _lines(table: HolidayTable) -> Iterator[str]:
    yield f"{say(table.name)}  {table.version[:12]}"
    for year in table.years.values():
        yield f"{year.year}  {say(year.decree)} ({year.backing.confidence.value})"
        for day, one in table.days.items():
            if day.year == year.year:
                yield f"  {day}  {say(one.name)} ({say(DAY_OFF_WORDS[one.kind])})"
