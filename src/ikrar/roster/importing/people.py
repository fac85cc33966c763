"""From the rows of a sheet to people or units: what is a person, a title row, a total; what each cell says.

Plain Python. Cells outside the mapped columns are looked at for being empty or not, and never passed on;
the one exception is a unit's title row, whose text must stand left of the people's names.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, pairwise

from ikrar.kernel import text
from ikrar.roster.domain import Status
from ikrar.roster.domain.lists import Kind, Reason
from ikrar.roster.importing.columns import Field, Header
from ikrar.roster.importing.sheets import Cell, Row, Sheet

LIMITS = {
    "name": 200, "title_before": 60, "title_after": 120, "position": 250, "echelon": 20, "rank": 40,
    "email": 254, "unit_external": 64, "parent_external": 64, "number": 40,
}  # fmt: skip
UNIT_NAME_LIMIT = 200
LOST_FROM = 15
MOST_NUMERIC = 10**20
_NIP_IN_CELL = re.compile(r"(?<!\d)\d(?:[ .]?\d){17}(?!\d)")
_SCIENTIFIC = re.compile(r"\d[.,]?\d*[eE]\+?\d+")
_TOTAL = re.compile(r"^(sub ?)?(jumlah|total)\b")
_NIP_WORD = re.compile(r"\bNIP\b[ .:]*", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[A-Za-z]{2,}")
_LOST_TAIL = "000"
_UNCLEAN = frozenset('<>={}\\"@|')


@dataclass(slots=True)
class Found:
    """One person or unit of a list, as it will be staged."""

    sheet: str
    row: int
    reason: str = ""
    number: str = ""
    name: str = ""
    title_before: str = ""
    title_after: str = ""
    status: str = ""
    position: str = ""
    echelon: str = ""
    rank: str = ""
    email: str = ""
    unit_external: str = ""
    unit_path: str = ""
    parent_external: str = ""
    effective_on: str = ""


def found_in(sheet: Sheet, header: Header, columns: Mapping[str, Field], kind: Kind) -> Iterator[Found]:
    """Everybody (or every unit) of one sheet."""
    places = {columns[h]: i for i, h in enumerate(header.headers) if h in columns}
    body = (row for row in sheet.rows if row[0] > header.last_row)
    title = ""
    for number, cells in _joined_pairs(body, places):
        if kind is not Kind.UNITS and (heading := _title(cells, places)):
            title = heading
            continue
        picked = {f: _cell(cells, i) for f, i in places.items()}
        if _is_no_entry(picked, cells, header):
            continue
        if (column := places.get(Field.UNIT_PATH)) is not None and not picked[Field.UNIT_PATH]:
            picked[Field.UNIT_PATH] = _from_merged(sheet, number, column)
        found = (
            _unit(sheet.name, number, picked)
            if kind is Kind.UNITS
            else _person(sheet.name, number, picked, kind)
        )
        if not (found.unit_path or found.unit_external):
            found.unit_path = title
        yield checked(found)


def _cell(cells: Sequence[Cell], place: int) -> Cell:
    return cells[place] if place < len(cells) else None


def _from_merged(sheet: Sheet, row: int, column: int) -> Cell:
    top = sheet.merged.get((row, column))
    if top is None:
        return None
    return next((_cell(cells, column) for number, cells in sheet.rows if number == top), None)


def _joined_pairs(body: Iterator[Row], places: Mapping[Field, int]) -> Iterator[Row]:
    """A name with its NIP in the row below it, in one column, becomes one row."""
    column = places.get(Field.NAME_NUMBER)
    skip = False
    nothing: Row = (0, ())
    for (number, cells), (_, following) in pairwise(chain(body, (nothing,))):
        if skip:
            skip = False
            continue
        if column is not None and _is_pair(_words(_cell(cells, column)), _words(_cell(following, column))):
            joined = list(cells)
            joined[column] = f"{_words(cells[column])}\n{_words(following[column])}"
            skip = True
            yield number, joined
        else:
            yield number, cells


def _is_pair(upper: str, lower: str) -> bool:
    bare = _NIP_WORD.sub("", lower).strip(" '/")
    return bool(upper) and not _NIP_IN_CELL.search(upper) and _NIP_IN_CELL.fullmatch(bare) is not None


def _title(cells: Sequence[Cell], places: Mapping[Field, int]) -> str:
    """A unit's title between the people: the only text of its row, not right of the names."""
    filled = [(i, c) for i, c in enumerate(cells) if c not in ("", None)]
    first_name = min(places.get(f, 99) for f in (Field.NAME, Field.NAME_NUMBER, Field.NUMBER))
    if len(filled) != 1 or not isinstance(filled[0][1], str) or filled[0][0] > first_name:
        return ""
    words = re.sub(r"^([IVXLC]+|[A-Z]|\d+)[.)]\s+", "", text.squeezed(filled[0][1]))
    if re.search(r"\d{4}", words) or _TOTAL.match(text.folded(words)) or text.has_hidden_characters(words):
        return ""
    return unit_path(words)


