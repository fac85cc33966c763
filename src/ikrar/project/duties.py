"""What the clerk process does beside the pages, each duty at its own pace and none stopped by another's fault."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.contrib.sessions.backends.db import SessionStore

from ikrar.accounts import operations as accounts
from ikrar.openness import operations as openness
from ikrar.pledges.operations.passing.one_time import forget_old
from ikrar.pledges.operations.telling import tell_signers
from ikrar.pledges.papers.waiting import forget as forget_papers
from ikrar.register import operations as register
from ikrar.roster import operations as roster
from ikrar.web.measuring import DUTY_FAULTS

log = logging.getLogger(__name__)
LONGEST_REST = timedelta(minutes=5)
DOUBLINGS = 10  # more would only overflow, hours into an outage
IMPORT_SECONDS = 0.4  # the register's step comes first, and must not wait for a list


@dataclass(frozen=True, slots=True)
class Duty:
    """`act(at=…)` every so often; after a fault it rests longer each time, but never longer than `longest_rest`."""

    name: str
    every: timedelta
    act: Callable[..., object]
    longest_rest: timedelta = LONGEST_REST


def _sweep(*, at: datetime) -> None:
    """Files of runs that are no more, codes that ran out, and sessions: those of "Ikrar saya" know an official."""
    roster.sweep_files()
    forget_old(at=at)
    SessionStore.clear_expired()


DUTIES: tuple[Duty, ...] = (
    Duty("register", timedelta(seconds=1), register.advance, longest_rest=timedelta(seconds=4)),
    Duty("letters to signers", timedelta(seconds=5), tell_signers),
    Duty("mail", timedelta(seconds=5), accounts.send_outbox),
    Duty("staff lists", timedelta(seconds=1), partial(roster.advance_imports, seconds=IMPORT_SECONDS)),
    Duty("figures", timedelta(seconds=30), openness.publish_due),
    Duty("audit day", timedelta(minutes=10), accounts.seal_day),
    Duty("what ran out", timedelta(hours=1), _sweep),
    Duty("papers", timedelta(minutes=5), forget_papers),
    Duty("old lists", timedelta(hours=1), roster.forget_old_lists),
)


class Round:
    """Remembers when each duty is due."""

    def __init__(self, duties: Sequence[Duty] = DUTIES) -> None:
        self.duties = duties
        self._due: dict[str, datetime] = {}
        self._faults: dict[str, int] = {}

    def turn(self, *, at: datetime) -> list[str]:
        """Do what is due; the names of the duties that failed."""
        return [d.name for d in self.duties if self._is_due(d, at=at) and not self._done(d, at=at)]

    def _is_due(self, duty: Duty, *, at: datetime) -> bool:
        due = self._due.get(duty.name)
        return due is None or at >= due or due - at > LONGEST_REST + duty.every  # the clock was set back

    def _done(self, duty: Duty, *, at: datetime) -> bool:
        try:
            duty.act(at=at)
        except Exception:  # the other duties go on; this one is tried again
            faults = self._faults[duty.name] = self._faults.get(duty.name, 0) + 1
            self._due[duty.name] = at + min(duty.every * 2 ** min(faults, DOUBLINGS), duty.longest_rest)
            DUTY_FAULTS.labels(duty.name).inc()
            log.exception("duty %r failed, %d times in a row", duty.name, faults)
            return False
        self._faults.pop(duty.name, None)
        self._due[duty.name] = at + duty.every
        return True
