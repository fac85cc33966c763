"""Kota Contoh on a grid: eight kecamatan around the town hall, each kelurahan about where it lies, offices in the middle.

Invented like the city itself: nine columns and seven rows, one tile for each kelurahan and each office.
"""

from collections.abc import Callable

from demo import city
from demo.stage import Stage
from ikrar.openness import operations as openness
from ikrar.openness.domain import Placed, Spot
from ikrar.roster import queries as roster

# First row and column, how many columns, and the corners that stay empty where a kecamatan has five.
CORNERS: dict[str, tuple[int, int, int]] = {
    "Melati": (1, 1, 3),
    "Kenanga": (1, 4, 3),
    "Cempaka": (1, 7, 3),
    "Anggrek": (3, 1, 2),
    "Teratai": (3, 8, 2),
    "Flamboyan": (6, 1, 3),
    "Dahlia": (6, 4, 3),
    "Seruni": (6, 7, 3),
}
OFFICES = (3, 3, 5)
SHORT = (
    "Setko", "BKD", "Inspektorat", "Kesbangpol", "Satpol PP", "Dishub", "Dinkes", "Disdik", "Diskominfo", "Dinsos",
    "DLH", "Dukcapil", "Dinas PU", "Bapenda",
)  # fmt: skip


def plant(stage: Stage, told: Callable[[float], None]) -> None:
    """The layout, by the operation an office uses."""
    body = next(one for one in roster.institutions() if one.is_convenor)
    placed = [*_offices(stage), *_villages(stage)]
    among = {one.unit for one in placed}
    openness.lay_out(institution=body.public_id, placed=placed, among=among, by=stage.galih, at=stage.now)
    stage.tour["institution"] = body.public_id
    told(1.0)


def _offices(stage: Stage) -> list[Placed]:
    row, column, width = OFFICES
    return [
        Placed(stage.units[name].public_id, Spot(row + n // width, column + n % width), short)
        for n, (name, short) in enumerate(zip(city.OFFICES, SHORT, strict=True))
    ]


def _villages(stage: Stage) -> list[Placed]:
    return [
        Placed(stage.units[f"Kelurahan {village}"].public_id, Spot(row + n // width, column + n % width))
        for kecamatan, (row, column, width) in CORNERS.items()
        for n, village in enumerate(city.KECAMATAN[kecamatan])
    ]
