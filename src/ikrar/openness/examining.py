"""A file that somebody wants checked: what it is, each step in words, and what follows from it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ikrar.kernel.words import Words
from ikrar.openness.domain import CATEGORY_WORDS
from ikrar.papers import queries as papers
from ikrar.register import note as notes
from ikrar.register import paper, reasons, sealed, signatures, verify
from ikrar.register import queries as register
from ikrar.register.domain import PLEDGE
from ikrar.register.note import NotANote
from ikrar.register.trust import NotSealedByTrustedKey, RegisterIsNotTrusted, Trust
from ikrar.register.verify import Nothing, Outcome, Report, Step

LIMIT = 400_000  # bytes of a request; a receipt has at most 65,536, a certificate 200,000

# What people upload by mistake, known by how it begins.
OTHER_FILES: tuple[tuple[bytes, Words], ...] = (
    (
        b"<",
        Words(
            "Ini halaman web (HTML), bukan berkas tanda terima. Buka Ikrar saya, lalu tekan Unduh tanda terima.",
            "This is a web page (HTML), not a receipt file. Open My pledge and press Download receipt.",
        ),
    ),
    (
        b"PK\x03\x04",
        Words(
            "Ini berkas ZIP atau lembar kerja. Buka dahulu, lalu pilih tanda terima (.json) di dalamnya.",
            "This is a ZIP file or a workbook. Open it first and choose the receipt (.json) inside.",
        ),
    ),
    (
        b"\x89PNG",
        Words(
            "Ini gambar. Tangkapan layar tidak dapat diperiksa; unduh berkas tanda terimanya (.json).",
            "This is a picture. A screenshot cannot be checked; download the receipt file (.json).",
        ),
    ),
    (
        b"\xff\xd8\xff",
        Words(
            "Ini foto. Foto tidak dapat diperiksa; unduh berkas tanda terimanya (.json).",
            "This is a photo. A photo cannot be checked; download the receipt file (.json).",
        ),
    ),
)
TOO_LARGE = Words(
    "Berkas ini terlalu besar untuk sebuah tanda terima, jadi tidak dibaca. Tanda terima berukuran sekitar 2 kB.",
    "This file is too large to be a receipt, so it was not read. A receipt has about 2 kB.",
)
NOTHING_GIVEN = Words(
    "Pilih berkas tanda terima, atau tempelkan isinya.", "Choose a receipt file, or paste what is in it."
)

PROVED = Words(
    "Terbukti: catatan ini ada di register dan tidak diubah.",
    "Proved: this record stands in the register and was not changed.",
)
CONSISTENT = Words(
    "Konsisten, tetapi register ini belum pernah menyegel apa pun di sini.",
    "Consistent, but this register has not sealed anything here yet.",
)
REFUSED = Words("Tidak terbukti.", "Not proved.")
PROVES = Words(
    "Naskah, nomor, dan waktu ikrar ini tercatat, dan tidak ada yang mengubahnya sesudah itu.",
    "The text, number and time of this pledge were recorded, and nobody has changed them since.",
)
PROVES_ENTRY = Words(
    "Isi catatan ini tercatat di register, dan tidak ada yang mengubahnya sesudah itu.",
    "What this record says was entered in the register, and nobody has changed it since.",
)

# The same reasons as the program gives, said for a page that trusts one register: its own.
HERE: dict[type[Exception], Words] = {
    RegisterIsNotTrusted: Words(
        "Tanda terima ini dari register lain. Periksalah di halaman penyelenggara register itu.",
        "This receipt is from another register. Verify it on the page of that register's office.",
    ),
    NotSealedByTrustedKey: Words(
        "Titik periksanya mengaku dari register ini, tetapi tidak disegel dengan kunci register ini.",
        "Its checkpoint claims to be of this register, but was not sealed with this register's key.",
    ),
}
SEAL_HERE: dict[sealed.Owner, Words] = {
    sealed.Owner.NAMED: Words(
        "Segel ini dari instansi ini sendiri, tidak tersertifikasi.",
        "The seal is this institution's own, uncertified.",
    ),
    sealed.Owner.ANOTHER: Words(
        "Segel ini bukan dari instansi ini. Jangan percaya pada apa yang tercetak di kertasnya.",
        "The seal is not this institution's. Do not believe what is printed on the paper.",
    ),
}
CAUSES: dict[str, Words] = {kind.__name__: words for kind, words in {**reasons.REASONS, **HERE}.items()} | {
    "OTHER": reasons.OTHER,
    "NO_TRUST": verify.NO_TRUST,
    "NO_PLEDGE": verify.NO_PLEDGE,
    "NO_OPENING": verify.NO_OPENING,
    "NO_QUORUM": verify.NO_QUORUM,
}
REMARKS: dict[str, Words] = {
    name: getattr(signatures, name)
    for name in (
        "OPERATORS_WORD",
        "PASSKEY_WORD",
        "PASSKEY_PLACE_WORD",
        "KIOSK_WORD",
        "PAPER_WORD",
        "CERTIFIED_WORD",
    )
}


@dataclass(frozen=True, slots=True)
class StepView:
    """A numbered step as the page shows it; `why` explains anything but a pass."""

    number: int
    words: Words
    outcome: Outcome
    why: Words | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a receipt says of its pledge, in words."""

    key: Words
    identified: Words
    presence: Words
    received_at: datetime
    name: str
    institution: str
    number_tail: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer to somebody who asked whether a receipt is true."""

    verdict: Words
    is_proved: bool
    is_refused: bool
    is_rehearsal: bool
    steps: tuple[StepView, ...]
    origin: str
    fingerprint: str
    index: int | None
    size: int | None
    witnesses: tuple[str, ...]
    proves: Words
    remarks: tuple[Words, ...]
    facts: Facts | None
    seal: tuple[Words, ...] = ()  # of a PDF: how the seal stands that holds what is printed
    is_sealed: bool = True

    @property
    def reason(self) -> Words | None:
        """Why it was refused."""
        return next((step.why for step in self.steps if step.outcome is Outcome.FAILED), None)


def not_a_receipt(data: bytes) -> Words | None:
    """What this file is instead, if that is plain to see."""
    head = data.lstrip()[:8]
    return next((words for mark, words in OTHER_FILES if head.startswith(mark)), None)


def check(data: bytes) -> Checked:
    """Check a receipt against this installation's register, or its rehearsal register."""
    is_rehearsal, trust = _trust_for(data)
    report = verify.examine(data, trust=trust)
    verdict = REFUSED if report.failed else PROVED if report.is_trusted else CONSISTENT
    found = report.receipt
    return Checked(
        verdict=verdict,
        is_proved=verdict is PROVED,
        is_refused=verdict is REFUSED,
        is_rehearsal=is_rehearsal,
        steps=tuple(map(_step, report.steps)),
        origin=found.register if found else "",
        fingerprint=register.fingerprint(rehearsal=is_rehearsal) if report.is_trusted else "",
        index=found.index if found else None,
        size=report.head.size if report.head else None,
        witnesses=_witnesses(report, trust),
        proves=PROVES if found and found.kind == PLEDGE else PROVES_ENTRY,
        remarks=report.remarks,
        facts=_facts(report),
    )


