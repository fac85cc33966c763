"""Tell a person something by mail: first written down with the change it tells of, sent by the clerk later."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction

from ikrar.accounts.models import Message, User
from ikrar.accounts.operations.audit import record_act
from ikrar.kernel.words import Words

# Waiting times after each failed try; after the last one the message is given up.
WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720, 1440))
BATCH = 50


@dataclass(frozen=True, slots=True)
class Sent:
    """What one round of the clerk did."""

    sent: int
    failed: int


def tell(*, email: str, subject: Words, body: Words, at: datetime) -> None:
    """Put a message in both languages in the outbox, in the caller's transaction. No address: nothing to do."""
    if not email:
        return
    Message.objects.create(
        email=email,
        subject=subject.id,
        body=f"{body.id.strip()}\n\n— English —\n{subject.en}\n\n{body.en.strip()}\n",
        made_at=at,
        due_at=at,
    )


def send_outbox(*, at: datetime) -> Sent:
    """Send what is due. Content is deleted after sending; a failure waits longer each time."""
    sent = failed = 0
    for message in _claimed(at=at):
        fault = _deliver(message)
        _note_outcome(message, fault=fault, at=at)
        sent, failed = (sent, failed + 1) if fault else (sent + 1, failed)
    return Sent(sent, failed)


def send_test(*, by: User, at: datetime) -> str:
    """Send oneself the test letter at once and return the fault's name, or nothing: the outbox would hide it."""
    subject = Words("Surat uji dari Ikrar", "Test mail from Ikrar")
    body = f"Surat ini menandakan pengiriman surat berjalan.\nThis letter shows that mail works.\n\n{at:%Y-%m-%d %H:%M} UTC\n"
    fault = _deliver(Message(email=by.email, subject=subject.id, body=body, made_at=at, due_at=at))
    record_act(actor=by, act="mail.tested", subject=by.public_id, detail={"fault": fault}, at=at)
    return fault


def _claimed(*, at: datetime) -> list[Message]:
    """Take due messages and move their next try ahead, so that two clerks never send one at once."""
    with transaction.atomic():
        due = Message.objects.select_for_update().filter(sent_at=None, given_up_at=None, due_at__lte=at)
        messages = list(due.order_by("due_at", "id")[:BATCH])
        for message in messages:
            message.due_at = at + WAITS[min(message.tries, len(WAITS) - 1)]
            message.tries += 1
            message.save(update_fields=["due_at", "tries"])
    return messages


def _deliver(message: Message) -> str:
    try:
        EmailMessage(message.subject, message.body, to=[message.email]).send()
    except Exception as e:  # noqa: BLE001 (a mail server fails in many ways; each means "later")
        return type(e).__name__
    return ""


def _note_outcome(message: Message, *, fault: str, at: datetime) -> None:
    given_up = bool(fault) and message.tries >= len(WAITS)
    message.fault = fault
    if not fault:
        message.sent_at = at
    if given_up:
        message.given_up_at = at
    if not fault or given_up:
        message.email = message.subject = message.body = ""
    message.save(update_fields=["fault", "sent_at", "given_up_at", "email", "subject", "body"])
