"""Which norms hold for somebody on a day, and for each that does not, why not."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ikrar.kernel.words import Words
from ikrar.law.domain import AskedPhase, Book, Group, Held, Norm, NormPhase
from ikrar.law.engine.placing import Footing
from ikrar.law.engine.situation import Situation
from ikrar.law.engine.wording import GROUP_WORDS, NORM_PHASE_WORDS, REGIME_WORDS, listed


class NormIsUnknown(KeyError):
    """The book holds no norm of this code."""

    def __init__(self, norm: str) -> None:
        super().__init__(norm)
        self.norm = norm


class NotHolding(StrEnum):
    """Why a norm does not speak to the case, in the order in which it is asked."""

    DAY = "day"
    GROUP = "group"
    REGIME = "regime"
    PHASE = "phase"


@dataclass(frozen=True, slots=True)
class Holding:
    """How a norm stands to a situation: in force or not, and what keeps it from speaking, if anything does."""

    norm: Norm
    held: Held
    why_not: NotHolding | None

    @property
    def holds(self) -> bool:
        return self.why_not is None


_PHASES = {
    NormPhase.BEFORE_FIXED: frozenset({AskedPhase.BEFORE_FIXED}),
    NormPhase.AFTER_FIXED: frozenset({AskedPhase.AFTER_FIXED}),
    NormPhase.CAMPAIGN: frozenset({AskedPhase.CAMPAIGN}),
}


def norm_of(book: Book, code: str) -> Norm:
    """The norm of this code."""
    try:
        return book.norms[code]
    except KeyError:
        raise NormIsUnknown(code) from None


def holding(norm: Norm, situation: Situation, footings: tuple[Footing, ...] = ()) -> Holding:
    """How a norm stands to a situation; with footings also by phase, where one fitting footing is enough."""
    held = norm.validity.on(situation.day)
    return Holding(norm, held, _why_not(norm, held, situation, footings))


def binds(norm: Norm, groups: frozenset[Group]) -> bool:
    """Whether it speaks to somebody of these groups; a neighbourhood officer counts as a worker who is no ASN."""
    return norm.binds(groups | ({Group.PJLP} if Group.RT_RW in groups else frozenset()))


def in_regime(norm: Norm, regime: str) -> bool:
    """Whether it speaks of this kind of election; without one only what holds at any time."""
    return "any" in norm.contests or regime in norm.contests


def in_phase(norm: Norm, footings: tuple[Footing, ...]) -> bool:
    """Whether the day may lie in the phase the norm speaks of."""
    wanted = _PHASES.get(norm.phase)
    return wanted is None or any(wanted & footing.phases for footing in footings)


def norms_on(book: Book, *, day: date) -> tuple[tuple[Norm, Held], ...]:
    """Every norm that is in force on a day, or may be because its first day was not found."""
    held = ((norm, norm.validity.on(day)) for norm in book.norms.values())
    return tuple((norm, state) for norm, state in held if state is not Held.NO)


def says_why_not(found: Holding, situation: Situation) -> Words:
    """The reason in plain words."""
    assert found.why_not is not None
    return _REASONS[found.why_not](found.norm, situation)


def _why_not(
    norm: Norm, held: Held, situation: Situation, footings: tuple[Footing, ...]
) -> NotHolding | None:
    if held is Held.NO:
        return NotHolding.DAY
    if not binds(norm, situation.groups):
        return NotHolding.GROUP
    if not in_regime(norm, situation.regime):
        return NotHolding.REGIME
    if footings and not in_phase(norm, footings):
        return NotHolding.PHASE
    return None


def _day(norm: Norm, situation: Situation) -> Words:
    ends, begins = norm.validity.ends_before, norm.validity.begins_on
    if ends is not None and situation.day >= ends:
        return Words(f"{norm.code} tidak berlaku lagi sejak {ends}.", f"{norm.code} ended on {ends}.")
    return Words(f"{norm.code} baru berlaku {begins}.", f"{norm.code} began only on {begins}.")


def _group(norm: Norm, _: Situation) -> Words:
    bound = listed([GROUP_WORDS[group] for group in sorted(norm.bound)])
    return Words(f"{norm.code} hanya mengikat {bound.id}.", f"{norm.code} binds only: {bound.en}.")


def _regime(norm: Norm, _: Situation) -> Words:
    contests = listed([REGIME_WORDS[contest] for contest in sorted(norm.contests)])
    return Words(f"{norm.code} hanya untuk {contests.id}.", f"{norm.code} is only for: {contests.en}.")


def _phase(norm: Norm, _: Situation) -> Words:
    phase = NORM_PHASE_WORDS[norm.phase]
    return Words(f"{norm.code} berbicara tentang {phase.id}.", f"{norm.code} speaks of: {phase.en}.")


_REASONS = {
    NotHolding.DAY: _day,
    NotHolding.GROUP: _group,
    NotHolding.REGIME: _regime,
    NotHolding.PHASE: _phase,
}
