"""The grid on which an office lays out its units: one tile each, all of the same size. Plain Python."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, sqrt

MOST_ROWS = MOST_COLUMNS = 40
MOST_TILES = 600  # of one institution: a picture with its table stays light
LONGEST_LABEL = 12
FRONT_WORDS = ("Kelurahan", "Kecamatan", "Desa", "Dinas", "Badan", "Kota", "Kabupaten", "Provinsi")


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place on the grid; both count from one."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit on its spot, with the few letters that fit."""

    unit: str  # public id
    spot: Spot
    label: str = ""


class OutsideTheGrid(Exception):
    """A row or column beyond the grid."""

    def __init__(self, spot: Spot) -> None:
        super().__init__(spot)
        self.row, self.column, self.most = spot.row, spot.column, MOST_ROWS


class TwoOnOneSpot(Exception):
    """Two units at the same row and column."""

    def __init__(self, spot: Spot) -> None:
        super().__init__(spot)
        self.row, self.column = spot.row, spot.column


class UnitPlacedTwice(Exception):
    """One unit on two spots."""

    def __init__(self, unit: str) -> None:
        super().__init__(unit)
        self.unit = unit


class TooManyTiles(Exception):
    """More units than one map shows."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count, self.most = count, MOST_TILES


def check_layout(layout: Iterable[Placed]) -> None:
    """Raise unless every unit has one spot inside the grid and every spot one unit."""
    spots: set[Spot] = set()
    units: set[str] = set()
    for one in layout:
        if not (1 <= one.spot.row <= MOST_ROWS and 1 <= one.spot.column <= MOST_COLUMNS):
            raise OutsideTheGrid(one.spot)
        if one.spot in spots:
            raise TwoOnOneSpot(one.spot)
        if one.unit in units:
            raise UnitPlacedTwice(one.unit)
        spots.add(one.spot)
        units.add(one.unit)
    if len(units) > MOST_TILES:
        raise TooManyTiles(len(units))


def in_rows(units: Iterable[str], *, labels: Mapping[str, str] | None = None) -> tuple[Placed, ...]:
    """A first layout: from left to right and from top to bottom, a little wider than high.

    >>> [(one.spot.row, one.spot.column) for one in in_rows("abcde")]
    [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)]
    """
    every = tuple(units)
    width = min(MOST_COLUMNS, max(1, ceil(sqrt(len(every) * 1.4))))
    return tuple(
        Placed(unit, Spot(place // width + 1, place % width + 1), (labels or {}).get(unit, ""))
        for place, unit in enumerate(every)
    )


def short_name(name: str, *, most: int = LONGEST_LABEL) -> str:
    """A unit's name as it fits on a tile.

    >>> short_name("Kelurahan Jati"), short_name("Dinas Komunikasi, Informatika, dan Statistik")
    ('Jati', 'Komunikasi,…')
    """
    first, _, rest = name.partition(" ")
    told = rest if first in FRONT_WORDS and rest else name
    return told if len(told) <= most else told[: most - 1].rstrip() + "…"
