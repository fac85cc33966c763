"""A letter and minutes of an invented city, and a way to change a part of a file as a stranger would."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from ikrar.papers.letters import Invited, Letter, Minutes, Party, RollOfUnit, Seen, SiteRow, letter, minutes

AT = datetime(2026, 11, 10, 2, 0, tzinfo=UTC)
BODY = "word/document.xml"

LETTER = Letter(
    institution="Pemerintah Kota Contoh",
    marks=(),
    nature="Penting",
    attachment="1 (satu) lembar",
    subject="Undangan pembacaan ikrar",
    place="Kota Contoh",
    addressees=("Kepala Dinas Contoh", "Camat Contoh Barat"),
    opening="Kami mengundang Bapak/Ibu pada:",
    facts=(("Hari, tanggal", "Senin, 16 November 2026"), ("Waktu", "Pukul 07.45 WIB")),
    agenda=("Lagu Indonesia Raya", "Pembacaan ikrar"),
    notes=("Membawa kartu kode pribadi.",),
    closing="Atas perhatian Bapak/Ibu kami ucapkan terima kasih.",
    office="Sekretaris Daerah",
    copies=("Wali Kota Contoh",),
    invited=(Invited(name="Dinas Contoh", place="Balai Kota", hour="07.45 WIB"),),
    fingerprint="1f2e 3d4c",
    origin="ikrar.contoh.go.id/register",
    text_sha256="ab" * 32,
    address="https://ikrar.contoh.go.id/deklarasi/K7M294/",
)

ROW = (
    "1",
    "Ani Contoh",
    "1002",
    "Pengadministrasi",
    "Menandatangani",
    "kunci perangkat",
    "07.58 WIB",
    "0412-7",
)

MINUTES = Minutes(
    institution="Pemerintah Kota Contoh",
    marks=(),
    title="Deklarasi Netralitas Contoh",
    site="",
    opening="Pada hari ini, Senin tanggal enam belas bulan November tahun dua ribu dua puluh enam:",
    parties=(
        Party(name="", office="", institution="Pemerintah Kota Contoh"),
        Party(name="Budi Contoh", office="Ketua", institution="Bawaslu Kota Contoh"),
    ),
    witnesses=(("Citra Contoh", "KPU Kota Contoh"),),
    matters=("Ikrar dibacakan bersama.", "Pakta ditandatangani."),
    counts=(("Menandatangani", 1), ("Belum ditanya", 1)),
    sites=(
        SiteRow(
            name="Balai Kota", venue="Halaman", hour="07.45 WIB", leader="Wali Kota Contoh",
            reader="Camat Contoh", state="ditutup", signed_present=1,
        ),
    ),
    people=2,
    units=(
        RollOfUnit(
            name="Kelurahan Mawar Contoh", path="Kecamatan Contoh Barat", signed=1,
            rows=(ROW, ("2", "Dewi Contoh", "1003", "Staf", "Belum ditanya", "", "", "")),
        ),
    ),
    text_title="Pakta Contoh",
    text_body="Saya berjanji:\n1. netral.\n\nDemikian.",
    text_sha256="cd" * 32,
    photographs=(),
    checkpoint=Seen(
        origin="ikrar.contoh.go.id/register", size="1.000", root="abcd efgh", made_at="16 November 2026",
        note="ikrar.contoh.go.id/register\n1000\nabcd\n", witnesses=(),
    ),
    fingerprint="1f2e 3d4c",
    made_on="16 November 2026",
    made_at=AT,
)  # fmt: skip


@pytest.fixture(scope="session")
def issued():
    return letter(LETTER, at=AT)


@pytest.fixture(scope="session")
def issued_minutes():
    return minutes(MINUTES, at=AT)


def letter_with(**changes):
    return letter(replace(LETTER, **changes), at=AT)


def parts_of(file):
    with ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts):
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def with_parts(file, **changed):
    return packed(parts_of(file) | changed)


def edited(file, was, now, *, part=BODY, count=1):
    """The file with the first `was` of a part written otherwise; fails where it is not there."""
    parts = parts_of(file)
    before = parts[part].decode()
    assert was in before, was
    return packed(parts | {part: before.replace(was, now, count).encode()})


def filled(file, *values):
    """The blanks filled from the first, as an office does in its word processor."""
    parts = parts_of(file)
    words = parts[BODY].decode()
    for value in values:
        words = re.sub("…{10,}", lambda _, value=value: value, words, count=1)
    return packed(parts | {BODY: words.encode()})
