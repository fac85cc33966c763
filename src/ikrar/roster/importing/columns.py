"""Finds the header of a list and proposes what its columns mean. Plain Python.

Only a column that is mapped here is ever read further. Some can never be: see `FORBIDDEN`.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from ikrar.kernel.text import folded
from ikrar.roster.domain.lists import Kind
from ikrar.roster.importing.sheets import Cell, Row

LOOK_AT = 40
ENOUGH = 2
LONGEST_HEADER = 80
LONG_DIGITS = re.compile(r"\d{6}")
FORBIDDEN = re.compile(
    r"\b(nik\w*|agama\w*|kawin|perkawinan|alamat|npwp\w*|bpjs\w*|lahir|kelamin|hp|telepon|telp|norek|rekening|bank"
    r"|pendidikan|sekolah|ijazah|lulus|suku|darah|pasangan|anak|kedudukan|ktp|kk|karpeg|taspen)\b"
)


class Field(StrEnum):
    """What a column may mean to the roster."""

    NUMBER = "NUMBER"
    NAME = "NAME"
    NAME_NUMBER = "NAME_NUMBER"
    TITLE_BEFORE = "TITLE_BEFORE"
    TITLE_AFTER = "TITLE_AFTER"
    STATUS = "STATUS"
    POSITION = "POSITION"
    ECHELON = "ECHELON"
    RANK = "RANK"
    UNIT_ID = "UNIT_ID"
    UNIT_PATH = "UNIT_PATH"
    UNIT_ABOVE = "UNIT_ABOVE"
    EMAIL = "EMAIL"
    EFFECTIVE_ON = "EFFECTIVE_ON"
    UNIT_NAME = "UNIT_NAME"
    PARENT_ID = "PARENT_ID"


_PEOPLE: dict[Field, str] = {
    Field.NAME_NUMBER: "nama nip|nip nama|nama dan nip|nama nip baru|nama nip pegawai",
    Field.NUMBER: "nip baru|nip|nip pegawai|nomor induk pegawai|ni pppk|nip pppk|nomor induk pppk",
    Field.NAME: "nama|nama lengkap|nama pegawai|nama pns|nama pppk|nama asn|nmpppnpn|nmppnpn|nm ppnpn",
    Field.TITLE_BEFORE: "gelar depan",
    Field.TITLE_AFTER: "gelar belakang",
    Field.STATUS: "status cpns pns|status pegawai|status kepegawaian|status|jenis pegawai nama|jenis pegawai|jenis asn",
    Field.POSITION: "jabatan nama|nama jabatan|jabatan|jabatan terakhir",
    Field.ECHELON: "eselon nama|eselon|esl",
    Field.RANK: "gol akhir nama|pangkat gol|pangkat gol ruang|pangkat golongan|golongan ruang|golongan|gol|pangkat",
    Field.UNIT_ID: "unor id|id unor",
    Field.UNIT_PATH: "unor nama|nama unor|unit kerja|unit organisasi|unor|unit|satuan kerja",
    Field.UNIT_ABOVE: "unor induk|unor induk nama|perangkat daerah|opd|skpd",
    Field.EMAIL: "email gov|email dinas|email|e mail|surel",
}
_APPOINTED: dict[Field, str] = {
    **{f: _PEOPLE[f] for f in (Field.NAME_NUMBER, Field.NUMBER, Field.NAME, Field.RANK, Field.UNIT_ID)},
    Field.POSITION: "jabatan baru|jabatan yang baru|dalam jabatan|jabatan",
    Field.ECHELON: "eselon baru|eselon|esl|eselon nama",
    Field.UNIT_PATH: "unit kerja baru|unor baru|unit kerja|unor nama|nama unor",
    Field.EFFECTIVE_ON: "tmt|tmt jabatan|tmt pelantikan|terhitung mulai tanggal|tanggal pelantikan",
}
_UNITS: dict[Field, str] = {
    Field.UNIT_ID: "id|unor id|id unor",
    Field.UNIT_NAME: "nama unor|nama|unor nama|nama unit|unit kerja",
    Field.PARENT_ID: "id atasan|unor atasan id|parent id|id unor atasan|id induk",
}
_TABLES: dict[Kind, dict[Field, str]] = {
    Kind.OFFICIALS: _PEOPLE,
    Kind.LOCAL: {f: w for f, w in _PEOPLE.items() if f not in (Field.NUMBER, Field.NAME_NUMBER)},
    Kind.UNITS: _UNITS,
    Kind.APPOINTMENT: _APPOINTED,
}
SYNONYMS: dict[Kind, dict[Field, tuple[str, ...]]] = {
    kind: {f: tuple(words.split("|")) for f, words in table.items()} for kind, table in _TABLES.items()
}
NEEDED: dict[Kind, tuple[frozenset[Field], ...]] = {
    Kind.OFFICIALS: (
        frozenset({Field.NUMBER, Field.NAME_NUMBER}),
        frozenset({Field.NAME, Field.NAME_NUMBER}),
    ),
    Kind.LOCAL: (frozenset({Field.NAME}),),
    Kind.UNITS: (frozenset({Field.UNIT_ID}), frozenset({Field.UNIT_NAME}), frozenset({Field.PARENT_ID})),
    Kind.APPOINTMENT: (
        frozenset({Field.NUMBER, Field.NAME_NUMBER}),
        frozenset({Field.NAME, Field.NAME_NUMBER}),
        frozenset({Field.POSITION}),
    ),
}


class ColumnForbidden(Exception):
    """This column holds what the roster must never know."""

    def __init__(self, header: str) -> None:
        super().__init__(header)
        self.header = header


class ColumnsMissing(Exception):
    """Without these fields the list says nothing."""

    def __init__(self, missing: Sequence[Field]) -> None:
        super().__init__(missing)
        self.missing_fields = tuple(missing)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header ends and what stands in it, column by column (empty where nothing does)."""

    last_row: int
    headers: tuple[str, ...]


