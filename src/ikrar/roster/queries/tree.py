"""The tree of units on one day. A page asks for a level or a branch; all forty thousand at once are read lightly."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from ikrar.kernel.text import folded
from ikrar.roster import domain, models
from ikrar.roster.queries.editions import EVERYWHERE, edition, placements
from ikrar.roster.queries.views import UnitView

_DIGITS = re.compile(r"\d+")
AT_ONCE = 10_000
ON_ONE_PAGE = 400  # units; larger trees are shown level by level
NUMBER_WIDTH = 6  # so that RW 2 stands before RW 10


class Placed(NamedTuple):
    """As much of a placement as the tree needs."""

    unit_id: int
    public_id: str
    name: str
    parent_id: int | None
    depth: int
    kind: str
    institution_id: int
    path: str


COLUMNS = (
    "unit_id", "unit__public_id", "name", "parent_id", "depth", "kind", "unit__institution_id", "path",
)  # fmt: skip


def units(*, on: date) -> list[UnitView]:
    """Every unit, parents before children, siblings by name."""
    return in_order(_read(Q(), on=on, seq=edition()), above={})


def units_within(*, scopes: frozenset[str], on: date) -> list[UnitView]:
    """The units a grant reaches, in tree order; only these are read."""
    return unit_views(_within(scopes, on=on), on=on)


def unit_ids_within(*, scopes: frozenset[str], on: date) -> frozenset[int]:
    """The same as numbers alone."""
    return frozenset(reached(scopes=scopes, on=on).values_list("unit_id", flat=True))


def reached(*, scopes: frozenset[str], on: date) -> QuerySet[models.Placement]:
    """The placements a grant reaches. For this context alone."""
    return placements(on=on, seq=edition()).filter(_within(scopes, on=on)).order_by()


def unit_views(wanted: Q, *, on: date) -> list[UnitView]:
    """The units whose placements are wanted, in tree order."""
    seq = edition()
    rows = _read(wanted, on=on, seq=seq)
    over = {one for row in rows for one in domain.ids_in(row.path)} - {row.unit_id for row in rows}
    return in_order(rows, above=_names(over, on=on, seq=seq) if over else {})


def below(*, unit_id: int | None, on: date) -> list[UnitView]:
    """The units right below one, or the tops, by name."""
    return unit_views(Q(parent_id=unit_id), on=on)


def tops_of(*, institution_id: int, on: date) -> list[UnitView]:
    """The topmost units of an institution, by name."""
    own = Q(unit__institution_id=institution_id)
    return unit_views(own & (Q(parent=None) | ~Q(parent__institution_id=institution_id)), on=on)


def units_of(*, institution_id: int, on: date) -> list[UnitView]:
    """All units of an institution, in tree order."""
    return unit_views(Q(unit__institution_id=institution_id), on=on)


def above(*, unit_id: int, on: date) -> list[UnitView]:
    """From the top down to this unit; empty where there is none on that day."""
    seq = edition()
    path = placements(on=on, seq=seq).filter(unit_id=unit_id).values_list("path", flat=True).first()
    return (
        [] if path is None else in_order(_read(Q(unit_id__in=domain.ids_in(path)), on=on, seq=seq), above={})
    )


def units_among(*, unit_ids: Iterable[int], on: date) -> list[UnitView]:
    """These units, in tree order."""
    return unit_views(Q(unit_id__in=list(unit_ids)), on=on)


def units_named(*, public_ids: Iterable[str], on: date) -> list[UnitView]:
    """The same by the ids that stand in addresses; unknown ones are passed over."""
    return unit_views(Q(unit__public_id__in=list(public_ids)), on=on)


def parts_of(*, unit_ids: Collection[int], below: int, on: date) -> dict[int, int]:
    """In which of the units right below one each of these stands; those that stand elsewhere are left out."""
    found: dict[int, int] = {}
    rows = placements(on=on, seq=edition()).order_by().values_list("unit_id", "path")
    ids = list(unit_ids)
    for begin in range(0, len(ids), AT_ONCE):
        for unit, path in rows.filter(unit_id__in=ids[begin : begin + AT_ONCE]):
            line = domain.ids_in(path)
            if below in line[:-1]:
                found[unit] = line[line.index(below) + 1]
    return found


def lines_of(*, unit_ids: Iterable[int], on: date) -> dict[int, tuple[int, ...]]:
    """Of each of these units the numbers from the top down to itself."""
    rows = placements(on=on, seq=edition()).filter(unit_id__in=list(unit_ids))
    return {unit: domain.ids_in(path) for unit, path in rows.values_list("unit_id", "path")}


@dataclass(frozen=True, slots=True)
class Level:
    """What one page shows of the tree: all of a small one; of a large one a unit with those right below it."""

    above: tuple[UnitView, ...]  # from the top down to the unit that is open
    units: tuple[UnitView, ...]
    lead_on: frozenset[int]  # those with others below them, which are pages of their own
    is_whole: bool

    @property
    def ids(self) -> frozenset[int]:
        return frozenset(one.id for one in self.units)


def level(*, unit: str = "", on: date) -> Level:
    """The page of this unit, or of the top; an unknown one is taken for the top."""
    if placements(on=on, seq=edition()).count() <= ON_ONE_PAGE:
        return Level((), tuple(units(on=on)), frozenset(), is_whole=True)
    here = units_named(public_ids=[unit], on=on) if unit else []
    here = here or below(unit_id=None, on=on)
    if len(here) != 1:
        return Level((), tuple(here), with_parts(unit_ids=[one.id for one in here], on=on), is_whole=False)
    parts = below(unit_id=here[0].id, on=on)
    lead_on = with_parts(unit_ids=[one.id for one in parts], on=on)
    return Level(tuple(above(unit_id=here[0].id, on=on)), (*here, *parts), lead_on, is_whole=False)


def with_parts(*, unit_ids: Iterable[int], on: date) -> frozenset[int]:
    """Which of these have units below them."""
    rows = placements(on=on, seq=edition()).filter(parent_id__in=list(unit_ids))
    return frozenset(one for one in rows.order_by().values_list("parent_id", flat=True).distinct() if one)


def unit_names(*, unit_ids: Iterable[int], on: date) -> dict[int, str]:
    """What these units are called on that day."""
    return _names(unit_ids, on=on, seq=edition())


def in_order(rows: Sequence[Placed], *, above: Mapping[int, str]) -> list[UnitView]:
    """Parents before children, siblings by name; `above` names units that stand over these without being among them."""
    names = {**above, **{row.unit_id: row.name for row in rows}}
    natural = {name: _natural(name) for name in names.values()}
    trails: dict[str, tuple[str, ...]] = {"": ()}

    def trail(path: str) -> tuple[str, ...]:
        if path not in trails:
            name = names.get(int(path[-domain.STEP :]))
            trails[path] = trail(path[: -domain.STEP]) + (() if name is None else (name,))
        return trails[path]

    told = [(trail(row.path), row) for row in rows]
    told.sort(key=lambda one: (tuple(map(natural.__getitem__, one[0])), one[1].unit_id))
    return [_view(row, names_above) for names_above, row in told]


def _natural(name: str) -> str:
    return _DIGITS.sub(lambda found: found[0].zfill(NUMBER_WIDTH), folded(name))


def _view(row: Placed, trail: tuple[str, ...]) -> UnitView:
    return UnitView(
        row.unit_id, row.public_id, row.name, trail, row.parent_id, row.depth, row.kind, row.institution_id
    )


def _read(wanted: Q, *, on: date, seq: int) -> list[Placed]:
    rows = placements(on=on, seq=seq).filter(wanted).order_by().values_list(*COLUMNS)
    return list(map(Placed._make, rows))


def _names(unit_ids: Iterable[int], *, on: date, seq: int) -> dict[int, str]:
    rows = placements(on=on, seq=seq).filter(unit_id__in=list(unit_ids))
    return dict(rows.values_list("unit_id", "name"))


def _within(scopes: frozenset[str], *, on: date) -> Q:
    """The branches of these units, as stretches of paths."""
    if EVERYWHERE in scopes:
        return Q()
    tops = placements(on=on, seq=edition()).filter(unit__public_id__in=scopes)
    wanted = Q(pk__in=())
    for path in _outermost(tops.order_by("path").values_list("path", flat=True)):
        wanted |= Q(path__gte=path, path__lt=domain.after_subtree(path))
    return wanted


def _outermost(paths: Iterable[str]) -> Iterator[str]:
    """Paths in order, without those that lie below another."""
    last = ""
    for path in paths:
        if not last or not path.startswith(last):
            last = path
            yield path
