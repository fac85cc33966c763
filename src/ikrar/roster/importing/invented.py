"""Lists of invented people, as offices write them; everybody bears the name Contoh. For measuring."""

import csv
from datetime import date, timedelta
from pathlib import Path

GIVEN = (
    "Ani",
    "Budi",
    "Citra",
    "Dewi",
    "Eko",
    "Fitri",
    "Gilang",
    "Hesti",
    "Indra",
    "Joko",
    "Kartika",
    "Lestari",
)
SECOND = (
    "Rahma",
    "Santosa",
    "Pertiwi",
    "Wibowo",
    "Kusuma",
    "Utami",
    "Nugraha",
    "Handayani",
    "Saputra",
    "Maharani",
)
FIRST_BIRTH = date(1968, 1, 1)
BIRTHS = 12_000  # days
SECTIONS = ("Sekretariat", "Seksi Pemerintahan", "Seksi Ekonomi", "Seksi Kesejahteraan", "Seksi Prasarana")
UNITS = 1_500


def nip(number: int) -> str:
    """The n-th invented NIP: right in shape, each once."""
    born = FIRST_BIRTH + timedelta(days=number % BIRTHS)
    return f"{born:%Y%m%d}201001{1 + number % 2}{1 + number // BIRTHS:03d}"


def name(number: int) -> str:
    return f"{GIVEN[number % len(GIVEN)]} {SECOND[number // 12 % len(SECOND)]} Contoh"


def unit_path(number: int) -> str:
    """Leaf first, as SIASN writes it."""
    village = number // len(SECTIONS)
    return (
        f"{SECTIONS[number % len(SECTIONS)]} - Kelurahan Contoh {village} - Kecamatan Contoh {village // 7}"
    )


def write_staff_list(path: Path, *, people: int) -> None:
    """A CSV with the columns that are read and some that never are."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(
            ["NIP BARU", "NAMA", "NIK", "AGAMA NAMA", "STATUS CPNS PNS", "JABATAN NAMA", "UNOR NAMA"]
        )
        for i in range(people):
            out.writerow([nip(i), name(i), "'0000000000000000", "-", "P", "Pelaksana", unit_path(i % UNITS)])
