"""A request is made, its answer is given once, and what it said is wiped when its time is over."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from ikrar.accounts import operations as accounts
from ikrar.kernel.words import Words
from ikrar.privacy.domain import requests as domain
from ikrar.privacy.domain.requests import CLOCKS, Door, Ground, Outcome, RequestKind
from ikrar.privacy.models import DataRequest
from ikrar.privacy.operations.trail import Actor, note
from ikrar.privacy.queries.clocks import due
from ikrar.privacy.queries.processing import record
from ikrar.privacy.queries.requests import RequestNotFound
from ikrar.roster import operations as roster_operations
from ikrar.roster import queries as roster
from ikrar.roster.operations import Correction

TOLD = Words("Permintaan Anda sudah dijawab", "Your request was answered")
TOLD_BODY = Words(
    "Permintaan Anda tentang data pribadi sudah dijawab. Jawabannya hanya tampil di Ikrar saya.",
    "Your request about personal data was answered. The answer is shown in My pledge only.",
)


def ask(
    *, official_id: int, kind: RequestKind, words: str, at: datetime, received_at: datetime | None = None,
    by: Actor = None,
) -> str:  # fmt: skip
    """The request as an act; its clock starts with it, or with the moment the paper came. Its public id."""
    since = received_at or at
    if since > at:
        raise ReceivedLater
    found = due(term=CLOCKS[kind].term, starts_at=since)
    try:
        with transaction.atomic():
            made = DataRequest.objects.create(
                official_id=official_id,
                kind=kind,
                door=Door.PAPER if by else Door.ONLINE,
                words=words.strip()[: domain.WORDS_CHARACTERS],
                received_at=since,
                entered_by=by,
                due_at=found.ends_at,
                law_version=found.law_version,
            )
            note("asked", made.public_id, by=by, at=at, kind=kind.value)
    except IntegrityError as e:
        raise domain.StillOpen from e
    return made.public_id


class ReceivedLater(Exception):
    """A paper cannot have come after now."""


def extend(*, public_id: str, to: datetime, reason: str, by: Actor, at: datetime) -> None:
    """Say why it takes longer, and until when; the hours of the law stay what they are."""
    if not reason.strip():
        raise domain.ReasonMissing
    with transaction.atomic():
        row = _open(public_id)
        if to <= max(at, row.extended_to or row.due_at):
            raise domain.ExtensionNotLater
        row.extended_to, row.extension_reason, row.extended_by = to, reason.strip()[:300], by
        row.save(update_fields=["extended_to", "extension_reason", "extended_by"])
        note("extended", public_id, by=by, at=at, to=to.isoformat())


def correct(*, public_id: str, told: Correction, email: str, by: Actor, on: date, at: datetime) -> bool:
    """Put right in the staff list what the person asked for; whether anything changed. The answer is an act of its own."""
    with transaction.atomic():
        row = _open(public_id)
        if row.kind != RequestKind.CORRECTION or row.official_id is None:
            raise RequestNotFound
        changed = roster_operations.correct(official_id=row.official_id, told=told, by=by, on=on, at=at)
        former = roster.contact(official_id=row.official_id)
        if email.lower() != (former.email if former else ""):
            roster_operations.set_contact(official_id=row.official_id, email=email, by=by, at=at)
            changed = True
        if changed:
            note("corrected", public_id, by=by, at=at)
        return changed


def answer(
    *,
    public_id: str,
    outcome: Outcome,
    ground: Ground | None,
    text: str,
    file: bytes | None,
    by: Actor,
    at: datetime,
) -> None:
    """The one answer, told by mail without its content."""
    domain.check_answer(outcome=outcome, ground=ground, text=text)
    if file is not None and (len(file) > domain.FILE_BYTES or not file.startswith(b"%PDF-")):
        raise domain.FileNotAccepted
    with transaction.atomic():
        row = _open(public_id)
        row.outcome, row.ground = outcome, ground or ""
        row.answer, row.file = text.strip()[: domain.ANSWER_CHARACTERS], file
        row.answered_at, row.answered_by = at, by
        row.save()
        contact = roster.contact(official_id=row.official_id) if row.official_id else None
        accounts.tell(email=contact.email if contact else "", subject=TOLD, body=TOLD_BODY, at=at)
        note("answered", public_id, by=by, at=at, outcome=outcome.value, late=at > row.due_at)


def wipe(*, at: datetime) -> int:
    """What was asked and answered goes when the keeping of the record says so; how many were wiped."""
    keeping = record().activity("request").keeping
    days = int(keeping.after.removesuffix(" days"))
    over = DataRequest.objects.filter(answered_at__lte=at - timedelta(days=days), wiped_at=None)
    return over.update(words="", answer="", file=None, extension_reason="", extended_to=None, wiped_at=at)


def _open(public_id: str) -> DataRequest:
    row = DataRequest.objects.select_for_update().filter(public_id=public_id).first()
    if row is None:
        raise RequestNotFound
    if row.answered_at is not None:
        raise domain.AnsweredAlready
    return row
