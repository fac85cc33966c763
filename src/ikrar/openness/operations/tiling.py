"""Laying out units on the tile map: by spot, from a file, or afresh from the tree."""

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from ikrar.accounts import operations as accounts
from ikrar.kernel.canonical import Value
from ikrar.kernel.zones import JAKARTA
from ikrar.openness.domain import LONGEST_LABEL, Placed, Spot, check_layout
from ikrar.openness.models import UnitTile
from ikrar.openness.operations.actors import Actor
from ikrar.openness.queries import tiles
from ikrar.roster import queries as roster
from ikrar.roster.queries import InstitutionView

COLUMNS = ("id", "baris", "kolom", "label", "nama")
LARGEST_FILE = 200_000


class LayoutNotRead(Exception):
    """A line of the file is no spot of a unit of this institution."""

    def __init__(self, line: int, said: str) -> None:
        super().__init__(line, said)
        self.line, self.said = line, said


class LayoutTooLarge(Exception):
    """The file is far larger than a layout can be."""


def lay_out(
    *, institution: str, placed: Sequence[Placed], among: Collection[str], by: Actor, at: datetime
) -> int:
    """Place these units and take the others of `among` off the map; everything else stays. How many stand there now."""
    body = roster.institution(public_id=institution)
    ids = _ids(body, at=at)
    stands = [one for one in tiles.layout(institution_id=body.id) if one.unit in ids.keys() - {*among}]
    return _replace(body, [*stands, *placed], ids=ids, by=by, at=at)


def lay_out_afresh(*, institution: str, unit: str, by: Actor, at: datetime) -> int:
    """A first layout of one level of the tree, in the place of all that stood there."""
    body = roster.institution(public_id=institution)
    placed = tiles.first_layout(institution_id=body.id, unit=unit, on=_day(at))
    return _replace(body, placed, ids=_ids(body, at=at), by=by, at=at)


def read_layout(*, institution: str, file: bytes, by: Actor, at: datetime) -> int:
    """The whole layout from a file as it is given out, in the place of all that stood there."""
    if len(file) > LARGEST_FILE:
        raise LayoutTooLarge
    body = roster.institution(public_id=institution)
    ids = _ids(body, at=at)
    return _replace(body, list(_read(file, ids)), ids=ids, by=by, at=at)


def _read(file: bytes, ids: Collection[str]) -> Iterator[Placed]:
    try:
        text = file.decode("utf-8-sig")
        separator = ";" if ";" in text.partition("\n")[0] else ","
        lines = list(csv.DictReader(io.StringIO(text), delimiter=separator))
    except (UnicodeDecodeError, csv.Error) as e:
        raise LayoutNotRead(1, "UTF-8, CSV") from e
    for number, line in enumerate(lines, 2):
        told = {str(key).strip().lower(): str(value or "").strip() for key, value in line.items()}
        if told.get("baris") or told.get("kolom"):
            yield _placed(told, number, ids)


def _placed(told: Mapping[str, str], number: int, ids: Collection[str]) -> Placed:
    said = ", ".join(told.values())[:80]
    try:
        spot = Spot(int(told["baris"]), int(told["kolom"]))
        unit = told["id"]
    except (KeyError, ValueError) as e:
        raise LayoutNotRead(number, said) from e
    if unit not in ids:
        raise LayoutNotRead(number, said)
    return Placed(unit, spot, told.get("label", "")[:LONGEST_LABEL])


def _ids(body: InstitutionView, *, at: datetime) -> dict[str, int]:
    units = tiles.units_of(institution_id=body.id, on=_day(at))
    return {one.public_id: one.id for one in units}


def _replace(
    body: InstitutionView, placed: Sequence[Placed], *, ids: Mapping[str, int], by: Actor, at: datetime
) -> int:
    check_layout(placed)
    with transaction.atomic():
        UnitTile.objects.filter(institution_id=body.id).delete()
        UnitTile.objects.bulk_create(
            UnitTile(
                institution_id=body.id,
                unit_id=ids[one.unit],
                row=one.spot.row,
                column=one.spot.column,
                label=one.label,
            )
            for one in placed
        )
        detail: dict[str, Value] = {"tiles": len(placed)}
        accounts.record_act(actor=by, act="tiles.laid-out", subject=body.public_id, detail=detail, at=at)
    return len(placed)


def _day(at: datetime) -> date:
    return at.astimezone(JAKARTA).date()
