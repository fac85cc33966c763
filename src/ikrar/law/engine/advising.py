"""What a rule of conduct answers on a day, with its norms and its trace; about the rule, never about a person."""

from dataclasses import dataclass

from ikrar.kernel.words import Words
from ikrar.law.domain import AnswerRule, AskedFact, Backing, Book, Conduct, Verdict
from ikrar.law.engine.choosing import Chosen, carriers, choose, misfit, missing_facts
from ikrar.law.engine.holding import holding, in_phase, norm_of
from ikrar.law.engine.placing import Footing, Position
from ikrar.law.engine.situation import Situation
from ikrar.law.engine.touching import (
    GENERAL_DUTIES,
    Act,
    Fit,
    Touched,
    aside_step,
    stand,
    touch,
    touched,
    touched_step,
)
from ikrar.law.engine.tracing import Step, Trace, asked, day_step
from ikrar.law.engine.wording import VERDICT_WORDS

NOT_COVERED = Words(
    "Tidak tercakup, karena aturan yang menjawab pertanyaan ini tidak mengikat kelompok itu, atau tidak berlaku"
    " pada hari itu; aturan yang datang kemudian tidak dipakai.",
    "Not covered, because the rules that answer this question do not bind that group, or were not in force on"
    " that day; no later rule is applied.",
)


class ConductIsUnknown(KeyError):
    """The book asks no such question."""

    def __init__(self, conduct: str) -> None:
        super().__init__(conduct)
        self.conduct = conduct


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, for the footings under which it holds. `number` is the rule's place in its conduct, from 1."""

    verdict: Verdict
    sentence: Words
    rule: AnswerRule
    number: int
    footings: tuple[Footing, ...]
    touched: tuple[Touched, ...]
    missing: tuple[AskedFact, ...]
    instead: Words | None
    ask_whom: Words | None
    questions: tuple[int, ...]
    backing: Backing
    trace: Trace


@dataclass(frozen=True, slots=True)
class Advice:
    """Every answer that is possible on the day; more than one means that the phase is not sure (question 8)."""

    conduct: Conduct
    position: Position
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    """One question in one situation, with the rule that answers it and the footings under which it does."""

    book: Book
    conduct: Conduct
    situation: Situation
    where: Position
    chosen: Chosen
    footings: tuple[Footing, ...]

    @property
    def rule(self) -> AnswerRule:
        return self.conduct.rules[self.chosen.number - 1]

    @property
    def verdict(self) -> Verdict:
        return Verdict.NOT_COVERED if self.chosen.uncovered else self.rule.verdict


def advise(book: Book, *, conduct: str, situation: Situation) -> Advice:
    """Answer a question of the book for a day, a group and a contest."""
    question = conduct_of(book, conduct)
    where = stand(book, situation)
    picked: dict[Chosen, list[Footing]] = {}
    for footing in where.footings:
        picked.setdefault(choose(book, question, situation, footing), []).append(footing)
    answers = tuple(
        _answer(_Case(book, question, situation, where, chosen, tuple(footings)))
        for chosen, footings in picked.items()
    )
    return Advice(question, where, answers)


def conduct_of(book: Book, code: str) -> Conduct:
    """The question of this code."""
    try:
        return book.conducts[code]
    except KeyError:
        raise ConductIsUnknown(code) from None


def _answer(case: _Case) -> Answer:
    named, aside = _norms(case)
    rule = case.rule
    return Answer(
        verdict=case.verdict,
        sentence=NOT_COVERED if case.chosen.uncovered else rule.sentence,
        rule=rule,
        number=case.chosen.number,
        footings=case.footings,
        touched=named,
        missing=missing_facts(case.book, case.conduct, case.situation, case.footings),
        instead=rule.instead,
        ask_whom=rule.ask_whom,
        questions=tuple(dict.fromkeys((*rule.backing.questions, *case.where.questions))),
        backing=rule.backing,
        trace=_trace(case, named, aside),
    )


def _norms(case: _Case) -> tuple[tuple[Touched, ...], tuple[Step, ...]]:
    """The rule's norms as far as they bind and hold; where none was there to carry a rule, also others of that day."""
    shown: list[Touched] = []
    aside: list[Step] = []
    for code in case.rule.norms:
        found = holding(norm_of(case.book, code), case.situation, _phases_that_count(case, code))
        if found.holds:
            shown.append(_touch(case, code))
        else:
            aside.append(aside_step(found, case.situation))
    if case.chosen.uncovered:
        shown += _others_of_that_day(case, {item.norm.code for item in shown})
    return tuple(shown), tuple(aside)


