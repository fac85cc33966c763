"""Act, posting and "diketahui" are separate facts, each asserted by somebody. Only being known, or found, starts a clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from ikrar.kernel.words import Words
from ikrar.law.domain.book import Book
from ikrar.law.domain.holidays import HolidayTable
from ikrar.law.domain.terms import Term
from ikrar.law.engine.terms.answer import TermAnswer, count, term_of
from ikrar.law.engine.terms.events import Event, check_has_happened, in_words


class FactKind(StrEnum):
    """What happened on the day: the act itself, its posting, somebody coming to know, an overseer's finding."""

    ACT = "act"
    POSTED = "posted"
    KNOWN = "known"
    FOUND = "found"


FACT_WORDS: dict[FactKind, Words] = {
    FactKind.ACT: Words("perbuatan", "the act"),
    FactKind.POSTED: Words("pengunggahan", "the posting"),
    FactKind.KNOWN: Words("diketahui", "becoming known"),
    FactKind.FOUND: Words("ditemukan", "being found"),
}
# The law's word for an event -> the facts that are one.
STARTS: dict[str, tuple[FactKind, ...]] = {
    "diketahui": (FactKind.KNOWN,),
    "ditemukan": (FactKind.FOUND,),
    "diketahui_atau_ditemukan": (FactKind.KNOWN, FactKind.FOUND),
}
# Nobody can see, know or find what has not been done: the first never lies after the second.
ORDER: tuple[tuple[FactKind, FactKind], ...] = (
    (FactKind.ACT, FactKind.POSTED),
    (FactKind.ACT, FactKind.KNOWN),
    (FactKind.ACT, FactKind.FOUND),
)


class NothingStartsTheClock(Exception):
    """The facts given do not say when it became known or was found, so no clock runs."""

    def __init__(self, term: str, wanted: tuple[FactKind, ...]) -> None:
        super().__init__(term, wanted)
        self.term = term
        words = [FACT_WORDS[kind] for kind in wanted]
        self.wanted = Words(" / ".join(one.id for one in words), " / ".join(one.en for one in words))


class FactsDisagree(Exception):
    """One and the same person puts the act after what can only follow it."""

    def __init__(self, first: "Fact", second: "Fact") -> None:
        super().__init__(first, second)
        self.first, self.first_day = FACT_WORDS[first.kind], in_words(first.event.on)
        self.second, self.second_day = FACT_WORDS[second.kind], in_words(second.event.on)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing as somebody asserts it (`event.by`). Two people may assert the same fact for different days."""

    kind: FactKind
    event: Event


@dataclass(frozen=True, slots=True)
class Disputed:
    """Two facts that cannot both be right, asserted by different people: shown, never settled here."""

    first: Fact
    second: Fact


@dataclass(frozen=True, slots=True)
class FromFacts:
    """The term counted from each assertion that starts it; the earliest of all readings is the alarm."""

    term: Term
    facts: tuple[Fact, ...]
    answers: tuple[tuple[Fact, TermAnswer], ...]
    disputed: tuple[Disputed, ...]

    @property
    def alarm(self) -> date:
        return min(answer.alarm for _, answer in self.answers if answer.alarm is not None)

    @property
    def may_have_passed(self) -> bool:
        return any(answer.may_have_passed for _, answer in self.answers)


def starts_from_facts(term: Term) -> tuple[FactKind, ...]:
    """The facts that start this term; empty where it runs from an office's own step."""
    return STARTS.get(term.event, ())


def from_facts(
    *, book: Book, term: str, facts: Iterable[Fact], holidays: HolidayTable, today: date | None = None
) -> FromFacts:
    """Count from every assertion of the fact that starts the term; act and posting alone start nothing."""
    rule = term_of(book=book, code=term)
    given = tuple(facts)
    for fact in given:
        check_has_happened(fact.event, today=today)
    disputed = _disputed(given)
    starting = [fact for fact in given if fact.kind in starts_from_facts(rule)]
    if not starting:
        raise NothingStartsTheClock(rule.code, starts_from_facts(rule))
    answers = tuple(
        (fact, count(book=book, term=rule.code, event=fact.event, holidays=holidays, today=today))
        for fact in starting
    )
    return FromFacts(rule, given, answers, disputed)


def _disputed(facts: tuple[Fact, ...]) -> tuple[Disputed, ...]:
    found = []
    for one, other in combinations(facts, 2):
        for first, second in ((one, other), (other, one)):
            if (first.kind, second.kind) in ORDER and first.event.on > second.event.on:
                if first.event.by == second.event.by:
                    raise FactsDisagree(first, second)
                found.append(Disputed(first, second))
    return tuple(found)
