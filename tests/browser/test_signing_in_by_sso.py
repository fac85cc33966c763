"""A member of staff links a government SSO and signs in by it; an official opens "Ikrar saya". The provider is a real one."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from oidc_provider_mock import run_server_in_thread

from ikrar.accounts.models import AuditRow, SignIn, User
from ikrar.pledges.models import Passkey
from tests.browser.actors import Desk, with_authenticator
from tests.pledges.gate.conftest import *  # noqa: F403 (a site with its people)

# The provider runs in this process and is written against older names of its own libraries.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
PROVIDER = "localhost"
THEIRS = {"cdn.jsdelivr.net"}  # asked by the provider's own page, never by one of ours


@pytest.fixture
def sso(settings, live, monkeypatch):
    """oidc-provider-mock: its own keys, codes and pages, over real HTTP."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    with run_server_in_thread() as server:
        address = f"http://localhost:{server.server_port}"
        settings.IKRAR_SSO_ISSUER = address
        settings.IKRAR_SSO_CLIENT = "ikrar"
        settings.IKRAR_SSO_SECRET = "rahasia contoh"
        settings.IKRAR_SSO_NAME = "SSO Contoh"
        settings.IKRAR_SSO_NIP_CLAIM = "nip"
        settings.IKRAR_ADDRESS = live
        yield address


def person(sso, subject, **claims):
    """Somebody the provider knows."""
    answer = requests.put(f"{sso}/users/{subject}", json=claims, timeout=30)
    assert answer.status_code == 204


def there(page, sso, name):
    """On the provider's own page: who am I."""
    page.context.route(
        "https://**", lambda route: route.abort()
    )  # the provider's page asks for a style of a third party
    page.wait_for_url(f"{sso}/**")
    page.fill("input[name=sub]", name)
    page.locator("button:has-text('Authorize'), input[type=submit]").first.click()


@pytest.mark.django_db(transaction=True)
def test_staff_link_the_sso_once_and_sign_in_by_it_with_the_second_step(page_at, live, sso, make_user, axe):
    gita = make_user("Gita Contoh", "ADMIN")
    person(sso, "gita", email=gita.email, email_verified=True, name="Gita Contoh")
    desk = Desk(page_at(width=1280), live, gita).enrol()
    page = desk.page
    desk.press("Keluar")

    desk.go("/akun/masuk/")
    axe(page)
    page.click("#sso")
    there(page, sso, "gita")
    desk.sees("Akun SSO Anda dikenali, tetapi belum tersambung")
    assert not SocialAccount.objects.exists()
    page.click("#passkey_login")
    desk.sees("Sambungkan SSO dengan akun ini?")
    axe(page)
    desk.press("Ya, sambungkan", asked=True)
    desk.sees("tersambung")
    axe(page)
    assert SocialAccount.objects.get().uid == "gita"
    desk.press("Keluar")

    desk.go("/akun/masuk/")
    page.click("#sso")
    there(page, sso, "gita")
    desk.sees("Langkah kedua")
    page.get_by_role("button", name="Pakai kunci sandi").click()
    desk.sees("Meja kerja")
    desk.go("/akun/sesi/")
    desk.sees("SSO pemerintah, lalu kunci sandi")
    axe(page)
    desk.go("/akun/orang/undang/")
    page.fill("#id_name", "Hasan Contoh")
    page.fill("#id_email", "hasan@contoh.example")
    desk.press("Kirim undangan")
    desk.sees("Pastikan ini Anda")
    assert not User.objects.filter(email="hasan@contoh.example").exists()

    desk.go("/meja/")
    desk.press("Keluar")
    desk.sees("Anda sudah keluar dari Ikrar")
    axe(page)
    page.get_by_role("link", name="Keluar juga dari SSO Contoh").click()
    page.wait_for_url(f"{sso}/oauth2/end_session**")
    assert {urlsplit(address).hostname for address in page.strangers} <= THEIRS
    assert not SignIn.objects.filter(user=gita, ended_at=None).exists()
    assert "sso.linked" in AuditRow.objects.values_list("act", flat=True)


@pytest.mark.django_db(transaction=True)
def test_a_stranger_of_the_sso_gets_a_sentence_and_no_account(page_at, live, sso, make_user, axe):
    make_user("Gita Contoh", "ADMIN")
    person(sso, "asing", email="asing@contoh.example", email_verified=True)
    page = page_at()
    page.goto(f"{live}/en/akun/masuk/")
    page.click("#sso")
    there(page, sso, "asing")
    page.get_by_text("Your SSO account fits no staff account here").wait_for()
    axe(page)
    assert User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_official_opens_the_own_page_and_enrols_a_passkey_before_the_day(
    page_at, live, sso, hall, ani, axe, settings, now
):
    settings.IKRAR_DOMAIN = "localhost"
    now.at = datetime.now(UTC)  # the provider has a clock of its own
    hall.contact(ani)
    person(sso, "ani", nip=ani.number, name="Ani Contoh")
    page = with_authenticator(page_at())
    page.goto(f"{live}/ikrar-saya/")
    axe(page)
    page.click("#sso")
    there(page, sso, "ani")
    page.wait_for_url(f"{live}/ikrar-saya/")
    page.get_by_role("link", name="Perangkat dan passkey saya").click()
    axe(page)
    page.get_by_role("button", name="Daftarkan passkey di perangkat ini").click()
    page.get_by_role("button", name="Cabut passkey ini").wait_for()
    assert Passkey.objects.get().official_id == ani.official.id
    assert not User.objects.exists()
    page.get_by_role("link", name="Kembali").click()
    page.get_by_role("button", name="Selesai, lupakan saya").click()
    page.get_by_text("Anda sudah keluar dari Ikrar").wait_for()
    assert urlsplit(page.url).hostname == PROVIDER
    assert {urlsplit(address).hostname for address in page.strangers} <= THEIRS
