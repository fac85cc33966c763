"""How far signing had come, from seven days before the event to the close, by publications alone: a line in steps.

Before the first publication there is no line, for no figure is not zero. Drawn twice, for wide and for narrow screens.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA
from ikrar.web import formats
from ikrar.web.languages import is_english

BEFORE = timedelta(days=7)
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Point:
    """One publication in one figure; without a figure where the whole is hidden."""

    at: datetime
    people: int
    pledged: int | None
    missing: int | None

    @property
    def share(self) -> float | None:
        if self.pledged is None or self.missing is None:
            return None
        return self.pledged / (self.pledged + self.missing)


@dataclass(frozen=True, slots=True)
class Span:
    """The days of the picture; the last one belongs to it."""

    begins_on: date
    held_on: date
    last_day: date


def span_of(*, held_on: date, points: Sequence[Point], until: datetime | None) -> Span:
    """From seven days before the event to the close, or to the last publication.

    >>> span_of(held_on=date(2024, 10, 7), points=(), until=None).begins_on
    datetime.date(2024, 9, 30)
    """
    days = [held_on, *(_day(point.at) for point in points)]
    if until is not None:
        days.append(_day(until))
    return Span(held_on - BEFORE, held_on, max(days))


def day_word(day: date, *, held_on: date) -> Words:
    """A day as organisers count it.

    >>> held = date(2024, 10, 7)
    >>> [day_word(date(2024, 10, d), held_on=held).en for d in (1, 7, 9)]
    ['six days before', 'the day itself', 'two days after']
    """
    days = (day - held_on).days
    if days == 0:
        return Words("hari H", "the day itself")
    side = Words("sebelum", "before") if days < 0 else Words("sesudah", "after")
    count = abs(days)
    indonesian, english = _COUNTED.get(count, (str(count), str(count)))
    plural = "day" if count == 1 else "days"
    return Words(f"{indonesian} hari {side.id} hari H", f"{english} {plural} {side.en}")


_COUNTED = {
    1: ("satu", "one"),
    2: ("dua", "two"),
    3: ("tiga", "three"),
    4: ("empat", "four"),
    5: ("lima", "five"),
    6: ("enam", "six"),
    7: ("tujuh", "seven"),
}


@dataclass(frozen=True, slots=True)
class _Form:
    kind: str
    width: int
    height: int
    left: int
    most_days: int  # that get a name of their own


WIDE = _Form("wide", width=720, height=230, left=48, most_days=16)
SLIM = _Form("slim", width=320, height=210, left=44, most_days=6)
TOP, FOOT = 16, 30


@dataclass(frozen=True, slots=True)
class _Sheet:
    form: _Form
    span: Span

    @property
    def days(self) -> int:
        return (self.span.last_day - self.span.begins_on).days + 1

    @property
    def bottom(self) -> int:
        return self.form.height - FOOT

    def x(self, at: datetime) -> float:
        local = at.astimezone(JAKARTA)
        begin = datetime.combine(self.span.begins_on, datetime.min.time(), JAKARTA)
        return self._across((local - begin) / timedelta(days=1))

    def x_of_day(self, day: date) -> float:
        return self._across((day - self.span.begins_on).days)

    def y(self, share: float) -> float:
        return self.bottom - (self.bottom - TOP) * share

    def _across(self, days: float) -> float:
        return self.form.left + (self.form.width - self.form.left - 12) * days / self.days


def drawn(points: Sequence[Point], span: Span, *, title: str) -> SafeString:
    """Both drawings; nothing before there is a figure."""
    told = [point for point in points if point.share is not None]
    if not told:
        return mark_safe("")
    inner = "".join(_drawing(told, _Sheet(form, span), title=title) for form in (WIDE, SLIM))
    return mark_safe(f'<div class="trend">{inner}</div>')  # noqa: S308 (texts are escaped)


def _drawing(points: Sequence[Point], sheet: _Sheet, *, title: str) -> str:
    form = sheet.form
    inner = "".join([*_levels(sheet), *_days(sheet), _line(points, sheet), *_dots(points, sheet)])
    head = f'<svg class="chart steps-line {form.kind}" viewBox="0 0 {form.width} {form.height}" role="img" aria-label="{escape(title)}">'
    return f"{head}{inner}</svg>"


def _levels(sheet: _Sheet) -> Iterator[str]:
    for percent in (0, 50, 100):
        y = sheet.y(percent / HUNDRED)
        yield f'<path class="level" d="M{sheet.form.left} {y:.1f}H{sheet.form.width - 12}"/>'
        yield f'<text class="scale" x="{sheet.form.left - 6}" y="{y + 4:.1f}">{percent} %</text>'


def _days(sheet: _Sheet) -> Iterator[str]:
    """Days under the line, counted from the event; that one stands out."""
    step = max(1, -(-sheet.days // sheet.form.most_days))
    held = (sheet.span.held_on - sheet.span.begins_on).days
    for place in range(sheet.days):
        day = sheet.span.begins_on + timedelta(days=place)
        x, is_held = sheet.x_of_day(day), place == held
        if is_held:
            width = sheet.x_of_day(day + timedelta(days=1)) - x
            yield f'<rect class="held" x="{x:.1f}" y="{TOP}" width="{width:.1f}" height="{sheet.bottom - TOP}"/>'
        if (place - held) % step == 0:
            middle = (x + sheet.x_of_day(day + timedelta(days=1))) / 2
            word = "H" if is_held else f"H{place - held:+d}".replace("-", "−")
            kind = "day held-day" if is_held else "day"
            yield f'<text class="{kind}" x="{middle:.1f}" y="{sheet.form.height - 10}">{word}</text>'


def _line(points: Sequence[Point], sheet: _Sheet) -> str:
    """Steps: a figure stands until the next one."""
    places = [(sheet.x(point.at), sheet.y(point.share or 0)) for point in points]
    path = f"M{places[0][0]:.1f} {places[0][1]:.1f}"
    path += "".join(f"H{x:.1f}V{y:.1f}" for _, (x, y) in pairwise(places))
    return f'<path class="line" d="{path}H{sheet.form.width - 12}"/>'


def _dots(points: Sequence[Point], sheet: _Sheet) -> Iterator[str]:
    for point in points:
        x, y = sheet.x(point.at), sheet.y(point.share or 0)
        yield f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'
    last = points[-1]
    share = formats.percent(last.share or 0, english=is_english())
    x, y = sheet.x(last.at), sheet.y(last.share or 0)
    is_right = x > sheet.form.width - 92
    side = f'x="{x - 8:.1f}" text-anchor="end"' if is_right else f'x="{x + 8:.1f}"'
    below = y < TOP + 20
    yield f'<text class="last" {side} y="{y + (20 if below else -10):.1f}">{share}</text>'


def _day(at: datetime) -> date:
    return at.astimezone(JAKARTA).date()
