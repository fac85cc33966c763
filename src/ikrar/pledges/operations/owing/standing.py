"""Where people who owe a pledge are today: who moved is listed by the new unit, who left or is absent is not asked."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial

from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.domain import Ground
from ikrar.pledges.models import Obligation
from ikrar.pledges.operations.owing import sweeping
from ikrar.pledges.operations.owing.arising import Places
from ikrar.pledges.operations.owing.sweeping import AT_ONCE, Found
from ikrar.pledges.queries import owing as queries
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing


def refresh(*, edition: int, places: Places, at: datetime) -> bool:
    """Look at everybody who owes a pledge, once an hour and after each change of the roster."""
    return sweeping.step(
        name="standing",
        mark=sweeping.mark_of(edition, at=at),
        look=lambda position: _look(position, places=places, at=at),
    )


def _look(position: int, *, places: Places, at: datetime) -> Found:
    today = at.astimezone(JAKARTA).date()
    waiting = Obligation.objects.filter(answered_at=None, pk__gt=position)
    rows = list(waiting.order_by("pk")[:AT_ONCE])
    here = roster.whereabouts(official_ids={one.official_id for one in rows}, on=today)
    zones, read = places.zones(), {one.pk: one.due_on for one in rows}
    changed = [one for one in rows if _settle(one, here.get(one.official_id), zones, today=today)]
    write = partial(_write, changed, read)
    return Found(rows[-1].pk if rows else position, len(rows) < AT_ONCE, write)


def _write(changed: Sequence[Obligation], read: Mapping[int, date]) -> None:
    """Who answered, or got another day, since they were read is left for the next look."""
    held = Obligation.objects.select_for_update(skip_locked=True).filter(
        pk__in=[one.pk for one in changed], answered_at=None
    )
    still = dict(held.values_list("pk", "due_on"))
    rows = [one for one in changed if still.get(one.pk) == read[one.pk]]
    Obligation.objects.bulk_update(rows, ["unit", "standing", "zone", "due_on", "rule"])


def _settle(
    one: Obligation, here: tuple[int, Standing] | None, zones: Mapping[int, str], *, today: date
) -> bool:
    """Whether anything is another than it was."""
    unit, standing = here or (one.unit_id, Standing.LEFT)
    was = one.unit_id, one.standing
    if one.unit_id != unit:
        one.unit_id, one.zone = unit, zones.get(unit, one.zone)
    if one.standing != standing and standing == Standing.BOUND:
        _give_time(one, today=today)
    one.standing = standing
    return was != (unit, standing)


def _give_time(one: Obligation, *, today: date) -> None:
    """Whoever comes back is not late on that day: as many days as others get who return."""
    if one.due_on < (later := queries.due(Ground.RETURNED, since=today)):
        one.due_on, one.rule = later, queries.rule_of(Ground.RETURNED).text
