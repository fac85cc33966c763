"""Ministry of Home Affairs region codes: the operator's list of units, read strictly, and matches proposed by name.

A code is never guessed: what `proposed` finds is for the operator to read and keep.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lokal import wilayah

from ikrar.kernel.canonical import Value

HEAD = ("unit", "code")
PROPOSAL = ("unit", "code", "unit_name", "region", "sure")


class RegionIsUnknown(ValueError):
    """No region has this code."""

    def __init__(self, code: str, *, line: int = 0) -> None:
        super().__init__(code, line)
        self.code, self.line = code[:40], line


class RegionListIsNotRead(ValueError):
    """The list of units and codes cannot be read; says where."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True)
class Region:
    """A region with those above it, nearest first."""

    code: str
    path: str
    level: int


@dataclass(frozen=True, slots=True)
class Match:
    """A unit and the region that bears its name; sure if there is one only."""

    unit: str
    name: str
    region: Region
    is_sure: bool


def region_of(code: str) -> Region:
    """A region by its code, with dots or without; raises `RegionIsUnknown`.

    >>> region_of("3171").path
    'Kota Administrasi Jakarta Pusat, Daerah Khusus Ibukota Jakarta'
    """
    found = wilayah.get_wilayah(code) if code.strip() else None
    if found is None:
        raise RegionIsUnknown(code)
    return Region(found.code, found.path, found.level)


def listed(text: str) -> dict[str, Region]:
    """The operator's list: a CSV whose first two columns are unit and code; others are for people.

    Raises `RegionListIsNotRead` and `RegionIsUnknown`.
    """
    found: dict[str, Region] = {}
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        for number, line in enumerate(lines, start=1):
            if number == 1:
                _check(tuple(line[:2]) == HEAD, number)
            elif any(line):
                _check(len(line) > 1 and bool(line[0].strip()) and line[0].strip() not in found, number)
                found[line[0].strip()] = _region_at(line[1], number)
    except csv.Error as e:
        raise RegionListIsNotRead(lines.line_num) from e
    return found


def rows(institution: Region | None, units: Mapping[str, Region]) -> list[dict[str, Value]]:
    """The table of region codes; the institution first, then units by id."""
    told: list[dict[str, Value]] = []
    if institution is not None:
        told.append({"subject": "institution", "id": None, **_told(institution)})
    return told + [{"subject": "unit", "id": key, **_told(units[key])} for key in sorted(units)]


def proposed(units: Iterable[tuple[str, str]], *, within: str) -> Iterator[Match]:
    """Regions below one that bear a unit's name: districts and villages; several of one name are not sure.

    >>> [(m.region.code, m.is_sure) for m in proposed([("u1", "Kecamatan Gambir")], within="31.71")]
    [('31.71.01', True)]
    """
    inside: dict[tuple[str, str], list[Region]] = {}
    for kind, name, region in _below(within):
        inside.setdefault((kind, name), []).append(region)
    for unit, name in units:
        kind, bare = _bare(name)
        found = inside.get((kind, bare), [])
        yield from (Match(unit, name, region, len(found) == 1) for region in found)


def written(matches: Iterable[Match]) -> str:
    """Proposals as the list to be corrected and kept; those that are not sure have no code yet."""
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(PROPOSAL)
    for one in matches:
        sure = "yes" if one.is_sure else "no"
        lines.writerow((one.unit, one.region.code, one.name, one.region.path, sure))
    return text.getvalue()


KINDS = {
    "kecamatan": "district",
    "distrik": "district",
    "kelurahan": "village",
    "desa": "village",
    "kel.": "village",
    "kec.": "district",
}


def _bare(name: str) -> tuple[str, str]:
    """What kind of region a name says it is, and the name alone.

    >>> _bare("Kelurahan Petojo Utara"), _bare("Dinas Sosial")
    (('village', 'petojo utara'), ('', 'dinas sosial'))
    """
    first, _, rest = name.strip().lower().partition(" ")
    return (KINDS[first], rest.strip()) if first in KINDS and rest else ("", name.strip().lower())


def _below(code: str) -> Iterator[tuple[str, str, Region]]:
    waiting = [region_of(code).code]
    while waiting:
        for one in wilayah.list_wilayah(waiting.pop()):
            if one.level > 2:  # noqa: PLR2004 (3 is a district, 4 a village)
                kind = "district" if one.level == 3 else "village"  # noqa: PLR2004 (as above)
                yield kind, one.name.lower(), Region(one.code, one.path, one.level)
            waiting += [one.code] if one.level < 4 else []  # noqa: PLR2004 (as above)


def _told(region: Region) -> dict[str, Value]:
    return {"code": region.code, "name": region.path, "level": region.level}


def _region_at(code: str, number: int) -> Region:
    try:
        return region_of(code)
    except RegionIsUnknown as e:
        raise RegionIsUnknown(code, line=number) from e


def _check(holds: bool, line: int) -> None:  # noqa: FBT001 (private, named where it is called)
    if not holds:
        raise RegionListIsNotRead(line)