def _touch(case: _Case, code: str) -> Touched:
    return touch(
        case.book,
        norm=norm_of(case.book, code),
        fit=Fit.NAMED,
        situation=case.situation,
        footings=case.footings,
    )


def _phases_that_count(case: _Case, code: str) -> tuple[Footing, ...]:
    """A norm of another phase is left aside, unless it carries the rule and none of this phase does."""
    carrying = carriers(case.rule)
    carried_now = any(
        holding(norm_of(case.book, item), case.situation, case.footings).holds for item in carrying
    )
    return case.footings if carried_now or code not in carrying else ()


def _others_of_that_day(case: _Case, shown: set[str]) -> list[Touched]:
    """What else held on that day where no norm carried a rule: the general duty, and what speaks of the same thing."""
    rules = [case.conduct.rules[number - 1] for number in case.chosen.passed_over]
    duties = sorted({code for rule in rules for code in rule.norms} & GENERAL_DUTIES - shown)
    held = [code for code in duties if holding(norm_of(case.book, code), case.situation).holds]
    missed = sorted({code for rule in rules for code in carriers(rule)} - GENERAL_DUTIES)
    acts = [
        Act(media=norm.media, targets=norm.targets) for norm in (norm_of(case.book, code) for code in missed)
    ]
    found = [item for act in acts for item in touched(case.book, act=act, situation=case.situation)]
    clean = {
        item.norm.code: item for item in found if item.fit is Fit.CLEAN and in_phase(item.norm, case.footings)
    }
    return [*(clean[code] for code in sorted(clean.keys() - shown)), *(_touch(case, code) for code in held)]


def _trace(case: _Case, named: tuple[Touched, ...], aside: tuple[Step, ...]) -> Trace:
    result = (
        ("verdict", case.verdict.value),
        ("rule", str(case.chosen.number)),
        ("phases", " | ".join(" ".join(sorted(footing.phases)) for footing in case.footings)),
        ("norms", " ".join(item.norm.code for item in named)),
    )
    return Trace(
        about=f"conduct {case.conduct.code}",
        law=case.book.version,
        asked=asked(case.situation),
        steps=(day_step(case.where), _rule_step(case), *(touched_step(item) for item in named)),
        not_considered=(*_rules_before(case), *aside, *_facts_not_used(case)),
        result=result,
    )


def _rule_step(case: _Case) -> Step:
    told = {code: case.situation.fact(code) for code in sorted(case.rule.when.facts)}
    number, verdict = case.chosen.number, VERDICT_WORDS[case.verdict]
    because_id = "; ".join(f"{code} = {value}" for code, value in told.items()) or "tanpa fakta khusus"
    because_en = "; ".join(f"{code} = {value}" for code, value in told.items()) or "no special fact"
    says = Words(
        f"Aturan {number} dari {len(case.conduct.rules)} menjawab: {verdict.id} ({because_id}).",
        f"Rule {number} of {len(case.conduct.rules)} answers: {verdict.en} ({because_en}).",
    )
    facts = tuple((f"fact {code}", value) for code, value in told.items())
    return Step("rule", says, (("rule", str(number)), ("verdict", case.verdict.value), *facts))


def _rules_before(case: _Case) -> list[Step]:
    before = enumerate(case.conduct.rules[: case.chosen.number - 1], start=1)
    return [_rule_aside(case, number, rule) for number, rule in before]


def _rule_aside(case: _Case, number: int, rule: AnswerRule) -> Step:
    if number in case.chosen.passed_over:
        reason, words = (
            "no-norm",
            Words("tidak ada norma yang memikulnya hari itu", "no norm carries it that day"),
        )
    else:
        reason = misfit(rule.when, case.situation, case.footings[0])
        words = _MISFIT[reason.split(" ")[0]]
    says = Words(f"Aturan {number}: {words.id}.", f"Rule {number}: {words.en}.")
    return Step("rule-aside", says, (("rule", str(number)), ("reason", reason)))


_MISFIT = {
    "group": Words("untuk kelompok lain", "for another group"),
    "contest": Words("untuk pemilihan lain", "for another election"),
    "phase": Words("untuk masa lain", "for another phase"),
    "fact": Words("untuk keadaan lain", "for other facts"),
}


def _facts_not_used(case: _Case) -> list[Step]:
    looked_at = {code for rule in case.conduct.rules for code in rule.when.facts}
    return [
        Step(
            "fact-aside",
            Words(f"Fakta {code} tidak menentukan di sini.", f"The fact {code} decides nothing here."),
            (("fact", code), ("told", value)),
        )
        for code, value in sorted(case.situation.facts.items())
        if code not in looked_at
    ]
