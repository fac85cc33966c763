"""The unit hierarchy file: which units are new, moved or renamed, and how the tree looks afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ikrar.kernel.text import folded
from ikrar.roster import domain, models
from ikrar.roster.domain.lists import Reason, Verdict
from ikrar.roster.importing.tree import Tree

MOST_UNITS = 60_000


def judge_units(rows: Sequence[models.StagedRow], *, tree: Tree) -> None:
    """Fill verdict, reason and unit of every row; a refused unit refuses everything below it."""
    for row in rows:
        row.verdict = Verdict.REFUSED if row.reason else ""
    by_id = {row.unit_external: row for row in rows if not row.reason}
    for row in _parents_first(rows, by_id):
        if not row.reason:
            row.reason = _fault(row, by_id, tree)
            row.verdict = Verdict.REFUSED if row.reason else _verdict(row, by_id, tree)
    _refuse_under_itself(rows, by_id, tree)


def _refuse_under_itself(
    rows: Sequence[models.StagedRow], by_id: Mapping[str, models.StagedRow], tree: Tree
) -> None:
    """A unit may not come to stand below one that the roster holds below it."""
    parents = {i: p.parent_id for i, p in tree.placements.items()}
    moved = [row for row in rows if row.verdict == Verdict.MOVED and row.unit_id is not None]
    parents |= {row.unit_id: parent_of(row, by_id, tree) for row in moved if row.unit_id is not None}
    for row in moved:
        seen: set[int | None] = set()
        step = row.unit_id
        while step is not None and step not in seen:
            seen.add(step)
            step = parents.get(step)
        if step is not None and step == row.unit_id:
            _refuse_circle([row])
            parents[step] = tree.placements[step].parent_id


def _parents_first(
    rows: Sequence[models.StagedRow], by_id: Mapping[str, models.StagedRow]
) -> list[models.StagedRow]:
    """In an order in which a parent is judged before its children; what lies in a circle is refused."""
    ordered: list[models.StagedRow] = []
    settled: set[str] = set()
    for row in rows:
        trail: list[models.StagedRow] = []
        seen: set[str] = set()
        step: models.StagedRow | None = row
        while step is not None and step.unit_external not in settled:
            if step.unit_external in seen:
                _refuse_circle(trail)
                break
            seen.add(step.unit_external)
            trail.append(step)
            step = by_id.get(step.parent_external) if step.parent_external else None
        ordered += reversed(trail)
        settled |= seen
    return ordered


def _refuse_circle(trail: Sequence[models.StagedRow]) -> None:
    for row in trail:
        row.reason, row.verdict = Reason.CIRCLE, Verdict.REFUSED


def _fault(row: models.StagedRow, by_id: Mapping[str, models.StagedRow], tree: Tree) -> str:
    if not row.parent_external:
        return ""
    parent = by_id.get(row.parent_external)
    if parent is not None:
        return Reason.PARENT_UNKNOWN if parent.reason else ""
    return "" if row.parent_external in tree.by_external else Reason.PARENT_UNKNOWN


def _verdict(row: models.StagedRow, by_id: Mapping[str, models.StagedRow], tree: Tree) -> Verdict:
    parent_id = parent_of(row, by_id, tree)
    row.unit_id = _unit_of(row, parent_id, tree)
    if row.unit_id is None:
        return Verdict.NEW
    old = tree.placements[row.unit_id]
    if row.unit_id in (tree.base_id, tree.root_id) and not row.parent_external:
        return Verdict.UNCHANGED
    if old.parent_id != parent_id:
        return Verdict.MOVED
    return Verdict.UNCHANGED if old.name == row.name else Verdict.CHANGED


def _unit_of(row: models.StagedRow, parent_id: int | None, tree: Tree) -> int | None:
    """By its id; else the unit of that name right below the known parent, if it has no id yet."""
    if row.unit_external in tree.by_external:
        return tree.by_external[row.unit_external]
    if not row.parent_external and tree.names[tree.base_id] == folded(row.name):
        return tree.base_id
    if parent_id is None:
        return None
    unit_id = tree.full.get((*tree.trail(parent_id), folded(row.name)))
    if unit_id is None or tree.placements[unit_id].unit.external_id:
        return None
    return unit_id


def parent_of(row: models.StagedRow, by_id: Mapping[str, models.StagedRow], tree: Tree) -> int | None:
    """The parent's id; None while the parent is new itself."""
    if not row.parent_external:
        return tree.base_id
    above = by_id.get(row.parent_external)
    return above.unit_id if above is not None else tree.by_external.get(row.parent_external)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stands after the run."""

    unit_id: int
    parent_id: int | None
    name: str
    path: str
    depth: int


def places_after(rows: Sequence[models.StagedRow], *, tree: Tree) -> list[Place]:
    """Every unit whose place or name is not yet what it will be, parents first. All rows have units now."""
    names = {i: p.name for i, p in tree.placements.items()}
    parents = {i: p.parent_id for i, p in tree.placements.items()}
    by_id = {row.unit_external: row for row in rows}
    for row in rows:
        assert row.unit_id is not None
        if row.unit_id != tree.base_id:
            names[row.unit_id] = row.name
            parents[row.unit_id] = parent_of(row, by_id, tree)
    paths: dict[int, str] = {}
    for unit_id in names:
        _fill_path(unit_id, parents, paths)
    places = [
        Place(i, parents[i], names[i], path, len(path) // domain.STEP - 1)
        for i, path in sorted(paths.items(), key=lambda item: item[1])
    ]
    return [place for place in places if _differs(place, tree.placements.get(place.unit_id))]


def _fill_path(unit_id: int, parents: Mapping[int, int | None], paths: dict[int, str]) -> None:
    chain: list[int] = []
    step: int | None = unit_id
    while step is not None and step not in paths:
        chain.append(step)
        step = parents[step]
    for below in reversed(chain):
        parent = parents[below]
        paths[below] = domain.path_of(paths[parent] if parent is not None else "", below)


def _differs(place: Place, old: models.Placement | None) -> bool:
    return old is None or (old.path, old.name, old.parent_id) != (place.path, place.name, place.parent_id)
