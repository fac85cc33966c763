"""Kota Contoh: its units and its officials, drawn from a fixed seed so that every demo is the same.

Nobody here exists: every name ends in "Contoh", and every NIP carries the birth year 1900, so that it cannot
be the number of a living civil servant.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

SEED = 20241127
CITY = "Pemerintah Kota Contoh"

KECAMATAN: dict[str, tuple[str, ...]] = {
    "Melati": ("Jati", "Meranti", "Mahoni", "Cendana", "Ulin", "Sonokeling"),
    "Kenanga": ("Pinus", "Damar", "Agathis", "Bayur", "Sungkai", "Gaharu"),
    "Cempaka": ("Rambutan", "Manggis", "Sawo", "Kecapi", "Duku"),
    "Anggrek": ("Kenari", "Cucakrawa", "Perkutut", "Jalak", "Murai", "Kepodang"),
    "Teratai": ("Telaga", "Muara", "Tepian", "Dermaga", "Selat"),
    "Flamboyan": ("Bukit", "Lembah", "Puncak", "Ngarai", "Savana"),
    "Dahlia": ("Pandan", "Serai", "Kemiri", "Lengkuas", "Temulawak"),
    "Seruni": ("Mutiara", "Zamrud", "Pualam", "Kecubung", "Nilam", "Akik"),
}
OFFICES: dict[str, int] = {
    "Sekretariat Kota": 190,
    "Badan Kepegawaian Daerah": 85,
    "Inspektorat": 70,
    "Badan Kesatuan Bangsa dan Politik": 45,
    "Satuan Polisi Pamong Praja": 420,
    "Dinas Perhubungan": 360,
    "Dinas Kesehatan": 640,
    "Dinas Pendidikan": 1450,
    "Dinas Komunikasi, Informatika, dan Statistik": 75,
    "Dinas Sosial": 130,
    "Dinas Lingkungan Hidup": 310,
    "Dinas Kependudukan dan Pencatatan Sipil": 160,
    "Dinas Pekerjaan Umum": 240,
    "Badan Pendapatan Daerah": 150,
}
SECTIONS = (
    "Sekretariat",
    "Seksi Pemerintahan",
    "Seksi Kesejahteraan Rakyat",
    "Seksi Ekonomi dan Pembangunan",
)
KECAMATAN_STAFF, KELURAHAN_STAFF = 32, 31

FIRST = (
    "Ani", "Budi", "Citra", "Dewi", "Eko", "Fitri", "Galih", "Hana", "Indra", "Joko", "Kartika", "Lestari", "Made",
    "Nanda", "Oki", "Putri", "Rahmat", "Siti", "Tono", "Umar", "Vina", "Wahyu", "Yanti", "Zaki", "Agus", "Bayu",
    "Cahya", "Dian", "Endah", "Farah", "Gita", "Hendra", "Intan", "Jaya", "Kemal", "Laras", "Mega", "Nur", "Panji",
    "Ratna", "Sari", "Teguh", "Utami", "Wulan", "Yoga", "Zahra",
)  # fmt: skip
SECOND = (
    "Amalia", "Basuki", "Cahyani", "Darma", "Efendi", "Firmansyah", "Gunawan", "Hidayat", "Iskandar", "Juwita",
    "Kurnia", "Lukman", "Maharani", "Nugroho", "Oktavia", "Pratama", "Rahma", "Saputra", "Tirta", "Utomo", "Wijaya",
    "Yuliana", "Zulkarnain", "Anggraini", "Budiman", "Candra", "Damayanti", "Fadilah", "Hapsari", "Irawan",
    "Kusuma", "Lazuardi", "Mulyani", "Nirmala", "Permata", "Ramadhan", "Setiawan", "Trisna", "Wardani", "Yudha",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitSeed:
    """One unit: its invented UNOR ID, name, parent's ID, and how many people work there directly."""

    unor_id: str
    name: str
    parent: str | None
    staff: int = 0
    kind: str = "OFFICE"


@dataclass(frozen=True, slots=True)
class OfficialSeed:
    """One invented person."""

    nip: str
    name: str
    status: str
    position: str
    echelon: str
    unor_id: str
    email: str


def units() -> list[UnitSeed]:
    """Parents before children: the city, 14 offices, 8 kecamatan, 44 kelurahan, sections below them."""
    made = [UnitSeed("KC", CITY, None, 12, "CITY")]
    for number, (name, staff) in enumerate(OFFICES.items(), 1):
        made.append(UnitSeed(f"KC-D{number:02d}", name, "KC", staff))
    for k, (name, villages) in enumerate(KECAMATAN.items(), 1):
        made.append(UnitSeed(f"KC-K{k}", f"Kecamatan {name}", "KC", 4, "KECAMATAN"))
        made.extend(_sections(f"KC-K{k}", KECAMATAN_STAFF - 4))
        for v, village in enumerate(villages, 1):
            made.append(UnitSeed(f"KC-K{k}-L{v}", f"Kelurahan {village}", f"KC-K{k}", 3, "KELURAHAN"))
            made.extend(_sections(f"KC-K{k}-L{v}", KELURAHAN_STAFF - 3))
    return made


def _sections(parent: str, staff: int) -> list[UnitSeed]:
    share = staff // len(SECTIONS)
    return [UnitSeed(f"{parent}-S{n}", name, parent, share, "SECTION") for n, name in enumerate(SECTIONS, 1)]


def officials() -> Iterator[OfficialSeed]:
    """Everybody, unit by unit; the first of a unit leads it."""
    random_ = random.Random(SEED)
    serial = 0
    for unit in units():
        for place in range(unit.staff):
            serial += 1
            yield _official(random_, serial=serial, unit=unit, leads=place == 0)


def _official(random_: random.Random, *, serial: int, unit: UnitSeed, leads: bool) -> OfficialSeed:
    name = f"{random_.choice(FIRST)} {random_.choice(SECOND)} Contoh"
    return OfficialSeed(
        nip=nip(serial, random_),
        name=name,
        status="PNS"
        if leads
        else random_.choices(("PNS", "CPNS", "PPPK", "PPPK Paruh Waktu"), (70, 4, 20, 6))[0],
        position=_lead_position(unit)
        if leads
        else random_.choice(("Pelaksana", "Pranata", "Analis", "Pengelola")),
        echelon=_echelon(unit) if leads else "",
        unor_id=unit.unor_id,
        email=f"pegawai{serial:04d}@contoh.example" if serial % 3 else "",
    )


def nip(serial: int, random_: random.Random) -> str:
    """18 digits in the usual order; the birth year 1900 marks it as invented."""
    born = f"1900{random_.randint(1, 12):02d}{random_.randint(1, 28):02d}"
    return f"{born}{random_.randint(2005, 2023)}{random_.randint(1, 12):02d}{random_.randint(1, 2)}{serial % 999 + 1:03d}"


def _lead_position(unit: UnitSeed) -> str:
    return {
        "CITY": "Wali Kota",
        "KECAMATAN": "Camat",
        "KELURAHAN": "Lurah",
        "SECTION": f"Kepala {unit.name}",
    }.get(unit.kind, f"Kepala {unit.name}")


def _echelon(unit: UnitSeed) -> str:
    return {"CITY": "", "KECAMATAN": "III.a", "KELURAHAN": "IV.a", "SECTION": "IV.b"}.get(unit.kind, "II.b")
