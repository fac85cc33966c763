"""Tell a person something by mail: first written down with the change it tells of, sent by the clerk later."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet

from ikrar.accounts.domain import LetterKind
from ikrar.accounts.models import Message, User
from ikrar.accounts.operations.audit import record_act
from ikrar.accounts.queries.post import GIVEN_UP, LAPSED, TAKEN_BACK, UNSURE
from ikrar.kernel.words import Words

# Waiting times after each failed try; after the last one the message is given up.
WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720, 1440))
BATCH = 50
EMPTY = {"email": "", "subject": "", "body": ""}


class NoSuchLetter(Exception):
    """No letter of this number waits."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What one round of the clerk did."""

    sent: int
    failed: int


def tell(
    *,
    email: str,
    subject: Words,
    body: Words,
    at: datetime,
    kind: str = LetterKind.NOTICE,
    until: datetime | None = None,
) -> int | None:
    """Put a message in both languages in the outbox, in the caller's transaction; its number.

    No address: nothing to do. What could not be sent until that moment is dropped, never sent late.
    """
    if not email:
        return None
    made = Message.objects.create(
        kind=kind,
        until=until,
        email=email,
        subject=subject.id,
        body=f"{body.id.strip()}\n\n— English —\n{subject.en}\n\n{body.en.strip()}\n",
        made_at=at,
        due_at=at,
    )
    return made.pk


def send_outbox(*, at: datetime) -> Sent:
    """Send what is due. Content is deleted after sending; a failure waits longer each time."""
    sent = failed = 0
    _drop(Message.objects.filter(until__lte=at), why=LAPSED, at=at)
    # Taken in hand and never told of: whoever sent it was stopped. A reminder goes out once or not at all.
    broken_off = Message.objects.filter(kind=LetterKind.REMINDER, tries__gt=0, fault="", due_at__lte=at)
    _drop(broken_off, why=UNSURE, at=at)
    for message in _claimed(at=at):
        fault = _deliver(message)
        _note_outcome(message, fault=fault, at=at)
        sent, failed = (sent, failed + 1) if fault else (sent + 1, failed)
    return Sent(sent, failed)


def take_back(*, messages: Collection[int], at: datetime) -> int:
    """What has not left yet is not sent any more; how many."""
    return _drop(Message.objects.filter(pk__in=messages), why=TAKEN_BACK, at=at)


def take_back_from(*, emails: Collection[str], at: datetime) -> int:
    """The same for whatever waits for these addresses, because nothing of their owners is held any more; how many."""
    return _drop(Message.objects.filter(email__in=emails), why=TAKEN_BACK, at=at)


def try_again(*, number: int | None, by: User, at: datetime) -> int:
    """Send a letter that waits, or all of them, with the next round; how many."""
    waiting = Message.objects.filter(sent_at=None, given_up_at=None)
    with transaction.atomic():
        count = (waiting if number is None else waiting.filter(pk=number)).update(due_at=at)
        if number is not None and not count:
            raise NoSuchLetter
        record_act(
            actor=by, act="mail.tried-again", subject=str(number or "*"), detail={"count": count}, at=at
        )
    return count


def give_up(*, number: int, by: User, at: datetime) -> None:
    """A letter that cannot arrive is dropped, with what it said."""
    with transaction.atomic():
        if not _drop(Message.objects.filter(pk=number), why=GIVEN_UP, at=at):
            raise NoSuchLetter
        record_act(actor=by, act="mail.given-up", subject=str(number), at=at)


def _drop(messages: QuerySet[Message], *, why: str, at: datetime) -> int:
    waiting = messages.filter(sent_at=None, given_up_at=None)
    return waiting.update(given_up_at=at, fault=why, **EMPTY)


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
            message.fault = "" if message.kind == LetterKind.REMINDER else message.fault
            message.save(update_fields=["due_at", "tries", "fault"])
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