def _is_no_entry(picked: Mapping[Field, Cell], cells: Sequence[Cell], header: Header) -> bool:
    """Empty, a total, a repeated header, or the row that numbers the columns."""
    filled = [c for c in cells if c not in ("", None)]
    if not any(c not in ("", None) for c in picked.values()):
        return True
    if any(isinstance(c, str) and _TOTAL.match(text.folded(c)) for c in filled[:2]):
        return True
    if all(_words(c).isdigit() and len(_words(c)) <= len("99") for c in filled):
        return True
    repeated = sum(
        1
        for c, h in zip(cells, header.headers, strict=False)
        if c and isinstance(c, str) and h == " ".join(c.split())
    )
    return repeated >= len(filled) - 1 and repeated > 1


def _words(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _plain(cell: Cell) -> str:
    return text.squeezed(_words(cell))


def _person(sheet: str, row: int, picked: Mapping[Field, Cell], kind: Kind) -> Found:
    found = Found(sheet, row)
    raw_name, raw_number = picked.get(Field.NAME), picked.get(Field.NUMBER)
    if Field.NAME_NUMBER in picked:
        raw_name, raw_number = _split_pair(picked[Field.NAME_NUMBER], raw_name, raw_number)
    before, found.name, after = text.split_name(_words(raw_name))
    found.title_before = _plain(picked.get(Field.TITLE_BEFORE)) or before
    found.title_after = _plain(picked.get(Field.TITLE_AFTER)) or after
    if kind is not Kind.LOCAL:
        found.number, found.reason = _number(raw_number)
    found.status = read_status(_plain(picked.get(Field.STATUS)), sheet)
    found.position = _plain(picked.get(Field.POSITION))
    found.echelon = _plain(picked.get(Field.ECHELON)).removeprefix("-")
    found.rank = _plain(picked.get(Field.RANK))
    found.email = _email(_plain(picked.get(Field.EMAIL)))
    found.unit_external = _plain(picked.get(Field.UNIT_ID)).lstrip("'")
    found.unit_path = unit_path(
        _words(picked.get(Field.UNIT_PATH)), above=_words(picked.get(Field.UNIT_ABOVE))
    )
    if Field.EFFECTIVE_ON in picked:
        found.effective_on, found.reason = _effective(picked[Field.EFFECTIVE_ON], found.reason)
    if text.has_hidden_characters("".join(_words(c) for c in picked.values())):
        found.reason = Reason.NAME_UNCLEAN
    return found


def _unit(sheet: str, row: int, picked: Mapping[Field, Cell]) -> Found:
    found = Found(sheet, row)
    found.name = _plain(picked.get(Field.UNIT_NAME))
    found.unit_external = _plain(picked.get(Field.UNIT_ID)).lstrip("'")
    found.parent_external = _plain(picked.get(Field.PARENT_ID)).lstrip("'")
    if not found.unit_external:
        found.reason = Reason.UNIT_MISSING
    return found


def _split_pair(pair: Cell, name: Cell, number: Cell) -> tuple[Cell, Cell]:
    """`NAMA/NIP` cells: the digits are the number, the rest is the name."""
    words = _words(pair)
    digits = _NIP_IN_CELL.search(words)
    if digits is None:
        return name or words, number
    rest = _NIP_WORD.sub("", words[: digits.start()] + " " + words[digits.end() :]).strip(" \n\t/'-:.")
    return name or rest, number or digits[0]


def _number(cell: Cell) -> tuple[str, str]:
    """The NIP and, if it was refused, why. A numeric cell has lost its last digits: it is never repaired."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        digits = f"{cell:.0f}" if abs(cell) < MOST_NUMERIC else ""
        return digits[:LOST_FROM], Reason.NUMBER_NUMERIC
    words = _words(cell) if isinstance(cell, str) else "?" * (cell is not None)
    if not words:
        return "", Reason.NUMBER_MISSING
    if _SCIENTIFIC.fullmatch(words):
        return "", Reason.NUMBER_NUMERIC
    number = text.clean_number(words)
    if text.is_nip(number) and number.endswith(_LOST_TAIL):
        return number[:LOST_FROM], Reason.NUMBER_NUMERIC  # a spreadsheet's CSV: no serial number is 000
    return (number, "") if text.is_nip(number) else ("", Reason.NUMBER_WRONG)


def _effective(cell: Cell, reason: str) -> tuple[str, str]:
    if isinstance(cell, date):  # a datetime is one too
        return _words(cell) if isinstance(cell, datetime) else cell.isoformat(), reason
    day = text.read_day(cell) if isinstance(cell, str) else None
    return (day.isoformat(), reason) if day else ("", reason or Reason.DATE_WRONG)


def _email(words: str) -> str:
    return words.lower() if _EMAIL.fullmatch(words) else ""


def read_status(words: str, sheet: str = "") -> str:
    """The status a cell or a sheet's name tells; empty if neither does.

    >>> [str(read_status(said)) for said in ("C", "PPPK Paruh Waktu", "Aktif")], str(read_status("", "Data PPPK"))
    (['CPNS', 'PPPK_PARUH_WAKTU', ''], 'PPPK')
    """
    for said in (text.folded(words), text.folded(sheet)):
        if "paruh waktu" in said:
            return Status.PPPK_PARUH_WAKTU
        if "pppk" in said or "p3k" in said:
            return Status.PPPK
        if said == "c" or "cpns" in said:
            return Status.CPNS
        if said == "p" or re.search(r"\bpns\b", said):
            return Status.PNS
        if re.search(r"\b(non asn|ppnpn|honorer|kontrak|pjlp)\b", said):
            return Status.NON_ASN
    return ""


def unit_path(words: str, above: str = "") -> str:
    """Names, root first, one a line: lists write the leaf first.

    >>> unit_path("Seksi Umum - Kelurahan Contoh - Kecamatan Contoh").split(chr(10))
    ['Kecamatan Contoh', 'Kelurahan Contoh', 'Seksi Umum']
    """
    parts = _parts(words)
    if parts and above and text.folded(above) not in {text.folded(p) for p in parts}:
        parts += _parts(above)
    return "\n".join(reversed(parts))


def _parts(words: str) -> list[str]:
    line = text.squeezed(words)
    mark = r"\s+[-–]\s+" if re.search(r"\s[-–]\s", line) else r"\s*/\s*"
    return [part for part in re.split(mark, line) if part]


def checked(found: Found) -> Found:
    """The same with the reason why it cannot be taken, if there is one."""
    if found.reason in {Reason.NUMBER_NUMERIC, ""} or not found.name:
        found.reason = _fault(found) or found.reason
    for name, most in LIMITS.items():
        setattr(found, name, getattr(found, name)[:most])
    return found


def _fault(found: Found) -> str:
    if not found.name:
        return found.reason or Reason.NAME_MISSING
    if _UNCLEAN & set(found.name) or text.has_hidden_characters(
        found.name + found.unit_path + found.position
    ):
        return Reason.NAME_UNCLEAN
    if any(len(getattr(found, name)) > most for name, most in LIMITS.items()):
        return Reason.TOO_LONG
    if any(len(part) > UNIT_NAME_LIMIT for part in found.unit_path.split("\n")):
        return Reason.TOO_LONG
    return ""
