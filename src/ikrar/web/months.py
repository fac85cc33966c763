"""A month as a small calendar: which days were marked how. The same is told in words beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ikrar.web.languages import is_english

CELL_WIDTH, CELL_HEIGHT, HEAD = 40, 34, 52
DAYS = 7
WEEK = (
    ("Sen", "Mon"),
    ("Sel", "Tue"),
    ("Rab", "Wed"),
    ("Kam", "Thu"),
    ("Jum", "Fri"),
    ("Sab", "Sat"),
    ("Min", "Sun"),
)
MONTHS = (
    ("Januari", "January"),
    ("Februari", "February"),
    ("Maret", "March"),
    ("April", "April"),
    ("Mei", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("Agustus", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Desember", "December"),
)


class Mark(StrEnum):
    """How a day is drawn: by shape and not by colour alone."""

    BEGIN = "begin"
    COUNTED = "counted"
    OFF = "off"
    END = "end"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class _Place:
    day: date
    x: int
    y: int


def months(marks: Mapping[date, Mark], *, title: str) -> SafeString:
    """Every month that has a marked day, one picture each, in order."""
    firsts = sorted({day.replace(day=1) for day in marks})
    drawn = "".join(_month(first, marks) for first in firsts)
    return mark_safe(f'<div class="months" role="img" aria-label="{escape(title)}">{drawn}</div>')  # noqa: S308 (texts are escaped)


def _month(first: date, marks: Mapping[date, Mark]) -> str:
    language = 1 if is_english() else 0
    places = list(_places(first))
    height = places[-1].y + CELL_HEIGHT
    name = f"{MONTHS[first.month - 1][language]} {first.year}"
    head = f'<text x="4" y="17" class="month-name">{name}</text>'
    week = "".join(
        f'<text x="{CELL_WIDTH * i + 20}" y="42" class="week">{words[language]}</text>'
        for i, words in enumerate(WEEK)
    )
    cells = "".join(_cell(place, marks.get(place.day)) for place in places)
    size = f'viewBox="0 0 {CELL_WIDTH * DAYS} {height}" width="{CELL_WIDTH * DAYS}" height="{height}"'
    return f'<svg {size} aria-hidden="true">{head}{week}{cells}</svg>'


def _places(first: date) -> Iterable[_Place]:
    day = first
    while day.month == first.month:
        row = (first.weekday() + day.day - 1) // DAYS
        yield _Place(day, CELL_WIDTH * day.weekday(), HEAD + CELL_HEIGHT * row)
        day += timedelta(days=1)


def _cell(place: _Place, mark: Mark | None) -> str:
    number = f'<text x="{place.x + 20}" y="{place.y + 22}"'
    if mark is None:
        return f'{number} class="none">{place.day.day}</text>'
    return f'{_shape(place, mark)}{number} class="{mark}">{place.day.day}</text>'


def _shape(place: _Place, mark: Mark) -> str:
    x, y = place.x, place.y
    if mark is Mark.BEGIN:
        return f'<circle cx="{x + 20}" cy="{y + 17}" r="14" class="s-begin"/>'
    if mark is Mark.OFF:
        return f'<path d="M{x + 11} {y + 26}l18-18" class="s-off"/>'
    radius = 4 if mark is Mark.COUNTED else 8
    return f'<rect x="{x + 2}" y="{y + 2}" width="36" height="30" rx="{radius}" class="s-{mark}"/>'
