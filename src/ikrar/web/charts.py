"""Pictures as SVG strings: no script, no colours of their own (classes from ikrar.css), texts escaped.

Every picture carries its text form as a title; pages put a table beside pictures that hold more than that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ikrar.web.formats import day, thousands
from ikrar.web.languages import is_english

FIFTHS = 5
WIDTH = 720
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of days on the stage line; its last day is not part of it."""

    name: str
    begins_on: date
    ends_before: date


@dataclass(frozen=True, slots=True)
class Node:
    """A unit in the icicle: `filled` of `value` are done."""

    name: str
    value: int
    filled: int
    children: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class _Box:
    node: Node
    x: float
    y: float
    width: float
    height: float


def fifths_of(filled: int, value: int) -> int:
    """How many fifths are full; five only when nobody is missing.

    >>> fifths_of(0, 40), fifths_of(1, 40), fifths_of(39, 40), fifths_of(40, 40), fifths_of(0, 0)
    (0, 1, 4, 5, 0)
    """
    if filled <= 0 or value <= 0:
        return 0
    if filled >= value:
        return FIFTHS
    return min(FIFTHS - 1, max(1, filled * FIFTHS // value))


def square(*, fifths: int, title: str = "") -> SafeString:
    """One unit: a square that fills from below in fifths; a full one carries a tick as well."""
    level = max(0, min(FIFTHS, fifths))
    filled = f'<rect x="1" y="{21 - 4 * level}" width="20" height="{4 * level}" class="c5"/>' if level else ""
    tick = '<path d="M6 11.5l3.5 3.5 6.5-7" class="tick"/>'
    inner = '<rect x="1" y="1" width="20" height="20" rx="2" class="c0"/>' + filled
    return _svg(inner + (tick if level == FIFTHS else ""), width=22, height=22, title=title, kind="square")


def squares(*, units: Sequence[tuple[str, int]], title: str, columns: int = 12) -> SafeString:
    """One square per unit in rows; names in each square's title, never people."""
    inner = "".join(
        f'<svg x="{26 * (i % columns)}" y="{26 * (i // columns)}" width="22" height="22">{square(fifths=fifths, title=name)}</svg>'
        for i, (name, fifths) in enumerate(units)
    )
    rows = -(-len(units) // columns)
    return _svg(
        inner, width=26 * columns - 4, height=max(22, 26 * rows - 4), title=title, kind="mosaic", fixed=True
    )


def bars(*, rows: Sequence[tuple[str, int, int]], title: str) -> SafeString:
    """Horizontal bars: (label, value, of). Words and numbers are text beside the bar, so they never shrink."""
    inner = "".join(_bar(label, value, of) for label, value, of in rows)
    return mark_safe(f'<ol class="bars" aria-label="{escape(title)}">{inner}</ol>')  # noqa: S308 (texts are escaped)


def _bar(label: str, value: int, of: int) -> str:
    width = HUNDRED * value / of if of else 0
    strip = _strip(f'<rect width="{_n(width)}" height="1" class="c5"/>')
    said = f"{_told(value)} / {_told(of)}"
    return f'<li><span>{escape(label)}</span> <span class="number muted">{said}</span>{strip}</li>'


def _told(value: int) -> str:
    return thousands(value, english=is_english())


def _strip(inner: str) -> str:
    track = f'<rect width="{HUNDRED}" height="1" class="track"/>'
    return (
        f'<svg viewBox="0 0 {HUNDRED} 1" preserveAspectRatio="none" aria-hidden="true">{track}{inner}</svg>'
    )


def sparkline(*, values: Sequence[float], title: str) -> SafeString:
    """A trend without axes; its last point is marked."""
    if not values:
        return _svg("", width=160, height=40, title=title, fixed=True)
    top = max(values) or 1
    step = 150 / max(1, len(values) - 1)
    points = [(5 + i * step, 35 - 30 * value / top) for i, value in enumerate(values)]
    line = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    x, y = points[-1]
    inner = f'<polyline points="{line}" class="line"/><circle cx="{_n(x)}" cy="{_n(y)}" r="3.5" class="c5"/>'
    return _svg(inner, width=160, height=40, title=title, fixed=True)


def stages(*, stages: Sequence[Stage], today: date, title: str, english: bool = False) -> SafeString:
    """Stages under one another on a common line of days, today marked in each; names and days are text."""
    begin = min(stage.begins_on for stage in stages)
    days = max((max(stage.ends_before for stage in stages) - begin).days, 1)
    scale = HUNDRED / days
    inner = "".join(_stage(s, begin=begin, scale=scale, today=today, english=english) for s in stages)
    return mark_safe(f'<ol class="bars" aria-label="{escape(title)}">{inner}</ol>')  # noqa: S308 (texts are escaped)


def _stage(stage: Stage, *, begin: date, scale: float, today: date, english: bool) -> str:
    x = scale * (stage.begins_on - begin).days
    width = max(0.8, scale * (stage.ends_before - stage.begins_on).days)
    holds = stage.begins_on <= today < stage.ends_before
    bar = f'<rect x="{_n(x)}" width="{_n(width)}" height="1" class="{"c5" if holds else "c2"}"/>'
    here = scale * ((today - begin).days + 0.5)
    line = f'<rect x="{_n(here)}" width=".35" height="1" class="today"/>' if 0 <= here <= HUNDRED else ""
    last = stage.ends_before - timedelta(days=1)
    first_words, last_words = (day(d, english=english, weekday=False) for d in (stage.begins_on, last))
    span = first_words if stage.begins_on == last else f"{first_words} – {last_words}"
    current = ' class="now" aria-current="date"' if holds else ""
    words = f'<span>{escape(stage.name)}</span> <span class="number muted">{span}</span>'
    return f"<li{current}>{words}{_strip(bar + line)}</li>"


def icicle(*, root: Node, title: str, depth: int = 3) -> SafeString:
    """The unit tree from left to right: height is size, colour is coverage in fifths, a title on each box."""
    height = 360
    boxes = list(_boxes(root, x=0, y=0, height=height, width=WIDTH / depth, depth=depth))
    return _svg(
        "".join(_drawn(box) for box in boxes), width=WIDTH, height=height, title=title, kind="chart icicle"
    )


def _boxes(node: Node, *, x: float, y: float, height: float, width: float, depth: int) -> Iterator[_Box]:
    yield _Box(node, x, y, width, height)
    if depth > 1 and node.value:
        for child in node.children:
            share = height * child.value / node.value
            yield from _boxes(child, x=x + width, y=y, height=share, width=width, depth=depth - 1)
            y += share


def _drawn(box: _Box) -> str:
    level = fifths_of(box.node.filled, box.node.value)
    name = escape(box.node.name)
    shown = f"{name}: {box.node.filled} / {box.node.value}"
    text_class = ' class="on"' if level >= FIFTHS - 1 else ""
    text = f'<text x="{_n(box.x + 8)}" y="{_n(box.y + 17)}"{text_class}>{_short(box.node.name, box.width)}</text>'
    return (
        f'<g><title>{shown}</title><rect x="{_n(box.x + 1)}" y="{_n(box.y + 0.5)}" width="{_n(box.width - 2)}" '
        f'height="{_n(max(0.5, box.height - 1))}" rx="2" class="c{level}"/>{text if box.height > 22 else ""}</g>'  # noqa: PLR2004 (a line of text needs 22 units)
    )


def _short(name: str, width: float) -> str:
    room = int(width / 8)
    return escape(name if len(name) <= room else name[: room - 1] + "…")


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _svg(  # the size is a picture's natural one; `fixed` keeps it from growing with the column
    inner: str, *, width: float, height: float, title: str, kind: str = "chart", fixed: bool = False
) -> SafeString:
    named = f'role="img" aria-label="{escape(title)}"' if title else 'aria-hidden="true"'
    size = f' width="{_n(width)}" height="{_n(height)}"' if fixed else ""
    head = f'<svg class="{kind}"{size} viewBox="0 0 {_n(width)} {_n(height)}" {named}>'
    told = f"<title>{escape(title)}</title>" if title else ""
    return mark_safe(f"{head}{told}{inner}</svg>")  # noqa: S308 (numbers of our own and escaped texts)
