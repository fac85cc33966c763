"""Rules and values of the roster: standings, closed lists, unit paths, periods of membership."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ikrar.kernel.text import folded
from ikrar.kernel.words import Words

STEP = 7  # digits per level of a unit path


class Standing(StrEnum):
    """How an official stands to a duty on one day."""

    BOUND = "BOUND"
    EXCUSED = "EXCUSED"
    LEFT = "LEFT"


class Status(StrEnum):
    """The kinds of employment that sign."""

    PNS = "PNS"
    CPNS = "CPNS"
    PPPK = "PPPK"
    PPPK_PARUH_WAKTU = "PPPK_PARUH_WAKTU"
    NON_ASN = "NON_ASN"


class AbsenceReason(StrEnum):
    """Lawful absence, a closed list that never tells the kind of leave or anything of health.

    Leave of every kind, childbirth and sickness included, is `PERMITTED` and nothing more.
    """

    PERMITTED = "PERMITTED"
    DUTY_ELSEWHERE = "DUTY_ELSEWHERE"
    SPECIAL_HOURS = "SPECIAL_HOURS"
    STUDY = "STUDY"


class InstitutionKind(StrEnum):
    """Bodies that hold or witness a declaration."""

    PEMPROV = "PEMPROV"
    PEMKOT = "PEMKOT"
    PEMKAB = "PEMKAB"
    KPU = "KPU"
    BAWASLU = "BAWASLU"
    TNI = "TNI"
    POLRI = "POLRI"
    KEJAKSAAN = "KEJAKSAAN"
    OTHER = "OTHER"


class UnitKind(StrEnum):
    """What a unit is called in the street, read from its name."""

    ROOT = "ROOT"
    AGENCY = "AGENCY"
    DISTRICT = "DISTRICT"
    VILLAGE = "VILLAGE"
    PART = "PART"


STANDING_WORDS = {
    Standing.BOUND: Words("wajib", "bound"),
    Standing.EXCUSED: Words("tidak wajib hari ini", "not bound today"),
    Standing.LEFT: Words("keluar", "left"),
}
STATUS_WORDS = {
    Status.PNS: Words("PNS", "civil servant (PNS)"),
    Status.CPNS: Words("CPNS", "candidate civil servant (CPNS)"),
    Status.PPPK: Words("PPPK", "contract civil servant (PPPK)"),
    Status.PPPK_PARUH_WAKTU: Words("PPPK paruh waktu", "part-time contract civil servant (PPPK)"),
    Status.NON_ASN: Words("non-ASN", "other staff (non-ASN)"),
}
ABSENCE_WORDS = {
    AbsenceReason.PERMITTED: Words("Berhalangan sah", "Lawfully absent"),
    AbsenceReason.DUTY_ELSEWHERE: Words("Tugas di tempat lain", "On duty elsewhere"),
    AbsenceReason.SPECIAL_HOURS: Words("Jam kerja khusus", "Special working hours"),
    AbsenceReason.STUDY: Words("Tugas belajar", "Study assignment"),
}
INSTITUTION_WORDS = {
    InstitutionKind.PEMPROV: Words("Pemerintah provinsi", "Provincial government"),
    InstitutionKind.PEMKOT: Words("Pemerintah kota", "City government"),
    InstitutionKind.PEMKAB: Words("Pemerintah kabupaten", "Regency government"),
    InstitutionKind.KPU: Words("KPU", "KPU (election commission)"),
    InstitutionKind.BAWASLU: Words("Bawaslu", "Bawaslu (election supervisory body)"),
    InstitutionKind.TNI: Words("TNI", "TNI (armed forces)"),
    InstitutionKind.POLRI: Words("Polri", "Polri (police)"),
    InstitutionKind.KEJAKSAAN: Words("Kejaksaan", "Public prosecution"),
    InstitutionKind.OTHER: Words("Lembaga lain", "Other body"),
}
CONVENORS = frozenset({InstitutionKind.PEMPROV, InstitutionKind.PEMKOT, InstitutionKind.PEMKAB})


def kind_of_unit(name: str, *, depth: int) -> UnitKind:
    """Read from the name, because no list carries it.

    >>> kind_of_unit("Kelurahan Contoh Satu", depth=2), kind_of_unit("Seksi Pemerintahan", depth=3)
    (<UnitKind.VILLAGE: 'VILLAGE'>, <UnitKind.PART: 'PART'>)
    """
    if depth == 0:
        return UnitKind.ROOT
    first = folded(name).partition(" ")[0]
    if first in {"kecamatan", "kec", "distrik"}:
        return UnitKind.DISTRICT
    if first in {"kelurahan", "kel", "desa", "nagari"}:
        return UnitKind.VILLAGE
    return UnitKind.AGENCY if depth == 1 else UnitKind.PART


def path_of(parent_path: str, unit_id: int) -> str:
    """The materialised path: seven digits a level. Digits alone sort alike in every collation.

    >>> path_of(path_of("", 1), 42)
    '00000010000042'
    """
    return f"{parent_path}{unit_id:0{STEP}d}"


def after_subtree(path: str) -> str:
    """The first path behind the whole subtree: from `path` up to but without it is the subtree.

    >>> after_subtree("00000010000042")
    '00000010000043'
    """
    return path_of(path[:-STEP], int(path[-STEP:]) + 1)


def ids_in(path: str) -> tuple[int, ...]:
    """The unit ids of a path, root first.

    >>> ids_in("00000010000042")
    (1, 42)
    """
    return tuple(int(path[i : i + STEP]) for i in range(0, len(path), STEP))


@dataclass(frozen=True, slots=True)
class Post:
    """What an official is in one period of membership."""

    unit_id: int
    name: str
    title_before: str = ""
    title_after: str = ""
    status: Status = Status.PNS
    position: str = ""
    echelon: str = ""
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Spell:
    """A post held from a day up to but without another; None there means still."""

    post: Post
    begins_on: date
    ends_before: date | None = None

    def covers(self, on: date) -> bool:
        return self.begins_on <= on and (self.ends_before is None or on < self.ends_before)


def with_post(spells: Sequence[Spell], post: Post | None, *, on: date) -> tuple[Spell, ...]:
    """The spells when from that day on the post is held (None: no post any more).

    What was before the day stays, what is already settled for later stays.

    >>> old, new = Post(1, "Ani Contoh"), Post(2, "Ani Contoh")
    >>> [s.post.unit_id for s in with_post([Spell(old, date(2024, 1, 1))], new, on=date(2024, 5, 1))]
    [1, 2]
    """
    kept: list[Spell] = []
    ends_before = min((s.begins_on for s in spells if s.begins_on > on), default=None)
    for spell in spells:
        if not spell.covers(on):
            kept.append(spell)
            continue
        ends_before = spell.ends_before
        if spell.begins_on < on:
            kept.append(replace(spell, ends_before=on))
    if post is not None:
        kept.append(Spell(post, on, ends_before))
    return tuple(sorted(kept, key=lambda s: s.begins_on))


def spell_on(spells: Iterable[Spell], on: date) -> Spell | None:
    """The spell that covers the day."""
    return next((s for s in spells if s.covers(on)), None)