def check_paper(data: bytes, *, at: datetime) -> Checked:
    """A PDF with a receipt inside; raises one of the `PaperIsRefused` kinds."""
    found = paper.read(data)
    checked = check(found.receipt)
    whose = sealed.owner(found, *papers.known_seals(at=at))
    told = (paper.SEAL_WORDS[found.seal], SEAL_HERE.get(whose, sealed.OWNER_WORDS[whose]))
    is_sealed = whose is sealed.Owner.NAMED
    if checked.is_proved and not is_sealed:
        is_refused = whose is sealed.Owner.CHANGED
        verdict = REFUSED if is_refused else sealed.ONLY_RECEIPT
        checked = replace(checked, verdict=verdict, is_proved=False, is_refused=is_refused)
    return replace(checked, seal=told, is_sealed=is_sealed)


def _trust_for(data: bytes) -> tuple[bool, Trust | None]:
    """Receipts of a rehearsal name the rehearsal's register, which only vouches for rehearsals."""
    is_rehearsal = f'"register":"{register.origin(rehearsal=True)}"'.encode() in data
    return is_rehearsal, register.trust_of(rehearsal=is_rehearsal)


def _step(step: Step) -> StepView:
    return StepView(step.number, step.words, step.outcome, _why(step))


def _why(step: Step) -> Words | None:
    if isinstance(step.cause, Nothing):
        return step.cause.words
    if step.outcome is not Outcome.FAILED or step.cause is None:
        return None
    return HERE.get(type(step.cause)) or reasons.reason(step.cause)


def _witnesses(report: Report, trust: Trust | None) -> tuple[str, ...]:
    """Who cosigned; only those that were checked, so none unless step 4 was passed."""
    if not report.witnesses or report.receipt is None or trust is None:
        return ()
    try:
        signed = {(line.name, line.key_id) for line in notes.parse(report.receipt.checkpoint).lines}
    except NotANote:
        return ()
    return tuple(key.name for key in trust.witnesses if (key.name, key.key_id) in signed)


def _facts(report: Report) -> Facts | None:
    """Told only of a receipt that holds."""
    found = report.receipt
    if found is None or report.failed or found.kind != PLEDGE:
        return None
    record: dict[str, Any] = found.record
    opening = found.opening
    key = record["signature"]["kind"]
    return Facts(
        key=CATEGORY_WORDS["key"]["passkey" if key == "certified" else key],
        identified=CATEGORY_WORDS["identification"][record["identified_by"]],
        presence=CATEGORY_WORDS["presence"][record["presence"]["level"]],
        received_at=datetime.fromisoformat(record["received_at"]),
        name=opening.name if opening else "",
        institution=opening.institution if opening else "",
        number_tail=opening.number_tail if opening else "",
    )
