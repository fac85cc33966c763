"""Running a site on the day: which step may start, when signing opens, what closing means. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.domain.values import State, StepKind

TOKEN_LENGTH = 20  # Crockford characters: one hundred bits
STAGE_HOLDS = timedelta(minutes=3)  # a stage that lost its line keeps its last code so long


class SiteIsClosed(Exception):
    """Nothing is started at a site that was closed or cancelled."""


class DeclarationNotFixed(Exception):
    """Only a fixed declaration is carried out."""


class SigningBeforeTheDay(Exception):
    """Signing opens on the day of the site, not before."""

    def __init__(self, opens_on: date) -> None:
        super().__init__(opens_on)
        self.opens_on = f"{opens_on:%d-%m-%Y}"


class TextNotSignableYet(Exception):
    """The text has to be public for a day before anyone signs it."""

    def __init__(self, signable_from: datetime) -> None:
        super().__init__(signable_from)
        self.signable_from = f"{signable_from.astimezone(JAKARTA):%d-%m-%Y %H.%M} WIB"


class SigningHasPledges(Exception):
    """Signing at this site cannot be held back any more: somebody has signed."""


class StepNotRunning(Exception):
    """Only the step that is going on can be ended."""


class SiteStillOpen(Exception):
    """A declaration is closed after all its sites."""

    def __init__(self, site: str) -> None:
        super().__init__(site)
        self.site = site


class CutOffAhead(Exception):
    """Phones without a line may send until the cut-off; a declaration is closed after it."""

    def __init__(self, cut_off_at: datetime) -> None:
        super().__init__(cut_off_at)
        self.cut_off = f"{cut_off_at.astimezone(JAKARTA):%d-%m-%Y %H.%M} WIB"


class StillWaiting(Exception):
    """Paper rolls or kiosk signatures wait for the personnel office."""

    def __init__(self, waiting: int) -> None:
        super().__init__(waiting)
        self.waiting = waiting


class NobodyLeftToAsk(Exception):
    """Everybody at the sites that are closed was asked."""


class CutOffNotLater(Exception):
    """An extended cut-off lies after the old one, and not more than three days after the day itself."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the run sheet as the stage knows it."""

    id: int
    order: int
    kind: StepKind
    label: str
    started_at: datetime | None
    ended_at: datetime | None

    @property
    def is_running(self) -> bool:
        return self.started_at is not None and self.ended_at is None

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None


def running(steps: Iterable[Step]) -> Step | None:
    """The step that is going on; the last one started wins."""
    going = [step for step in steps if step.is_running]
    return max(going, key=lambda step: (step.started_at, step.order), default=None)


def check_may_run(*, state: State, site_closed: bool) -> None:
    """Raise unless the site of a declaration in this state may go on."""
    if site_closed:
        raise SiteIsClosed
    if state != State.FIXED:
        raise DeclarationNotFixed


def check_may_sign(*, today: date, held_on: date, at: datetime, signable_from: datetime | None) -> None:
    """Raise unless signing may open now."""
    if signable_from is not None and at < signable_from:
        raise TextNotSignableYet(signable_from)
    if today < held_on:
        raise SigningBeforeTheDay(held_on)


def check_extension(*, cut_off_at: datetime, until: datetime, held_on: date) -> None:
    """Raise unless `until` is a later cut-off within three days."""
    if until <= cut_off_at or until.astimezone(JAKARTA).date() > held_on + timedelta(days=3):
        raise CutOffNotLater
