"""Which norms an act may touch. It proposes with reasons and asks for what is missing; it never says a norm was broken."""

from dataclasses import dataclass
from enum import StrEnum

from ikrar.kernel.words import Words
from ikrar.law.domain import AskedFact, AskedPhase, Book, Conduct, Fact, Held, Norm, NormClass
from ikrar.law.engine.holding import Holding, holding, in_phase, says_why_not
from ikrar.law.engine.placing import Footing, Position, check_no_election, position
from ikrar.law.engine.situation import UNKNOWN, FactsContradict, Situation, check_situation
from ikrar.law.engine.tracing import Step, Trace, asked, day_step, norm_step
from ikrar.law.engine.wording import FACT_QUESTIONS, HELD_WORDS, NORM_PHASE_WORDS

ANY = "any"
# The duty to be neutral binds at all times and says nothing of a special act.
GENERAL_DUTIES = frozenset({"UU20-24", "UU5-9-2"})
# Every norm that turns on leave speaks of acting without it.
_TURNS_ON_NO = frozenset({Fact.ON_LEAVE})
_ITEMS = frozenset({NormClass.ETHICS, NormClass.DISCIPLINE, NormClass.ADVICE})

NO_ITEM_FITS = Words(
    "Tidak ada butir daftar disiplin atau kode etik yang jelas cocok dengan gambaran ini. Inilah yang tertulis dalam undang-undang"
    " dan kewajiban umum; pejabat yang berwenang yang menilai.",
    "No item of the discipline or ethics lists fits this description cleanly. This is what the statutes and the general duty say;"
    " the competent official judges.",
)
NOT_COVERED_THAT_DAY = Words(
    "Tidak tercakup untuk hari itu: tidak ada norma dalam buku hukum ini yang mengikat kelompok itu pada hari itu."
    " Aturan yang datang kemudian tidak dipakai.",
    "Not covered for that day: no norm of this law book bound that group on that day. No later rule is applied.",
)


class Fit(StrEnum):
    """How closely a norm speaks of the act, from a norm that was named to a duty that covers everything."""

    NAMED = "named"
    CLEAN = "clean"
    PARTLY = "partly"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Act:
    """What was done, in the words of the norms; an empty set is "not known". `norms` are codes somebody named."""

    media: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    norms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Touched:
    """A norm that may be touched: why, what is still to be asked, and the same act on the other side of the fixing."""

    norm: Norm
    fit: Fit
    held: Held
    why: Words
    missing: tuple[AskedFact, ...]
    mirror: Norm | None
    phases: frozenset[AskedPhase]


@dataclass(frozen=True, slots=True)
class Finding:
    """All that an act may touch on its day; `unfitting` is said where no item of the lists fits cleanly."""

    position: Position
    touched: tuple[Touched, ...]
    unfitting: Words | None
    trace: Trace


def touched(book: Book, *, act: Act, situation: Situation) -> tuple[Touched, ...]:
    """The norms an act may touch, closest first."""
    return finding(book, act=act, situation=situation).touched


def finding(book: Book, *, act: Act, situation: Situation) -> Finding:
    """The norms an act may touch, with what was left aside and why."""
    case = _Case(book, act, situation, stand(book, situation))
    judged = [_judged(case, norm) for norm in book.norms.values()]
    close = sorted((item for item in judged if isinstance(item, Touched)), key=_closeness)
    aside = tuple(item for item in judged if isinstance(item, Step))
    unfitting = _unfitting(close)
    return Finding(case.where, tuple(close), unfitting, _trace(case, close, aside, unfitting))


def stand(book: Book, situation: Situation) -> Position:
    """The position of the day, after everything told has been checked against the book and the calendars."""
    check_situation(book, situation)
    where = position(book, day=situation.day, regime=situation.regime, contest=situation.contest)
    if situation.regime == "none":
        check_no_election(book, day=situation.day)
    _check_fixing(situation, where)
    return where


def touch(
    book: Book, *, norm: Norm, fit: Fit, situation: Situation, footings: tuple[Footing, ...]
) -> Touched:
    """One norm as something that may be touched on that day."""
    held = norm.validity.on(situation.day)
    return Touched(
        norm=norm,
        fit=fit,
        held=held,
        why=_why(norm, fit, held, footings),
        missing=_missing(norm, situation, footings),
        mirror=book.norms.get(norm.mirror),
        phases=frozenset(phase for footing in footings for phase in footing.phases),
    )


def act_of(book: Book, *, conduct: Conduct) -> Act:
    """A question of the book as an act: the norms its rules name, without the duty that covers everything."""
    named = frozenset(code for rule in conduct.rules for code in rule.norms)
    return Act(norms=named & book.norms.keys() - GENERAL_DUTIES)


def touched_step(item: Touched) -> Step:
    """How a touched norm stands in a trace."""
    says = Words(
        f"{item.norm.code}: {item.why.id} {_sentence(HELD_WORDS[item.held].id)}",
        f"{item.norm.code}: {item.why.en} {_sentence(HELD_WORDS[item.held].en)}",
    )
    return norm_step(item.norm, says, kind=f"touched-{item.fit}", held=item.held)


_WHY = {
    Fit.NAMED: Words("Disebut oleh aturan jawaban ini.", "Named by this answer's rule."),
    Fit.CLEAN: Words("Menyebut cara dan sasaran perbuatan ini.", "Speaks of this way and this target."),
    Fit.PARTLY: Words("Cocok sebagian saja; perlu dinilai.", "Fits only in part; to be judged."),
    Fit.GENERAL: Words("Kewajiban umum, tanpa cara tertentu.", "A general duty, of no special way."),
}


