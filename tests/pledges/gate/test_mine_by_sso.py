"""An SSO opens "Ikrar saya" for exactly one row of the day's list; it enrols a passkey, and never gives a pass."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from ikrar.accounts.models import Message, User
from ikrar.pledges.models import Passkey, Pledge
from ikrar.pledges.operations import enrolling
from ikrar.roster.models import Contact
from tests.accounts.issuer import Visit, set_up
from tests.pledges.gate.conftest import MORNING

NOT_ONE = "tidak cocok dengan tepat satu orang"


@pytest.fixture
def issuer(settings):
    with set_up(settings) as made:
        yield made


def come_in(client, issuer, **claims):
    """To the SSO and back, as far as it leads."""
    visit = Visit(client, issuer, door="MINE", next="/ikrar-saya/sso/")
    answer = visit.back(**claims)
    return client.get(answer.url) if answer.status_code == 302 else answer


def known(client):
    return "Kenalkan diri dulu" not in client.get("/ikrar-saya/").content.decode()


def test_a_number_of_the_list_opens_ones_own_page(client, ani, issuer):
    assert come_in(client, issuer, nip=ani.number).url == "/ikrar-saya/"
    assert known(client)
    assert not known(Client())
    assert not User.objects.exists()
    assert ani.number not in str(dict(client.session.items()))


def test_the_button_stands_there_only_where_an_sso_is_set_up(client, ani, issuer, settings):
    front = client.get("/ikrar-saya/")
    assert "Lanjut dengan SSO Contoh" in front.content.decode()
    assert f"form-action 'self' {issuer.name}" in front.headers["Content-Security-Policy"]
    settings.IKRAR_SSO_ISSUER = ""
    front = client.get("/ikrar-saya/")
    assert "SSO" not in front.content.decode()
    assert "form-action 'self';" in front.headers["Content-Security-Policy"] + ";"


def test_the_sso_is_asked_for_a_fresh_sign_in(client, ani, issuer):
    visit = Visit(client, issuer, door="MINE", next="/ikrar-saya/sso/")
    assert visit.asked["prompt"] == "login"
    answer = visit.back(nip=ani.number, auth_time=int(MORNING.timestamp()) - 3600)
    assert (answer.status_code, "kedaluwarsa" in answer.content.decode()) == (403, True)
    assert not known(client)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"exp": int(MORNING.timestamp()) - 120}, "sudah kedaluwarsa"),
        ({"nonce": "A" * 43}, "sudah pernah dipakai"),
        ({"aud": "aplikasi-lain"}, "untuk aplikasi lain"),
    ],
)
def test_a_token_expired_replayed_or_for_another_is_told_as_such(client, ani, issuer, wrong, said):
    answer = come_in(client, issuer, nip=ani.number, **wrong)
    assert (answer.status_code, said in answer.content.decode()) == (403, True)
    assert not known(client)
    assert come_in(client, issuer, nip=ani.number).url == "/ikrar-saya/"  # the same with nothing wrong opens


def test_unknown_left_and_doubled_get_one_answer_and_change_nothing(client, hall, ani, issuer, settings):
    settings.IKRAR_SSO_NIP_CLAIM = ""
    other = hall.add("Wati Contoh")
    hall.contact(ani)
    answers = [come_in(client, issuer, email="orang.asing@contoh.example")]
    hall.contact(other)
    address = Contact.objects.get(official=ani.official).email
    Contact.objects.filter(official=other.official).update(email=address)  # one address for two
    answers.append(come_in(client, issuer, email=address))
    Contact.objects.filter(official=other.official).delete()
    Contact.objects.update(changed_at=MORNING - timedelta(hours=71))
    answers.append(come_in(client, issuer, email=address))
    answers.append(come_in(client, issuer, email=address, email_verified=False))
    answers.append(come_in(client, issuer))
    assert {answer.status_code for answer in answers} == {403}
    assert all(NOT_ONE in answer.content.decode() for answer in answers)
    assert not known(client)
    assert not Message.objects.exists()


def test_a_settled_address_opens_where_no_number_is_given(client, hall, ani, issuer, settings):
    settings.IKRAR_SSO_NIP_CLAIM = ""
    hall.contact(ani)
    address = Contact.objects.get(official=ani.official).email
    assert come_in(client, issuer, email=address.upper()).url == "/ikrar-saya/"
    assert known(client)


def test_where_numbers_are_set_up_an_unknown_number_is_nobody_whatever_the_address(client, hall, ani, issuer):
    hall.contact(ani)
    answer = come_in(client, issuer, nip="199901012020121001", email="ani@contoh.example")
    assert (answer.status_code, NOT_ONE in answer.content.decode()) == (403, True)


def test_what_the_sso_said_is_used_once(client, ani, issuer):
    come_in(client, issuer, nip=ani.number)
    client.post("/ikrar-saya/selesai/")
    assert client.get("/ikrar-saya/sso/").url == "/ikrar-saya/"
    assert not known(client)


def test_it_gives_no_pass(client, hall, ani, issuer):
    come_in(client, issuer, nip=ani.number)
    page = client.get(f"/i/{hall.site.short}")
    page = client.get(page.url) if page.status_code in (301, 302) else page
    assert ani.number not in page.content.decode()
    answer = client.post(
        "/gate/pass", {"site": hall.site.short, "known_by": "sso"}, content_type="application/json"
    )
    assert answer.status_code >= 400
    assert not Pledge.objects.exists()


def test_leaving_shows_the_way_out_of_the_sso(client, ani, issuer):
    come_in(client, issuer, nip=ani.number)
    assert client.post("/ikrar-saya/selesai/").url == "/akun/masuk/sso/keluar/"
    assert not known(client)


def test_it_may_enrol_a_passkey_where_the_list_has_an_address_to_tell(client, hall, ani, issuer):
    come_in(client, issuer, nip=ani.number)
    assert "masuk lagi dengan kode kartu" in client.get("/ikrar-saya/kunci/").content.decode()
    hall.contact(ani)
    page = client.get("/ikrar-saya/kunci/").content.decode()
    assert "Daftarkan passkey di perangkat ini" in page


def test_the_page_tells_until_when_a_passkey_counts(client, hall, ani, issuer, now):
    hall.change_site(starts_at=MORNING + timedelta(days=3))
    come_in(client, issuer, nip=ani.number)
    assert "daftarkan paling lambat" in client.get("/ikrar-saya/kunci/").content.decode()
    now.at = MORNING + timedelta(days=2, minutes=1)
    come_in(client, issuer, nip=ani.number)
    assert "sudah lewat" in client.get("/ikrar-saya/kunci/").content.decode()


def test_a_passkey_says_in_what_way_its_owner_was_known_and_nothing_else(ani, at):
    told = {"official": ani.official, "cose_key": b"c", "enrolled_at": at}
    made = Passkey.objects.create(identified_by="sso", credential_id=b"k", **told)
    made.clean_fields(exclude=["revoked_at", "spki"])
    for way in ("", "passkey", "witness"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Passkey.objects.create(identified_by=way, credential_id=way.encode(), **told)


def test_a_revoked_passkey_is_told(hall, ani, at):
    hall.contact(ani)
    key = Passkey.objects.create(
        official=ani.official, credential_id=b"k", cose_key=b"c", identified_by="code", enrolled_at=at
    )
    for _ in range(2):
        enrolling.revoke_passkey(official_id=ani.official.id, key_id=key.id, at=at)
    assert [m.subject for m in Message.objects.all()] == ["Passkey atas nama Anda dicabut"]


@pytest.mark.parametrize("next_", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(client, ani, issuer, next_):
    visit = Visit(client, issuer, door="MINE", next=next_)
    assert visit.back(nip=ani.number).url == "/"
