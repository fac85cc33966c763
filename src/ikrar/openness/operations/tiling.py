"""Laying out units on the tile map: by spot, from a file, or afresh from the tree."""

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from ikrar.accounts import operations as accounts
from ikrar.kernel.canonical import Value
from ikrar.kernel.zones import JAKARTA
from ikrar.openness.domain import LONGEST_LABEL, MOST_TILES, Placed, Spot, TooManyTiles, check_layout
from ikrar.openness.models import UnitTile
from ikrar.openness.operations.actors import Actor
from ikrar.openness.queries import tiles
from ikrar.roster import operations as roster_operations
from ikrar.roster import queries as roster
from ikrar.roster.queries import InstitutionView

COLUMNS = ("id", "baris", "kolom", "label", "nama")
LARGEST_FILE = 8_000_000  # forty thousand units with their names are some three


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
    with transaction.atomic():
        body = roster_operations.hold_institution(public_id=institution)
        stands = [one for one in tiles.layout(institution_id=body.id) if one.unit not in among]
        return _replace(body, [*stands, *placed], by=by, at=at)


def lay_out_afresh(*, institution: str, unit: str, by: Actor, at: datetime) -> int:
    """A first layout of one level of the tree, in the place of all that stood there."""
    body = roster.institution(public_id=institution)
    placed = tiles.first_layout(institution_id=body.id, unit=unit, on=_day(at))
    with transaction.atomic():
        return _replace(roster_operations.hold_institution(public_id=institution), placed, by=by, at=at)


def read_layout(*, institution: str, file: bytes, by: Actor, at: datetime) -> int:
    """The whole layout from a file as it is given out, in the place of all that stood there."""
    if len(file) > LARGEST_FILE:
        raise LayoutTooLarge
    body = roster.institution(public_id=institution)
    lines = list(_read(file))
    if len(lines) > MOST_TILES:
        raise TooManyTiles(len(lines))
    ids = tiles.ids_of([one.unit for _, _, one in lines], institution_id=body.id, on=_day(at))
    for number, said, one in lines:
        if one.unit not in ids:
            raise LayoutNotRead(number, said)
    placed = [one for _, _, one in lines]
    with transaction.atomic():
        return _replace(roster_operations.hold_institution(public_id=institution), placed, by=by, at=at)


def _read(file: bytes) -> Iterator[tuple[int, str, Placed]]:
    """The lines that place a unit: number, what they say, and where."""
    try:
        text = file.decode("utf-8-sig")
        separator = ";" if ";" in text.partition("\n")[0] else ","
        lines = csv.DictReader(io.StringIO(text), delimiter=separator)
        placing = [(number, line) for number, line in enumerate(lines, 2) if _places(line)]
    except (UnicodeDecodeError, csv.Error) as e:
        raise LayoutNotRead(1, "UTF-8, CSV") from e
    for number, line in placing:
        told = {str(key).strip().lower(): str(value or "").strip() for key, value in line.items()}
        if told.get("baris") or told.get("kolom"):
            yield _placed(told, number)


def _places(line: Mapping[str, object]) -> bool:
    """Most lines of a large tree are short of row and column."""
    return any(value for key, value in line.items() if str(key).strip().lower() in ("baris", "kolom"))


def _placed(told: Mapping[str, str], number: int) -> tuple[int, str, Placed]:
    said = ", ".join(told.values())[:80]
    try:
        spot = Spot(int(told["baris"]), int(told["kolom"]))
        return number, said, Placed(told["id"], spot, told.get("label", "")[:LONGEST_LABEL])
    except (KeyError, ValueError) as e:
        raise LayoutNotRead(number, said) from e


def _replace(body: InstitutionView, placed: Sequence[Placed], *, by: Actor, at: datetime) -> int:
    """In the transaction that holds the institution: of two editors one comes after the other."""
    ids = tiles.ids_of([one.unit for one in placed], institution_id=body.id, on=_day(at))
    placed = [one for one in placed if one.unit in ids]
    check_layout(placed)
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
