"""What a letter and the minutes hold, as plain values: the same value fills the PDF and the DOCX.

Everything is text that somebody wrote or that was counted; nothing of it is ever read as markup.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

NATURE = (
    "Pakta integritas dalam Ikrar ditandatangani dengan tanda tangan elektronik yang tidak tersertifikasi menurut "
    "Pasal 59 dan 60 Peraturan Pemerintah Nomor 71 Tahun 2019. Tanda tangan dengan kunci kios atau melalui kertas "
    "terikat pada orangnya berdasarkan keterangan petugas. Berita acara ini berlaku setelah diberi nomor dan "
    "ditandatangani menurut tata naskah dinas."
)
ATTENDANCE = (
    "Pembacaan ikrar adalah kehadiran, bukan tanda tangan. Yang hadir tercatat pada daftar hadir tiap lokasi yang "
    "disimpan kantor; angka terakhir adalah tanda tangan pakta yang menunjukkan kode layar pada waktunya."
)
ILLUSTRATION = "Ilustrasi, bukan bukti. Foto menunjukkan suasana dan tidak dihitung sebagai kehadiran atau tanda tangan siapa pun."


class Blank(StrEnum):
    """What leaves empty and comes back filled in: the number, the day, and who signs."""

    NUMBER = "nomor"
    DAY = "tanggal"
    SIGNATORY = "penanda-tangan"
    PARTY = "isian-pihak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """Who is invited, as a line of the list that goes with the letter."""

    name: str
    place: str = ""
    hour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter of invitation with its number still blank."""

    institution: str
    marks: tuple[str, ...]
    nature: str  # sifat
    attachment: str  # lampiran
    subject: str  # hal
    place: str
    addressees: tuple[str, ...]
    opening: str
    facts: tuple[tuple[str, str], ...]
    agenda: tuple[str, ...]
    notes: tuple[str, ...]
    closing: str
    office: str  # of who signs
    copies: tuple[str, ...]  # tembusan
    invited: tuple[Invited, ...]  # the list that goes with the letter; empty if the letter names them itself
    fingerprint: str
    origin: str
    text_sha256: str
    address: str  # of the declaration's public page


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody in whose name the minutes are made."""

    name: str
    office: str
    institution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RollOfUnit:
    """The rows of one unit: No, Nama, NIP (4), Jabatan, Status, Cara, Waktu, Nomor bukti."""

    name: str
    path: str
    signed: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRow:
    """One place of the event, and what was read there."""

    name: str
    venue: str
    hour: str
    leader: str
    reader: str
    state: str
    signed_present: int  # pledges for which the code of the stage was told in time


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph:
    """A picture for the annex; it illustrates and proves nothing."""

    image: bytes
    media: str
    size: tuple[int, int]  # pixels, wide and high
    caption: str
    sha256: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The checkpoint that is witnessed on paper."""

    origin: str
    size: str
    root: str
    made_at: str
    note: str  # goes into the QR code
    witnesses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The minutes (berita acara) with their annexes, number and signatures still blank."""

    institution: str
    marks: tuple[str, ...]
    title: str
    site: str
    opening: str
    parties: tuple[Party, ...]
    witnesses: tuple[tuple[str, str], ...]
    matters: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    sites: tuple[SiteRow, ...]
    people: int
    units: tuple[RollOfUnit, ...]
    text_title: str
    text_body: str
    text_sha256: str
    photographs: tuple[Photograph, ...]
    checkpoint: Seen | None
    fingerprint: str
    made_on: str
    made_at: datetime
