"""A calendar must answer, for each of its contests, in which part of the election a day lies."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise

from ikrar.law.domain import AskedPhase, Book, Calendar, Stage
from ikrar.law.reading.checking.chains import between
from ikrar.law.reading.checking.references import Found

REGIMES = frozenset({"pemilu", "pilkada"})
IN_ORDER = (AskedPhase.CAMPAIGN, AskedPhase.QUIET, AskedPhase.VOTING)


def complaints(book: Book) -> Iterator[Found]:
    for calendar in book.calendars.values():
        yield from (("calendars", calendar.code, reason) for reason in _of(book, calendar))
    for one, other in combinations(book.calendars.values(), 2):
        if one.regime == other.regime and _first(other) <= _last(one) and _first(one) <= _last(other):
            yield "calendars", other.code, f"overlaps {one.code}, which is {one.regime} too"


def _of(book: Book, calendar: Calendar) -> Iterator[str]:
    if calendar.regime not in REGIMES:
        yield f"regime {calendar.regime!r} is neither pemilu nor pilkada"
    if calendar.origin.instrument.replace(" ", "") not in book.instruments:
        yield f"instrument {calendar.origin.instrument!r} is not in the book"
    if not calendar.stages or not calendar.contests:
        yield "a calendar has stages and contests"
        return
    yield from _strangers(calendar)
    for contest in calendar.contests:
        if contest.regime != calendar.regime:
            yield f"contest {contest.code} has another regime, {contest.regime!r}"
        yield from (
            f"{contest.code}: {reason}" for reason in _phases(calendar, contest.code, contest.fixed_on)
        )


def _strangers(calendar: Calendar) -> Iterator[str]:
    known = {contest.code for contest in calendar.contests}
    meant = [(stage.code, stage.contests) for stage in calendar.stages]
    meant += [(stage.code, stage.contests) for stage in calendar.not_held]
    for stage, contests in meant:
        for contest in contests:
            if contest not in known:
                yield f"stage {stage} is for contest {contest!r}, which the calendar does not have"


def _phases(calendar: Calendar, contest: str, fixed_on: date) -> Iterator[str]:
    mine = [stage for stage in calendar.stages if not stage.contests or contest in stage.contests]
    parts: list[Stage] = []
    for phase in IN_ORDER:
        found = [stage for stage in mine if stage.phase is phase]
        if len(found) != 1:
            yield f"{len(found)} stages are {phase.value}, one must be"
            return
        parts += found
    for before, after in pairwise(parts):
        if fault := between(before.period.ends_before, after.period.begins_on):
            yield f"{fault}, between {before.code} and {after.code}"
    if not _first(calendar) <= fixed_on < parts[0].period.begins_on:
        yield f"candidates are fixed on {fixed_on}, which is not between the first stage and the campaign"


def _first(calendar: Calendar) -> date:
    return min((stage.period.begins_on for stage in calendar.stages), default=date.max)


def _last(calendar: Calendar) -> date:
    return max((stage.last_day for stage in calendar.stages), default=date.min)
