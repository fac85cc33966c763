"""Staff sign in with address and passphrase plus a second factor; guessing is slowed down."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from ikrar.accounts.models import Message, Trial
from ikrar.accounts.operations import TooManyTries, count_trial, forgive_trials

PASSPHRASE = "kata sandi contoh"


def sign_in(client, email, passphrase=PASSPHRASE):
    return client.post("/akun/masuk/", {"login": email, "password": passphrase})


def code_now(secret, steps=0):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + steps))


def enrol_app(client):
    page = client.get("/akun/kunci/aplikasi/pasang/")
    secret = page.context["form"].secret
    assert client.post("/akun/kunci/aplikasi/pasang/", {"code": code_now(secret)}).status_code == 302
    return secret


@pytest.mark.django_db
def test_a_passphrase_alone_leads_to_enrolling_and_nowhere_else(client, admin):
    answer = sign_in(client, admin.email)
    assert (answer.status_code, answer.url) == (302, "/meja/")
    for address in ("/meja/", "/akun/orang/"):
        assert client.get(address).url == "/akun/mulai/"
    assert "Satu langkah lagi" in client.get("/akun/mulai/").content.decode()


@pytest.mark.django_db
def test_an_app_is_enrolled_its_secret_sealed_and_asked_for_next_time(client, admin):
    sign_in(client, admin.email)
    secret = enrol_app(client)
    stored = Authenticator.objects.get(user=admin, type="totp").data["secret"]
    assert secret not in stored
    assert client.get("/akun/orang/").status_code == 200

    client.post("/akun/keluar/")
    cache.clear()
    assert sign_in(client, admin.email).url == "/akun/masuk/kode/"
    assert client.get("/akun/orang/").url.startswith("/akun/masuk/")
    wrong = client.post("/akun/masuk/kode/", {"code": "000000"})
    assert "tidak cocok" in wrong.content.decode()
    assert client.post("/akun/masuk/kode/", {"code": code_now(secret, steps=-1)}).url == "/meja/"
    assert client.get("/akun/orang/").status_code == 200


@pytest.mark.django_db
def test_a_code_from_a_clock_five_minutes_off_is_refused(client, admin):
    sign_in(client, admin.email)
    secret = enrol_app(client)
    client.post("/akun/keluar/")
    sign_in(client, admin.email)
    answer = client.post("/akun/masuk/kode/", {"code": code_now(secret, steps=10)})
    assert answer.status_code == 200
    assert client.get("/akun/orang/").url.startswith("/akun/masuk/")


@pytest.mark.django_db
def test_a_recovery_code_signs_in_once(client, admin):
    sign_in(client, admin.email)
    enrol_app(client)
    codes = re.findall(r"<li>([0-9A-Za-z-]{8,})</li>", client.get("/akun/kunci/pemulihan/").content.decode())
    assert len(codes) == 10
    for expected in (302, 200):
        client.post("/akun/keluar/")
        sign_in(client, admin.email)
        assert client.post("/akun/masuk/kode/", {"code": codes[0]}).status_code == expected


@pytest.mark.django_db
def test_guessing_a_passphrase_stops_after_five_tries_even_with_the_right_one(client, admin, dewi):
    for _ in range(5):
        assert "tidak cocok" in sign_in(client, admin.email, "salah salah salah").content.decode()
    cache.clear()  # another worker, or a restart: the count must survive it
    answer = sign_in(client, admin.email)
    assert answer.status_code == 200
    assert "Terlalu banyak percobaan" in answer.content.decode()
    assert sign_in(client, dewi.email).status_code == 302  # others are not shut out


@pytest.mark.django_db
def test_known_and_unknown_addresses_get_the_same_answer(client, admin):
    def words(email):
        text = sign_in(client, email, "salah salah salah").content.decode()
        return re.sub(r'value="[^"]*"', "", text)

    assert words(admin.email) == words("tidak.ada@contoh.example")


@pytest.mark.django_db
def test_counters_keep_no_address(at):
    count_trial(kind="x", key="siti@contoh.example", limit=2, seconds=60, at=at)
    count_trial(kind="x", key="SITI@contoh.example ", limit=2, seconds=60, at=at)
    with pytest.raises(TooManyTries) as refused:
        count_trial(kind="x", key="siti@contoh.example", limit=2, seconds=60, at=at)
    assert refused.value.retry_after == 60
    assert b"siti" not in bytes(Trial.objects.get().key)
    forgive_trials(kind="x", key="siti@contoh.example")
    count_trial(kind="x", key="siti@contoh.example", limit=2, seconds=60, at=at)


@pytest.mark.django_db
def test_nobody_signs_up(client):
    for address in ("/akun/daftar/", "/akun/signup/", "/accounts/signup/"):
        assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_a_closed_account_does_not_sign_in(client, dewi):
    dewi.is_active = False
    dewi.save()
    sign_in(client, dewi.email)
    assert client.get("/meja/").url.startswith("/akun/masuk/")


@pytest.mark.django_db
def test_a_forgotten_passphrase_is_chosen_anew_by_a_mailed_link(client, dewi):
    assert client.post("/akun/lupa/", {"email": dewi.email}).status_code == 302
    assert client.post("/akun/lupa/", {"email": "tidak.ada@contoh.example"}).status_code == 302
    link = re.search(r"https?://[^/]+(/akun/lupa/\S+)", Message.objects.get().body).group(1)
    form = client.get(link, follow=True)
    new = "empat kata acak sekali"
    answer = client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert answer.url == "/akun/lupa/selesai/"
    assert client.get(answer.url).status_code == 200
    assert sign_in(client, dewi.email, new).status_code == 302
    assert "tidak berlaku lagi" in Client().get(link, follow=True).content.decode()


def test_passkeys_are_bound_to_the_address_and_must_verify_their_owner():
    assert settings.MFA_WEBAUTHN_USER_VERIFICATION == "required"
    assert settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN is False


@pytest.mark.django_db
def test_a_whole_office_behind_one_address_signs_in(make_user):
    people = [make_user(f"Petugas{n} Contoh") for n in range(45)]
    answers = {sign_in(Client(), person.email).status_code for person in people}
    assert answers == {302}
    assert Trial.objects.get(kind="sign-in-address").count <= 1


@pytest.mark.django_db
def test_a_mailed_link_leads_to_our_own_address_whatever_the_request_calls_us(client, dewi, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post("/akun/lupa/", {"email": dewi.email}, headers={"host": "jahat.example"})
    body = Message.objects.get().body
    assert f"{settings.IKRAR_ADDRESS}/akun/lupa/" in body
    assert "jahat.example" not in body
