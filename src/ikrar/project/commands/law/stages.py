"""`./ikrar law stages [--on DAY] [--calendar CODE] [--contest CODE]`: the stages of the elections, and which hold on a day."""

import argparse
from collections.abc import Iterator
from datetime import date

from ikrar.kernel.words import Words
from ikrar.law import queries
from ikrar.law.domain import Calendar
from ikrar.law.engine import stages
from ikrar.project.commands.law.frame import Told, day
from ikrar.web.languages import say


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", type=day, help="hari / day; hari ini / today")
    parser.add_argument("--calendar", default="", help="kode kalender / code of a calendar: pilkada-2024")
    parser.add_argument("--contest", default="", help="kode kontes / code of a contest: gubernur")


def answer(asked: argparse.Namespace) -> Told:
    on = asked.on or asked.today
    chosen = [queries.calendar(asked.calendar)] if asked.calendar else queries.calendars().values()
    found = stages.with_contest(chosen, asked.contest)
    plain = stages.plain_stages(queries.book(), found, on=on, contest=asked.contest)
    return Told(plain, _lines(found, on=on, contest=asked.contest))


def _lines(found: tuple[Calendar, ...], *, on: date, contest: str) -> Iterator[str]:
    for calendar in found:
        yield f"{say(calendar.name)} ({calendar.code})"
        for stage in stages.stages_of(calendar, contest):
            mark = "●" if on in stage.period else " "
            span = f"{stage.period.begins_on} – {stage.last_day}"
            yield f"  {mark} {stage.code:<16} {span}  {say(stage.name)}"
    if not any(on in stage.period for calendar in found for stage in stages.stages_of(calendar, contest)):
        yield say(
            Words(f"Kalender ini tidak memuat tahapan pada {on}.", f"These calendars hold no stage on {on}.")
        )
