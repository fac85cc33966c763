"""Everything that declarations hold about one official, in plain rows by activity of the record of processing.

For the copy the person is given: Indonesian, complete, and nobody else's.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import F

from ikrar.pledges.domain import Ground
from ikrar.pledges.domain.owing import GROUND_WORDS
from ikrar.pledges.domain.values import (
    DECLINE_WORDS,
    IDENTIFIED_WORDS,
    KEY_WORDS,
    OUTCOME_WORDS,
    PRESENCE_WORDS,
    Decline,
    IdentifiedBy,
    KeyKind,
    Outcome,
    PresenceLevel,
)
from ikrar.pledges.models import (
    AuditDraw,
    CodeCard,
    DeviceKey,
    Dispute,
    Duty,
    KioskEntry,
    Obligation,
    OneTimeCode,
    PaperEntry,
    Passkey,
    Pledge,
    PresenceTrial,
    Refusal,
    Reminder,
)
from ikrar.pledges.queries import receipts
from ikrar.web import formats

Row = tuple[str, ...]


def copies(*, official_id: int) -> dict[str, tuple[Row, ...]]:
    """By code of the activity; each is there, empty where nothing is held."""
    told = {
        "duty": _duties,
        "identification": _identification,
        "pledge": _pledges,
        "declining": _declined,
        "kiosk-and-paper": _entries,
        "audit-draw": _draws,
    }
    return {code: tuple(rows(official_id)) for code, rows in told.items()}


def _duties(official: int) -> Iterator[Row]:
    for duty in Duty.objects.filter(official=official).select_related("declaration").order_by("id"):
        yield (
            duty.declaration.title,
            _day(duty.declaration.held_on),
            f"sebab: {GROUND_WORDS[Ground(duty.ground)].id}",
            f"keadaan: {duty.standing}",
            f"batas {_day(duty.due_on)}" if duty.due_on else "",
            f"ditanya {_at(duty.asked_at)}" if duty.asked_at else "belum ditanya",
        )
    for owed in Obligation.objects.filter(official=official).order_by("id"):
        yield (
            f"kewajiban karena {GROUND_WORDS[Ground(owed.ground)].id}",
            f"sejak {_day(owed.since_on)}",
            f"batas {_day(owed.due_on)}",
            f"menurut {owed.rule}" if owed.rule else "",
            f"dijawab {_at(owed.answered_at)}" if owed.answered_at else "belum dijawab",
            f"{owed.reminded} pengingat",
        )
    for letter in Reminder.objects.filter(official=official).order_by("on"):
        yield "pengingat", _at(letter.at), "alamat dilaporkan salah" if letter.wrong_at else ""


def _identification(official: int) -> Iterator[Row]:
    for card in CodeCard.objects.filter(duty__official=official).order_by("id"):
        yield "kartu kode (sidiknya)", _at(card.issued_at), _until("dicabut", card.revoked_at)
    for code in OneTimeCode.objects.filter(duty__official=official).order_by("id"):
        yield "kode sekali pakai (sidiknya)", _at(code.issued_at), _until("dipakai", code.used_at)
    for key in DeviceKey.objects.filter(official=official).order_by("id"):
        yield "perangkat", key.thumbprint, _at(key.enrolled_at), _until("dicabut", key.revoked_at)
    for passkey in Passkey.objects.filter(official=official).order_by("id"):
        shown = bytes(passkey.credential_id).hex()[:24]
        known = f"dikenali lewat {passkey.identified_by}"
        yield "passkey", shown, _at(passkey.enrolled_at), known, _until("dicabut", passkey.revoked_at)
    tids = Pledge.objects.filter(duty__official=official).values("tid")
    for trial in PresenceTrial.objects.filter(tid__in=tids):
        yield "kode panggung yang salah", f"{trial.wrong} kali"


def _pledges(official: int) -> Iterator[Row]:
    rows = Pledge.objects.filter(duty__official=official).select_related("declaration").order_by("id")
    for pledge in rows:
        shown = pledge.signer_shown or {}
        yield (
            pledge.declaration.title,
            f"nomor bukti {receipts.number_of(pledge.id)}",
            _at(pledge.received_at),
            KEY_WORDS[KeyKind(pledge.key_kind)].id,
            IDENTIFIED_WORDS[IdentifiedBy(pledge.identified_by)].id,
            PRESENCE_WORDS[PresenceLevel(pledge.presence)].id,
            f"diikrarkan sebagai {', '.join(str(part) for part in shown.values())}" if shown else "",
            f"pernyataan {bytes(pledge.statement).decode()}" if pledge.statement else "",
            "" if pledge.effective else "digantikan",
            _until("diberitahukan", pledge.told_at),
        )
    for one in Dispute.objects.filter(pledge__duty__official=official).order_by("id"):
        outcome = OUTCOME_WORDS[Outcome(one.outcome)].id if one.outcome else "belum diputus"
        yield "sanggahan", _at(one.raised_at), outcome, one.note


def _declined(official: int) -> Iterator[Row]:
    for one in Refusal.objects.filter(duty__official=official).select_related("duty__declaration"):
        yield one.duty.declaration.title, DECLINE_WORDS[Decline(one.reason)].id, _at(one.at)


def _entries(official: int) -> Iterator[Row]:
    for kiosk in KioskEntry.objects.filter(duty__official=official).order_by("id"):
        yield "kios", _at(kiosk.identified_at), _until("ditandatangani", kiosk.signed_at)
    paper = PaperEntry.objects.filter(duty__official=official).select_related("page__roll")
    for one in paper.order_by("id"):
        place = f"lembar {one.page.number} dari berkas {one.page.roll.public_id}"
        yield "kertas", place, _at(one.page.roll.entered_at), "pindaiannya dapat dilihat pada petugas"


def _draws(official: int) -> Iterator[Row]:
    """That the list of a draw held the person's pledge; who was drawn is recomputed from public numbers."""
    rows = AuditDraw.objects.filter(declaration__pledges__duty__official=official).distinct()
    for one in rows.annotate(title=F("declaration__title")):
        yield one.title, "ikrar Anda termasuk yang dapat terundi", _until("diundi", one.drawn_at)


def _at(moment: datetime) -> str:
    return formats.moment(moment, english=False)


def _until(word: str, moment: datetime | None) -> str:
    return f"{word} {_at(moment)}" if moment else ""


def _day(value: date | None) -> str:
    return formats.day(value, english=False, weekday=False) if value else "tanpa hari"
