"""Fix a declaration: freeze who is asked; move or cancel it afterwards, with a reason that stays."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import TypeVar

from django.db import IntegrityError, transaction

from ikrar.kernel.canonical import Value
from ikrar.pledges.domain import Aspect, Ground, State
from ikrar.pledges.domain.owing import Asks
from ikrar.pledges.domain.planning import Change, check_state, cut_off
from ikrar.pledges.models import CodeCard, Declaration, Denominator, Duty, Option
from ikrar.pledges.operations.planning import take_day
from ikrar.pledges.operations.recounting import RecountRunning, recount
from ikrar.pledges.operations.trail import Actor, check_reason, enter, locked, note, today
from ikrar.pledges.queries.declarations import DeclarationNotFound
from ikrar.pledges.queries.owing import among, latest_of, owing_units
from ikrar.pledges.queries.readiness import readiness, resolved
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing

T = TypeVar("T")
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

    Duties and denominators are written in chunks while the declaration is still planned, so that nobody waits and a
    nation is never held in memory; the last short transaction makes them count, all at once.
    """
    row = _check_may_be_fixed(declaration, on=today(at), accepts_warnings=accepts_warnings)
    staged = _stage(row, at=at)
    with transaction.atomic():
        row = locked(declaration)
        check_state(State(row.state), State.FIXED)
        frozen = _freeze(row, staged, at=at)
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


@dataclass(slots=True)
class _Staged:
    """What was written while the declaration was still planned."""

    bound: Counter[int] = field(default_factory=Counter)  # by unit
    excused: int = 0


def _stage(row: Declaration, *, at: datetime) -> _Staged:
    """Write duties and denominators; an attempt broken off before is swept away."""
    staged = _Staged()
    try:
        _sweep(row)
        for chunk in _batched(_duties(row, on=_held_on(row), at=at), CHUNK):
            _stage_duties(row, chunk, staged)
        for some in _batched(staged.bound.items(), CHUNK):
            with transaction.atomic():
                Denominator.objects.bulk_create(
                    Denominator(declaration=row, unit_id=unit, count=count, frozen_at=at)
                    for unit, count in some
                )
    except IntegrityError as e:
        raise FixingNow from e
    return staged


def _sweep(row: Declaration) -> None:
    for rows in (row.duties.all(), row.denominators.all()):
        while stale := list(rows.values_list("pk", flat=True)[:CHUNK]):
            rows.model._default_manager.filter(pk__in=stale).delete()  # noqa: SLF001 (Django's documented name)


def _stage_duties(row: Declaration, duties: list[Duty], staged: _Staged) -> None:
    if not row.is_rehearsal:
        _say_why(duties)
    with transaction.atomic():
        Duty.objects.bulk_create(duties)
    for duty in duties:
        staged.bound[duty.unit_id] += duty.standing == Standing.BOUND
        staged.excused += duty.standing != Standing.BOUND


def _duties(row: Declaration, *, on: date, at: datetime) -> Iterator[Duty]:
    """Everybody of the invited units on that day, or of them who owes a pledge; who left is not asked."""
    sites = resolved(row, roster.units(on=on))
    for official, unit, standing in _people(row, sites.keys(), on=on):
        yield Duty(
            declaration=row,
            official_id=official,
            unit_id=unit,
            site_id=sites[unit],
            ground=Ground.INVITED,
            standing=standing,
            created_at=at,
        )


def _people(row: Declaration, units: Collection[int], *, on: date) -> Iterator[tuple[int, int, Standing]]:
    if row.asks == Asks.EVERYBODY:
        yield from roster.people_of(unit_ids=units, on=on)
        return
    here = set(units) & owing_units()
    for people in _batched(roster.people_of(unit_ids=here, on=on), CHUNK):
        owing = among(official_ids=[official for official, _, _ in people])
        yield from (one for one in people if one[0] in owing)


def _say_why(duties: Sequence[Duty]) -> None:
    """Who owes a pledge for a cause of its own is asked for that cause, until its day. The latest counts."""
    owed = latest_of(official_ids=[duty.official_id for duty in duties])
    for duty in duties:
        if (one := owed.get(duty.official_id)) is not None:
            duty.ground, duty.due_on = one.ground, one.due_on


def _batched(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """The rows, so many at a time."""
    rest = iter(rows)
    while chunk := list(islice(rest, size)):
        yield chunk


def _freeze(row: Declaration, staged: _Staged, *, at: datetime) -> Frozen:
    bound = sum(staged.bound.values())
    row.denominator_leaf = _enter_denominators(row, staged.bound, at=at)
    return Frozen(units=len(staged.bound), bound=bound, excused=staged.excused)


def _enter_denominators(row: Declaration, counts: Mapping[int, int], *, at: datetime) -> bytes:
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
    """It will not be held. Cards and passes stop working; whoever owes a pledge still does."""
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
