"""From a publication's file to the rows of its tables, and back to the very bytes whose hash is in the register."""

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from ikrar.kernel.canonical import NotCanonical, Value, canonical
from ikrar.openness.opendata.columns import Table
from ikrar.openness.opendata.description import ARRIVALS, GROUPS, PROVED, PUBLICATIONS, SPLITS_TABLE, UNITS

JOIN = "+"
Rows = Mapping[str, list[dict[str, Value]]]
LISTED = (UNITS, GROUPS, ARRIVALS)


class NotAPublication(ValueError):
    """This is no file of published figures, or it has a part that no table knows."""


def read(data: bytes) -> dict[str, Any]:
    """A publication's file; raises `NotAPublication` unless it is spelled as it was published."""
    try:
        file = json.loads(data)
        if isinstance(file, dict) and canonical(file) == data.removesuffix(b"\n"):
            return file
    except (ValueError, NotCanonical, RecursionError) as e:
        raise NotAPublication(str(e)[:120]) from e
    raise NotAPublication("spelling")


def rows_of(
    files: Iterable[Mapping[str, Any]], *, digests: Mapping[int, str] | None = None
) -> dict[str, list[dict[str, Value]]]:
    """The rows of all tables the register proves, publication after publication.

    Who holds the hash of each, by its number, need not have a nation's file spelled again to know it.
    """
    rows: dict[str, list[dict[str, Value]]] = {table.name: [] for table in PROVED}
    for file in files:
        try:
            _take_apart(file, rows, digest=(digests or {}).get(file["number"]) or hash_of(file))
        except (KeyError, TypeError, AttributeError) as e:
            raise NotAPublication(str(e)[:120]) from e
    return rows


def _take_apart(file: Mapping[str, Any], rows: Rows, *, digest: str) -> None:
    number = file["number"]
    lacking = [column for column in PUBLICATIONS.own if column.may_be_absent and column.at[0] not in file]
    one: dict[str, Value] = {
        column.name: None if column in lacking else _at(file, column.at) for column in PUBLICATIONS.own
    }
    absent = JOIN.join(column.name for column in lacking) or None
    rows[PUBLICATIONS.name].append(one | {"sha256": digest, "absent": absent})
    for table in LISTED:
        members = [(column.name, column.at[0]) for column in table.own]
        known = {member for _, member in members}
        for place, line in enumerate(file[table.member], start=1):
            _check_whole(line, known, table)
            told = {name: line[member] for name, member in members}
            rows[table.name].append({"publication": number, "place": place, **told})
    rows[SPLITS_TABLE.name].extend(_splits(number, file["splits"]))
    known = {column.at[0] for column in PUBLICATIONS.own if column not in lacking}
    _check_whole(file, known | {table.member for table in PROVED[1:]}, PUBLICATIONS)
    for member in ("declaration", "whole", "register", "cannot_prove"):
        inner = {column.at[1] for column in PUBLICATIONS.own if column.at[0] == member}
        _check_whole(file[member], inner, PUBLICATIONS)


def _splits(number: int, splits: Mapping[str, Any]) -> Iterator[dict[str, Value]]:
    place = 0
    for name in sorted(splits.keys() - {"as_of"}):
        for part in splits[name]:
            _check_whole(part, {"of", "count"}, SPLITS_TABLE)
            place += 1
            yield {
                "publication": number,
                "place": place,
                "split": name,
                "categories": part["of"],
                "count": part["count"],
            }


def numbers_of(rows: Rows) -> list[int]:
    """The publications the tables tell of."""
    return [int(str(row["publication"])) for row in rows[PUBLICATIONS.name]]


def file_of(rows: Rows, number: int) -> dict[str, Any]:
    """The file of a publication, put together again from the rows; raises `NotAPublication`."""
    whole = [row for row in rows[PUBLICATIONS.name] if row["publication"] == number]
    if len(whole) != 1:
        raise NotAPublication(f"publication {number}: {len(whole)} rows")
    file: dict[str, Any] = {}
    absent = str(whole[0]["absent"] or "").split(JOIN)
    for column in PUBLICATIONS.own:
        if column.name not in absent or not column.may_be_absent:
            _put(file, column.at, whole[0][column.name])
    for table in LISTED:
        lines = _in_order(rows[table.name], number)
        file[table.member] = [{column.at[0]: line[column.name] for column in table.own} for line in lines]
    for line in _in_order(rows[SPLITS_TABLE.name], number):
        parts = file["splits"].setdefault(line["split"], [])
        parts.append({"of": line["categories"], "count": line["count"]})
    return file


def bytes_of(file: Mapping[str, Any]) -> bytes:
    """The file as it is published and hashed."""
    return canonical(dict(file))


def hash_of(file: Mapping[str, Any]) -> str:
    return sha256(bytes_of(file)).hexdigest()


def _in_order(rows: Iterable[dict[str, Value]], number: int) -> list[dict[str, Value]]:
    return sorted(
        (row for row in rows if row["publication"] == number), key=lambda row: int(str(row["place"]))
    )


def _at(file: Mapping[str, Any], place: tuple[str, ...]) -> Any:
    found: Any = file
    for part in place:
        found = found[part]
    return found


def _put(file: dict[str, Any], place: tuple[str, ...], value: Value) -> None:
    for part in place[:-1]:
        file = file.setdefault(part, {})
    file[place[-1]] = value


def _check_whole(found: Mapping[str, Any], known: set[str], table: Table) -> None:
    if found.keys() != known:
        raise NotAPublication(f"{table.name}: {', '.join(sorted(found.keys() ^ known))[:100]}")
