"""Whether the register covers a leaf yet, in the fewest words: each phone that signed asks until it does."""

from typing import Any, NamedTuple

from django.db import connection

from ikrar.register import publishing
from ikrar.register.logs import kind_of, origin_of
from ikrar.register.models import Log

_WHERE = (
    'SELECT e."index", l.id, l.kind, l.generation, l.origin FROM register_log l'
    " JOIN register_entry e ON e.log_id = l.id AND e.leaf_hash = %s WHERE l.kind = %s"
)
_COVERING = (
    "SELECT size, note, cosignatures FROM register_checkpoint"
    " WHERE log_id = %s AND size > %s AND size <= %s AND published_at IS NOT NULL"
)
_OPEN = "SELECT origin FROM register_log WHERE kind = %s AND closed_at IS NULL"


class Place(NamedTuple):
    """Where a leaf stands, and how far this host has laid that log out."""

    log: Log
    number: int  # its index
    laid_out: int


class Covering(NamedTuple):
    """A published checkpoint."""

    size: int
    note: str
    cosignatures: str


def uncovered_in(*, leaf_hash: bytes, rehearsal: bool = False) -> str | None:
    """The name of the register that does not cover this leaf yet; nothing once it may."""
    place = place_of(leaf_hash=leaf_hash, rehearsal=rehearsal)
    if place is not None and place.number < place.laid_out:
        return None
    if place is not None:
        return place.log.origin
    kind = kind_of(rehearsal=rehearsal)
    found = _one(_OPEN, kind.value)
    return str(found[0]) if found else origin_of(kind=kind, generation=1)


def place_of(*, leaf_hash: bytes, rehearsal: bool = False) -> Place | None:
    """Nothing while the leaf waits to be drawn."""
    found = _one(_WHERE, leaf_hash, kind_of(rehearsal=rehearsal).value)
    if found is None:
        return None
    index, number, kind, generation, origin = found
    log = Log(id=number, kind=kind, generation=generation, origin=origin)
    return Place(log, index, publishing.laid_out(log))


def covering(place: Place) -> Covering | None:
    """The newest cosigned checkpoint over this leaf, or the newest of all; never beyond what this host laid out."""
    asked = (place.log.id, place.number, place.laid_out)
    newest = _one(f"{_COVERING} ORDER BY size DESC LIMIT 1", *asked)
    if newest is not None and not newest[2]:
        newest = _one(f"{_COVERING} AND cosignatures <> '' ORDER BY size DESC LIMIT 1", *asked) or newest
    return Covering._make(newest) if newest is not None else None


def _one(sql: str, *values: Any) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        row: tuple[Any, ...] | None = cursor.fetchone()
        return row
