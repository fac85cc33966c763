"""One thing that was looked at: how it is, and what to do about it."""

from dataclasses import dataclass
from enum import Enum

from ikrar.kernel.words import Words

NONE = Words("", "")


class Level(Enum):
    GOOD = 0
    WARNING = 1
    BAD = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """`told` is a fact, the same in every language; `remedy` is for the operator."""

    level: Level
    subject: str
    told: str
    remedy: Words = NONE


def judged(subject: str, *, told: str, wrong: Level | None, remedy: Words) -> Finding:
    """Good, or as wrong as `wrong` says."""
    return Finding(Level.GOOD, subject, told) if wrong is None else Finding(wrong, subject, told, remedy)


def bad_if(*, is_bad: bool) -> Level | None:
    return Level.BAD if is_bad else None


def warn_if(*, is_odd: bool) -> Level | None:
    return Level.WARNING if is_odd else None
