"""Stages of a long matter as one picture: months across, a row a stage, one day marked.

Drawn twice, for wide and for narrow screens, because words in a picture shrink with it; ikrar.css shows the one that fits.
Pages put the same days beside it as text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ikrar.web.formats import day as in_words

MONTHS_ID = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ALL_MONTHS, QUARTER, HALF = 1, 3, 6
LETTER = 7.2  # widest a letter of these words gets, in units of the picture


@dataclass(frozen=True, slots=True)
class Row:
    """A stage; its last day belongs to it. `is_key` makes it stand out."""

    name: str
    begins_on: date
    last_day: date
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """Days on which two readings are possible, both ends belonging to it."""

    name: str
    begins_on: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Form:
    """Measures of one of the two drawings: where the days begin, how high a row is, how many months get a name."""

    kind: str
    width: int
    left: int
    row: int
    name_dx: int
    name_dy: int
    bar_dy: int
    most_names: int


WIDE = Form(kind="wide", width=960, left=356, row=30, name_dx=0, name_dy=19, bar_dy=8, most_names=14)
NARROW = Form(kind="slim", width=300, left=4, row=44, name_dx=4, name_dy=17, bar_dy=24, most_names=5)
HEAD, FOOT, BAR, THINNEST = 44, 8, 14, 4


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn; `key` keeps its pattern apart from those of other pictures on the page."""

    rows: Sequence[Row]
    title: str
    day: date | None = None
    doubts: Sequence[Doubt] = ()
    english: bool = False
    key: str = "t"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One drawing under way: its measures and its scale of days."""

    form: Form
    picture: Picture
    first: date
    last: date

    @property
    def height(self) -> int:
        return HEAD + self.form.row * len(self.picture.rows) + FOOT

    @property
    def english(self) -> bool:
        return self.picture.english

    @property
    def pattern(self) -> str:
        return f"{self.picture.key}-{self.form.kind}"

    def x(self, day: date) -> float:
        room = self.form.width - self.form.left - 10
        return self.form.left + room * (day - self.first).days / max(1, (self.last - self.first).days)


def timeline(picture: Picture) -> SafeString:
    """Both drawings; nothing where there is no row."""
    if not picture.rows:
        return mark_safe("")
    first = min(row.begins_on for row in picture.rows).replace(day=1)
    last = _next_month(max(row.last_day for row in picture.rows))
    drawn = "".join(_drawn(_Sheet(form, picture, first, last)) for form in (WIDE, NARROW))
    return mark_safe(f'<div class="timeline-picture">{drawn}</div>')  # noqa: S308 (texts are escaped)


def _drawn(sheet: _Sheet) -> str:
    picture = sheet.picture
    inner = "".join(_hatched(sheet, doubt) for doubt in picture.doubts)
    inner += "".join(_months(sheet))
    inner += "".join(_row(sheet, row, place) for place, row in enumerate(picture.rows))
    inner += _marked(sheet, picture.day) if picture.day and sheet.first <= picture.day < sheet.last else ""
    size = f'viewBox="0 0 {sheet.form.width} {sheet.height}"'
    head = f'<svg class="chart line-of-days {sheet.form.kind}" {size} role="img" aria-label="{escape(picture.title)}">'
    return f"{head}{_pattern(sheet) if picture.doubts else ''}{inner}</svg>"


def _months(sheet: _Sheet) -> Iterator[str]:
    starts = list(_month_starts(sheet.first, sheet.last))
    step = next((s for s in (ALL_MONTHS, QUARTER, HALF) if len(starts) / s <= sheet.form.most_names), 12)
    names = MONTHS_EN if sheet.english else MONTHS_ID
    for place, (start, _) in enumerate(pairwise([*starts, sheet.last])):
        is_named = (start.month - 1) % step == 0
        x = f"{sheet.x(start):.1f}"
        yield f'<path class="{"month named" if is_named else "month"}" d="M{x} {HEAD - 8}V{sheet.height - FOOT}"/>'
        if is_named:
            yield f'<text class="month-name" x="{float(x) + 3:.1f}" y="{HEAD - 12}">{names[start.month - 1]}</text>'
        if start.month == 1 or place == 0:
            yield f'<text class="year" x="{float(x) + 3:.1f}" y="{HEAD - 28}">{start.year}</text>'


def _row(sheet: _Sheet, row: Row, place: int) -> str:
    top = HEAD + sheet.form.row * place
    x = sheet.x(row.begins_on)
    width = max(THINNEST, sheet.x(row.last_day + timedelta(days=1)) - x)
    day = sheet.picture.day
    holds = day is not None and row.begins_on <= day <= row.last_day
    kinds = " ".join(["stretch", *(["key"] if row.is_key else []), *(["now"] if holds else [])])
    room = (sheet.form.left if sheet.form is WIDE else sheet.form.width) - sheet.form.name_dx - 10
    name = f'<text class="{"name now" if holds else "name"}" x="{sheet.form.name_dx}" y="{top + sheet.form.name_dy}">'
    bar = f'<rect class="{kinds}" x="{x:.1f}" y="{top + sheet.form.bar_dy}" width="{width:.1f}" height="{BAR}" rx="3"/>'
    told = f"{row.name}: {_span(row.begins_on, row.last_day, english=sheet.english)}"
    return f"<g><title>{escape(told)}</title>{name}{_short(row.name, room)}</text>{bar}</g>"


def _hatched(sheet: _Sheet, doubt: Doubt) -> str:
    x = sheet.x(doubt.begins_on)
    width = sheet.x(doubt.last_day + timedelta(days=1)) - x
    told = f"{doubt.name}: {_span(doubt.begins_on, doubt.last_day, english=sheet.english)}"
    area = f'x="{x:.1f}" y="{HEAD - 8}" width="{width:.1f}" height="{sheet.height - HEAD - FOOT + 8}"'
    return f'<g><title>{escape(told)}</title><rect class="doubt" {area} fill="url(#{sheet.pattern})"/></g>'


def _pattern(sheet: _Sheet) -> str:
    stripe = '<path class="stripe" d="M0 6L6 0"/>'
    return f'<defs><pattern id="{sheet.pattern}" width="6" height="6" patternUnits="userSpaceOnUse">{stripe}</pattern></defs>'


def _marked(sheet: _Sheet, day: date) -> str:
    x = sheet.x(day) + 0.5
    told = in_words(day, english=sheet.english, weekday=False)
    is_right = x > sheet.form.width - LETTER * len(told) - 12
    side = f'x="{x - 5:.1f}" text-anchor="end"' if is_right else f'x="{x + 5:.1f}"'
    line = f'<path class="day-line" d="M{x:.1f} 2V{sheet.height - 2}"/>'
    return f'<g><title>{escape(told)}</title>{line}<text class="day-name" {side} y="{HEAD - 28}">{escape(told)}</text></g>'


def _span(first: date, last: date, *, english: bool) -> str:
    told = in_words(first, english=english, weekday=False)
    return told if first == last else f"{told} – {in_words(last, english=english, weekday=False)}"


def _short(name: str, room: float) -> str:
    most = int(room / LETTER)
    return escape(name if len(name) <= most else name[: most - 1].rstrip() + "…")


def _month_starts(first: date, end: date) -> Iterator[date]:
    while first < end:
        yield first
        first = _next_month(first)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
