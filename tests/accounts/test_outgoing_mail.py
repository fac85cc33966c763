"""What people are told goes through an outbox: sent later, tried again, its content wiped afterwards."""

from datetime import timedelta

import pytest
from django.core import mail

from ikrar.accounts import queries
from ikrar.accounts.models import AuditRow, Message
from ikrar.accounts.operations import send_outbox, tell
from ikrar.accounts.operations.outbox import WAITS
from ikrar.kernel.words import Words

SUBJECT, BODY = Words("Ikrar Anda tercatat", "Your pledge was recorded"), Words("Bukan Anda?", "Not you?")


@pytest.fixture
def down(monkeypatch):
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError("siti@contoh.example")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)


@pytest.mark.django_db
def test_both_languages_in_one_letter_and_nothing_kept(at):
    tell(email="siti@contoh.example", subject=SUBJECT, body=BODY, at=at)
    assert send_outbox(at=at).sent == 1
    (letter,) = mail.outbox
    assert letter.to == ["siti@contoh.example"]
    assert letter.subject == "Ikrar Anda tercatat"
    assert letter.body.index("Bukan Anda?") < letter.body.index("Not you?")
    kept = Message.objects.get()
    assert (kept.email, kept.subject, kept.body, kept.sent_at) == ("", "", "", at)
    assert send_outbox(at=at).sent == 0
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_no_address_is_nothing_to_do(at):
    tell(email="", subject=SUBJECT, body=BODY, at=at)
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_a_failure_waits_longer_each_time_and_names_no_address(at, down, monkeypatch):
    tell(email="siti@contoh.example", subject=SUBJECT, body=BODY, at=at)
    moment = at
    for wait in WAITS[:3]:
        assert send_outbox(at=moment).failed == 1
        assert send_outbox(at=moment).failed == 0
        assert Message.objects.get().due_at == moment + wait
        moment += wait
    assert Message.objects.get().fault == "ConnectionRefusedError"
    monkeypatch.undo()
    assert send_outbox(at=moment).sent == 1


@pytest.mark.django_db
def test_it_gives_up_in_the_end_and_says_so(at, down, as_user, client):
    tell(email="siti@contoh.example", subject=SUBJECT, body=BODY, at=at)
    moment = at - timedelta(days=3)
    Message.objects.update(due_at=moment)
    for wait in WAITS:
        send_outbox(at=moment)
        moment += wait
    kept = Message.objects.get()
    assert kept.given_up_at is not None
    assert (kept.email, kept.body) == ("", "")
    assert queries.post_state(at=at).given_up == 1
    as_user(client, "ADMIN")
    assert "menyerah" in client.get("/akun/sistem/surat/").content.decode()


@pytest.mark.django_db
def test_the_queue_shows_no_letter(at, admin_client, citra_client):
    tell(email="siti@contoh.example", subject=SUBJECT, body=BODY, at=at)
    page = admin_client.get("/akun/sistem/surat/").content.decode()
    assert "contoh.example" in page
    assert "siti" not in page
    assert "Ikrar Anda tercatat" not in page
    assert citra_client.get("/akun/sistem/surat/").status_code == 403


@pytest.mark.django_db
def test_the_test_letter_tells_at_once_how_it_went(admin_client, admin):
    answer = admin_client.post("/akun/sistem/surat-uji/")
    assert "diterima server surat" in admin_client.get(answer.url).content.decode()
    assert mail.outbox[0].to == [admin.email]
    assert AuditRow.objects.get(act="mail.tested").detail == {"fault": ""}


@pytest.mark.django_db
def test_the_test_letter_names_the_fault(admin_client, down):
    answer = admin_client.post("/akun/sistem/surat-uji/")
    page = admin_client.get(answer.url).content.decode()
    assert "ConnectionRefusedError" in page
    assert "siti" not in page