def _why(norm: Norm, fit: Fit, held: Held, footings: tuple[Footing, ...]) -> Words:
    """Why it may be touched, and on what that depends besides the facts."""
    told = [_WHY[fit]]
    if not all(in_phase(norm, (footing,)) for footing in footings):
        phase = NORM_PHASE_WORDS[norm.phase]
        told.append(Words(f"Hanya bila hari itu: {phase.id}.", f"Only if the day lies here: {phase.en}."))
    if held is Held.UNKNOWN:
        told.append(Words("Hari mulai berlakunya perlu dipastikan.", "Its first day is to be confirmed."))
    return Words(" ".join(w.id for w in told), " ".join(w.en for w in told))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."


def _check_fixing(situation: Situation, where: Position) -> None:
    """The calendar knows whether candidates were fixed, save near the day and where it holds no calendar."""
    told = situation.fact(Fact.CANDIDATES_FIXED)
    if told == UNKNOWN or len(where.footings) > 1 or not where.phases:
        return
    known = "no" if AskedPhase.BEFORE_FIXED in where.phases else "yes"
    if told != known:
        raise FactsContradict((Fact.CANDIDATES_FIXED, told), ("day", situation.day.isoformat()))


@dataclass(frozen=True, slots=True)
class _Case:
    """An act in its situation."""

    book: Book
    act: Act
    situation: Situation
    where: Position


def _judged(case: _Case, norm: Norm) -> Touched | Step | None:
    """Touched, or left aside with its reason, or None for a norm that speaks of something else altogether."""
    fit = _fit(norm, case.act)
    if fit is None:
        return None
    found = holding(norm, case.situation, case.where.footings)
    if not found.holds:
        return aside_step(found, case.situation)
    if ruled_out := _ruled_out(norm, case.situation):
        return _fact_step(norm, ruled_out, case.situation)
    return touch(case.book, norm=norm, fit=fit, situation=case.situation, footings=case.where.footings)


def aside_step(found: Holding, situation: Situation) -> Step:
    """A norm that was looked at and does not speak to the case."""
    return norm_step(
        found.norm, says_why_not(found, situation), kind=f"aside-{found.why_not}", held=found.held
    )


def _fact_step(norm: Norm, fact: Fact, situation: Situation) -> Step:
    told = situation.fact(fact)
    says = Words(
        f"{norm.code} bergantung pada fakta “{FACT_QUESTIONS[fact].ask.id}”; dijawab {told}.",
        f"{norm.code} turns on “{FACT_QUESTIONS[fact].ask.en}”; the answer was {told}.",
    )
    value = (("norm", norm.code), ("fact", fact.value), ("told", told))
    return Step("aside-fact", says, value, norm.basis)


def _fit(norm: Norm, act: Act) -> Fit | None:
    if norm.code in act.norms:
        return Fit.NAMED
    medium = _match(norm.media, act.media)
    target = _match(norm.targets, act.targets)
    if medium is None or target is None:
        return None
    if medium and target:
        return Fit.CLEAN
    return Fit.PARTLY if medium or target else Fit.GENERAL


def _match(spoken: frozenset[str], done: frozenset[str]) -> bool | None:
    """True where the norm names it, False where it covers anything or nobody told, None where it is something else."""
    if spoken & done - {ANY}:
        return True
    return False if ANY in spoken or not done else None


def _ruled_out(norm: Norm, situation: Situation) -> Fact | None:
    """The first fact that was told and on which this norm does not speak; the fixing is the calendar's business."""
    for fact in norm.needs:
        excluding = "yes" if fact in _TURNS_ON_NO else "no"
        if fact is not Fact.CANDIDATES_FIXED and situation.fact(fact) == excluding:
            return fact
    return None


def _missing(norm: Norm, situation: Situation, footings: tuple[Footing, ...]) -> tuple[AskedFact, ...]:
    sure = len(footings) == 1 and bool(footings[0].phases)
    return tuple(
        FACT_QUESTIONS[fact]
        for fact in norm.needs
        if situation.fact(fact) == UNKNOWN and not (fact is Fact.CANDIDATES_FIXED and sure)
    )


_RANK = {fit: rank for rank, fit in enumerate(Fit)}


def _closeness(item: Touched) -> int:
    return _RANK[item.fit]


def _unfitting(close: list[Touched]) -> Words | None:
    if not close:
        return NOT_COVERED_THAT_DAY
    near = (Fit.NAMED, Fit.CLEAN)
    return None if any(t.fit in near and t.norm.kind in _ITEMS for t in close) else NO_ITEM_FITS


def _trace(case: _Case, close: list[Touched], aside: tuple[Step, ...], unfitting: Words | None) -> Trace:
    done = (
        ("media", " ".join(sorted(case.act.media))),
        ("targets", " ".join(sorted(case.act.targets))),
        ("norms", " ".join(sorted(case.act.norms))),
    )
    result = (
        ("touched", " ".join(item.norm.code for item in close)),
        ("fits", _FITS[unfitting]),
    )
    return Trace(
        about="touched",
        law=case.book.version,
        asked=asked(case.situation) + done,
        steps=(day_step(case.where), *(touched_step(item) for item in close)),
        not_considered=aside,
        result=result,
    )


_FITS = {None: "clean", NO_ITEM_FITS: "not-cleanly", NOT_COVERED_THAT_DAY: "not-covered"}
