"""The personal certificate of a pledge, as what the press needs to draw and seal it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from ikrar.papers.operations.pressing import Job
from ikrar.papers.queries import SealView
from ikrar.pledges.domain import armour
from ikrar.pledges.domain.values import KeyKind
from ikrar.pledges.operations.forgetting import key_of
from ikrar.pledges.papers.drawing import qr
from ikrar.pledges.papers.sheets import shown
from ikrar.pledges.queries.certificates import CertificateView
from ikrar.register import queries as register
from ikrar.web import formats

TEMPLATE = Path(__file__).parent / "certificate.typ"
REASON = "Sertifikat ikrar"
ARCHIVE = ("a-3a", "ua-1")  # PDF/A-3, because it carries its receipt
# What the signature proves of the person, said without rounding up.
WORDS: dict[KeyKind, str] = {
    KeyKind.CERTIFIED: "Ditandatangani dengan sertifikat elektronik; periksalah pada penerbitnya.",
    KeyKind.PASSKEY: "Ditandatangani dengan passkey yang didaftarkan sebelum hari ikrar.",
    KeyKind.DEVICE: "Ditandatangani dengan kunci di ponsel; bahwa kunci itu miliknya adalah keterangan penyelenggara.",
    KeyKind.KIOSK: "Ditandatangani dengan kunci kios di hadapan saksi; orangnya adalah keterangan penyelenggara dan saksi.",
    KeyKind.PAPER: "Dimasukkan dari lembar kertas; tanda tangannya ada di kertas itu.",
}


@dataclass(frozen=True, slots=True)
class Certificate:
    """The file's name, which tells nobody's number, and the job for the press."""

    file_name: str
    key: str
    job: Job


def certificate(found: CertificateView, *, seal: SealView, at: datetime) -> Certificate:
    """The job of one certificate. Asked for twice it is the same, so that it is drawn once."""
    proof = found.proof
    address = f"{settings.IKRAR_ADDRESS}/periksa/"
    data = {
        "marks": found.marks(is_demo=settings.IKRAR_DEMO),
        "institution": found.institution,
        "name": found.name,
        "number_tail": found.number_tail,
        "title": found.title,
        "text_title": found.text_title,
        "number": proof.number,
        "received_at": formats.moment(proof.received_at, english=False).replace(" WI", "\u00a0WI"),
        "key": proof.key_words.id,
        "identified": proof.identified_words.id,
        "presence": proof.presence_words.id,
        "word": WORDS[proof.key_kind],
        "qr": qr(address),
        "address": shown(address),
        "register": proof.register,
        "index": formats.thousands(found.index, english=False),
        "leaf": _groups(proof.leaf_hash.hex()),
        "fingerprint": register.fingerprint(rehearsal=proof.is_rehearsal),
        "seal_label": seal.label.id,
        "seal_fingerprint": _groups(seal.facts.fingerprint),
        "receipt_name": f"ikrar-{proof.number}.json",
        "receipt": (armour.jcs(proof.shareable) + b"\n").decode() if proof.shareable else "",
    }
    job = Job(template=TEMPLATE, data=data, standards=ARCHIVE, reason=REASON, at=at)
    return Certificate(f"sertifikat-ikrar-{proof.number}.pdf", f"{key_of(proof.leaf_hash)}{proof.size}", job)


def _groups(digits: str) -> str:
    return " ".join(digits[place : place + 8] for place in range(0, len(digits), 8))
