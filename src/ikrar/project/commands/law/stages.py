"""`./ikrar law stages [--on DAY] [--calendar CODE]`: which stages every election has, and which hold on a day."""

import argparse
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ikrar.law import queries
from ikrar.law.domain import Calendar
from ikrar.project.commands.law.frame import Told, day
from ikrar.web.languages import say


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", type=day, help="hari / day; hari ini / today")
    parser.add_argument("--calendar", default="", help="kode kalender / code of a calendar: pilkada-2024")


def answer(asked: argparse.Namespace) -> Told:
    on = asked.on or asked.today
    found = [queries.calendar(asked.calendar)] if asked.calendar else list(queries.calendars().values())
    plain = {"day": on.isoformat(), "calendars": [_plain(one, on=on) for one in found]}
    return Told(plain, _lines(found, on=on))


def _plain(calendar: Calendar, *, on: date) -> dict[str, Any]:
    stages = [
        {
            "code": stage.code,
            "name": stage.name._asdict(),
            "begins_on": stage.period.begins_on.isoformat(),
            "last_day": stage.last_day.isoformat(),
            "is_on": on in stage.period,
        }
        for stage in calendar.stages
    ]
    return {"code": calendar.code, "name": calendar.name._asdict(), "stages": stages}


def _lines(found: Iterable[Calendar], *, on: date) -> Iterator[str]:
    for calendar in found:
        yield f"{say(calendar.name)} ({calendar.code})"
        for stage in calendar.stages:
            mark = "●" if on in stage.period else " "
            span = f"{stage.period.begins_on} – {stage.last_day}"
            yield f"  {mark} {stage.code:<16} {span}  {say(stage.name)}"
