"""Fix a declaration: freeze who is asked; move or cancel it afterwards, with a reason that stays."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from django.db import IntegrityError, transaction

from ikrar.kernel.canonical import Value
from ikrar.pledges.domain import Aspect, Ground, State
from ikrar.pledges.domain.planning import Change, check_state, cut_off
from ikrar.pledges.models import CodeCard, Declaration, Denominator, Duty, Option
from ikrar.pledges.operations.planning import take_day
from ikrar.pledges.operations.recounting import RecountRunning, recount
from ikrar.pledges.operations.trail import Actor, check_reason, enter, locked, note, today
from ikrar.pledges.queries.declarations import DeclarationNotFound
from ikrar.pledges.queries.readiness import readiness, resolved
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing

CHUNK = 500  # rows a write transaction: a site of another declaration may be open meanwhile


class NotReady(Exception):
    """Something stands in the way; the page names it."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class FixingNow(Exception):
    """Somebody else is fixing this declaration at this moment."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """What fixing froze."""

    units: int
    bound: int
    excused: int


def fix(*, declaration: str, by: Actor, at: datetime, accepts_warnings: bool = False) -> Frozen:
    """Freeze the denominator of every invited unit and enter it in the register.

    Duties are written in chunks while the declaration is still planned, so that nobody waits; the last
    short transaction makes them count, all at once.
    """
    row = _check_may_be_fixed(declaration, on=today(at), accepts_warnings=accepts_warnings)
    assert row.held_on is not None
    duties = list(_duties(row, on=row.held_on, at=at))
    _stage(row, duties)
    with transaction.atomic():
        row = locked(declaration)
        check_state(State(row.state), State.FIXED)
        frozen = _freeze(row, duties, at=at)
        row.state, row.fixed_at, row.cut_off_at = State.FIXED, at, cut_off(_held_on(row))
        row.save(update_fields=["state", "fixed_at", "cut_off_at", "denominator_leaf"])
        note(row, Change.FIXED, by=by, at=at, after=str(frozen.bound))
    with suppress(RecountRunning):  # the clerk was quicker
        recount(declaration_id=row.pk, at=at)
    return frozen


def _check_may_be_fixed(public_id: str, *, on: date, accepts_warnings: bool) -> Declaration:
    row = Declaration.objects.filter(public_id=public_id).first()
    if row is None:
        raise DeclarationNotFound
    check_state(State(row.state), State.FIXED)
    found = readiness(public_id=public_id, on=on)
    in_the_way = [one for one in found if one.blocks or not accepts_warnings]
    if in_the_way:
        raise NotReady(len(in_the_way))
    return row


def _held_on(row: Declaration) -> date:
    assert row.held_on is not None
    return row.held_on


def _duties(row: Declaration, *, on: date, at: datetime) -> Iterator[Duty]:
    """Everybody of the invited units on that day; who left is not asked."""
    sites = resolved(row, roster.units(on=on))
    standings = roster.standings(unit_ids=sites.keys(), on=on)
    for official in roster.officials_in(unit_ids=sites.keys(), on=on):
        yield Duty(
            declaration=row,
            official_id=official.id,
            unit_id=official.unit_id,
            site_id=sites[official.unit_id],
            ground=Ground.INVITED,
            standing=standings[official.id],
            created_at=at,
        )


def _stage(row: Declaration, duties: list[Duty]) -> None:
    """Write the duties of a declaration that is still planned; an attempt broken off before is swept away."""
    try:
        while stale := list(row.duties.values_list("pk", flat=True)[:CHUNK]):
            Duty.objects.filter(pk__in=stale).delete()
        for chunk in _chunks(duties):
            with transaction.atomic():
                Duty.objects.bulk_create(chunk)
    except IntegrityError as e:
        raise FixingNow from e


def _chunks(duties: Iterable[Duty]) -> Iterator[list[Duty]]:
    rest = iter(duties)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _freeze(row: Declaration, duties: list[Duty], *, at: datetime) -> Frozen:
    counts: dict[int, int] = {}
    for duty in duties:
        counts[duty.unit_id] = counts.get(duty.unit_id, 0) + (duty.standing == Standing.BOUND)
    Denominator.objects.bulk_create(
        Denominator(declaration=row, unit_id=unit, count=count, frozen_at=at)
        for unit, count in counts.items()
    )
    bound = sum(counts.values())
    row.denominator_leaf = _enter_denominators(row, counts, at=at)
    if not row.is_rehearsal:
        _attach_appointments(row)
    return Frozen(units=len(counts), bound=bound, excused=len(duties) - bound)


def _enter_denominators(row: Declaration, counts: dict[int, int], *, at: datetime) -> bytes:
    assert row.text is not None
    names = {unit.id: unit.public_id for unit in roster.units(on=_held_on(row))}
    units: dict[str, Value] = {names[unit]: count for unit, count in sorted(counts.items())}
    body: dict[str, Value] = {
        "held_on": _held_on(row).isoformat(),
        "total": sum(counts.values()),
        "units": units,
        "text_sha256": row.text.text_sha256,
    }
    return enter(row, "denominator", body, at=at)


def _attach_appointments(row: Declaration) -> None:
    """An open duty from an appointment is met here: the person's duty says why, the open one is closed."""
    due = Duty.objects.filter(declaration=None, official_id__in=row.duties.values("official_id"))
    for waiting in due.order_by("id"):
        row.duties.filter(official_id=waiting.official_id).update(
            ground=Ground.APPOINTED, appointment_id=waiting.appointment_id, due_on=waiting.due_on
        )
    due.delete()


