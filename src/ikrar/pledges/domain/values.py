"""The closed lists of this context, each with its words."""

from enum import StrEnum

from ikrar.kernel.words import Words


class State(StrEnum):
    """Where a declaration stands."""

    PLANNED = "PLANNED"
    FIXED = "FIXED"
    CLOSED = "CLOSED"
    CANCELLED = "CANCELLED"
    SUPERSEDED = "SUPERSEDED"


ALLOWED: dict[State, frozenset[State]] = {
    State.PLANNED: frozenset({State.FIXED, State.CANCELLED}),
    State.FIXED: frozenset({State.CLOSED, State.CANCELLED, State.SUPERSEDED}),
    State.CLOSED: frozenset({State.SUPERSEDED}),
    State.CANCELLED: frozenset(),
    State.SUPERSEDED: frozenset(),
}


class Format(StrEnum):
    """How it is held; undecided is the empty string."""

    ROLL_CALL = "ROLL_CALL"
    HALL = "HALL"
    ONLINE = "ONLINE"
    MIXED = "MIXED"


class Aspect(StrEnum):
    """What may stay open while a declaration is planned."""

    PLACE = "PLACE"
    TIME = "TIME"
    FORMAT = "FORMAT"


class StepKind(StrEnum):
    """The acts of a run sheet."""

    SONG = "SONG"
    READING = "READING"
    DISMISSAL = "DISMISSAL"
    SIGNING = "SIGNING"
    GONG = "GONG"
    SOCIALISATION = "SOCIALISATION"


class Ground(StrEnum):
    """Why a person is asked."""

    INVITED = "INVITED"
    APPOINTED = "APPOINTED"
    ENTERED = "ENTERED"
    RETURNED = "RETURNED"
    SUPERSEDED = "SUPERSEDED"


class KeyKind(StrEnum):
    """With which key (step 6), weakest last."""

    CERTIFIED = "certified"
    PASSKEY = "passkey"
    DEVICE = "device-key"
    KIOSK = "kiosk"
    PAPER = "paper"


class IdentifiedBy(StrEnum):
    """How the person was known (step 2)."""

    CODE = "code"
    KEY = "key"
    PASSKEY = "passkey"
    OTP = "otp"
    WITNESS = "witness"


class PresenceLevel(StrEnum):
    """Whether the stage code was shown in time (step 3)."""

    SHOWN = "shown"
    LATE = "late"
    NONE = "none"


class Decline(StrEnum):
    """Why a person did not sign, chosen by the person alone."""

    WANTS_TO_READ_MORE = "WANTS_TO_READ_MORE"
    PREFERS_PAPER = "PREFERS_PAPER"
    OBJECTS_TO_TEXT = "OBJECTS_TO_TEXT"
    NOT_MY_DUTY = "NOT_MY_DUTY"
    NO_REASON_GIVEN = "NO_REASON_GIVEN"


class Notice(StrEnum):
    """By which second channel a person was told of the pledge in his or her name.

    LIST is on the way: the unit is still to tell; HAND is told on paper.
    """

    MAIL = "MAIL"
    LIST = "LIST"
    HAND = "HAND"


class Outcome(StrEnum):
    """What an officer decided about a disputed pledge: it stands, or it no longer counts."""

    UPHELD = "UPHELD"
    WITHDRAWN = "WITHDRAWN"


class TroubleKind(StrEnum):
    """What can go wrong on the day."""

    WRONG_CODE = "WRONG_CODE"
    UNKNOWN_NUMBER = "UNKNOWN_NUMBER"
    WRONG_PRESENCE = "WRONG_PRESENCE"
    MANY_ON_DEVICE = "MANY_ON_DEVICE"
    REFUSED_PLEDGE = "REFUSED_PLEDGE"


