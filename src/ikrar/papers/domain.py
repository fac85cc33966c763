"""What kinds of paper leave the office, how one stands, and what the register is told of one. Plain Python."""

from collections.abc import Iterable
from enum import StrEnum

from ikrar.kernel.canonical import Value
from ikrar.kernel.words import Words
from ikrar.papers.checking import Checked, SignatureFound

ENTRY = "paper"  # the kind of the register's entry
SEAL_ENTRY = "seal"  # likewise, of a certificate that papers are sealed with
NUMBER_CHARACTERS = 60
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {PDF: ".pdf", DOCX: ".docx"}


class PaperKind(StrEnum):
    """What a paper is."""

    INVITATION = "INVITATION"
    MINUTES = "MINUTES"
    ATTENDANCE = "ATTENDANCE"
    TEXT = "TEXT"
    COMMITMENT = "COMMITMENT"
    OTHER = "OTHER"


class PaperState(StrEnum):
    """How far a paper is: still out, or back with its number and signature."""

    ISSUED = "ISSUED"
    RETURNED = "RETURNED"


# Papers that hold names of staff: opened only by who may see every name, and noted.
WITH_NAMES = frozenset({PaperKind.MINUTES, PaperKind.ATTENDANCE})

KIND_WORDS: dict[PaperKind, Words] = {
    PaperKind.INVITATION: Words("Surat undangan", "Letter of invitation"),
    PaperKind.MINUTES: Words("Berita acara", "Minutes"),
    PaperKind.ATTENDANCE: Words("Daftar hadir ikrar", "Attendance of the oral ikrar"),
    PaperKind.TEXT: Words("Naskah", "Text"),
    PaperKind.COMMITMENT: Words("Komitmen bersama", "Joint commitment"),
    PaperKind.OTHER: Words("Berkas lain", "Other paper"),
}
STATE_WORDS: dict[PaperState, Words] = {
    PaperState.ISSUED: Words("belum kembali", "not back yet"),
    PaperState.RETURNED: Words("kembali, bernomor dan tersertifikasi", "back, numbered and certified"),
}


def entry(*, kind: str, subject: str, number: str, issued_sha256: str, checked: Checked) -> dict[str, Value]:
    """What the register is told of a paper that came back. No name: the file itself, in anybody's hands, has them."""
    return {
        "paper": kind.lower(),
        "subject": subject,
        "number": number,
        "issued_sha256": issued_sha256,
        "sha256": checked.sha256,
        "text_sha256": checked.text_sha256,
        "signatures": _summaries(checked.certified),
    }


def _summaries(signatures: Iterable[SignatureFound]) -> list[Value]:
    return [
        {
            "certificate_sha256": one.certificate_sha256,
            "issuer": one.issuer,
            "signed_at": one.signed_at.isoformat(timespec="seconds") if one.signed_at else None,
            "timestamped": one.timestamped,
        }
        for one in signatures
    ]
