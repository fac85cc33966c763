"""Kota Contoh as its lists tell it, and the days of the story. Everybody is invented."""

import io
from datetime import UTC, datetime, timedelta

from django.utils import timezone
from openpyxl import Workbook

CITY, DISTRICT, BUREAU = "Pemerintah Kota Contoh", "Kecamatan Contoh Utara", "Badan Kepegawaian Contoh"
MELATI, MAWAR = "Kelurahan Melati Contoh", "Kelurahan Mawar Contoh"
UNITS = (
    ("KC", CITY, ""),
    ("U1", DISTRICT, "KC"),
    ("U11", MELATI, "U1"),
    ("U12", MAWAR, "U1"),
    ("U2", BUREAU, "KC"),
)
PLACES = {"U11": (MELATI, 12), "U12": (MAWAR, 6), "U2": (BUREAU, 3)}
NAMES = (
    "Ani", "Bayu", "Cici", "Dodi", "Endah", "Fitri", "Gani", "Hesti", "Indra", "Joko", "Kirana", "Lukman",
    "Maya", "Nanda", "Okta", "Putri", "Qori", "Rahmat", "Sinta", "Tono", "Utami",
)  # fmt: skip
NIK = "3173019988776655"
LETTERHEAD = ["PEMERINTAH KOTA CONTOH"]
TITLE = "Deklarasi Netralitas ASN Kota Contoh"
PLANNED, REHEARSED, CARDS, EVE, DAY = (
    datetime(2026, 11, day, 1, 0, tzinfo=UTC) for day in (12, 17, 24, 28, 30)
)  # 08.00 WIB; the roll call is on the 30th


def people():
    """(number, name, UNOR ID) of everybody, in the order of the list."""
    units = [unit for unit, (_, count) in PLACES.items() for _ in range(count)]
    return [
        (f"1985033020100310{place:02d}", f"{name} Contoh", unit)
        for place, (name, unit) in enumerate(zip(NAMES, units, strict=True), 1)
    ]


def number_of(name):
    return next(number for number, named, _ in people() if named == name)


def hierarchy_sheet():
    """The unit hierarchy as the office keeps it."""
    return sheet(["ID", "NAMA_UNOR", "ID_ATASAN"], *map(list, UNITS))


def staff_sheet():
    """A staff list below its letterhead, with two columns nobody may read."""
    rows = [
        [place, number, name, NIK, "-", "PNS", "Pengelola Contoh", unit]
        for place, (number, name, unit) in enumerate(people(), 1)
    ]
    header = ["NO", "NIP BARU", "NAMA", "NIK", "AGAMA NAMA", "STATUS CPNS PNS", "JABATAN NAMA", "UNOR ID"]
    return sheet(LETTERHEAD, ["DAFTAR NOMINATIF PEGAWAI"], [], header, *rows)


def sheet(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class Clock:
    """The server's clock: runs on by itself and is moved to another day. Stands in for `timezone.now`."""

    def __init__(self):
        self.ahead = timedelta()

    def __call__(self):
        return datetime.now(UTC) + self.ahead

    def move_to(self, moment):
        self.ahead = moment - datetime.now(UTC)

    def forward(self, **span):
        self.ahead += timedelta(**span)

    def rule(self, monkeypatch):
        """Take the place of the real one."""
        self.move_to(PLANNED)
        monkeypatch.setattr(timezone, "now", self)
        return self
