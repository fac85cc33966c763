"""Keeping the counts: each transaction that changes one writes a step beside, and the clerk folds steps into the book.

Nobody waits for anybody: steps are only inserted, so the figure of the whole nation is no lock that every signature
must pass. Who changes what people contribute locks their duties first (`changes.changing` does it); a pledge that must
be locked as well is locked before (docs/decisions/0051).
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from django.db import connection, transaction

from ikrar.pledges.domain.coverage import (
    ASKED,
    BOUND,
    COLUMNS,
    DECLINED,
    DISPUTED,
    IDENTIFIED,
    KEY,
    PEOPLE,
    PLEDGED,
    PRESENCE,
    BookState,
)
from ikrar.pledges.domain.settling import Settled
from ikrar.pledges.models import Duty, MinuteTally, Pledge, SiteTally, TallyBook, TallyStep
from ikrar.pledges.queries import tallies
from ikrar.pledges.queries.counting import Counts, Spot, contributed
from ikrar.roster.domain import Standing

STEPS = 500  # folded in one write of well under 50 ms
_ONE_ASKED = json.dumps({ASKED: 1})


class TreeChanged(Exception):
    """A unit is counted that the book does not know: the declaration must be counted again."""


def lock(duty_ids: Collection[int]) -> None:
    """Nobody else changes what these people contribute until the transaction ends.

    In order, so that no two wait for each other. Where one writes at a time there is nothing to lock.
    """
    if connection.features.has_select_for_update:
        mine = Duty.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=duty_ids)
        list(mine.order_by("pk").values_list("pk", flat=True))


class _Alike(NamedTuple):
    """What pledges have in common that count alike; of the hundreds in one settling hardly a dozen kinds."""

    declaration_id: int
    unit_id: int
    own_site_id: int | None
    effective: bool
    disputed: bool
    key_kind: str
    identified_by: str
    presence: str
    received_at: object
    change: Literal["asked", "came round", ""]


def settled(pledges: Sequence[Settled], *, asked: Collection[int], came_round: Collection[int]) -> None:
    """Pledges (as settling read them) enter the figures. `asked` are duties that nobody had asked before, `came_round` those that declined."""
    steps: Counts = defaultdict(Counter)
    counting = [one for one in pledges if one.duty_id is None or one.standing == Standing.BOUND]
    for kind, n in Counter(_alike(one, asked, came_round) for one in counting).items():
        if kind.change == "came round":
            _add(steps, kind, None, Counter({DECLINED: -n}))
        elif kind.change == "asked":
            _add(steps, kind, kind.own_site_id, Counter({ASKED: n}))
        if kind.effective:
            _add_pledge(steps, kind, kind.own_site_id, n)
    write(steps)


def _alike(one: Settled, asked: Collection[int], came_round: Collection[int]) -> _Alike:
    return _Alike(
        one.declaration_id,
        one.unit_id,
        one.own_site_id,
        one.effective,
        one.disputed,
        one.key_kind,
        one.identified_by,
        one.presence,
        one.received_at,
        "came round" if one.duty_id in came_round else "asked" if one.duty_id in asked else "",
    )


def retired(pledge: Pledge) -> None:
    """A pledge that counted no longer does: a stronger key takes its place."""
    duty = None
    if pledge.duty_id is not None:
        lock([pledge.duty_id])
        duty = Duty.objects.only("standing", "site_id").get(pk=pledge.duty_id)
    if duty is None or duty.standing == Standing.BOUND:
        steps: Counts = defaultdict(Counter)
        _add_pledge(steps, pledge, duty.site_id if duty else None, -1)
        write(steps)


def _add(steps: Counts, one: Any, site: int | None, more: Counter[str]) -> None:
    steps[Spot(declaration_id=one.declaration_id, unit_id=one.unit_id)].update(more)
    if site is not None:
        steps[Spot(declaration_id=one.declaration_id, site_id=site)].update(more)


def _add_pledge(steps: Counts, one: Any, site: int | None, n: int) -> None:
    unit = steps[Spot(declaration_id=one.declaration_id, unit_id=one.unit_id)]
    steps[Spot(declaration_id=one.declaration_id, minute=_minute(one.received_at))][PLEDGED] += n
    if one.disputed:
        unit[DISPUTED] += n
        return
    for name in (PLEDGED, KEY + one.key_kind, IDENTIFIED + one.identified_by, PRESENCE + one.presence):
        unit[name] += n
    if site is not None:
        steps[Spot(declaration_id=one.declaration_id, site_id=site)][PLEDGED] += n


@lru_cache(maxsize=1024)  # whoever came in one commit came at one moment
def _minute(received_at: object) -> datetime:
    """The minute of a moment, as the ORM or the bare engine gives it."""
    at = received_at if isinstance(received_at, datetime) else datetime.fromisoformat(str(received_at))
    at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    return at.replace(second=0, microsecond=0)


def note_asked(*, duty_id: int, at: datetime) -> bool:
    """The person was asked; whether that is new. Inside a transaction."""
    with connection.cursor() as cursor:
        moment = connection.ops.adapt_datetimefield_value(at)
        cursor.execute(
            "UPDATE pledges_duty SET asked_at = %s WHERE id = %s AND asked_at IS NULL"
            " RETURNING declaration_id, unit_id, site_id, standing",
            [moment, duty_id],
        )
        found = cursor.fetchone()
        if found is None:
            return False
        declaration_id, unit_id, site_id, standing = found
        if standing == Standing.BOUND:
            _step_asked(cursor, declaration_id, unit_id=unit_id, site_id=site_id)
    return True


def _step_asked(cursor: Any, declaration_id: int, *, unit_id: int, site_id: int | None) -> None:
    """The same steps that `write` would put down, in few words: everybody's first pass makes them."""
    for column, spot in (("unit_id", unit_id), ("site_id", site_id)):
        if spot is not None:
            cursor.execute(
                f"INSERT INTO pledges_tallystep (declaration_id, {column}, counts) VALUES (%s, %s, %s)",  # noqa: S608 (our own columns)
                [declaration_id, spot, _ONE_ASKED],
            )


