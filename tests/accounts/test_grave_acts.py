"""A grave act asks again who is there, keeps what was typed, and never takes a passphrase."""

import time

import pytest
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.test import Client

from ikrar.accounts.adapters import MFAAdapter
from ikrar.accounts.models import Grant, User
from ikrar.web import access
from ikrar.web.access import CONFIRMED_AT, CONFIRMED_SECONDS, GRAVE

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
TYPED = {"name": "Hasan Contoh", "email": "hasan@contoh.example"}


def with_app(user):
    Authenticator.objects.create(user=user, type="totp", data={"secret": MFAAdapter().encrypt(SECRET)})


def code():
    return totp.format_hotp_value(totp.hotp_value(SECRET, int(time.time()) // 30))


@pytest.fixture
def stale(client, admin):
    client.force_login(admin)
    return client


def test_every_change_of_accounts_is_grave():
    assert {name.rpartition(".")[2] for name in GRAVE if name.startswith("ikrar.accounts.")} == {
        "invite",
        "invite_again",
        "give_role",
        "take_role_back",
        "close_account",
        "end_sign_ins_of",
        "sso_link",
        "sso_unlink",
    }


@pytest.mark.django_db
def test_it_asks_and_keeps_what_was_typed(stale, admin):
    with_app(admin)
    asked = stale.post("/akun/orang/undang/", TYPED)
    page = asked.content.decode()
    assert asked.status_code == 403
    assert 'name="email" value="hasan@contoh.example"' in page
    assert "Pastikan ini Anda" in page
    assert not User.objects.filter(email=TYPED["email"]).exists()

    wrong = stale.post("/akun/orang/undang/", {**TYPED, "ikrar_code": "000000"})
    assert wrong.status_code == 403
    assert not User.objects.filter(email=TYPED["email"]).exists()

    done = stale.post("/akun/orang/undang/", {**TYPED, "ikrar_code": code()})
    assert done.status_code == 302
    assert User.objects.filter(email=TYPED["email"]).exists()


@pytest.mark.django_db
def test_html_in_what_was_typed_stays_text(stale, admin):
    with_app(admin)
    page = stale.post(
        "/akun/orang/undang/", {"name": '"><script>alert(1)</script>', "email": "x"}
    ).content.decode()
    assert "<script>alert" not in page


@pytest.mark.django_db
def test_a_passphrase_is_no_answer(stale, admin):
    answer = stale.post(
        "/akun/orang/undang/", {**TYPED, "password": "kata sandi contoh", "ikrar_code": "kata sandi contoh"}
    )
    assert answer.status_code == 403
    assert "perlu kunci sandi" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["ORGANISER", "UNIT_HEAD"])
def test_organisers_and_heads_of_unit_confirm_by_passkey_only(stale, admin, role):
    with_app(admin)
    Grant.objects.create(user=admin, role=role, scope="*", begins_on="2020-01-01", reason="contoh")
    answer = stale.post("/akun/orang/undang/", {**TYPED, "ikrar_code": code()})
    assert answer.status_code == 403
    assert 'name="ikrar_code"' not in answer.content.decode()
    assert not User.objects.filter(email=TYPED["email"]).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "credential",
    [
        "",
        "x",
        "{}",
        '{"id": "AAAA"}',
        "[1]",
        "null",
        '{"id":"AA","rawId":"AA","type":"public-key","response":{}}',
    ],
)
def test_a_broken_passkey_answer_is_refused(stale, admin, credential):
    Authenticator.objects.create(user=admin, type="recovery_codes", data={"seed": "x", "used_mask": 0})
    answer = stale.post("/akun/orang/undang/", {**TYPED, "ikrar_credential": credential})
    assert answer.status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("age", "status"), [(0, 302), (CONFIRMED_SECONDS - 5, 302), (CONFIRMED_SECONDS + 1, 403), (-9999, 403)]
)
def test_a_confirmation_holds_five_minutes(stale, age, status):
    session = stale.session
    session[CONFIRMED_AT] = int(time.time()) - age
    session.save()
    assert stale.post("/akun/orang/undang/", TYPED).status_code == status


@pytest.mark.django_db
def test_looking_is_not_asked_for(stale):
    assert stale.get("/akun/orang/undang/").status_code == 200


@pytest.mark.django_db
def test_confirming_leads_back_but_never_to_a_stranger(stale, admin):
    with_app(admin)
    assert (
        stale.post("/akun/pastikan/", {"next": "https://jahat.example/", "ikrar_code": code()}).url
        == "/meja/"
    )


@pytest.mark.django_db
def test_the_wall_stands_before_the_question(dewi, nobody):
    other = Client()
    other.force_login(dewi)
    assert other.post("/akun/orang/undang/", TYPED).status_code == 403
    assert "Pastikan ini Anda" not in other.post("/akun/orang/undang/", TYPED).content.decode()
    assert nobody.post("/akun/orang/undang/", TYPED).url.startswith("/akun/masuk/")


@pytest.mark.django_db
def test_only_the_demonstration_goes_on_without_a_key(stale, settings):
    played = {**TYPED, "ikrar_peragaan": "1"}
    refused = stale.post("/akun/orang/undang/", played)
    assert refused.status_code == 403
    assert "Lanjut tanpa kunci" not in refused.content.decode()
    settings.IKRAR_DEMO = True
    assert "Lanjut tanpa kunci" in stale.post("/akun/orang/undang/", TYPED).content.decode()
    assert stale.post("/akun/orang/undang/", played).status_code == 302


@pytest.mark.django_db
def test_a_look_that_is_grave_is_asked_for_too(admin, rf):
    @access.grave_to_see
    def download(request):
        return HttpResponse("nama dan kode")

    with_app(admin)
    request = rf.get("/unduhan/")
    request.user, request.session = admin, SessionStore()
    with context.request_context(request):
        asked = download(request)
    assert asked.status_code == 403
    assert 'name="next" value="/unduhan/"' in asked.content.decode()
    access.confirm(request)
    assert download(request).content == b"nama dan kode"
