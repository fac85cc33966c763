"""From what is true of a declaration to what is published of it. Plain Python.

`Books` is what was shown last; a snapshot's file is written from it and from the names of the units.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ikrar.kernel.canonical import Value
from ikrar.openness import disclosure
from ikrar.openness.disclosure import LEAST, Cell, Counts, Shown
from ikrar.openness.domain import RELATED, SPLITS, Standing

WHOLE = "all"
OWN = "/own"
STEP = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with everything below it: how many have the duty, and how many of them pledged."""

    id: str
    name: str
    above: str | None
    people: int
    pledged: int


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of a declaration at one moment."""

    units: tuple[Unit, ...]  # the one above stands before those below it
    splits: Mapping[str, Mapping[str, int]]
    arrivals: tuple[tuple[datetime, int], ...]  # by the minute


@dataclass(frozen=True, slots=True)
class Span:
    """How many pledges came in from one moment until before another."""

    begins_at: str
    until: str
    count: int


@dataclass(frozen=True, slots=True)
class Books:
    """All that was ever shown and still stands."""

    order: Mapping[str, int] = field(default_factory=dict)
    coverage: Shown | None = None
    splits: Mapping[str, Shown] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    split_at: str = ""


def carried_on(books: Books, truth: Truth, *, at: datetime) -> Books:
    """The books after one more publication."""
    when = at.isoformat(timespec="seconds")
    order = {unit.id: unit.people for unit in truth.units} | own_sizes(truth.units) | dict(books.order)
    cell = tree(truth.units, order=order)
    coverage = disclosure.publish(cell, former=books.coverage, at=when) if cell.size else None
    books = Books(order, coverage, books.splits, books.spans, books.split_at)
    if coverage is None or not disclosure.is_comparable(cell, coverage):
        return books
    return _with_splits(books, truth, when)


def tree(units: Sequence[Unit], *, order: Mapping[str, int]) -> Cell:
    """Units as cells; people who stand directly in a unit that has others below it are a part of their own."""
    below: dict[str | None, list[Unit]] = {}
    known = {unit.id for unit in units}
    for unit in units:
        below.setdefault(unit.above if unit.above in known else None, []).append(unit)

    def cell(unit: Unit) -> Cell:
        parts = [cell(inner) for inner in below.get(unit.id, ())]
        if not parts:
            return Cell(unit.id, _counts(unit.people, unit.pledged))
        return disclosure.cell_of(unit.id, [*parts, _own(unit, parts)], order=order)

    return disclosure.cell_of(WHOLE, [cell(unit) for unit in below.get(None, ())], order=order)


def own_sizes(units: Sequence[Unit]) -> dict[str, int]:
    """How many stand directly in each unit, under the key of that part."""
    sizes = {unit.id: unit.people for unit in units}
    for unit in units:
        if unit.above in sizes:
            sizes[unit.above] -= unit.people
    return {unit + OWN: size for unit, size in sizes.items()}


def _own(unit: Unit, parts: Sequence[Cell]) -> Cell:
    pledged, missing = disclosure.total(part.counts for part in parts)
    counts = _counts(unit.people, unit.pledged)
    return Cell(unit.id + OWN, (max(counts[0] - pledged, 0), max(counts[1] - missing, 0)))


def _counts(people: int, pledged: int) -> Counts:
    return pledged, max(people - pledged, 0)


def _with_splits(books: Books, truth: Truth, when: str) -> Books:
    """The books with new splits if each of them may move now, else with the former ones."""
    splits: dict[str, Shown] = {}
    for name, categories in SPLITS.items():
        cell = _split_cell(name, categories, truth.splits.get(name, {}))
        shown = disclosure.publish(cell, former=books.splits.get(name), at=when)
        if shown is None:
            continue
        if any(old != new for _, old, new in disclosure.standing(cell, shown)):
            return books
        splits[name] = shown
    spans = _spans(books, truth, when)
    if spans is None or (_tells_apart(splits) and "identification" in books.splits):
        return books
    if _tells_apart(splits):
        del splits["identification"]
    return Books(books.order, books.coverage, splits, spans, when)


def _split_cell(name: str, categories: tuple[str, ...], counted: Mapping[str, int]) -> Cell:
    known = dict(counted)
    known["passkey"] = known.get("passkey", 0) + known.pop("certified", 0)
    order = {category: place for place, category in enumerate(categories)}
    return disclosure.cell_of(name, [Cell(c, (known.get(c, 0),)) for c in categories], order=order)


def _tells_apart(splits: Mapping[str, Shown]) -> bool:
    if "key" not in splits or "identification" not in splits:
        return False
    keys, identified = (groups(splits[name], SPLITS[name]) for name in ("key", "identification"))
    return any(
        disclosure.tells_apart(_about(keys, alike), _about(identified, also)) for alike, also in RELATED
    )


def _about(split: Mapping[frozenset[str], int], these: frozenset[str]) -> dict[frozenset[str], int]:
    return {joined: count for joined, count in split.items() if joined & these}


def groups(shown: Shown, categories: Sequence[str]) -> dict[frozenset[str], int]:
    """Each figure of a split with the categories that it joins."""
    return {
        frozenset(members(part.key, categories)): part.counts[0]
        for part in shown.everything()
        if part.figure is not None
    }


def members(key: str, categories: Sequence[str]) -> tuple[str, ...]:
    """The categories behind a region's key.

    >>> members("b+1", "abcd"), members("c", "abcd"), members("key", "abcd")
    (('b', 'c'), ('c',), ('a', 'b', 'c', 'd'))
    """
    first, _, more = key.partition("+")
    if first not in categories:
        return tuple(categories)
    place = list(categories).index(first)
    return tuple(categories[place : place + 1 + int(more or 0)])


def _spans(books: Books, truth: Truth, when: str) -> tuple[Span, ...] | None:
    """Arrivals in spans of at least five each; None if a few came since the last time."""
    since = books.spans[-1].until if books.spans else ""
    new = [(at, n) for at, n in truth.arrivals if at.isoformat(timespec="seconds") >= since]
    made = tuple(_gathered(new, since, when))
    return None if made and made[0].count < LEAST else books.spans + made


def _gathered(arrivals: Iterable[tuple[datetime, int]], since: str, when: str) -> Iterator[Span]:
    spans: list[Span] = []
    count, begin, until = 0, since, since
    for at, n in arrivals:
        floor = at - (at - datetime.min.replace(tzinfo=at.tzinfo)) % STEP
        if floor.isoformat(timespec="seconds") >= until and count >= LEAST:
            spans.append(Span(begin, until, count))
            count, begin = 0, floor.isoformat(timespec="seconds")
        begin = begin or floor.isoformat(timespec="seconds")
        count, until = count + n, max(until, (floor + STEP).isoformat(timespec="seconds"))
    if count >= LEAST or not spans:
        spans += [Span(begin, when, count)] if count else []
    else:
        spans[-1] = Span(spans[-1].begins_at, when, spans[-1].count + count)
    return iter(spans)


# What a snapshot's file says.


def rows(books: Books, units: Sequence[Unit], cell: Cell) -> list[dict[str, Value]]:
    """One row for each unit, and for those who stand directly in a unit that has others below it."""
    shown = {one.key: one for one in books.coverage.everything()} if books.coverage else {}
    joined = {key for together in _joined(cell, shown) for key in together[0]}
    named = [(unit.id, unit.name, unit.above, unit.people) for unit in units]
    parted = {one.key: one.size for one in disclosure.everything_in(cell) if one.key.endswith(OWN)}
    named += [
        (unit.id + OWN, unit.name, unit.id, parted[unit.id + OWN])
        for unit in units
        if parted.get(unit.id + OWN)
    ]
    return [
        {"id": key, "name": name, "above": above, "people": people, **_figure(shown.get(key), key in joined)}
        for key, name, above, people in named
    ]


def together(books: Books, cell: Cell) -> list[dict[str, Value]]:
    """Units that have one figure together."""
    shown = {one.key: one for one in books.coverage.everything()} if books.coverage else {}
    return [{"units": list(keys), **_numbers(one)} for keys, one in _joined(cell, shown)]


def whole(books: Books) -> dict[str, Value]:
    """The declaration in one figure."""
    return _numbers(books.coverage) if books.coverage else {"pledged": None, "missing": None, "as_of": None}


def split_rows(books: Books) -> dict[str, Value]:
    """Each split as a list of joined categories with their count."""
    return {
        name: [
            {"of": sorted(joined, key=SPLITS[name].index), "count": count}
            for joined, count in groups(shown, SPLITS[name]).items()
        ]
        for name, shown in books.splits.items()
    }


def _joined(cell: Cell, shown: Mapping[str, Shown]) -> Iterator[tuple[tuple[str, ...], Shown]]:
    for one in disclosure.everything_in(cell):
        if "+" in one.key and one.key in shown and shown[one.key].figure is not None:
            yield tuple(_named_in(one)), shown[one.key]


def _named_in(cell: Cell) -> Iterator[str]:
    for part in cell.parts:
        if "+" in part.key:
            yield from _named_in(part)
        else:
            yield part.key


def _figure(shown: Shown | None, joined: bool) -> dict[str, Value]:  # noqa: FBT001 (private, named where it is called)
    if shown is not None:
        return {**_numbers(shown), "standing": Standing.APART.value}
    standing = Standing.TOGETHER if joined else Standing.HIDDEN
    return {"pledged": None, "missing": None, "as_of": None, "standing": standing.value}


def _numbers(shown: Shown) -> dict[str, Value]:
    return {"pledged": shown.counts[0], "missing": shown.counts[1], "as_of": shown.latest}
