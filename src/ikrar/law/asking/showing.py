"""An answer as a page shows it: sentence, norms with articles, consequences as enacted, doubts, sources, traces."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from ikrar.kernel.words import Words
from ikrar.law import engine
from ikrar.law.domain import (
    CONFIDENCE_WORDS,
    AskedFact,
    AskedPhase,
    Backing,
    Basis,
    Book,
    Held,
    Instrument,
    Level,
    Norm,
    OpenQuestion,
    Source,
    Verdict,
)
from ikrar.law.engine.following import NEVER_PICKS
from ikrar.law.engine.wording import LEVEL_WORDS, PHASE_WORDS, REGIME_WORDS, VERDICT_WORDS, listed

NOT_YET = Words("Belum bisa dijawab", "Cannot be answered yet")
ORDER = (
    AskedPhase.BEFORE_FIXED,
    AskedPhase.AFTER_FIXED,
    AskedPhase.CAMPAIGN,
    AskedPhase.QUIET,
    AskedPhase.VOTING,
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A provision a norm rests on, named as people name it; `is_past` where it did not hold on that day."""

    instrument: Words
    article: str
    is_inferred: bool
    is_past: bool


@dataclass(frozen=True, slots=True)
class MayFollow:
    """What the texts attach to a norm, the whole range; `kinds` by their level, `by` everybody who might be competent."""

    kinds: tuple[tuple[Words, tuple[engine.Kind, ...]], ...]
    by: tuple[Words, ...]
    penalty: Words | None
    notes: tuple[Words, ...]
    remarks: tuple[Words, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class ShownNorm:
    """A norm that may be touched, with its articles and what the texts attach to it; `is_repeated` after it was shown once."""

    norm: Norm
    is_sure: bool
    cited: tuple[Cited, ...]
    missing: tuple[AskedFact, ...]
    may_follow: MayFollow
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """For which election and phase an answer stands, with the trace that shows why."""

    election: Words
    phases: Words
    says: Words
    trace: engine.Trace


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer; `cases` are the elections and phases in which it is the same."""

    verdict: Verdict
    words: Words
    sentence: Words
    cases: tuple[Case, ...]
    norms: tuple[ShownNorm, ...]
    missing: tuple[AskedFact, ...]
    instead: Words | None
    ask_whom: Words | None
    questions: tuple[int, ...]
    backing: Backing
    confidence: Words
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind all answers of a page, each once: the calendar, open questions, sources."""

    day: tuple[Words, ...]
    questions: tuple[OpenQuestion, ...]
    further: tuple[OpenQuestion, ...]
    sources: tuple[Source, ...]


def shown(
    book: Book, advices: Iterable[engine.Advice], *, situations: Iterable[engine.Situation]
) -> tuple[Shown, ...]:
    """Every answer once, with all elections and phases in which it is the same."""
    alike: dict[object, list[tuple[engine.Answer, engine.Advice, engine.Situation]]] = {}
    for advice, situation in zip(advices, situations, strict=True):
        for answer in advice.answers:
            alike.setdefault(_sameness(answer), []).append((answer, advice, situation))
    return tuple(_each_once(_shown(book, found) for found in alike.values()))


def _each_once(answers: Iterable[Shown]) -> Iterator[Shown]:
    """A norm that stands in several answers is told in full in the first, a note on penalties likewise."""
    norms: set[ShownNorm] = set()
    notes: set[Words] = set()
    for answer in answers:
        told = []
        for item in answer.norms:
            fresh = tuple(note for note in item.may_follow.notes if note not in notes)
            notes.update(fresh)
            told.append(
                replace(item, is_repeated=item in norms, may_follow=replace(item.may_follow, notes=fresh))
            )
            norms.add(item)
        yield replace(answer, norms=tuple(told))


def _sameness(answer: engine.Answer) -> object:
    norms = tuple(item.norm.code for item in answer.touched)
    return (answer.verdict, answer.number, norms, tuple(fact.code for fact in answer.missing))


def _shown(book: Book, found: list[tuple[engine.Answer, engine.Advice, engine.Situation]]) -> Shown:
    answer, _, situation = found[0]
    return Shown(
        verdict=answer.verdict,
        words=_word(answer),
        sentence=answer.sentence,
        cases=tuple(_case(each, advice) for each, advice, _ in found),
        norms=tuple(_norm(book, item, situation) for item in answer.touched),
        missing=answer.missing,
        instead=answer.instead,
        ask_whom=answer.ask_whom,
        questions=answer.questions,
        backing=answer.backing,
        confidence=CONFIDENCE_WORDS[answer.backing.confidence],
        sources=_sources(answer),
    )


def _word(answer: engine.Answer) -> Words:
    """The verdict in a word; where only a missing fact keeps the book from answering, that is said instead."""
    is_waiting = answer.verdict is Verdict.NOT_COVERED and bool(answer.missing)
    return NOT_YET if is_waiting else VERDICT_WORDS[answer.verdict]


def _case(answer: engine.Answer, advice: engine.Advice) -> Case:
    phases = {phase for footing in answer.footings for phase in footing.phases}
    return Case(
        election=REGIME_WORDS[advice.position.regime],
        phases=listed([PHASE_WORDS[phase] for phase in ORDER if phase in phases]),
        says=advice.position.says,
        trace=answer.trace,
    )


def _norm(book: Book, item: engine.Touched, situation: engine.Situation) -> ShownNorm:
    return ShownNorm(
        norm=item.norm,
        is_sure=item.held is Held.YES,
        cited=tuple(_cited(book, basis, situation.day) for basis in item.norm.basis),
        missing=item.missing,
        may_follow=_may_follow(engine.consequences(book, norm=item.norm.code, situation=situation)),
    )


def _may_follow(found: engine.Consequences) -> MayFollow:
    levels: dict[Level, list[engine.Kind]] = {}
    for kind in found.kinds:
        levels.setdefault(kind.sanction.level, []).append(kind)
    remarks = (
        *(conflict.says for conflict in found.conflicts),
        *(words for words in found.says if words is not NEVER_PICKS),
    )
    return MayFollow(
        kinds=tuple((LEVEL_WORDS[level], tuple(kinds)) for level, kinds in levels.items()),
        by=tuple(dict.fromkeys(who.by for who in found.competent)),
        penalty=found.penalty,
        notes=tuple(note.says for note in found.notes),
        remarks=remarks,
        is_open=found.is_open,
    )


def _cited(book: Book, basis: Basis, day: date) -> Cited:
    instrument = book.instruments.get(basis.instrument)
    is_past = instrument is not None and instrument.validity.on(day) is Held.NO
    return Cited(_name(basis.instrument, instrument), basis.article, basis.inferred, is_past)


def _name(code: str, instrument: Instrument | None) -> Words:
    """As people name it: what stands before "tentang".

    >>> _name("PP94/2021", None)
    Words(id='PP94/2021', en='PP94/2021')
    """
    if instrument is None:
        return Words(code, code)
    return Words(instrument.name.id.partition(" tentang ")[0], instrument.name.en.partition(" on ")[0])


def _sources(answer: engine.Answer) -> tuple[str, ...]:
    """What the answer and its norms were read in."""
    norms = (code for item in answer.touched for code in item.norm.backing.sources)
    return (*answer.backing.sources, *norms)


def behind(book: Book, answers: Iterable[Shown]) -> Behind:
    """Doubts and sources of all answers together."""
    found = list(answers)
    numbers = dict.fromkeys(number for answer in found for number in answer.questions)
    norms = [item.norm for answer in found for item in answer.norms]
    further = {number for norm in norms for number in norm.backing.questions} - set(numbers)
    codes = dict.fromkeys(code for answer in found for code in answer.sources)
    return Behind(
        day=tuple(dict.fromkeys(case.says for answer in found for case in answer.cases)),
        questions=tuple(book.questions[number] for number in numbers),
        further=tuple(book.questions[number] for number in sorted(further)),
        sources=tuple(book.sources[code] for code in codes),
    )
