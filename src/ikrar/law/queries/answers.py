"""Questions as they come in from a command or over HTTP, all words still text, and every answer to them."""

from collections.abc import Iterable, Mapping
from datetime import date

from ikrar.law import engine
from ikrar.law.domain import Book
from ikrar.law.engine import Advice, Consequences, Situation


def situations(
    book: Book, *, day: date, groups: Iterable[str], contest: str = "", facts: Mapping[str, str]
) -> tuple[Situation, ...]:
    """`contest` is pemilu, pilkada, none, or one race as pilkada:gubernur; empty means whatever runs on that day."""
    regime, _, race = contest.partition(":")
    regimes = (regime,) if regime else engine.running_regimes(book, day=day) or ("none",)
    bound = engine.groups_of(groups)
    return tuple(Situation(day, bound, each, race, dict(facts)) for each in regimes)


def advices(book: Book, *, conduct: str, situations: Iterable[Situation]) -> tuple[Advice, ...]:
    """The answers for each kind of election that is meant."""
    return tuple(engine.advise(book, conduct=conduct, situation=each) for each in situations)


def leading_to(book: Book, *, advice: Advice, situation: Situation) -> tuple[Consequences, ...]:
    """What the norms that may be touched can lead to, each once."""
    codes = dict.fromkeys(item.norm.code for answer in advice.answers for item in answer.touched)
    return tuple(engine.consequences(book, norm=code, situation=situation) for code in codes)
