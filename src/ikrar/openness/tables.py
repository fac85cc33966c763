"""A snapshot's file, read for a page or a spreadsheet. Plain Python."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.json import Decoder

from ikrar.kernel.words import Words
from ikrar.openness.domain import CATEGORY_WORDS, SPLIT_WORDS, SPLITS, STANDING_WORDS, Reason, Standing

OWN = "/own"
ON_ONE_PAGE = 400  # units; more are shown level by level
OR = Words(" atau ", " or ")


class Row(Struct, frozen=True, gc=False):
    """A unit as the file tells it."""

    id: str
    name: str
    above: str | None
    people: int
    pledged: int | None
    missing: int | None
    as_of: str | None
    standing: Standing


class Group(Struct, frozen=True):
    """Units with one figure together, as the file tells it."""

    units: list[str]
    pledged: int
    missing: int
    as_of: str


class File(Struct, frozen=True):
    """A snapshot's file, as much of it as pages show."""

    number: int
    reason: Reason
    note: str
    as_of: str
    whole: dict[str, Any]
    units: list[Row]
    together: list[Group]
    splits: dict[str, Any]
    arrivals: list[dict[str, Any]]
    register: dict[str, Any]


_READER = Decoder(File)


@dataclass(frozen=True, slots=True)
class Node:
    """A unit in the tree; its figure is None where it is hidden or joined with others."""

    id: str
    name: str
    is_own: bool
    people: int
    pledged: int | None
    missing: int | None
    as_of: datetime | None
    standing: Standing
    below: tuple["Node", ...]
    together: tuple["Together", ...]
    leads_on: bool = False  # what stands below it is a page of its own

    @property
    def standing_words(self) -> Words:
        return STANDING_WORDS[self.standing]

    @property
    def has_below(self) -> bool:
        return bool(self.below)


@dataclass(frozen=True, slots=True)
class Together:
    """Units with one figure together."""

    names: tuple[str, ...]
    pledged: int
    missing: int
    as_of: datetime

    @property
    def people(self) -> int:
        return self.pledged + self.missing


