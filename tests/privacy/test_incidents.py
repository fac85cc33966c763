"""A failure to protect data: recorded, its clock started by an officer alone, told by letters of two officers."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from ikrar.accounts.models import AuditRow, Message
from ikrar.law import queries as law
from ikrar.privacy.models import Incident, IncidentLetter
from ikrar.privacy.operations.incidents import tell_everybody

LIST = "/meja/privasi/kejadian/"
HOURS = law.book().terms["PDP-BREACH"].length
SAID = {
    "what": "Sebuah berkas daftar terkirim ke alamat yang keliru.",
    "exposed": ["names", "numbers"],
    "known_at": "2026-11-23T07:00",
    "known_says": "Kepala BKD",
    "happened_at": "2026-11-22T19:00",
    "happened_says": "Catatan server surat",
    "people": "3",
    "handling": "Penerima diminta menghapusnya.",
}


@pytest.fixture
def incident(eko, hall):
    answer = eko.post(f"{LIST}catat/", SAID)
    assert answer.status_code == 302, answer.content.decode()
    return Incident.objects.get()


def page(client, address):
    return client.get(address).content.decode()


def test_no_clock_runs_before_an_officer_starts_it(incident, eko):
    assert incident.due_at is None
    shown = page(eko, f"{LIST}{incident.public_id}/")
    assert "belum dimulai" in shown
    assert "menurut</span> Kepala BKD" in shown or "Kepala BKD" in shown
    assert "/tenggat/PDP-BREACH/" in shown


@pytest.mark.parametrize(("since", "field"), [("happened", "happened_at"), ("known", "known_at")])
def test_the_hours_run_from_the_moment_the_officer_chose(incident, eko, since, field):
    eko.post(f"{LIST}{incident.public_id}/jam/", {"starts_from": since})
    incident.refresh_from_db()
    assert incident.due_at == getattr(incident, field) + timedelta(hours=HOURS)
    assert f"{HOURS} jam" in page(eko, f"{LIST}{incident.public_id}/")
    assert eko.post(f"{LIST}{incident.public_id}/jam/", {"starts_from": "known"}).status_code == 409


def test_a_clock_from_a_moment_nobody_recorded_is_refused(eko, hall):
    eko.post(f"{LIST}catat/", SAID | {"happened_at": "", "happened_says": ""})
    row = Incident.objects.get()
    assert eko.post(f"{LIST}{row.public_id}/jam/", {"starts_from": "happened"}).status_code == 422


@pytest.mark.parametrize(
    "changes",
    [{"happened_says": ""}, {"known_says": " "}, {"known_at": "2026-11-24T07:00"}, {"exposed": ["faces"]}],
)
def test_a_moment_without_its_source_or_after_now_is_refused(eko, hall, changes):
    assert eko.post(f"{LIST}catat/", SAID | changes).status_code == 422
    assert not Incident.objects.exists()


def drafted(eko, incident, to="persons", **said):
    address = f"{LIST}{incident.public_id}/surat/{to}/"
    assert incident.what in page(eko, address)
    answer = eko.post(address, {"body": "Kami mohon maaf."} | said)
    return answer, IncidentLetter.objects.order_by("id").last()


def test_a_letter_to_a_list_leaves_by_the_second_officer_and_the_list_is_forgotten(
    incident, eko, fira, hall, ani
):
    email = hall.contact(ani)
    answer, letter = drafted(eko, incident, numbers=f"{ani.number}\n1999")
    assert answer.status_code == 302
    release = f"{LIST}{incident.public_id}/surat/{letter.pk}/lepas/"
    assert eko.post(release).status_code == 403
    assert not Message.objects.exists()
    assert fira.post(release).status_code == 302
    assert [one.email for one in Message.objects.all()] == [email]
    letter.refresh_from_db()
    assert (letter.numbers, letter.sent) == ("", 1)
    assert fira.post(release).status_code == 409
    with pytest.raises(IntegrityError), transaction.atomic():
        IncidentLetter.objects.filter(pk=letter.pk).update(released_by=letter.drafted_by)


def test_a_letter_to_everybody_goes_out_by_the_clerk(incident, eko, fira, hall, now):
    emails = {hall.contact(person) for person in hall.people}
    _, letter = drafted(eko, incident, everybody="on")
    assert tell_everybody(at=now.at) == 0
    fira.post(f"{LIST}{incident.public_id}/surat/{letter.pk}/lepas/")
    while tell_everybody(at=now.at):
        pass
    assert {one.email for one in Message.objects.all()} == emails
    letter.refresh_from_db()
    assert (letter.sent, letter.told_at) == (3, now.at)


def test_a_list_that_reaches_nobody_is_refused(incident, eko, hall):
    assert drafted(eko, incident, numbers="1999")[0].status_code == 422


def test_the_authority_is_the_offices_to_name_and_its_letter_is_printed(incident, eko, settings):
    assert "perlu konfirmasi" in page(eko, f"{LIST}{incident.public_id}/surat/authority/")
    settings.IKRAR_AUTHORITY = "Lembaga Contoh"
    assert "Lembaga Contoh" in page(eko, f"{LIST}{incident.public_id}/surat/authority/")
    drafted(eko, incident, to="authority", addressee="Lembaga Contoh")
    answer = eko.get(f"{LIST}{incident.public_id}/surat/authority.pdf")
    assert answer.content.startswith(b"%PDF-")
    assert not Message.objects.exists()


def test_what_is_closed_is_never_changed(incident, eko, fira):
    _, letter = drafted(eko, incident, to="authority", addressee="Lembaga Contoh")
    eko.post(f"{LIST}{incident.public_id}/tutup/")
    before = Incident.objects.values().get()
    for word, said in (
        ("jam/", {"starts_from": "known"}),
        ("tutup/", {}),
        ("surat/authority/", {"body": "Lain", "addressee": "X"}),
    ):
        assert eko.post(f"{LIST}{incident.public_id}/{word}", said).status_code == 409
    assert fira.post(f"{LIST}{incident.public_id}/surat/{letter.pk}/lepas/").status_code == 409
    assert Incident.objects.values().get() == before


def test_being_past_the_hours_is_said(incident, eko, now):
    eko.post(f"{LIST}{incident.public_id}/jam/", {"starts_from": "known"})
    now.forward(hours=HOURS + 1)
    assert "lewat batas" in page(eko, LIST)
    assert "1 lewat batas" in page(eko, "/meja/")


def test_the_trail_tells_each_act(incident, eko):
    eko.post(f"{LIST}{incident.public_id}/jam/", {"starts_from": "known"})
    acts = set(AuditRow.objects.values_list("act", flat=True))
    assert {"privacy.incident-recorded", "privacy.clock-started"} <= acts
