"""A snapshot's file, read for a page or a spreadsheet. Plain Python."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ikrar.kernel.words import Words
from ikrar.openness.domain import CATEGORY_WORDS, SPLIT_WORDS, SPLITS, STANDING_WORDS, Reason, Standing

OWN = "/own"
ON_ONE_PAGE = 400  # units; more are shown level by level
OR = Words(" atau ", " or ")


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
    units: tuple[Node, ...]
    together: tuple[Together, ...]
    size: int  # units in all
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


def figures_of(file: dict[str, Any]) -> Figures:
    """The file of a snapshot as values."""
    below = _by_above(file["units"])
    joined = _joined_by_above(file)
    splits = {name: _split(name, file["splits"][name]) for name in SPLITS if name in file["splits"]}
    whole = file["whole"]
    return Figures(
        number=file["number"],
        reason=Reason(file["reason"]),
        note=file["note"],
        as_of=_moment(file["as_of"]),
        people=whole["people"],
        pledged=whole["pledged"],
        missing=whole["missing"],
        whole_as_of=_moment_or_none(whole["as_of"]),
        units=tuple(_node(row, below, joined) for row in below.get(None, ())),
        together=joined.get(None, ()),
        size=len(file["units"]),
        splits=tuple(splits[name] for name in ("key", "identification", "presence") if name in splits),
        outside=splits.get("outside"),
        unsigned=splits.get("unsigned"),
        splits_as_of=_moment_or_none(file["splits"]["as_of"]),
        arrivals=tuple(
            Arrivals(_moment(span["from"]), _moment(span["until"]), span["count"])
            for span in file["arrivals"]
        ),
        register_size=file["register"]["size"],
        register_root=file["register"]["root"],
    )


@dataclass(frozen=True, slots=True)
class Level:
    """The units one page shows, and those above them; the whole tree where it is small."""

    above: tuple[Node, ...]
    units: tuple[Node, ...]
    together: tuple[Together, ...]


class NoSuchUnit(Exception):
    """The publication knows no such unit."""


def level(figures: Figures, *, unit: str = "") -> Level:
    """A unit with those right below it, or the tops; raises `NoSuchUnit`."""
    if figures.size <= ON_ONE_PAGE:
        return Level((), figures.units, figures.together)
    if not unit:
        return Level((), tuple(map(_cut, figures.units)), figures.together)
    line = _line_to(figures.units, unit)
    if not line:
        raise NoSuchUnit
    here = replace(line[-1], below=tuple(map(_cut, line[-1].below)))
    return Level(line[:-1], (here,), ())


def _cut(node: Node) -> Node:
    return replace(node, below=(), together=(), leads_on=bool(node.below)) if node.below else node


def _line_to(nodes: Iterable[Node], unit: str) -> tuple[Node, ...]:
    for node in nodes:
        if node.id == unit:
            return (node,)
        if line := _line_to(node.below, unit):
            return (node, *line)
    return ()


COLUMNS = ("row", "id", "name", "above", "people", "pledged", "missing", "standing", "as_of", "until")


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


def _by_above(units: Iterable[dict[str, Any]]) -> dict[str | None, list[dict[str, Any]]]:
    rows = list(units)
    known = {row["id"] for row in rows}
    below: dict[str | None, list[dict[str, Any]]] = {}
    for row in rows:
        below.setdefault(row["above"] if row["above"] in known else None, []).append(row)
    return below


def _joined_by_above(file: dict[str, Any]) -> dict[str | None, tuple[Together, ...]]:
    rows = {row["id"]: row for row in file["units"]}
    joined: dict[str | None, tuple[Together, ...]] = {}
    for group in file["together"]:
        above = rows[group["units"][0]]["above"] if group["units"][0] in rows else None
        names = tuple(_name(rows[key]) for key in group["units"] if key in rows)
        one = Together(names, group["pledged"], group["missing"], _moment(group["as_of"]))
        place = above if above in rows else None
        joined[place] = (*joined.get(place, ()), one)
    return joined


def _node(
    row: dict[str, Any],
    below: dict[str | None, list[dict[str, Any]]],
    joined: dict[str | None, tuple[Together, ...]],
) -> Node:
    return Node(
        id=row["id"],
        name=row["name"],
        is_own=row["id"].endswith(OWN),
        people=row["people"],
        pledged=row["pledged"],
        missing=row["missing"],
        as_of=_moment_or_none(row["as_of"]),
        standing=Standing(row["standing"]),
        below=tuple(_node(inner, below, joined) for inner in below.get(row["id"], ())),
        together=joined.get(row["id"], ()),
    )


def _name(row: dict[str, Any]) -> str:
    return f"{row['name']} (langsung)" if row["id"].endswith(OWN) else str(row["name"])


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
