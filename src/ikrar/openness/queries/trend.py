"""From seven days before the event to the close, in words: what was public on which day."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA
from ikrar.openness.changes import STANDS, moved
from ikrar.openness.models import Snapshot
from ikrar.openness.pictures.trend import Point, Span, day_word, span_of
from ikrar.openness.queries.snapshots import point_of
from ikrar.pledges.queries import DeclarationView
from ikrar.register import queries as register


@dataclass(frozen=True, slots=True)
class Day:
    """One publication on the line of days, and what it says."""

    at: datetime
    day: Words
    point: Point
    more: Words | None  # what became of the figure since the one before


@dataclass(frozen=True, slots=True)
class Trend:
    """The line of a declaration; `asked` is the denominator frozen when it was fixed, as the register tells it."""

    span: Span
    points: tuple[Point, ...]  # oldest first
    days: tuple[Day, ...]
    asked: int | None
    asked_at: datetime | None


def trend(*, declaration: DeclarationView, rows: Sequence[Snapshot]) -> Trend | None:
    """Nothing before the first publication. `rows` as `rows_of` gives them, newest first."""
    if not rows or declaration.held_on is None:
        return None
    points = tuple(point_of(row) for row in reversed(rows))
    span = span_of(held_on=declaration.held_on, points=points, until=declaration.closed_at)
    days = tuple(
        _day(point, before, span.held_on) for point, before in zip(points, (None, *points), strict=False)
    )
    return Trend(span, points, days, _asked(declaration), declaration.fixed_at)


def _day(point: Point, before: Point | None, held_on: date) -> Day:
    more = (moved(before.pledged, point.pledged) or STANDS) if before else None
    local = point.at.astimezone(JAKARTA).date()
    return Day(point.at, day_word(local, held_on=held_on), point, more)


def _asked(declaration: DeclarationView) -> int | None:
    """How many were asked when the declaration was fixed: an entry that everybody may read."""
    leaf = declaration.denominator_leaf
    body = register.public_body(leaf_hash=leaf) if leaf else None
    return None if body is None else int(json.loads(body)["body"]["total"])
