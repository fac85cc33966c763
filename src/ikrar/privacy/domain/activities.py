"""One activity of processing: whose data, what for, on which basis, who sees it, how long it is kept. Plain Python."""

from dataclasses import dataclass
from enum import StrEnum

from ikrar.kernel.words import Words


class Subject(StrEnum):
    """Whose data."""

    OFFICIAL = "official"
    STAFF = "staff"
    REPRESENTATIVE = "representative"
    PARTNER = "partner"
    ASKER = "asker"


SUBJECT_WORDS: dict[Subject, Words] = {
    Subject.OFFICIAL: Words("pegawai yang ditanya", "officials who are asked"),
    Subject.STAFF: Words("petugas yang punya akun", "staff with an account"),
    Subject.REPRESENTATIVE: Words("wakil dan saksi lembaga", "representatives and witnesses of institutions"),
    Subject.PARTNER: Words(
        "pembina, pembaca, saksi, mitra acara", "leaders, readers, witnesses, partners of an event"
    ),
    Subject.ASKER: Words("orang yang meminta", "who asks"),
}


class KeepingKind(StrEnum):
    """Who ends the keeping of something."""

    BY_ITSELF = "by_itself"
    ON_REQUEST = "on_request"
    SCHEDULE = "schedule"
    FOR_EVER = "for_ever"


KEEPING_WORDS: dict[KeepingKind, Words] = {
    KeepingKind.BY_ITSELF: Words("terhapus sendiri", "deleted by itself"),
    KeepingKind.ON_REQUEST: Words("sampai diminta hapus", "until its erasure is asked for"),
    KeepingKind.SCHEDULE: Words("menurut jadwal retensi arsip", "by the archive schedule"),
    KeepingKind.FOR_EVER: Words("tetap", "for ever"),
}


@dataclass(frozen=True, slots=True)
class Basis:
    """An article with its confidence: A read in the text … D unverified."""

    instrument: str
    article: str
    confidence: str

    @property
    def needs_confirmation(self) -> bool:
        return self.confidence != "A"


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long, and counted from what."""

    kind: KeepingKind
    since: Words
    after: str = ""  # "30 days"; only where it is deleted by itself


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that is done with personal data."""

    code: str
    name: Words
    purpose: Words
    basis: tuple[Basis, ...]
    of: Subject
    data: Words
    left_out: Words
    tables: tuple[str, ...]
    seen_by: Words
    keeping: Keeping
    how: Words

    @property
    def is_scheduled(self) -> bool:
        """Whether the office's own schedule says when it goes."""
        return self.keeping.kind is KeepingKind.SCHEDULE


@dataclass(frozen=True, slots=True)
class Record:
    """All activities, and the tables that hold nothing about a person."""

    activities: tuple[Activity, ...]
    without: tuple[str, ...]

    def activity(self, code: str) -> Activity:
        return next(one for one in self.activities if one.code == code)