def is_forbidden(header: str) -> bool:
    """Whether the roster may never read this column.

    >>> is_forbidden("NIK"), is_forbidden("AGAMA NAMA"), is_forbidden("NIP BARU"), is_forbidden("NIKPPNPN")
    (True, True, False, True)
    """
    return FORBIDDEN.search(folded(header)) is not None


def find_header(every: Iterable[Row], kind: Kind) -> Header | None:
    """The row among the first forty that looks most like a header, joined with a second one below it."""
    rows = list(islice(every, LOOK_AT + 1))
    known = {w for words in SYNONYMS[kind].values() for w in words}
    best, score = -1, ENOUGH - 1
    for i, (_, row) in enumerate(rows[:LOOK_AT]):
        hits = sum(1 for cell in row if isinstance(cell, str) and folded(cell) in known)
        if hits > score:
            best, score = i, hits
    if best < 0:
        return None
    upper = [_header_text(c) for c in rows[best][1]]
    below = rows[best + 1] if best + 1 < len(rows) else None
    if below is not None and _continues(upper, below[1]):
        return Header(below[0], _unique(_joined(upper, [_header_text(c) for c in below[1]])))
    return Header(rows[best][0], _unique(upper))


def _header_text(cell: Cell) -> str:
    text = " ".join(cell.split()) if isinstance(cell, str) else ""
    return "" if LONG_DIGITS.search(text) else text[:LONGEST_HEADER]


def _continues(upper: Sequence[str], below: Sequence[Cell]) -> bool:
    """A second header row has words without digits only, and none below the columns that name people."""
    cells = [(i, c) for i, c in enumerate(below) if c not in ("", None)]
    if not cells or not all(isinstance(c, str) and not re.search(r"\d", c) for _, c in cells):
        return False
    key = {i for i, text in enumerate(upper) if folded(text).startswith(("nama", "nip", "no"))}
    return all(i not in key for i, _ in cells) and len(cells) < len([u for u in upper if u]) + 1


def _joined(upper: Sequence[str], below: Sequence[str]) -> list[str]:
    width = max(len(upper), len(below))
    tops = [*upper, *[""] * (width - len(upper))]
    subs = [*below, *[""] * (width - len(below))]
    joined, last = [], ""
    for top, sub in zip(tops, subs, strict=True):
        last = top or (last if sub else "")
        joined.append(f"{last} {sub}".strip() if sub else top)
    return joined


def _unique(headers: Iterable[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    unique = []
    for header in headers:
        seen[header] = seen.get(header, 0) + 1
        unique.append(f"{header} ({seen[header]})" if header and seen[header] > 1 else header)
    return tuple(unique)


def signature(headers: Iterable[str]) -> str:
    """One value for one set of headers, by which the mapping is remembered."""
    return hashlib.sha256("\n".join(sorted({folded(h) for h in headers if h})).encode()).hexdigest()


def propose(headers: Iterable[str], kind: Kind) -> dict[str, Field]:
    """Header to field, each field once, the better synonym first."""
    by_words = {folded(h): h for h in reversed([h for h in headers if h]) if not is_forbidden(h)}
    proposed: dict[str, Field] = {}
    for field, words in SYNONYMS[kind].items():
        header = next((by_words[w] for w in words if w in by_words), None)
        if header is not None and header not in proposed:
            proposed[header] = field
    if Field.NUMBER in proposed.values() and Field.NAME in proposed.values():
        proposed = {h: f for h, f in proposed.items() if f is not Field.NAME_NUMBER}
    return proposed


def check_columns(columns: Mapping[str, Field], kind: Kind) -> None:
    """Raise unless the mapping reads nothing forbidden and enough to be useful."""
    for header in columns:
        if is_forbidden(header):
            raise ColumnForbidden(header)
    chosen = set(columns.values())
    missing = [min(some) for some in NEEDED[kind] if not some & chosen]
    if missing:
        raise ColumnsMissing(missing)
