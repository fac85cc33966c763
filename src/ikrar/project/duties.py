"""What the clerk process does beside the pages, each duty at its own pace and none stopped by another's fault.

Any number of hosts may run a clerk process. The elected one sequences and seals the register and does the duties;
each of them lays out the register's files in its own folder.
"""

import contextlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.contrib.sessions.backends.db import SessionStore

from ikrar.accounts import operations as accounts
from ikrar.law import operations as law
from ikrar.openness import operations as openness
from ikrar.papers import operations as papers
from ikrar.papers.operations import pressing
from ikrar.pledges.operations import owing, recounting, settling
from ikrar.pledges.operations.passing.one_time import forget_old
from ikrar.pledges.operations.telling import tell_signers
from ikrar.pledges.papers.batch import forget as forget_batches
from ikrar.pledges.papers.waiting import forget as forget_papers
from ikrar.privacy.operations import destroying, incidents
from ikrar.privacy.operations.requests import wipe as wipe_requests
from ikrar.register import operations as register
from ikrar.register.election import Candidate
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
    accounts.forget_old_sign_ins(at=at)


class Clerk:
    """This process's part in the register: it stands for the office, and works on its own folder in any case."""

    def __init__(self) -> None:
        self.candidate = Candidate()

    def step(self, *, at: datetime) -> None:
        """One turn. Who cannot do the work leaves the office to another."""
        office = register.stand(self.candidate, at=at)
        try:
            if office:
                register.sequence(office=office, at=at)
            register.lay_out(at=at)
            if office:
                register.settle_outages(office=office, at=at)
        except Exception:
            with contextlib.suppress(Exception):
                self.candidate.resign()
            raise

    def is_elected(self) -> bool:
        return self.candidate.is_elected()


CLERK = Clerk()
# Twice a second, so that a batch is drawn soon after its second is over; a fault never outlasts the objective.
REGISTER = (Duty("register", timedelta(seconds=0.5), CLERK.step, longest_rest=timedelta(seconds=4)),)
WITNESSES = (Duty("witnesses", timedelta(seconds=1), register.ask_witnesses),)
OFFICE = (
    Duty("letters to signers", timedelta(seconds=1), tell_signers),
    Duty("mail", timedelta(seconds=5), accounts.send_outbox),
    Duty("staff lists", timedelta(seconds=1), partial(roster.advance_imports, seconds=IMPORT_SECONDS)),
    Duty("announced times", timedelta(seconds=5), openness.announce_due),
    Duty("figures", timedelta(seconds=30), openness.publish_due),
    Duty("law version", timedelta(minutes=1), law.enter_version),
    Duty("seal", timedelta(minutes=1), papers.enter_seal),
    Duty("audit day", timedelta(minutes=10), accounts.seal_day),
    Duty("what ran out", timedelta(hours=1), _sweep),
    Duty("what the schedule lets go", timedelta(seconds=2), destroying.work),
    Duty("notices to everybody", timedelta(seconds=2), incidents.tell_everybody),
    Duty("answered requests", timedelta(hours=1), wipe_requests),
    Duty("old lists", timedelta(hours=1), roster.forget_old_lists),
)
# Files that lie on each host alone: every clerk process forgets its own, elected or not.
OWN = (
    Duty("papers", timedelta(minutes=5), forget_papers),
    Duty("press", timedelta(minutes=5), pressing.forget),
    Duty("certificates of units", timedelta(minutes=15), forget_batches),
)
# What pledges bring with them, then the counts they change: a roll call must not make letters wait, nor the reverse.
COUNTING = (
    Duty(
        "settling",
        timedelta(seconds=0.5),
        partial(settling.settle, aside=settling.Aside()),
        longest_rest=timedelta(seconds=10),
    ),
    Duty("counts", timedelta(seconds=1), recounting.keep),
)
# Who owes a pledge, and the letters that remind of it: a nation's sweep must not make other letters wait.
OWING = (
    Duty("duties", timedelta(seconds=5), owing.keep),
    Duty("reminders", timedelta(seconds=5), owing.remind),
)
# Each group has a thread of its own: a slow mail server or witness must not hold up the register.
BESIDE: Mapping[str, tuple[Duty, ...]] = {
    "witnesses": WITNESSES,
    "counting": COUNTING,
    "office": OFFICE,
    "owing": OWING,
}
DUTIES: tuple[Duty, ...] = (*REGISTER, *WITNESSES, *COUNTING, *OFFICE, *OWING, *OWN)


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
