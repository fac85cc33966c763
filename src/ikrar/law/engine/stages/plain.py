"""Calendars and stages as plain dictionaries: what the HTTP API and `--json` give out."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ikrar.law.domain import Book, Calendar, Stage
from ikrar.law.engine.plain import plain
from ikrar.law.engine.stages.parts import always, parts, stages_of

Plain = dict[str, Any]


def plain_stages(book: Book, calendars: Iterable[Calendar], *, on: date, contest: str = "") -> Plain:
    """Calendars with what holds on a day, under the version of the law that says so."""
    told = [plain_calendar(book, calendar, on=on, contest=contest) for calendar in calendars]
    return {"law": book.version, "day": on.isoformat(), "calendars": told}


def plain_calendar(book: Book, calendar: Calendar, *, on: date, contest: str = "") -> Plain:
    """One calendar, or one contest of it. `norms` of a stage are those that ask something there and not always."""
    speaking = _speaking(book, calendar, contest)
    told: Plain = plain(calendar)
    told["contests"] = [one for one in told["contests"] if contest in ("", one["code"])]
    told["stages"] = [_stage(s, on=on, norms=speaking[s.code]) for s in stages_of(calendar, contest)]
    told["always"] = [norm.code for norm in always(book, calendar)]
    told["regions"] = [plain(one) for one in book.regions.values() if one.calendar == calendar.code]
    return told


def _speaking(book: Book, calendar: Calendar, contest: str) -> Mapping[str, list[str]]:
    """By stage: the norms of every part of a contest that shares a day with it, each once."""
    found: dict[str, dict[str, None]] = {stage.code: {} for stage in calendar.stages}
    for one in calendar.contests:
        if contest in ("", one.code):
            for part in parts(book, calendar, one):
                for stage in stages_of(calendar, one.code):
                    if stage.period.begins_on <= part.last_day and part.period.begins_on <= stage.last_day:
                        found[stage.code] |= dict.fromkeys(norm.code for norm in part.norms)
    return {code: list(norms) for code, norms in found.items()}


def _stage(stage: Stage, *, on: date, norms: list[str]) -> Plain:
    told: Plain = plain(stage)
    del told["period"]
    days = {"begins_on": stage.period.begins_on.isoformat(), "last_day": stage.last_day.isoformat()}
    return {**told, **days, "is_on": on in stage.period, "norms": norms}