@dataclass(frozen=True, slots=True)
class Split:
    """One way to look at the whole; categories that would be too small are joined."""

    words: Words
    lines: tuple[tuple[Words, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.lines)

    @property
    def shares(self) -> tuple[tuple[Words, int, float], ...]:
        """Each category with its count and its part of the total."""
        return tuple((words, count, count / self.total) for words, count in self.lines)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How many came in a span."""

    begins_at: datetime
    until: datetime
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    """A publication as a page shows it."""

    number: int
    reason: Reason
    note: str
    as_of: datetime
    people: int
    pledged: int | None
    missing: int | None
    whole_as_of: datetime | None
    tree: "Tree"
    splits: tuple[Split, ...]
    outside: Split | None
    unsigned: Split | None
    splits_as_of: datetime | None
    arrivals: tuple[Arrivals, ...]
    register_size: int | None
    register_root: str | None

    @property
    def share(self) -> float | None:
        if self.pledged is None or self.missing is None:
            return None
        return self.pledged / (self.pledged + self.missing)

    @property
    def most_at_once(self) -> int:
        """The largest count of a span of time."""
        return max((span.count for span in self.arrivals), default=0)


def figures_of(file: bytes) -> Figures:
    """The file of a snapshot as values. Of forty thousand units no page is made before it is asked for."""
    read = _READER.decode(file)
    splits = {name: _split(name, read.splits[name]) for name in SPLITS if name in read.splits}
    return Figures(
        number=read.number,
        reason=read.reason,
        note=read.note,
        as_of=_moment(read.as_of),
        people=read.whole["people"],
        pledged=read.whole["pledged"],
        missing=read.whole["missing"],
        whole_as_of=_moment_or_none(read.whole["as_of"]),
        tree=Tree(read.units, read.together),
        splits=tuple(splits[name] for name in ("key", "identification", "presence") if name in splits),
        outside=splits.get("outside"),
        unsigned=splits.get("unsigned"),
        splits_as_of=_moment_or_none(read.splits["as_of"]),
        arrivals=tuple(
            Arrivals(_moment(span["from"]), _moment(span["until"]), span["count"]) for span in read.arrivals
        ),
        register_size=read.register["size"],
        register_root=read.register["root"],
    )


@dataclass(frozen=True, slots=True)
class Level:
    """The units one page shows, and those above them; the whole tree where it is small."""

    above: tuple[Node, ...]
    units: tuple[Node, ...]
    together: tuple[Together, ...]


class NoSuchUnit(Exception):
    """The publication knows no such unit."""


@dataclass(frozen=True)
class Tree:
    """All units of a publication, to be made into nodes where a page shows them."""

    units: Sequence[Row]
    groups: Sequence[Group]

    @property
    def is_small(self) -> bool:
        return len(self.units) <= ON_ONE_PAGE

    @cached_property
    def known(self) -> Mapping[str, Row]:
        return {row.id: row for row in self.units}

    @cached_property
    def below(self) -> Mapping[str | None, Sequence[Row]]:
        """The units right below each, in the order of the file."""
        found: dict[str | None, list[Row]] = {}
        for row in self.units:
            found.setdefault(row.above if row.above in self.known else None, []).append(row)
        return found

    @cached_property
    def joined(self) -> Mapping[str | None, Sequence[Group]]:
        """Units joined, by the unit above them."""
        found: dict[str | None, list[Group]] = {}
        for group in self.groups:
            first = self.known.get(group.units[0])
            above = first.above if first is not None and first.above in self.known else None
            found.setdefault(above, []).append(group)
        return found

    def together(self, unit: str | None) -> tuple[Together, ...]:
        """What is joined right below a unit."""
        return tuple(self._told(group) for group in self.joined.get(unit, ()))

    def nodes(self, unit: str | None, *, deep: bool) -> tuple[Node, ...]:
        """The units right below one, with everything beneath them or with nothing."""
        return tuple(self.node(row, levels=-1 if deep else 0) for row in self.below.get(unit, ()))

    def node(self, row: Row, *, levels: int) -> Node:
        """One unit with so many levels below it; all of them if negative."""
        parts = self.below.get(row.id, ())
        return Node(
            id=row.id,
            name=row.name,
            is_own=row.id.endswith(OWN),
            people=row.people,
            pledged=row.pledged,
            missing=row.missing,
            as_of=_moment_or_none(row.as_of),
            standing=row.standing,
            below=tuple(self.node(part, levels=levels - 1) for part in parts) if levels else (),
            together=self.together(row.id) if levels else (),
            leads_on=bool(parts) and not levels,
        )

    def line_to(self, unit: str) -> tuple[Row, ...]:
        """The units from the top down to this one; raises `NoSuchUnit`."""
        line: list[Row] = []
        row = self.known.get(unit)
        while row is not None:
            line.insert(0, row)
            row = self.known.get(row.above or "")
        if not line:
            raise NoSuchUnit
        return tuple(line)

    def _told(self, group: Group) -> Together:
        names = tuple(_name(self.known[key]) for key in group.units if key in self.known)
        return Together(names, group.pledged, group.missing, _moment(group.as_of))


def level(figures: Figures, *, unit: str = "") -> Level:
    """A unit with those right below it, or the tops; raises `NoSuchUnit`."""
    tree = figures.tree
    if tree.is_small or not unit:
        return Level((), tree.nodes(None, deep=tree.is_small), tree.together(None))
    *above, here = tree.line_to(unit)
    return Level(tuple(tree.node(row, levels=0) for row in above), (tree.node(here, levels=1),), ())


def lines(file: dict[str, Any]) -> list[dict[str, Any]]:
    """One flat table: the whole, units, units joined, splits and arrivals, told apart by `row`."""
    return list(_lines(file))


def _lines(file: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield {
        "row": "whole",
        "id": file["declaration"]["id"],
        "name": file["declaration"]["title"],
        **file["whole"],
    }
    for unit in file["units"]:
        yield {"row": "unit", **unit}
    for group in file["together"]:
        yield {
            "row": "together",
            "id": "+".join(group["units"]),
            "people": group["pledged"] + group["missing"],
            "pledged": group["pledged"],
            "missing": group["missing"],
            "as_of": group["as_of"],
        }
    for name in SPLITS:
        for part in file["splits"].get(name, ()):
            yield {
                "row": name,
                "id": "+".join(part["of"]),
                "people": part["count"],
                "as_of": file["splits"]["as_of"],
            }
    for span in file["arrivals"]:
        yield {"row": "arrivals", "pledged": span["count"], "as_of": span["from"], "until": span["until"]}


def _name(row: Row) -> str:
    return f"{row.name} (langsung)" if row.id.endswith(OWN) else row.name


def _split(name: str, parts: list[dict[str, Any]]) -> Split:
    lines = tuple((_either(name, part["of"]), part["count"]) for part in parts)
    return Split(SPLIT_WORDS[name], lines)


def _either(name: str, categories: list[str]) -> Words:
    words = [CATEGORY_WORDS[name][category] for category in categories]
    return Words(OR.id.join(one.id for one in words), OR.en.join(one.en for one in words))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _moment_or_none(text: str | None) -> datetime | None:
    return None if text is None else _moment(text)
