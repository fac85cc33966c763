"""Calendars and stages as plain dictionaries: what the HTTP API and `--json` give out."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ikrar.kernel.words import Words
from ikrar.law.domain import Backing, Book, Calendar, Contest, NotHeld, Origin, Regions, Stage
from ikrar.law.engine.stages.moves import FixingMoved, Move
from ikrar.law.engine.stages.parts import always, parts, stages_of


def plain_stages(book: Book, calendars: Iterable[Calendar], *, on: date, contest: str = "") -> dict[str, Any]:
    """Calendars with what holds on a day, under the version of the law that says so."""
    told = [plain_calendar(book, calendar, on=on, contest=contest) for calendar in calendars]
    return {"law_version": book.version, "day": on.isoformat(), "calendars": told}


def plain_calendar(book: Book, calendar: Calendar, *, on: date, contest: str = "") -> dict[str, Any]:
    """One calendar, or one contest of it. `norms` of a stage are those that ask something there and not always."""
    speaking = _speaking(book, calendar, contest)
    regions = [one for one in book.regions.values() if one.calendar == calendar.code]
    return {
        "code": calendar.code,
        "name": _words(calendar.name),
        "regime": calendar.regime,
        "scope": _words(calendar.scope),
        "source": _origin(calendar.origin),
        "contests": [_contest(one) for one in calendar.contests if contest in ("", one.code)],
        "stages": [_stage(s, on=on, norms=speaking[s.code]) for s in stages_of(calendar, contest)],
        "always": [norm.code for norm in always(book, calendar)],
        "not_held": [_not_held(one) for one in calendar.not_held],
        "regions": [_regions(one) for one in regions],
    }


def plain_moves(moved: Iterable[Move], fixed: Iterable[FixingMoved] = ()) -> dict[str, Any]:
    """What moved between two states of a calendar."""
    return {
        "stages": [
            {"kind": m.kind.value, "code": m.code, "before": _days(m.before), "after": _days(m.after)}
            for m in moved
        ],
        "fixings": [
            {
                "contest": one.contest.code,
                "before": one.before.fixed_on.isoformat(),
                "after": one.contest.fixed_on.isoformat(),
            }
            for one in fixed
        ],
    }


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


def _stage(stage: Stage, *, on: date, norms: list[str]) -> dict[str, Any]:
    return {
        "code": stage.code,
        "name": _words(stage.name),
        "begins_on": stage.period.begins_on.isoformat(),
        "last_day": stage.last_day.isoformat(),
        "is_on": on in stage.period,
        "is_key": stage.is_key,
        "phase": stage.phase.value if stage.phase else None,
        "contests": list(stage.contests),
        "forbids": _words(stage.forbids),
        "allows": _words(stage.allows),
        "norms": norms,
        "backing": _backing(stage.backing),
    }


def _contest(contest: Contest) -> dict[str, Any]:
    return {
        "code": contest.code,
        "name": _words(contest.name),
        "fixed_on": contest.fixed_on.isoformat(),
        "fixed": _words(contest.fixed),
        "backing": _backing(contest.backing),
    }


def _not_held(one: NotHeld) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": _words(one.name),
        "planned_for": one.planned_for.isoformat(),
        "contests": list(one.contests),
        "backing": _backing(one.backing),
    }


def _regions(regions: Regions) -> dict[str, Any]:
    counts = {name: getattr(regions, name) for name in ("provinces", "regencies", "cities", "total")}
    exceptions = [
        {"code": e.code, "says": _words(e.says), "sources": list(e.sources)} for e in regions.exceptions
    ]
    return {
        "code": regions.code,
        "elects": _words(regions.elects),
        **counts,
        "exceptions": exceptions,
        "backing": _backing(regions.backing),
    }


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "instrument": origin.instrument,
        "dated": origin.dated.isoformat() if origin.dated else None,
        "confidence": origin.confidence.value,
        "sources": list(origin.sources),
        "note": origin.note,
    }


def _backing(backing: Backing | None) -> dict[str, Any] | None:
    if backing is None:
        return None
    return {
        "confidence": backing.confidence.value,
        "sources": list(backing.sources),
        "doubt": _words(backing.doubt),
        "questions": list(backing.questions),
    }


def _days(stage: Stage | None) -> dict[str, Any] | None:
    if stage is None:
        return None
    days = {"begins_on": stage.period.begins_on.isoformat(), "last_day": stage.last_day.isoformat()}
    return {"name": _words(stage.name), **days}


def _words(words: Words | None) -> dict[str, str] | None:
    return None if words is None else {"id": words.id, "en": words.en}
