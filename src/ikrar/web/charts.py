"""Pictures as SVG strings: no script, no colours of their own (classes from ikrar.css), texts escaped.

Every picture carries its text form as a title; pages put a table beside pictures that hold more than that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

FIFTHS = 5
WIDTH = 720


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
    return _svg(inner, width=26 * columns - 4, height=max(22, 26 * rows - 4), title=title)


def bars(*, rows: Sequence[tuple[str, int, int]], title: str) -> SafeString:
    """Horizontal bars: (label, value, of). Label and numbers stand above their bar, so phones can read them."""
    inner = "".join(_bar(i, label, value, of) for i, (label, value, of) in enumerate(rows))
    return _svg(inner, width=WIDTH // 2, height=max(44, 44 * len(rows)), title=title)


def _bar(place: int, label: str, value: int, of: int) -> str:
    full = WIDTH // 2
    y = 44 * place
    width = full * value / of if of else 0
    return (
        f'<text x="0" y="{y + 14}">{escape(label)}</text>'
        f'<text x="{full}" y="{y + 14}" text-anchor="end" class="quiet">{value} / {of}</text>'
        f'<rect x="0" y="{y + 21}" width="{full}" height="10" rx="5" class="track"/>'
        f'<rect x="0" y="{y + 21}" width="{_n(width)}" height="10" rx="{min(5, width / 2):g}" class="c5"/>'
    )


def sparkline(*, values: Sequence[float], title: str) -> SafeString:
    """A trend without axes; its last point is marked."""
    if not values:
        return _svg("", width=160, height=40, title=title)
    top = max(values) or 1
    step = 150 / max(1, len(values) - 1)
    points = [(5 + i * step, 35 - 30 * value / top) for i, value in enumerate(values)]
    line = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    x, y = points[-1]
    inner = f'<polyline points="{line}" class="line"/><circle cx="{_n(x)}" cy="{_n(y)}" r="3.5" class="c5"/>'
    return _svg(inner, width=160, height=40, title=title)


def stages(*, stages: Sequence[Stage], today: date, title: str) -> SafeString:
    """Stages as bars under one another on a common line of days, today marked."""
    begin = min(stage.begins_on for stage in stages)
    days = max((max(stage.ends_before for stage in stages) - begin).days, 1)
    inner = "".join(_stage(i, stage, begin=begin, days=days, today=today) for i, stage in enumerate(stages))
    height = 40 * len(stages) + 6
    if 0 <= (today - begin).days <= days:
        x = _n(WIDTH * (today - begin).days / days)
        inner += f'<line x1="{x}" x2="{x}" y1="0" y2="{height}" class="today"/>'
    return _svg(inner, width=WIDTH, height=height, title=title)


def _stage(place: int, stage: Stage, *, begin: date, days: int, today: date) -> str:
    y = 40 * place
    x = WIDTH * (stage.begins_on - begin).days / days
    width = max(4.0, WIDTH * (stage.ends_before - stage.begins_on).days / days)
    holds = stage.begins_on <= today < stage.ends_before
    past_middle = x > WIDTH / 2
    anchor = f'x="{_n(x + width)}" text-anchor="end"' if past_middle else f'x="{_n(x)}"'
    words_class, bar_class = ("now", "c5") if holds else ("quiet", "c2")
    return (
        f'<text {anchor} y="{y + 14}" class="{words_class}">{escape(stage.name)}</text>'
        f'<rect x="{_n(x)}" y="{y + 20}" width="{_n(width)}" height="12" rx="2" class="{bar_class}"/>'
    )


def icicle(*, root: Node, title: str, depth: int = 3) -> SafeString:
    """The unit tree from left to right: height is size, colour is coverage in fifths, a title on each box."""
    height = 360
    boxes = list(_boxes(root, x=0, y=0, height=height, width=WIDTH / depth, depth=depth))
    return _svg("".join(_drawn(box) for box in boxes), width=WIDTH, height=height, title=title)


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
    text_class = ' class="on"' if level == FIFTHS else ""
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


def _svg(inner: str, *, width: float, height: float, title: str, kind: str = "chart") -> SafeString:
    named = f'role="img" aria-label="{escape(title)}"' if title else 'aria-hidden="true"'
    head = f'<svg class="{kind}" viewBox="0 0 {_n(width)} {_n(height)}" {named}>'
    told = f"<title>{escape(title)}</title>" if title else ""
    return mark_safe(f"{head}{told}{inner}</svg>")  # noqa: S308 (numbers of our own and escaped texts)
