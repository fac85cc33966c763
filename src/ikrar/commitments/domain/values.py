"""What a joint commitment is made of: ways to sign, phases, and their words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ikrar.kernel.words import Words


class Way(StrEnum):
    """How an institution signed; each is shown as what it is and never as more."""

    PASSKEY = "PASSKEY"
    CERTIFIED = "CERTIFIED"
    PAPER = "PAPER"


class Phase(StrEnum):
    """How far a commitment has come."""

    PLANNED = "PLANNED"
    PUBLIC = "PUBLIC"
    OPEN = "OPEN"
    DONE = "DONE"
    CLOSED = "CLOSED"
    CANCELLED = "CANCELLED"


WAY_WORDS = {
    Way.PASSKEY: Words("passkey wakil", "the representative's passkey"),
    Way.CERTIFIED: Words("PDF bersertifikat", "certified PDF"),
    Way.PAPER: Words("tanda tangan di kertas", "signature on paper"),
}
WAY_PROVES = {
    Way.PASSKEY: Words(
        "Kunci wakil menandatangani pernyataan ini; siapa pun dapat menghitungnya ulang. Bahwa kunci itu milik wakil "
        "bertumpu pada pendaftarannya sebelum acara.",
        "The representative's key signed this statement; anybody can check it again. That the key is the "
        "representative's rests on its enrolment before the ceremony.",
    ),
    Way.CERTIFIED: Words(
        "Berkas PDF bersertifikat diperiksa di sini; sidik berkas dan hasil pemeriksaannya disimpan. Otoritas sertifikat "
        "menjamin nama dan organisasinya.",
        "A certified PDF was checked here; its fingerprint and the result are kept. The certificate's authority vouches for "
        "name and organisation.",
    ),
    Way.PAPER: Words(
        "Tanda tangannya ada di kertas. Sidik hasil pindainya disimpan; selebihnya adalah keterangan dua petugas.",
        "The signature is on paper. The fingerprint of the scan is kept; the rest is the word of two officers.",
    ),
}
PHASE_WORDS = {
    Phase.PLANNED: Words("disusun", "being planned"),
    Phase.PUBLIC: Words("naskah terbit", "text is public"),
    Phase.OPEN: Words("penandatanganan berlangsung", "being signed"),
    Phase.DONE: Words("semua sudah menandatangani", "all have signed"),
    Phase.CLOSED: Words("selesai", "completed"),
    Phase.CANCELLED: Words("dibatalkan", "cancelled"),
}
SHOWN = frozenset({Phase.PUBLIC, Phase.OPEN, Phase.DONE, Phase.CLOSED, Phase.CANCELLED})


@dataclass(frozen=True, slots=True)
class Moments:
    """When each thing happened that decides the phase."""

    published_at: datetime | None = None
    opened_at: datetime | None = None
    completed_at: datetime | None = None
    closed_at: datetime | None = None
    cancelled_at: datetime | None = None


def phase_of(moments: Moments) -> Phase:
    """The latest thing that happened decides.

    >>> from datetime import UTC
    >>> phase_of(Moments()), phase_of(Moments(published_at=datetime(2026, 1, 1, tzinfo=UTC)))
    (<Phase.PLANNED: 'PLANNED'>, <Phase.PUBLIC: 'PUBLIC'>)
    """
    ladder = (
        (moments.cancelled_at, Phase.CANCELLED),
        (moments.closed_at, Phase.CLOSED),
        (moments.completed_at, Phase.DONE),
        (moments.opened_at, Phase.OPEN),
        (moments.published_at, Phase.PUBLIC),
    )
    return next((phase for moment, phase in ladder if moment is not None), Phase.PLANNED)
