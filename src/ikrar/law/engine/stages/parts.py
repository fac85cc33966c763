"""A contest cut where its rules change: before candidates are fixed, after, campaign, quiet days, vote, counting.

Which norm speaks in which part follows from the norm's own phase and days; nothing is written twice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ikrar.kernel.periods import Period
from ikrar.law.domain import AskedPhase, Book, Calendar, Contest, Held, Norm, NormPhase, Stage
from ikrar.law.engine.placing import ContestIsUnknown

ANY = "any"
SPEAK_IN: dict[AskedPhase, frozenset[NormPhase]] = {
    AskedPhase.BEFORE_FIXED: frozenset({NormPhase.BEFORE_FIXED}),
    AskedPhase.AFTER_FIXED: frozenset({NormPhase.AFTER_FIXED}),
    AskedPhase.CAMPAIGN: frozenset({NormPhase.AFTER_FIXED, NormPhase.CAMPAIGN}),
    AskedPhase.QUIET: frozenset({NormPhase.AFTER_FIXED}),
    AskedPhase.VOTING: frozenset({NormPhase.AFTER_FIXED}),
}


@dataclass(frozen=True, slots=True)
class Part:
    """Days of a contest on which the same rules speak; `stages` begin in it.

    `begun` are norms that did not speak in the part before, `kept` those that still do.
    """

    phase: AskedPhase
    period: Period
    stages: tuple[Stage, ...]
    begun: tuple[Norm, ...]
    kept: tuple[Norm, ...]

    @property
    def last_day(self) -> date:
        assert self.period.ends_before is not None
        return self.period.ends_before - timedelta(days=1)

    @property
    def norms(self) -> tuple[Norm, ...]:
        return (*self.begun, *self.kept)


def stages_of(calendar: Calendar, contest: str = "") -> tuple[Stage, ...]:
    """The stages that run for a contest; without one, all."""
    return tuple(s for s in calendar.stages if not contest or not s.contests or contest in s.contests)


def contest_of(calendar: Calendar, code: str) -> Contest:
    """The contest of that code; raises `ContestIsUnknown`."""
    known = {contest.code: contest for contest in calendar.contests}
    if code not in known:
        raise ContestIsUnknown(code, calendar.regime, known)
    return known[code]


def with_contest(calendars: Iterable[Calendar], contest: str) -> tuple[Calendar, ...]:
    """Those that hold a contest of that code, all without one; raises `ContestIsUnknown` where none does."""
    every = tuple(calendars)
    found = tuple(one for one in every if not contest or contest in {item.code for item in one.contests})
    if not found:
        known = dict.fromkeys(item.code for one in every for item in one.contests)
        raise ContestIsUnknown(contest, ", ".join(sorted({one.regime for one in every})), known)
    return found


def parts(book: Book, calendar: Calendar, contest: Contest) -> tuple[Part, ...]:
    """The parts of a contest from its first stage to its last, without a gap."""
    found: list[Part] = []
    spoke: frozenset[str] = frozenset()
    stages = stages_of(calendar, contest.code)
    for phase, period in _periods(stages, contest):
        norms = tuple(n for n in book.norms.values() if _speaks(n, calendar.regime, phase, period))
        found.append(
            Part(
                phase=phase,
                period=period,
                stages=tuple(s for s in stages if s.period.begins_on in period),
                begun=tuple(n for n in norms if n.code not in spoke),
                kept=tuple(n for n in norms if n.code in spoke),
            )
        )
        spoke = frozenset(n.code for n in norms)
    return tuple(found)


def always(book: Book, calendar: Calendar) -> tuple[Norm, ...]:
    """The norms that ask the same on every day of this election."""
    first, last = _span(calendar.stages)
    whole = Period(first, last + timedelta(days=1))
    return tuple(
        n for n in book.norms.values() if n.phase is NormPhase.ANY and _reaches(n, calendar.regime, whole)
    )


def _speaks(norm: Norm, regime: str, phase: AskedPhase, period: Period) -> bool:
    return norm.phase in SPEAK_IN[phase] and _reaches(norm, regime, period)


def _reaches(norm: Norm, regime: str, period: Period) -> bool:
    """Whether it is about this kind of election and may have been in force on one of the days."""
    assert period.ends_before is not None
    days = (period.begins_on, period.ends_before - timedelta(days=1))
    return bool({regime, ANY} & norm.contests) and any(norm.validity.on(day) is not Held.NO for day in days)


def _periods(stages: tuple[Stage, ...], contest: Contest) -> Iterator[tuple[AskedPhase, Period]]:
    first, last = _span(stages)
    cuts = {first: AskedPhase.BEFORE_FIXED, max(first, contest.fixed_on): AskedPhase.AFTER_FIXED}
    for stage in stages:
        if stage.phase is not None:
            cuts.setdefault(stage.last_day + timedelta(days=1), AskedPhase.AFTER_FIXED)
    cuts |= {stage.period.begins_on: stage.phase for stage in stages if stage.phase is not None}
    days = [*sorted(day for day in cuts if first <= day <= last), last + timedelta(days=1)]
    for day, following in pairwise(days):
        yield cuts[day], Period(day, following)


def _span(stages: tuple[Stage, ...]) -> tuple[date, date]:
    return min(s.period.begins_on for s in stages), max(s.last_day for s in stages)
