"""Who still owes a pledge: the clerk finds the causes, keeps the list true, and reminds in working hours."""

import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial

from ikrar.accounts import operations as accounts
from ikrar.pledges.operations.owing import arising, standing
from ikrar.pledges.operations.owing.answering import answer, answer_by, reopen
from ikrar.pledges.operations.owing.pausing import (
    AlreadyPaused,
    LinkUnknown,
    address_is_wrong,
    pause,
    reminder_behind,
    resume,
    silence,
)
from ikrar.pledges.operations.owing.reminding import remind
from ikrar.pledges.operations.trail import Actor
from ikrar.pledges.queries import owing as queries
from ikrar.roster import queries as roster

Step = Callable[[], bool]  # does a little; whether more is left


class NoSuchAppointment(Exception):
    """The roster knows no such appointment."""


def keep(*, at: datetime, seconds: float = 0.5) -> None:
    """Find what arose and keep the list true, a little at a time; it may be stopped anywhere and go on elsewhere."""
    until = time.monotonic() + seconds
    for step in _steps(at=at):
        while step():
            if time.monotonic() > until:
                return


def _steps(*, at: datetime) -> Iterator[Step]:
    edition = roster.edition()
    causes = queries.causes(at=at)
    places = arising.Places(causes)
    yield partial(arising.from_appointments, edition=edition, places=places, at=at)
    for row in causes:
        yield partial(arising.from_newcomers, row, edition=edition, places=places, at=at)
        yield partial(arising.from_returners, row, places=places, at=at)
    for row in queries.replaced():
        yield partial(arising.from_replaced, row, places=places, at=at)
    yield partial(standing.refresh, edition=edition, places=places, at=at)


def duties_from_appointment(*, appointment_id: int, due_on: date, at: datetime, by: Actor = None) -> int:
    """Everybody newly appointed owes a pledge by a day that an officer chose; how many duties are new or have another day."""
    found = next((one for one in roster.all_appointments() if one.id == appointment_id), None)
    if found is None:
        raise NoSuchAppointment
    places = arising.Places(queries.causes(at=at))
    moved = arising.put_off(appointment_id=appointment_id, due_on=due_on)
    made = sum(
        arising.appoint(found.id, found.effective_on, some, places=places, at=at, due_on=due_on)
        for some in arising.not_owing(found.official_ids, appointment_id=appointment_id)
    )
    accounts.record_act(
        actor=by, act="duties.appointed", subject=str(appointment_id), detail={"count": made + moved}, at=at
    )
    return made + moved


__all__ = [
    "AlreadyPaused",
    "LinkUnknown",
    "NoSuchAppointment",
    "address_is_wrong",
    "answer",
    "answer_by",
    "duties_from_appointment",
    "keep",
    "pause",
    "remind",
    "reminder_behind",
    "reopen",
    "resume",
    "silence",
]
