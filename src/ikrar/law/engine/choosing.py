"""Which rule of a conduct answers: the first that fits and is carried by a norm of that day.

The rules of choice stand at the top of texts/conducts.yaml and are binding here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from ikrar.law.domain import ASN_GROUPS, AnswerRule, AskedFact, Book, Conduct, Group, Verdict, When
from ikrar.law.engine.holding import holding, norm_of
from ikrar.law.engine.placing import Footing
from ikrar.law.engine.situation import UNKNOWN, Situation
from ikrar.law.engine.touching import GENERAL_DUTIES

_NEEDS_A_NORM = frozenset({Verdict.FORBIDDEN, Verdict.OPEN})


@dataclass(frozen=True, slots=True)
class Chosen:
    """The place of the rule that answers, from 1, and the rules before it that fitted but had no norm to carry them."""

    number: int
    passed_over: tuple[int, ...]
    is_last: bool

    @property
    def uncovered(self) -> bool:
        """Only the last rule was left because a norm was wanting."""
        return self.is_last and bool(self.passed_over)


def choose(book: Book, conduct: Conduct, situation: Situation, footing: Footing) -> Chosen:
    """The first rule that fits and is carried; the last one always is."""
    passed_over: list[int] = []
    for number, rule in enumerate(conduct.rules[:-1], start=1):
        if misfit(rule.when, situation, footing):
            continue
        if is_carried(book, rule, situation):
            return Chosen(number, tuple(passed_over), is_last=False)
        passed_over.append(number)
    return Chosen(len(conduct.rules), tuple(passed_over), is_last=True)


def misfit(when: When, situation: Situation, footing: Footing) -> str:
    """What keeps a rule from speaking to this case: group, contest, phase or a fact; empty if nothing does."""
    if when.groups and not spelled_out(when.groups) & situation.groups:
        return "group"
    if when.contests and situation.regime not in when.contests:
        return "contest"
    if when.phases and not when.phases & footing.phases:
        return "phase"
    turned = [code for code, wanted in when.facts.items() if situation.fact(code) != wanted]
    return f"fact {min(turned)}" if turned else ""


def is_carried(book: Book, rule: AnswerRule, situation: Situation) -> bool:
    """Whether a norm that it rests on binds the group and is in force on that day; no norm named, none needed."""
    if rule.verdict not in _NEEDS_A_NORM or not rule.norms:
        return True
    return any(holding(norm_of(book, code), situation).holds for code in carriers(rule))


def carriers(rule: AnswerRule) -> tuple[str, ...]:
    """The norms without which a rule does not stand; a general duty carries only where it stands alone."""
    special = tuple(code for code in rule.norms if code not in GENERAL_DUTIES)
    return rule.carried_by or special or rule.norms


def spelled_out(groups: frozenset[Group]) -> frozenset[Group]:
    """ASN stands for all its groups."""
    return groups | ASN_GROUPS if Group.ASN in groups else groups


def missing_facts(
    book: Book, conduct: Conduct, situation: Situation, footings: Iterable[Footing]
) -> tuple[AskedFact, ...]:
    """The facts not told that could still change which rule answers, whatever the other open facts turn out to be."""
    wanting = [fact for fact in conduct.facts if situation.fact(fact.code) == UNKNOWN]
    turning = {
        fact.code
        for footing in footings
        for fact in wanting
        if _turns(_Choice(book, conduct, situation, footing), fact=fact, wanting=wanting)
    }
    return tuple(fact for fact in wanting if fact.code in turning)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A choice that can be made again with other facts."""

    book: Book
    conduct: Conduct
    situation: Situation
    footing: Footing

    def told(self, facts: Mapping[str, str]) -> Chosen:
        """The choice, had these facts been told too."""
        situation = replace(self.situation, facts={**self.situation.facts, **facts})
        return choose(self.book, self.conduct, situation, self.footing)


def _turns(choice: _Choice, *, fact: AskedFact, wanting: list[AskedFact]) -> bool:
    """Whether some answer to the open facts makes this one decide."""
    others = [item for item in wanting if item.code != fact.code]
    return any(
        len({choice.told({**told, fact.code: option.code}) for option in fact.choices}) > 1
        for told in _told(others)
    )


def _told(facts: list[AskedFact]) -> Iterator[dict[str, str]]:
    for values in product(*([choice.code for choice in fact.choices] for fact in facts)):
        yield dict(zip((fact.code for fact in facts), values, strict=True))
