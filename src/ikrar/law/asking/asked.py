"""What somebody has answered so far. It travels in the fields of the form and lies nowhere else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.http import QueryDict

from ikrar.law.asking.hats import HATS
from ikrar.law.domain import AskedFact, Book, Conduct

CONDUCT, WHO, DAY, CONTEST = "perbuatan", "siapa", "hari", "pemilihan"
FACT = "fakta-"
OPEN, ANSWERED = "buka", "langkah"
BY_DAY = "menurut-hari"
CONTESTS = (BY_DAY, "pemilu", "pilkada", "none")
DAY_FORMS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y")
LONGEST_DAY = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """Answers that could be understood; what could not is asked again."""

    conduct: Conduct | None = None
    hats: tuple[str, ...] = ()
    day: date | None = None
    contest: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def steps(self) -> tuple[str, ...]:
        """Every question of this conversation, in order."""
        asked = self.conduct.facts if self.conduct else ()
        return (CONDUCT, WHO, DAY, CONTEST, *(FACT + fact.code for fact in asked))

    def is_answered(self, step: str) -> bool:
        return bool(dict(self._values()).get(step))

    @property
    def next_step(self) -> str | None:
        """The first question without an answer; None when all are answered."""
        return next((step for step in self.steps if not self.is_answered(step)), None)

    def before(self, step: str) -> str | None:
        """The question before this one."""
        place = self.steps.index(step)
        return self.steps[place - 1] if place else None

    def fact(self, step: str) -> AskedFact:
        """The fact a step asks for."""
        assert self.conduct is not None
        return next(fact for fact in self.conduct.facts if FACT + fact.code == step)

    def fields(self, *, without: str = "") -> list[tuple[str, str]]:
        """The form's hidden fields, but for those of one question."""
        return [(name, value) for name, value in self._values() if value and name != without]

    def _values(self) -> Iterator[tuple[str, str]]:
        yield CONDUCT, self.conduct.code if self.conduct else ""
        for hat in self.hats:
            yield WHO, hat
        yield DAY, self.day.isoformat() if self.day else ""
        yield CONTEST, self.contest
        for code, answer in self.facts.items():
            yield FACT + code, answer


def read(sent: QueryDict, book: Book) -> Asked:
    """What the form holds, as far as the book knows it; a fact of another conduct is dropped."""
    conduct = book.conducts.get(sent.get(CONDUCT, ""))
    contest = sent.get(CONTEST, "")
    return Asked(
        conduct=conduct,
        hats=tuple(hat for hat in HATS if hat in sent.getlist(WHO)),
        day=day_of(sent.get(DAY, "")),
        contest=contest if contest in CONTESTS else "",
        facts=dict(_facts(sent, conduct.facts if conduct else ())),
    )


def day_of(text: str) -> date | None:
    """A day as people write it.

    >>> day_of("2024-10-12"), day_of(" 12/10/2024 "), day_of("kemarin")
    (datetime.date(2024, 10, 12), datetime.date(2024, 10, 12), None)
    """
    bare = text.strip()
    if len(bare) > LONGEST_DAY:
        return None
    for form in DAY_FORMS:
        try:
            return datetime.strptime(bare, form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    return None


def _facts(sent: QueryDict, asked: tuple[AskedFact, ...]) -> Iterator[tuple[str, str]]:
    for fact in asked:
        answer = sent.get(FACT + fact.code, "")
        if answer in {choice.code for choice in fact.choices}:
            yield fact.code, answer