STATE_WORDS: dict[State, Words] = {
    State.PLANNED: Words("Direncanakan", "Planned"),
    State.FIXED: Words("Ditetapkan", "Fixed"),
    State.CLOSED: Words("Ditutup", "Closed"),
    State.CANCELLED: Words("Dibatalkan", "Cancelled"),
    State.SUPERSEDED: Words("Digantikan", "Superseded"),
}
FORMAT_WORDS: dict[Format, Words] = {
    Format.ROLL_CALL: Words("Apel", "Roll call"),
    Format.HALL: Words("Di dalam gedung", "In a hall"),
    Format.ONLINE: Words("Daring", "Online"),
    Format.MIXED: Words("Gabungan", "Mixed"),
}
STEP_WORDS: dict[StepKind, Words] = {
    StepKind.SONG: Words("Lagu Indonesia Raya", "National anthem"),
    StepKind.READING: Words("Pembacaan ikrar", "Reading of the pledge"),
    StepKind.DISMISSAL: Words("Barisan dibubarkan", "Formation dismissed"),
    StepKind.SIGNING: Words("Penandatanganan pakta integritas", "Signing of the integrity pact"),
    StepKind.GONG: Words("Pemukulan gong", "Striking of the gong"),
    StepKind.SOCIALISATION: Words("Sosialisasi aturan dan akibatnya", "Teaching the rules and consequences"),
}
KEY_WORDS: dict[KeyKind, Words] = {
    KeyKind.CERTIFIED: Words("tersertifikasi", "certified"),
    KeyKind.PASSKEY: Words("passkey", "passkey"),
    KeyKind.DEVICE: Words("kunci perangkat", "device key"),
    KeyKind.KIOSK: Words("kios", "kiosk"),
    KeyKind.PAPER: Words("kertas", "paper"),
}
IDENTIFIED_WORDS: dict[IdentifiedBy, Words] = {
    IdentifiedBy.CODE: Words("kode kartu", "card code"),
    IdentifiedBy.KEY: Words("kunci terdaftar", "enrolled key"),
    IdentifiedBy.PASSKEY: Words("passkey", "passkey"),
    IdentifiedBy.OTP: Words("kode sekali pakai", "one-time code"),
    IdentifiedBy.WITNESS: Words("saksi", "witness"),
}
PRESENCE_WORDS: dict[PresenceLevel, Words] = {
    PresenceLevel.SHOWN: Words("hadir", "shown"),
    PresenceLevel.LATE: Words("terlambat", "late"),
    PresenceLevel.NONE: Words("tanpa kode layar", "none"),
}
DECLINE_WORDS: dict[Decline, Words] = {
    Decline.WANTS_TO_READ_MORE: Words("Ingin membaca naskah lebih dulu", "Wants to read the text first"),
    Decline.PREFERS_PAPER: Words("Memilih lembar kertas", "Prefers paper"),
    Decline.OBJECTS_TO_TEXT: Words("Keberatan atas naskah", "Objects to the text"),
    Decline.NOT_MY_DUTY: Words("Merasa tidak wajib", "Believes there is no duty"),
    Decline.NO_REASON_GIVEN: Words("Tanpa alasan", "No reason given"),
}
OUTCOME_WORDS: dict[Outcome, Words] = {
    Outcome.UPHELD: Words("Ikrar tetap berlaku", "The pledge stands"),
    Outcome.WITHDRAWN: Words(
        "Ikrar dicabut, tidak dihitung lagi", "The pledge is withdrawn and no longer counts"
    ),
}
TROUBLE_WORDS: dict[TroubleKind, Words] = {
    TroubleKind.WRONG_CODE: Words("Kode kartu salah", "Wrong card code"),
    TroubleKind.UNKNOWN_NUMBER: Words("NIP tidak ada di daftar", "NIP not in the list"),
    TroubleKind.WRONG_PRESENCE: Words("Kode layar salah", "Wrong stage code"),
    TroubleKind.MANY_ON_DEVICE: Words(
        "Lebih dari tiga orang di satu perangkat", "More than three people on a device"
    ),
    TroubleKind.REFUSED_PLEDGE: Words("Ikrar ditolak pemeriksaan", "Pledge refused by a check"),
}
