"""Finds units by UNOR ID or by path; never by the name of a leaf alone.

"Seksi Pemerintahan" exists in every kelurahan. A path may leave out the root, or the upper part where two
or more names are enough to mean one unit only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ikrar.kernel.text import folded
from ikrar.roster import domain, models, queries

Trail = tuple[str, ...]
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Planned:
    """A unit the run would make: its parent, or the names between that are missing too."""

    parent_id: int
    names: tuple[str, ...]


class Tree:
    """The units of one edition on one day."""

    def __init__(self, *, on: date, seq: int, base_id: int | None) -> None:
        found = models.Placement.objects.filter(queries.seen(seq), queries.holds(on)).select_related("unit")
        self.placements = {p.unit_id: p for p in found}
        self.by_external = {p.unit.external_id: p.unit_id for p in found if p.unit.external_id}
        self.names = {p.unit_id: folded(p.name) for p in found}
        self.full: dict[Trail, int] = {}
        self.suffix: dict[Trail, int | None] = {}
        for placement in found:
            self._index(placement)
        self.root_id = self._root()
        self.base_id = base_id if base_id is not None else self.root_id

    def _root(self) -> int:
        roots = [p for p in self.placements.values() if p.depth == 0]
        return min(roots, key=lambda p: (not p.unit.institution_id, p.unit_id)).unit_id

    def trail(self, unit_id: int) -> Trail:
        return tuple(self.names[i] for i in domain.ids_in(self.placements[unit_id].path) if i in self.names)

    def add(self, placement: models.Placement) -> None:
        """A unit that was just made."""
        self.placements[placement.unit_id] = placement
        self.names[placement.unit_id] = folded(placement.name)
        if placement.unit.external_id:
            self.by_external[placement.unit.external_id] = placement.unit_id
        self._index(placement)

    def _index(self, placement: models.Placement) -> None:
        trail = self.trail(placement.unit_id)
        for known in (trail, trail[1:]):
            if known:
                self.full.setdefault(known, placement.unit_id)
        for start in range(2, len(trail) - 1):
            part = trail[start:]
            self.suffix[part] = None if part in self.suffix else placement.unit_id

    def is_within_base(self, unit_id: int) -> bool:
        return self.placements[unit_id].path.startswith(self.placements[self.base_id].path)

    def find(self, *, external: str, path: str) -> int | None:
        """The unit that exists."""
        if external and external in self.by_external:
            return self.by_external[external]
        unit_id = self._by_path(_folded_lines(path))
        if unit_id is None or not external:
            return unit_id
        return unit_id if not self.placements[unit_id].unit.external_id else None

    def _by_path(self, wanted: Trail) -> int | None:
        if not wanted:
            return None
        return (
            self.full.get((*self.trail(self.base_id), *wanted))
            or self.full.get(wanted)
            or (self.suffix.get(wanted) if len(wanted) >= ENOUGH else None)
        )

    def plan(self, *, external: str, path: str) -> Planned | None:
        """What would have to be made; None where the names say too little."""
        names = path.split("\n") if path else []
        wanted = _folded_lines(path)
        is_based = self.base_id != self.root_id
        if not names or (len(names) < ENOUGH and not external and not is_based):
            return None
        for cut in range(len(names) - 1, 0, -1):
            parent_id = self._by_path(wanted[:cut])
            if parent_id is not None:
                return Planned(parent_id, tuple(names[cut:]))
        return Planned(self.base_id, tuple(names))


@lru_cache(maxsize=65_536)  # a list names each unit as often as it has people
def _folded_lines(path: str) -> Trail:
    return tuple(folded(line) for line in path.split("\n")) if path else ()


def new_units(tree: Tree, wanted: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of these (external, path) the ones that do not exist but can be made, upper ones first."""
    missing = [w for w in set(wanted) if tree.find(external=w[0], path=w[1]) is None]
    makeable = [w for w in missing if tree.plan(external=w[0], path=w[1]) is not None]
    return sorted(makeable, key=lambda w: (w[1].count("\n"), w))
