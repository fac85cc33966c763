"""What staff ask ("Bolehkah saya …?") and the ordered rules that answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ikrar.kernel.words import Words
from ikrar.law.domain.backing import Backing
from ikrar.law.domain.norms import Group


class Verdict(StrEnum):
    """The first plain word of an answer: about the rule, never about a person."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    OPEN = "open"
    NOT_COVERED = "not-covered"


class AskedPhase(StrEnum):
    """Where in a contest the day lies, as an answer sees it; a day of the campaign is AFTER_FIXED too."""

    BEFORE_FIXED = "before-fixed"
    AFTER_FIXED = "after-fixed"
    CAMPAIGN = "campaign"
    QUIET = "quiet"
    VOTING = "voting"


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer a person may give about a fact."""

    code: str
    label: Words


@dataclass(frozen=True, slots=True)
class AskedFact:
    """A fact asked for; not answered counts as "unknown"."""

    code: str
    ask: Words
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class When:
    """Empty fits everything; `contests` are pemilu, pilkada or none."""

    groups: frozenset[Group] = frozenset()
    contests: frozenset[str] = frozenset()
    phases: frozenset[AskedPhase] = frozenset()
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnswerRule:
    """`carried_by`: the norms without which it does not stand; empty means all its norms but the general duty."""

    when: When
    verdict: Verdict
    sentence: Words
    norms: tuple[str, ...]
    backing: Backing
    carried_by: tuple[str, ...] = ()
    instead: Words | None = None
    ask_whom: Words | None = None


@dataclass(frozen=True, slots=True)
class Conduct:
    """The last rule has an empty `when`, so there is always an answer."""

    code: str
    topic: str
    ask: Words
    facts: tuple[AskedFact, ...]
    rules: tuple[AnswerRule, ...]
    backing: Backing
