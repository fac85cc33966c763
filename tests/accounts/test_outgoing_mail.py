"""The outbox as its operator sees it: what waits, what failed and why, by kind; never a letter and never an address."""

from datetime import timedelta

import pytest

from ikrar.accounts.domain import LetterKind
from ikrar.accounts.models import AuditRow, Message
from ikrar.accounts.operations import outbox as post
from ikrar.accounts.operations import send_outbox
from ikrar.accounts.queries.post import is_stuck, lapsed
from ikrar.kernel.words import Words

pytestmark = pytest.mark.django_db
PAGE = "/akun/sistem/surat/"
SUBJECT = Words("Rahasia perihal", "Secret subject")
BODY = Words("Rahasia isi", "Secret body")


@pytest.fixture
def down(settings):
    """A mail server that refuses every connection."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    return settings


def letter(at, *, email="siti@contoh.example", kind=LetterKind.NOTICE, until=None):
    return post.tell(email=email, subject=SUBJECT, body=BODY, at=at, kind=kind, until=until)


def test_it_tells_what_waits_and_why_without_content_or_addresses(admin_client, down, at):
    letter(at - timedelta(hours=1), kind=LetterKind.REMINDER)
    assert send_outbox(at=at).failed == 1
    page = admin_client.get(PAGE).content.decode()
    assert "Server surat menolak sambungan" in page
    assert "Pengingat" in page
    assert "…@contoh.example" in page
    assert not {word for word in ("siti", "Rahasia", "Secret") if word in page}
    assert is_stuck(at=at)
    assert "Surat tersendat" in page


def test_it_is_tried_again_or_given_up_on_request(admin_client, mailoutbox, at):
    first, second = letter(at), letter(at, email="budi@contoh.example")
    Message.objects.update(due_at=at + timedelta(days=1), fault="TimeoutError", tries=3)
    assert admin_client.post(f"{PAGE}coba-lagi/", {"nomor": first}).status_code == 302
    assert Message.objects.get(pk=second).due_at > at + timedelta(hours=1)
    admin_client.post(f"{PAGE}hentikan/", {"nomor": second})
    given_up = Message.objects.get(pk=second)
    assert (given_up.email, given_up.subject, given_up.body, given_up.fault) == ("", "", "", "given up")
    assert admin_client.post(f"{PAGE}hentikan/", {"nomor": second}).status_code == 404
    send_outbox(at=at + timedelta(minutes=1))
    assert [one.to for one in mailoutbox] == [["siti@contoh.example"]]
    admin_client.post(f"{PAGE}coba-lagi/")
    assert AuditRow.objects.filter(act__in=["mail.tried-again", "mail.given-up"]).count() == 3


def test_what_could_not_leave_in_time_is_dropped_not_sent_late(mailoutbox, at):
    number = letter(at, kind=LetterKind.REMINDER, until=at + timedelta(hours=1))
    send_outbox(at=at + timedelta(hours=2))
    assert mailoutbox == []
    assert lapsed(messages=[number]) == {number}
    assert Message.objects.get(pk=number).body == ""


def test_a_reminder_whose_sending_was_broken_off_does_not_go_out_twice(mailoutbox, at):
    reminder, notice = letter(at, kind=LetterKind.REMINDER), letter(at)
    Message.objects.update(tries=1)  # taken in hand, and the process was stopped before it could tell
    send_outbox(at=at + timedelta(minutes=2))
    assert len(mailoutbox) == 1
    assert Message.objects.get(pk=reminder).fault == "unsure"
    assert Message.objects.get(pk=notice).sent_at is not None


def test_a_letter_taken_back_does_not_leave(mailoutbox, at):
    number = letter(at)
    assert post.take_back(messages=[number], at=at) == 1
    assert post.take_back(messages=[number], at=at) == 0
    send_outbox(at=at)
    assert mailoutbox == []


def test_only_an_operator_sees_it(citra_client, nobody):
    assert citra_client.get(PAGE).status_code == 403
    assert citra_client.post(f"{PAGE}coba-lagi/").status_code == 403
    assert nobody.get(PAGE).url.startswith("/akun/masuk/")


def test_many_letters_are_paged_and_narrowed(admin_client, at):
    for _ in range(60):
        letter(at)
    assert "Halaman 1 dari 2" in admin_client.get(PAGE).content.decode()
    assert "Halaman 2 dari 2" in admin_client.get(f"{PAGE}?halaman=99").content.decode()
    assert "Tidak ada surat yang menunggu" in admin_client.get(f"{PAGE}?saring=berhenti").content.decode()
