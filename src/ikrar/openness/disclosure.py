"""Which figures may be published so that no small group can be worked out from them. Plain Python.

A cell counts a group of people, for instance (pledged, missing). People fall into cells by a fixed tree that
everyone knows; siblings are paired by size into regions. Three rules, each held at one time and over time:

* A region has a figure only where every count is at least five, and only if the figure leaves every cell
  inside it at least five (or all its) possible values.
* A region is taken apart all or nothing: into its two halves when both may have figures, or not at all. So a
  hidden cell says no more than "not all of us are large enough", even to a reader who knows these rules.
* A figure is published again only when each count stands still or has moved by five or more. Until then the
  former figure stays, with its day. A larger figure is always the sum of what is shown inside it.

The reasons, the attacker this is held against and what it cannot do: docs/decisions/0032.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

LEAST = 5

Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A group of people as it really is; its parts, if any, make it up completely."""

    key: str
    counts: Counts
    parts: tuple["Cell", ...] = ()

    @property
    def size(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Shown:
    """A group of people as published: one figure with its moment, or the halves it was taken apart into."""

    key: str
    figure: Counts | None
    as_of: str
    parts: tuple["Shown", ...] = ()
    counts: Counts = field(init=False, repr=False, compare=False)  # the figure, or the sum of those inside
    latest: str = field(init=False, repr=False, compare=False)  # moment of the last figure inside

    def __post_init__(self) -> None:
        """Worked out once: a nation is forty thousand of them, inside one another."""
        counts = total(part.counts for part in self.parts) if self.figure is None else self.figure
        latest = (
            self.as_of if self.figure is not None else max((one.latest for one in self.parts), default="")
        )
        object.__setattr__(self, "counts", counts)
        object.__setattr__(self, "latest", latest)

    def everything(self) -> Iterator["Shown"]:
        """Itself and all that is shown inside it, from the top down and from left to right."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting.extend(reversed(one.parts))


def total(figures: Iterable[Counts]) -> Counts:
    """Count by count.

    >>> total([(1, 2), (3, 4)])
    (4, 6)
    """
    return tuple(map(sum, zip(*figures, strict=True)))


def cell_of(
    key: str, parts: Sequence[Cell], *, order: Mapping[str, int] | None = None, least: int = LEAST
) -> Cell:
    """A cell made of its parts, those next to each other in `order` joined in halves of halves.

    `order` must be public and stay the same as long as figures are published. Parts without anybody are
    left out where sizes are public.

    >>> [half.key for half in cell_of("k", [Cell(x, (9, 9)) for x in "dbca"]).parts]
    ['a+1', 'c+1']
    """
    kept = (part for part in parts if part.size or len(part.counts) == 1)
    peopled = sorted(kept, key=lambda part: _place(part, order or {}))
    counts = total(part.counts for part in parts)
    return Cell(key, counts, _halves(peopled, least) if len(peopled) > 1 else tuple(peopled))


def publish(cell: Cell, *, former: Shown | None, at: str, least: int = LEAST) -> Shown | None:
    """What to show now, given what was shown last; None while the whole is too small or nearly complete."""
    if former is not None:
        return _published_again(cell, former, at, least)
    return _opened(cell, at, least) if is_publishable(cell, least=least) else None


def is_publishable(cell: Cell, *, least: int = LEAST) -> bool:
    """Whether this group may have a figure.

    >>> is_publishable(cell_of("both", [Cell("a", (40, 3)), Cell("b", (10, 9))]))
    True
    >>> is_publishable(cell_of("both", [Cell("a", (40, 3)), Cell("b", (1, 2))]))
    False
    """
    return min(cell.counts) >= least and all(
        _possible_width(inner, cell.counts) >= min(inner.size, least)
        for inner in everything_in(cell)
        if inner.counts != cell.counts
    )


def is_a_step(before: Counts, after: Counts, *, least: int = LEAST) -> bool:
    """Whether the second figure may follow the first: each count stands still or moves by enough.

    >>> is_a_step((10, 90), (15, 85)), is_a_step((10, 90), (14, 86)), is_a_step((10, 90), (10, 90))
    (True, False, True)
    """
    return all(old == new or abs(new - old) >= least for old, new in zip(before, after, strict=True))


def is_comparable(cell: Cell, shown: Shown, *, least: int = LEAST) -> bool:
    """Whether the true total may be told beside what is shown, without telling what a held figure hides."""
    if not is_a_step(shown.counts, cell.counts, least=least):
        return False
    moved = [key for key, old, new in standing(cell, shown) if old != new]
    return len(moved) != 1


def standing(cell: Cell, shown: Shown) -> Iterator[tuple[str, Counts, Counts]]:
    """Each figure that stands, beside what is true of the same people now."""
    waiting = [(cell, shown)]
    while waiting:
        here, told = waiting.pop()
        if told.figure is not None:
            yield told.key, told.figure, here.counts
            continue
        now = {part.key: part for part in here.parts}
        waiting.extend(
            (now.get(part.key, Cell(part.key, part.counts)), part) for part in reversed(told.parts)
        )


def everything_in(cell: Cell) -> Iterator[Cell]:
    """The same of cells."""
    waiting = [cell]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(reversed(one.parts))


def tells_apart(
    one: Mapping[frozenset[str], int], other: Mapping[frozenset[str], int], *, least: int = LEAST
) -> bool:
    """Whether two splits of the same people, known to hang together, differ somewhere by a small number.

    Each maps the joined categories of a region to its count.

    >>> kiosk, paper, seen = frozenset({"kiosk"}), frozenset({"paper"}), frozenset({"witness"})
    >>> tells_apart({kiosk: 40, paper: 9}, {seen: 49}), tells_apart({kiosk: 40}, {seen: 43})
    (False, True)
    """
    sums = [_unions(split) for split in (one, other)]
    return any(0 < abs(a - b) < least for a in sums[0] for b in sums[1])


def _opened(cell: Cell, at: str, least: int) -> Shown:
    """A group shown for the first time, taken apart as far as may be."""
    if cell.parts and all(is_publishable(part, least=least) for part in cell.parts):
        return Shown(cell.key, None, at, tuple(_opened(part, at, least) for part in cell.parts))
    return Shown(cell.key, cell.counts, at)


def _published_again(cell: Cell, former: Shown, at: str, least: int) -> Shown:
    if former.figure is None:
        now = {part.key: part for part in cell.parts}
        parts = (
            _published_again(now[part.key], part, at, least) if part.key in now else part
            for part in former.parts
        )
        return Shown(former.key, None, former.as_of, tuple(parts))
    if not is_a_step(former.figure, cell.counts, least=least) or not is_publishable(cell, least=least):
        return former
    again = _opened(cell, at, least)
    return former if again.figure == former.figure else again


def _possible_width(cell: Cell, counts: Counts) -> int:
    """How far apart the least and the greatest value lie that the region's figure leaves possible.

    With two counts the size of every cell is public (the frozen denominator): of N people in a region of
    (p, m) at least N - m and at most p have pledged. With one count even the sizes are unknown.
    """
    return counts[0] if len(counts) == 1 else min(cell.size, *counts, sum(counts) - cell.size)


def _halves(parts: Sequence[Cell], least: int) -> tuple[Cell, ...]:
    """Two halves that can have figures as far as sizes tell, as even as may be; else the parts themselves."""
    middle = len(parts) / 2
    cuts = sorted(range(1, len(parts)), key=lambda cut: abs(cut - middle))
    for cut in cuts:
        if _may_ever_be_shown(parts[:cut], least) and _may_ever_be_shown(parts[cut:], least):
            return _region(parts[:cut], least), _region(parts[cut:], least)
    return tuple(parts)


def _region(parts: Sequence[Cell], least: int) -> Cell:
    if len(parts) == 1:
        return parts[0]
    counts = total(part.counts for part in parts)
    return Cell(f"{parts[0].key}+{len(parts) - 1}", counts, _halves(parts, least))


def _may_ever_be_shown(parts: Sequence[Cell], least: int) -> bool:
    """Judged by sizes alone, which are public where there are two counts."""
    if len(parts[0].counts) == 1:
        return True
    sizes = [sum(part.counts) for part in parts]
    size = sum(sizes)
    rest_suffices = all(size - one >= min(one, least) for one in sizes)
    return size >= 2 * least and (len(parts) == 1 or rest_suffices)


def _place(part: Cell, order: Mapping[str, int]) -> tuple[int, str]:
    return order.get(part.key, 0), part.key


def _unions(split: Mapping[frozenset[str], int]) -> set[int]:
    sums = {0}
    for count in split.values():
        sums |= {earlier + count for earlier in sums}
    return sums - {0}