def note_new(*, duty_id: int) -> None:
    """A duty that was not there before. Inside the transaction that makes it."""
    write(contributed(duty_ids=[duty_id]))


def note_bound(*, declaration_id: int, unit_id: int, delta: int) -> None:
    """A frozen denominator changed. Inside the transaction that enters the change."""
    write({Spot(declaration_id=declaration_id, unit_id=unit_id): Counter({BOUND: delta})})


def write(steps: Mapping[Spot, Counter[str]]) -> None:
    """The steps of one transaction, beside the changes they tell of."""
    TallyStep.objects.bulk_create(
        [
            TallyStep(
                declaration_id=spot.declaration_id,
                unit_id=spot.unit_id,
                site_id=spot.site_id,
                minute=spot.minute,
                counts=dict(more),
            )
            for spot, more in steps.items()
            if any(more.values())
        ]
    )


def fold(*, declaration_id: int, limit: int = STEPS) -> int:
    """Take waiting steps into the current book; how many.

    What they come to is worked out beside, then written in one short transaction, unless somebody else has folded
    meanwhile. While the declaration is being counted again steps wait. Raises `TreeChanged`.
    """
    book = tallies.book_of(declaration_id=declaration_id)
    waiting = TallyStep.objects.filter(declaration_id=declaration_id).order_by("id")[:limit]
    found = list(waiting.values_list("id", "declaration_id", "unit_id", "site_id", "minute", "counts"))
    if book is None or not found:
        return 0
    steps = tallies.steps_of(step[1:] for step in found)
    units = {spot.unit_id for spot in steps if spot.unit_id is not None}
    own = tallies.own_of(book_id=book[0], unit_ids=sorted(units))
    if len(own) < len(units):
        raise TreeChanged(declaration_id)
    moved = tallies.changes(steps, own)
    with transaction.atomic():
        if not _is_still(book, declaration_id):
            return 0
        _increase(book[0], moved.own, is_whole=False)
        _increase(book[0], moved.branches, is_whole=True)
        for spot, more in steps.items():
            _increase_other(book[0], spot, more)
        TallyStep.objects.filter(pk__in=[step[0] for step in found]).delete()
        TallyBook.objects.filter(pk=book[0]).update(folded=book[1] + 1)
    return len(found)


def _is_still(book: tuple[int, int], declaration_id: int) -> bool:
    """Whether the book is as it was read; it is locked from here on."""
    books = TallyBook.objects.filter(declaration_id=declaration_id)
    now = books.select_for_update().filter(state=BookState.CURRENT).values_list("id", "folded").first()
    return now == book and not books.filter(state=BookState.MAKING).exists()


def _increase(book_id: int, changes: tallies.Changes, *, is_whole: bool) -> None:
    """One prepared statement for all units whose same columns change, in the order of their numbers."""
    alike: defaultdict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for unit in sorted(changes):
        change = {name: n for name, n in changes[unit].items() if n}
        if change:
            alike[tuple(change)].append((*change.values(), book_id, unit, is_whole))
    with connection.cursor() as cursor:
        for names, parameters in alike.items():
            columns = ", ".join(f'"{COLUMNS[name]}" = "{COLUMNS[name]}" + %s' for name in names)
            cursor.executemany(
                f"UPDATE pledges_tally SET {columns} WHERE book_id = %s AND unit_id = %s AND is_whole = %s",  # noqa: S608 (our own columns)
                parameters,
            )


def _increase_other(book_id: int, spot: Spot, more: Counter[str]) -> None:
    if spot.site_id is not None:
        _increase_site(book_id, spot.site_id, more)
    elif spot.minute is not None:
        _increase_minute(book_id, spot.minute, more[PLEDGED])


def _increase_site(book_id: int, site_id: int, more: Counter[str]) -> None:
    row, _ = SiteTally.objects.get_or_create(book_id=book_id, site_id=site_id)
    row.people, row.asked = row.people + more[PEOPLE], row.asked + more[ASKED]
    row.pledged += more[PLEDGED]
    row.save()


def _increase_minute(book_id: int, minute: datetime, pledges: int) -> None:
    row, _ = MinuteTally.objects.get_or_create(book_id=book_id, minute=minute)
    row.pledges += pledges
    row.save(update_fields=["pledges"])