def move(
    *, declaration: str, held_on: date, starts_at: time, place: str, reason: str, by: Actor, at: datetime
) -> None:
    """Another day, hour or place. The frozen denominators stay; differences are proposed to be confirmed.

    A fixed declaration moves only to a day on which it could be fixed: not past, its text public long enough.
    """
    said = check_reason(reason)
    with transaction.atomic():
        row = locked(declaration)
        check_state(State(row.state), State.CANCELLED)  # what can still be cancelled can still be moved
        before = f"{row.held_on} {row.place}".strip()
        _settle_moved(row, f"{held_on}T{starts_at:%H:%M}", place, reason=said, at=at)
        take_day(row, held_on, starts_at)
        if row.state == State.FIXED:
            _enter_move(row, held_on, reason=said, at=at)
        note(row, Change.MOVED, by=by, at=at, before=before, after=f"{held_on} {place}", reason=said)


def _settle_moved(row: Declaration, when: str, place: str, *, reason: str, at: datetime) -> None:
    """The questions of time and place say what was decided by moving."""
    row.place = place
    row.save(update_fields=["place"])
    for aspect, value in ((Aspect.TIME, when), (Aspect.PLACE, place)):
        question = row.questions.filter(aspect=aspect).first()
        if question is not None and value:
            question.options.update(chosen=False)
            Option.objects.create(question=question, value=value, note=reason, chosen=True)
            question.settled_at = at
            question.save(update_fields=["settled_at"])


def _enter_move(row: Declaration, held_on: date, *, reason: str, at: datetime) -> None:
    in_the_way = [one for one in readiness(public_id=row.public_id, on=today(at)) if one.blocks]
    if in_the_way:
        raise NotReady(len(in_the_way))
    row.cut_off_at = cut_off(held_on)
    row.save(update_fields=["cut_off_at"])
    enter(row, "plan-change", {"what": "moved", "held_on": held_on.isoformat(), "reason": reason}, at=at)


def cancel(*, declaration: str, reason: str, by: Actor, at: datetime) -> None:
    """It will not be held. Cards and passes stop working; duties from appointments are open again."""
    said = check_reason(reason)
    with transaction.atomic():
        row = locked(declaration)
        check_state(State(row.state), State.CANCELLED)
        if row.state == State.FIXED:
            enter(row, "plan-change", {"what": "cancelled", "reason": said}, at=at)
        stop(row, State.CANCELLED, at=at)
        note(row, Change.CANCELLED, by=by, at=at, reason=said)


def stop(row: Declaration, state: State, *, at: datetime) -> None:
    """From here on nothing given out for it works."""
    row.state = state
    row.epoch += 1
    row.save(update_fields=["state", "epoch"])
    CodeCard.objects.filter(duty__declaration=row, revoked_at=None).update(revoked_at=at)
    _reopen_appointments(row, at=at)


def _reopen_appointments(row: Declaration, *, at: datetime) -> None:
    unmet = row.duties.filter(ground=Ground.APPOINTED, pledges=None, appointment__isnull=False)
    Duty.objects.bulk_create(
        [
            Duty(
                official_id=duty.official_id,
                unit_id=duty.unit_id,
                ground=Ground.APPOINTED,
                appointment_id=duty.appointment_id,
                due_on=duty.due_on,
                created_at=at,
            )
            for duty in unmet
        ],
        ignore_conflicts=True,
    )
