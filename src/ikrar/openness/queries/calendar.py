"""Declarations as a calendar: every one that has a day, with what became of it."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from ikrar.kernel.zones import JAKARTA
from ikrar.openness.opendata.feed import Change, Happening
from ikrar.pledges import queries as pledges
from ikrar.pledges.domain import State
from ikrar.pledges.queries import DeclarationView
from ikrar.pledges.queries.history import HistoryView, MoveView, histories

AT_MOST_COMING = 3
STATUS = {State.PLANNED: "TENTATIVE", State.CANCELLED: "CANCELLED", State.SUPERSEDED: "CANCELLED"}


@dataclass(frozen=True, slots=True)
class Day:
    """A declaration on its day, and what was announced of it and later told otherwise."""

    one: DeclarationView
    moves: tuple[MoveView, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The declarations of a year by month, and which years there are."""

    year: int
    years: tuple[int, ...]
    months: tuple[tuple[date, tuple[Day, ...]], ...]  # first day of the month; earliest first
    undated: tuple[DeclarationView, ...]


def year_of(*, year: int | None, today: date) -> Year:
    """One year; without a wish this year's, or the nearest that has any."""
    every = pledges.declarations_public()
    dated = sorted(
        (one for one in every if one.held_on), key=lambda one: (one.held_on, one.starts_at is None, one.id)
    )
    years = tuple(sorted({one.held_on.year for one in dated if one.held_on}, reverse=True))
    shown = year if year is not None else min(years, key=lambda y: abs(y - today.year), default=today.year)
    months: dict[date, list[Day]] = {}
    known = histories()
    for one in dated:
        if one.held_on and one.held_on.year == shown:
            months.setdefault(one.held_on.replace(day=1), []).append(Day(one, known[one.public_id].moves))
    told = tuple((first, tuple(found)) for first, found in sorted(months.items()))
    return Year(shown, years, told, tuple(one for one in every if not one.held_on))


def coming(*, today: date) -> list[DeclarationView]:
    """The next few that have a day and were not called off, the nearest first."""
    ahead = [
        one
        for one in pledges.declarations_public()
        if one.held_on and one.held_on >= today and STATUS.get(one.state) != "CANCELLED"
    ]
    return sorted(ahead, key=lambda one: (one.held_on, one.starts_at is None, one.id))[:AT_MOST_COMING]


def happenings() -> list[Happening]:
    """All that have a day, for the feed; oldest first, so that the file grows at its end."""
    known = histories()
    dated = [one for one in pledges.declarations_public() if one.held_on]
    return [_happening(one, known[one.public_id]) for one in reversed(dated) if one.public_id in known]


def _happening(one: DeclarationView, history: HistoryView) -> Happening:
    assert one.held_on is not None
    with override("id"):
        page = reverse("openness:declaration", args=[one.public_id])
    return Happening(
        id=one.public_id,
        title=one.title,
        convenor=one.institution_name,
        held_on=one.held_on,
        starts_at=one.starts_at,
        place=one.place,
        status=STATUS.get(one.state, "CONFIRMED"),
        address=f"{settings.IKRAR_ADDRESS}{page}",
        created_at=history.created_at,
        changed_at=max(filter(None, (history.changed_at, one.fixed_at, one.closed_at))),
        history=tuple(
            Change(move.words, move.at.astimezone(JAKARTA).date(), move.from_day, move.to_day, move.reason)
            for move in history.moves
        ),
    )
