"""The city as the lists an office would hand over: unit hierarchy, staff list, appointment list."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from demo import city
from demo.city import OfficialSeed

APPOINTED = 309  # as many as the source tells of


def write_units(folder: Path, *, root: str) -> Path:
    """ID, NAMA_UNOR, ID_ATASAN, parents first; the city itself is the root that exists already."""
    rows = [
        (unit.unor_id, unit.name, unit.parent or root) for unit in city.units() if unit.parent is not None
    ]
    top = [(root, city.CITY, "")]
    return _write(folder / "hierarki-unor-contoh.csv", ("ID", "NAMA_UNOR", "ID_ATASAN"), [*top, *rows])


def write_officials(folder: Path, people: Sequence[OfficialSeed]) -> Path:
    """A staff list with the columns that matter and two that must never be read."""
    header = (
        "NIP BARU",
        "NAMA",
        "NIK",
        "AGAMA NAMA",
        "STATUS CPNS PNS",
        "JABATAN NAMA",
        "ESELON NAMA",
        "UNOR ID",
        "EMAIL",
    )
    rows = (
        (p.nip, p.name, "'0000000000000000", "-", p.status, p.position, p.echelon, p.unor_id, p.email)
        for p in people
    )
    return _write(folder / "daftar-pegawai-contoh.csv", header, rows)


def write_appointments(folder: Path, people: Sequence[OfficialSeed], *, effective_on: date) -> Path:
    """309 officials of echelon III and IV, drawn from the city's invented staff."""
    header = ("NO", "NAMA", "NIP", "JABATAN LAMA", "JABATAN BARU", "ESELON", "TMT")
    chosen = [p for p in people if p.echelon in ("III.a", "IV.a", "IV.b")]
    chosen += [p for p in people if not p.echelon and p.status == "PNS"]
    rows = [
        (n, p.name, p.nip, "Pelaksana", p.position, p.echelon or "IV.b", f"{effective_on:%d-%m-%Y}")
        for n, p in enumerate(chosen[:APPOINTED], 1)
    ]
    return _write(folder / "pelantikan-contoh.csv", header, rows)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        writer.writerows(rows)
    return path
