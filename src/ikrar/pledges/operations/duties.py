"""Duties that change after the plan: by movers, newcomers and leavers."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from ikrar.pledges.domain import Ground, State
from ikrar.pledges.domain.planning import Change
from ikrar.pledges.models import Declaration, DenominatorChange, Duty
from ikrar.pledges.operations import tallying
from ikrar.pledges.operations.changes import changing
from ikrar.pledges.operations.trail import Actor, check_reason, enter, locked, note
from ikrar.pledges.queries.differences import Difference, differences_with
from ikrar.pledges.queries.owing import latest_of
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing


class NotFixed(Exception):
    """Only a fixed declaration has denominators to correct."""


def sync_duties(*, declaration: str, confirmed: Collection[str], reason: str, by: Actor, at: datetime) -> int:
    """Take over confirmed differences between the frozen list and the roster; each unit's change is entered.

    `confirmed` holds the keys of `queries.differences`; what has changed since is simply not found.
    """
    said = check_reason(reason)
    with transaction.atomic():
        row = locked(declaration)
        if row.state != State.FIXED:
            raise NotFixed
        wanted = differences_with(public_id=declaration, keys=confirmed)
        deltas: dict[int, int] = {}
        theirs = [one.duty_id for one in wanted if one.duty_id is not None]
        with changing(duty_ids=theirs, at=at):  # all at once: locked in one order, as the clerk does
            for one in wanted:
                _take_over(row, one, at=at)
                deltas[one.unit_id] = deltas.get(one.unit_id, 0) + one.delta
        for unit, delta in sorted(deltas.items()):
            correct(row, unit_id=unit, delta=delta, reason=said, by=by, at=at)
        if wanted:
            note(row, Change.DENOMINATOR, by=by, at=at, after=f"{sum(deltas.values()):+d}", reason=said)
    return len(wanted)


def _take_over(row: Declaration, one: Difference, *, at: datetime) -> None:
    if one.duty_id is None:
        owed = latest_of(official_ids=[one.official_id]).get(one.official_id)
        made = Duty.objects.create(
            declaration=row,
            official_id=one.official_id,
            unit_id=one.unit_id,
            site_id=one.site_id,
            ground=owed.ground if owed else Ground.ENTERED,
            due_on=owed.due_on if owed else None,
            standing=one.standing,
            created_at=at,
        )
        tallying.note_new(duty_id=made.pk)
        return
    came_back = one.standing == Standing.BOUND
    changes = {"standing": one.standing} | ({"ground": Ground.RETURNED} if came_back else {})
    Duty.objects.filter(pk=one.duty_id).update(**changes)


def correct(row: Declaration, *, unit_id: int, delta: int, reason: str, by: Actor, at: datetime) -> None:
    """One later change of a frozen denominator, entered in the register with its reason."""
    if delta == 0:
        return
    unit = roster.unit(id=unit_id, on=row.held_on or at.date())
    leaf_hash = enter(
        row, "denominator-change", {"unit": unit.public_id, "delta": delta, "reason": reason}, at=at
    )
    DenominatorChange.objects.create(
        declaration=row, unit_id=unit_id, delta=delta, reason=reason[:200], by=by, at=at, leaf_hash=leaf_hash
    )
    tallying.note_bound(declaration_id=row.pk, unit_id=unit_id, delta=delta)
