"""The tile map: one square a unit, all of one size, laid out as the office placed them.

The shade goes in fifths, and so do the marks below each number, so that colour is not the only thing that tells. Drawn twice,
for wide and for narrow screens, because words in a picture shrink with it. A table says the same beside it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ikrar.kernel.words import Words
from ikrar.openness.domain import (
    MOST_TILES,
    STANDING_WORDS,
    Placed,
    Spot,
    Standing,
    in_rows,
    short_name,
)
from ikrar.openness.tables import OWN, Figures, Row, Tree
from ikrar.web import formats
from ikrar.web.languages import is_english, say

FIFTHS = 5
GAP = 4
STEP_WORDS: tuple[Words, ...] = (
    Words("di bawah 20 %", "under 20 %"),
    Words("20 sampai 39 %", "20 to 39 %"),
    Words("40 sampai 59 %", "40 to 59 %"),
    Words("60 sampai 79 %", "60 to 79 %"),
    Words("80 % ke atas", "80 % and more"),
)


ABSENT = Words("tidak diminta dalam deklarasi ini", "not asked in this declaration")


@dataclass(frozen=True, slots=True)
class Tile:
    """One unit on the map, as it was published."""

    unit: str
    name: str
    label: str
    spot: Spot
    people: int
    pledged: int | None
    missing: int | None
    standing: Standing
    leads_on: bool

    @property
    def share(self) -> float | None:
        if self.pledged is None or self.missing is None:
            return None
        return self.pledged / (self.pledged + self.missing)

    @property
    def step(self) -> int | None:
        """Which fifth the share lies in, from 0 to 4."""
        return None if self.share is None else min(FIFTHS - 1, formats.floored(self.share, parts=FIFTHS))

    @property
    def percent(self) -> int | None:
        return None if self.share is None else formats.floored(self.share, parts=100)

    @property
    def standing_words(self) -> Words:
        return STANDING_WORDS[self.standing]

    @property
    def step_words(self) -> Words | None:
        return None if self.step is None else STEP_WORDS[self.step]


@dataclass(frozen=True, slots=True)
class Map:
    """The tiles of one page, in reading order; `is_laid_out` where an office placed them."""

    tiles: tuple[Tile, ...]
    is_laid_out: bool
    left_out: int = 0
    absent: tuple[Placed, ...] = ()  # placed, but not asked in this declaration


def tile_map(figures: Figures, layout: Sequence[Placed], *, unit: str = "") -> Map:
    """The office's layout where it places units of this part of the tree, else the level below as the tree has it.

    Raises `NoSuchUnit`.
    """
    tree = figures.tree
    if unit:
        tree.line_to(unit)
    placed = [one for one in layout if _is_inside(tree, one.unit, unit)]
    if len(placed) > 1:
        absent = [] if unit else [one for one in layout if one.unit not in tree.known]
        return Map(_tiles(tree, placed), is_laid_out=True, absent=tuple(absent))
    level = _level(tree, unit)
    return Map(_tiles(tree, in_rows(level[:MOST_TILES])), is_laid_out=False, left_out=len(level[MOST_TILES:]))


def _is_inside(tree: Tree, placed: str, unit: str) -> bool:
    if placed not in tree.known:
        return False
    return not unit or any(row.id == unit for row in tree.line_to(placed)[:-1])


def _level(tree: Tree, unit: str) -> list[str]:
    """The units right below; where one stands alone at the top, those below it."""
    rows = _units(tree.below.get(unit or None, ()))
    if not unit and len(rows) == 1:
        rows = _units(tree.below.get(rows[0].id, ())) or rows
    return [row.id for row in rows]


def _units(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if not row.id.endswith(OWN)]


def _tiles(tree: Tree, placed: Sequence[Placed]) -> tuple[Tile, ...]:
    return tuple(_tile(tree, one) for one in sorted(placed, key=lambda one: one.spot))


def _tile(tree: Tree, placed: Placed) -> Tile:
    row = tree.known[placed.unit]
    return Tile(
        unit=row.id,
        name=row.name,
        label=placed.label or short_name(row.name),
        spot=placed.spot,
        people=row.people,
        pledged=row.pledged,
        missing=row.missing,
        standing=Standing(row.standing),
        leads_on=bool(_units(tree.below.get(row.id, ()))),
    )


@dataclass(frozen=True, slots=True)
class _Form:
    """Measures of one of the two drawings; the narrow one has no room for names."""

    kind: str
    size: int
    number: int  # baseline of the number
    marks: int  # top of the marks
    scale: float  # how much larger it is shown where there is room
    name: int | None = None


WIDE = _Form("wide", size=92, name=26, number=56, marks=72, scale=1.4)
SLIM = _Form("slim", size=44, number=27, marks=34, scale=1)


def drawn(found: Map, *, title: str, key: str = "petak") -> SafeString:
    """Both drawings."""
    inner = "".join(_drawing(found, form, title=title, key=key) for form in (WIDE, SLIM))
    return mark_safe(f'<div class="tilemap">{inner}</div>')  # noqa: S308 (texts are escaped)


def preview(layout: Sequence[Placed], names: Mapping[str, str], *, here: Collection[str]) -> SafeString:
    """The grid as an office laid it out, without any figure; the units of the page that is open stand out."""
    if not layout:
        return mark_safe("")
    size, pitch = 92, 96
    width = max(one.spot.column for one in layout) * pitch
    height = max(one.spot.row for one in layout) * pitch
    inner = "".join(
        _plain(one, names.get(one.unit, ""), size=size, pitch=pitch, is_here=one.unit in here)
        for one in layout
    )
    head = f'<svg class="chart tiles" width="{width}" viewBox="0 0 {width} {height}" aria-hidden="true">'
    return mark_safe(f'<div class="tilemap">{head}{inner}</svg></div>')  # noqa: S308 (texts are escaped)


def swatch(kind: str, step: int | None = None) -> SafeString:
    """A tile for the legend: `step` from 0 to 4, or the kind of one without a figure."""
    inner = _marks(step, x=3, y=23, width=22) if step is not None else _hatched(kind)
    rect = f'<rect x="1" y="1" width="26" height="30" rx="4" class="{f"t{step}" if step is not None else kind}"/>'
    head = '<svg class="chart swatch" width="28" height="32" viewBox="0 0 28 32" aria-hidden="true">'
    return mark_safe(f"{head}{rect}{inner}</svg>")  # noqa: S308 (numbers and words of our own)


def legend(found: Map) -> tuple[tuple[SafeString, Words], ...]:
    """A swatch with its words for each kind of tile there can be; those without a figure only where there is one."""
    steps = [(swatch("", step), words) for step, words in enumerate(STEP_WORDS)]
    kinds = {one.standing for one in found.tiles}
    others = [
        (swatch(kind), STANDING_WORDS[standing])
        for standing, kind in ((Standing.TOGETHER, "joined"), (Standing.HIDDEN, "hidden"))
        if standing in kinds
    ]
    return (*steps, *others, *([(swatch("absent"), ABSENT)] if found.absent else []))


def _drawing(found: Map, form: _Form, *, title: str, key: str) -> str:
    pitch = form.size + GAP
    spots = [*(one.spot for one in found.tiles), *(one.spot for one in found.absent)]
    top, left = min(spot.row for spot in spots), min(spot.column for spot in spots)
    width = (max(spot.column for spot in spots) - left + 1) * pitch - GAP
    height = (max(spot.row for spot in spots) - top + 1) * pitch - GAP

    def at(spot: Spot) -> tuple[int, int]:
        return (spot.column - left) * pitch, (spot.row - top) * pitch

    inner = "".join(_absent(one, form, at=at(one.spot)) for one in found.absent)
    inner += "".join(_drawn(one, form, at=at(one.spot), key=key) for one in found.tiles)
    size = f'width="{(width + 2) * form.scale:.0f}" viewBox="-1 -1 {width + 2} {height + 2}"'
    head = f'<svg class="chart tiles {form.kind}" {size} role="img" aria-label="{escape(title)}">'
    return f"{head}{_patterns(key, form)}{inner}</svg>"


def _absent(one: Placed, form: _Form, *, at: tuple[int, int]) -> str:
    x, y = at
    rect = f'<rect x="{x}" y="{y}" width="{form.size}" height="{form.size}" rx="5" class="absent"/>'
    return rect + (
        _text(one.label, x + form.size // 2, y + form.size // 2 + 4, "name faint") if form.name else ""
    )


def _drawn(tile: Tile, form: _Form, *, at: tuple[int, int], key: str) -> str:
    x, y = at
    box = f'x="{x}" y="{y}" width="{form.size}" height="{form.size}" rx="5"'
    told = f"<title>{escape(_told(tile))}</title>"
    middle = x + form.size // 2
    on = " on" if tile.step == FIFTHS - 1 else ""
    name = _text(tile.label, middle, y + form.name, f"name{on}") if form.name else ""
    if tile.step is None:
        kind = "joined" if tile.standing == Standing.TOGETHER else "hidden"
        hatch = f'<rect {box} fill="url(#{key}-{form.kind}-{kind})"/>'
        word = "+" if kind == "joined" else "&lt;5"
        number = _text(word, middle, y + form.number, "number", is_escaped=True)
        return f'<g>{told}<rect {box} class="{kind}"/>{hatch}{name}{number}</g>'
    number = _text(_share(tile, form), middle, y + form.number, f"number{on}")
    marks = _marks(tile.step, x=x + 6, y=y + form.marks, width=form.size - 12)
    return f'<g>{told}<rect {box} class="t{tile.step}"/>{name}{number}{marks}</g>'


def _share(tile: Tile, form: _Form) -> str:
    """As the page says it beside; the narrow drawing has room for whole parts of a hundred alone."""
    if form.name:
        return formats.percent(tile.share or 0, english=is_english()).replace(" ", "")
    return f"{tile.percent}"


def _plain(one: Placed, name: str, *, size: int, pitch: int, is_here: bool) -> str:
    x, y = (one.spot.column - 1) * pitch, (one.spot.row - 1) * pitch
    rect = (
        f'<rect x="{x}" y="{y}" width="{size}" height="{size}" rx="5" class="{"t2" if is_here else "t0"}"/>'
    )
    label = _text(one.label or short_name(name), x + size // 2, y + 38, "name")
    spot = _text(f"{one.spot.row}·{one.spot.column}", x + size // 2, y + 62, "name")
    return f"<g>{rect}{label}{spot}</g>"


def _text(text: str, x: int, y: int, kind: str, *, is_escaped: bool = False) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}">{text if is_escaped else escape(text)}</text>'


def _marks(step: int, *, x: int, y: int, width: int) -> str:
    """Five small marks, as many of them full as fifths are reached."""
    each = width / FIFTHS
    light = " light" if step == FIFTHS - 1 else ""
    return "".join(
        f'<rect class="{"mark" if place <= step else "gap"}{light}" x="{x + place * each + 1:.1f}" y="{y}" width="{each - 2:.1f}" height="5"/>'
        for place in range(FIFTHS)
    )


def _patterns(key: str, form: _Form) -> str:
    """Lines for what is hidden, dots for what is joined."""
    start = f"{key}-{form.kind}"
    return (
        f'<defs><pattern id="{start}-hidden" width="8" height="8" patternUnits="userSpaceOnUse"><path class="stripe" d="M0 8L8 0"/></pattern>'
        f'<pattern id="{start}-joined" width="8" height="8" patternUnits="userSpaceOnUse"><circle class="dot" cx="4" cy="4" r="1.2"/></pattern></defs>'
    )


def _hatched(kind: str) -> str:
    """Lines or dots on a swatch, which needs no pattern."""
    if kind == "absent":
        return ""
    if kind == "hidden":
        return '<path class="stripe" d="M1 11L11 1M1 21L21 1M3 29L27 5M13 29L27 15"/>'
    return "".join(
        f'<circle class="dot" cx="{x}" cy="{y}" r="1.5"/>' for x in (8, 14, 20) for y in (9, 16, 23)
    )


def _told(tile: Tile) -> str:
    if tile.pledged is None:
        return f"{tile.name}: {say(tile.standing_words)}"
    return f"{tile.name}: {tile.pledged} / {tile.people}"
