"""What a person may ask of the office about the own data, and how it is answered. Plain Python."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ikrar.kernel.words import Words

WORDS_CHARACTERS = 600
ANSWER_CHARACTERS = 4000
FILE_BYTES = 5_000_000


class RequestKind(StrEnum):
    """What is asked for."""

    ACCESS = "access"
    CORRECTION = "correction"
    OBJECTION = "objection"


REQUEST_WORDS: dict[RequestKind, Words] = {
    RequestKind.ACCESS: Words("Melihat data saya", "See my data"),
    RequestKind.CORRECTION: Words("Membetulkan data saya", "Correct my data"),
    RequestKind.OBJECTION: Words("Berkeberatan atas keputusan", "Object to a decision"),
}
REQUEST_HINTS: dict[RequestKind, Words] = {
    RequestKind.ACCESS: Words(
        "Selain yang sudah tampil di “Apa yang disimpan tentang saya”: isi barisnya, dari mana, dan siapa yang melihat.",
        "Beyond what stands in “What is stored about me”: the rows themselves, where they come from, who has looked.",
    ),
    RequestKind.CORRECTION: Words(
        "Nama, unit, jabatan, atau alamat surat yang keliru.", "A wrong name, unit, position or mail address."
    ),
    RequestKind.OBJECTION: Words(
        "Atas keputusan yang hanya berdasar pemrosesan otomatis. Ikrar tidak mengambil keputusan seperti itu; petugas "
        "menjelaskan apa yang terjadi.",
        "To a decision made by automatic processing alone. Ikrar makes none; an officer explains what happened.",
    ),
}

ACCESS_TERM, CORRECTION_TERM = "PDP-AKSES", "PDP-BAIK"


@dataclass(frozen=True, slots=True)
class Clock:
    """By which rule of the law book a request is due, and on what article the right stands.

    `is_own`: the law names no hours for it; the office counts it like a request for access.
    """

    term: str
    right: str
    is_own: bool = False


CLOCKS: dict[RequestKind, Clock] = {
    RequestKind.ACCESS: Clock(ACCESS_TERM, "UU 27/2022 Pasal 32"),
    RequestKind.CORRECTION: Clock(CORRECTION_TERM, "UU 27/2022 Pasal 30"),
    RequestKind.OBJECTION: Clock(ACCESS_TERM, "UU 27/2022 Pasal 10", is_own=True),
}


class Door(StrEnum):
    """How a request came."""

    ONLINE = "online"
    PAPER = "paper"


DOOR_WORDS: dict[Door, Words] = {
    Door.ONLINE: Words("lewat Ikrar saya", "through My pledge"),
    Door.PAPER: Words("di atas kertas", "on paper"),
}


class Outcome(StrEnum):
    """How a request ended; there is no end without an answer."""

    DONE = "done"
    REFUSED = "refused"


OUTCOME_WORDS: dict[Outcome, Words] = {
    Outcome.DONE: Words("dipenuhi", "done"),
    Outcome.REFUSED: Words("ditolak", "refused"),
}


class Ground(StrEnum):
    """Why a request may be refused: what the law names, and nothing else."""

    DEFENCE = "P15-1"
    ENFORCEMENT = "P15-2"
    STATE = "P15-3"
    OTHERS = "P33"


@dataclass(frozen=True, slots=True)
class Named:
    """A ground with its article; `is_sure` only where the article was read in the text."""

    words: Words
    source: str
    is_sure: bool


GROUNDS: dict[Ground, Named] = {
    Ground.DEFENCE: Named(
        Words("kepentingan pertahanan dan keamanan nasional", "national defence and security"),
        "UU 27/2022 Pasal 15",
        is_sure=True,
    ),
    Ground.ENFORCEMENT: Named(
        Words("kepentingan proses penegakan hukum", "an ongoing enforcement of the law"),
        "UU 27/2022 Pasal 15",
        is_sure=True,
    ),
    Ground.STATE: Named(
        Words(
            "kepentingan umum dalam rangka penyelenggaraan negara",
            "the public interest in running the state",
        ),
        "UU 27/2022 Pasal 15",
        is_sure=True,
    ),
    Ground.OTHERS: Named(
        Words("mengungkap data pribadi orang lain", "it would reveal another person's data"),
        "UU 27/2022 Pasal 33",
        is_sure=False,
    ),
}


class Lateness(StrEnum):
    """Where a request stands against its clock."""

    RUNNING = "running"
    EXTENDED = "extended"
    OVERDUE = "overdue"
    IN_TIME = "in-time"
    LATE = "late"


LATENESS_WORDS: dict[Lateness, Words] = {
    Lateness.RUNNING: Words("berjalan", "running"),
    Lateness.EXTENDED: Words(
        "lewat 72 jam, diperpanjang dengan alasan", "past its hours, extended with a reason"
    ),
    Lateness.OVERDUE: Words("lewat batas", "overdue"),
    Lateness.IN_TIME: Words("dijawab tepat waktu", "answered in time"),
    Lateness.LATE: Words("dijawab terlambat", "answered late"),
}


def lateness(
    *, due_at: datetime, extended_to: datetime | None, answered_at: datetime | None, now: datetime
) -> Lateness:
    """An extension explains being late; it never makes a late answer one in time."""
    if answered_at is not None:
        return Lateness.IN_TIME if answered_at <= due_at else Lateness.LATE
    if now <= due_at:
        return Lateness.RUNNING
    return Lateness.EXTENDED if extended_to is not None and now <= extended_to else Lateness.OVERDUE


class AnsweredAlready(Exception):
    """An answer is given once."""


class GroundMissing(Exception):
    """A refusal names its ground, an answer that is none of the two says what was done."""


class AnswerMissing(Exception):
    """There is nothing to tell the person."""


class ReasonMissing(Exception):
    """An extension without a reason is none."""


class ExtensionNotLater(Exception):
    """The new day is not after the one that stands."""


class StillOpen(Exception):
    """The person has a request of this kind that is still open."""


class FileNotAccepted(Exception):
    """Only a PDF of a few megabytes may go along with an answer."""


def check_answer(*, outcome: Outcome, ground: Ground | None, text: str) -> None:
    """Raise unless the person learns what was done, or why not.

    >>> check_answer(outcome=Outcome.REFUSED, ground=None, text="Tidak.")
    Traceback (most recent call last):
    ...
    ikrar.privacy.domain.requests.GroundMissing
    """
    if not text.strip():
        raise AnswerMissing
    if (outcome is Outcome.REFUSED) != (ground is not None):
        raise GroundMissing
