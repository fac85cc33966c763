"""Who did what kind of thing on which day, as far as somebody has told it; and what cannot be true at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from ikrar.law.domain import ASN_GROUPS, Book, Fact, Group

REGIMES = ("pemilu", "pilkada", "none")
UNKNOWN = "unknown"
YES_NO = ("yes", "no", UNKNOWN)

# One person has one employment. Offices (lurah, prosecutor, head) come on top of it, where they can.
_EMPLOYMENTS = (*sorted(ASN_GROUPS), Group.PJLP, Group.TNI, Group.POLRI, Group.HEAD)
_EXCLUSIVE = frozenset(
    {
        *(frozenset(pair) for pair in combinations(_EMPLOYMENTS, 2)),
        *(frozenset({Group.ASN, other}) for other in (Group.PJLP, Group.TNI, Group.POLRI, Group.HEAD)),
        *(frozenset({Group.JAKSA, other}) for other in (Group.PJLP, Group.TNI, Group.POLRI, Group.HEAD)),
        *(frozenset({Group.LURAH, other}) for other in (Group.PJLP, Group.TNI, Group.POLRI, Group.HEAD)),
        frozenset({Group.LURAH, Group.KADES}),
        frozenset({Group.HEAD, Group.ACTING_HEAD}),
    }
)

# Two answers that cannot both be true of one act.
_INCOMPATIBLE = (
    (("on-leave", "yes"), ("on-duty", "yes")),
    (("resigned", "yes"), ("on-duty", "yes")),
    (("resigned", "yes"), ("on-leave", "yes")),
)


class NoGroupGiven(ValueError):
    """Without a group nobody can say which rules bind."""


class GroupIsUnknown(ValueError):
    """The book knows no such group."""

    def __init__(self, group: str) -> None:
        super().__init__(group)
        self.group = group
        self.known = ", ".join(Group)


class GroupsContradict(ValueError):
    """One person cannot be both."""

    def __init__(self, first: Group, second: Group) -> None:
        super().__init__(first, second)
        self.first = first.value
        self.second = second.value


class RegimeIsUnknown(ValueError):
    """An act belongs to a general election, a regional one, or none."""

    def __init__(self, regime: str) -> None:
        super().__init__(regime)
        self.regime = regime
        self.known = ", ".join(REGIMES)


class FactIsUnknown(ValueError):
    """The book asks no such fact."""

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact


class AnswerIsUnknown(ValueError):
    """The fact is asked for, but this is none of its answers."""

    def __init__(self, fact: str, answer: str, known: Iterable[str]) -> None:
        super().__init__(fact, answer)
        self.fact = fact
        self.answer = answer
        self.known = ", ".join(sorted(known))


class FactsContradict(ValueError):
    """Both cannot be true of one act."""

    def __init__(self, first: tuple[str, str], second: tuple[str, str]) -> None:
        super().__init__(first, second)
        self.first = "=".join(first)
        self.second = "=".join(second)


@dataclass(frozen=True, slots=True)
class Situation:
    """`regime` is pemilu, pilkada or none; `contest` a code of Calendar.contests or empty; a fact not told is unknown."""

    day: date
    groups: frozenset[Group]
    regime: str
    contest: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    def fact(self, code: str) -> str:
        """What was told about a fact."""
        return self.facts.get(code, UNKNOWN)


def groups_of(codes: Iterable[str]) -> frozenset[Group]:
    """Groups by their codes as people write them.

    >>> sorted(groups_of(["pns", "lurah"]))
    [<Group.LURAH: 'LURAH'>, <Group.PNS: 'PNS'>]
    """
    return frozenset(_group(code) for code in codes)


def check_situation(book: Book, situation: Situation) -> None:
    """Raise unless every word of it is one the book knows and no two contradict each other."""
    if not situation.groups:
        raise NoGroupGiven
    if situation.regime not in REGIMES:
        raise RegimeIsUnknown(situation.regime)
    _check_groups(situation.groups)
    _check_facts(situation.facts, known_facts(book))


def known_facts(book: Book) -> dict[str, frozenset[str]]:
    """Every fact anything in the book turns on, with the answers it may have."""
    known = {fact.value: frozenset(YES_NO) for fact in Fact}
    for conduct in book.conducts.values():
        for asked in conduct.facts:
            choices = frozenset(choice.code for choice in asked.choices) | {UNKNOWN}
            known[asked.code] = known.get(asked.code, frozenset()) | choices
    return known


def _group(code: str) -> Group:
    try:
        return Group(code.strip().upper())
    except ValueError:
        raise GroupIsUnknown(code) from None


def _check_groups(groups: frozenset[Group]) -> None:
    for first, second in combinations(sorted(groups), 2):
        if frozenset({first, second}) in _EXCLUSIVE:
            raise GroupsContradict(first, second)


def _check_facts(facts: Mapping[str, str], known: Mapping[str, frozenset[str]]) -> None:
    for code, answer in facts.items():
        if code not in known:
            raise FactIsUnknown(code)
        if answer not in known[code]:
            raise AnswerIsUnknown(code, answer, known[code])
    for first, second in _INCOMPATIBLE:
        if facts.get(first[0]) == first[1] and facts.get(second[0]) == second[1]:
            raise FactsContradict(first, second)
