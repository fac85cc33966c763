"""What moved between two states of a calendar: stages that are new, gone, or on other days."""

from dataclasses import dataclass
from enum import StrEnum

from ikrar.law.domain import Calendar, Contest, Stage


class MoveKind(StrEnum):
    """What happened to a stage between two versions of the law."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Move:
    """A stage before and after; the side that is not there is None. `fixing` marks the day candidates are fixed."""

    kind: MoveKind
    code: str
    before: Stage | None
    after: Stage | None


@dataclass(frozen=True, slots=True)
class FixingMoved:
    """The day candidates of a contest are fixed, before and after."""

    contest: Contest
    before: Contest


def moves(old: Calendar, new: Calendar) -> tuple[Move, ...]:
    """In the order of the new calendar, then what it no longer has."""
    before = {stage.code: stage for stage in old.stages}
    after = {stage.code: stage for stage in new.stages}
    codes = [*after, *(code for code in before if code not in after)]
    found = (_move(code, before.get(code), after.get(code)) for code in codes)
    return tuple(move for move in found if move is not None)


def fixings(old: Calendar, new: Calendar) -> tuple[FixingMoved, ...]:
    """Contests whose candidates are fixed on another day."""
    before = {contest.code: contest for contest in old.contests}
    return tuple(
        FixingMoved(contest, before[contest.code])
        for contest in new.contests
        if contest.code in before and before[contest.code].fixed_on != contest.fixed_on
    )


def _move(code: str, before: Stage | None, after: Stage | None) -> Move | None:
    if before is None:
        return Move(MoveKind.ADDED, code, None, after)
    if after is None:
        return Move(MoveKind.REMOVED, code, before, None)
    if before.period != after.period:
        return Move(MoveKind.MOVED, code, before, after)
    return Move(MoveKind.REWORDED, code, before, after) if before != after else None
