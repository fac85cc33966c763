"""Stages of an election by contest, and the regions that vote."""

from dataclasses import dataclass
from datetime import date

from ikrar.kernel.periods import Period
from ikrar.kernel.words import Words
from ikrar.law.domain.backing import Backing, Origin
from ikrar.law.domain.conducts import AskedPhase


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of an election. `is_key` marks the ones on which what is allowed turns; no `contests` means all of them.

    `phase` is what the stage is to an answer (campaign, quiet, voting), None where it changes no answer.

    >>> from ikrar.kernel.words import Words
    >>> quiet = Stage("PK24-14", Words("Masa tenang", "Quiet days"), Period(date(2024, 11, 24), date(2024, 11, 27)))
    >>> date(2024, 11, 26) in quiet.period, quiet.last_day
    (True, datetime.date(2024, 11, 26))
    """

    code: str
    name: Words
    period: Period
    is_key: bool = False
    contests: tuple[str, ...] = ()
    backing: Backing | None = None
    allows: Words | None = None
    forbids: Words | None = None
    phase: AskedPhase | None = None

    @property
    def last_day(self) -> date:
        assert self.period.ends_before is not None
        return date.fromordinal(self.period.ends_before.toordinal() - 1)


@dataclass(frozen=True, slots=True)
class Contest:
    """One race in an election; `fixed_on` is the day its candidates were fixed."""

    code: str
    name: Words
    regime: str
    fixed_on: date
    fixed: Words
    backing: Backing


@dataclass(frozen=True, slots=True)
class NotHeld:
    """A stage that was planned and not held."""

    code: str
    name: Words
    planned_for: date
    backing: Backing
    contests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The stages of one election, in the order of their first day. `regime` is pemilu or pilkada."""

    code: str
    name: Words
    scope: Words
    origin: Origin
    stages: tuple[Stage, ...]
    regime: str = ""
    contests: tuple[Contest, ...] = ()
    not_held: tuple[NotHeld, ...] = ()

    def stages_on(self, day: date) -> tuple[Stage, ...]:
        """Every stage the day falls in; empty between stages and outside the calendar."""
        return tuple(stage for stage in self.stages if day in stage.period)


@dataclass(frozen=True, slots=True)
class RegionException:
    """A region that votes otherwise."""

    code: str
    says: Words
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Regions:
    """How many regions of each kind elect in a calendar; None where the count was not found."""

    code: str
    calendar: str
    elects: Words
    exceptions: tuple[RegionException, ...]
    backing: Backing
    provinces: int | None = None
    regencies: int | None = None
    cities: int | None = None
    total: int | None = None
    fixed_on: date | None = None
