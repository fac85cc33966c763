"""A member of staff enrols a passkey, signs in with it, and is asked again before a grave act."""

import pytest

from ikrar.accounts.models import AuditRow, User
from ikrar.web.access import CONFIRMED_AT

PASSPHRASE = "kata sandi contoh"


@pytest.fixture
def with_authenticator():
    """A virtual authenticator inside the browser: keeps passkeys and says yes."""

    def attach(page):
        tools = page.context.new_cdp_session(page)
        tools.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        return tools, tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    return attach


def enrol(page, live, user):
    page.goto(f"{live}/akun/masuk/")
    page.fill("#id_login", user.email)
    page.fill("#id_password", PASSPHRASE)
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("link", name="Daftarkan kunci sandi").click()
    page.click("#passkey_add")
    page.get_by_role("heading", name="Kode pemulihan").wait_for()


@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_enrolled_signs_in_and_is_asked_again(page_at, live, with_authenticator, make_user):
    admin = make_user("Gita Contoh", "ADMIN", "ORGANISER")
    page = page_at()
    with_authenticator(page)
    enrol(page, live, admin)
    page.get_by_role("link", name="Sudah saya simpan").click()
    page.get_by_role("heading", name="Meja kerja").wait_for()

    page.get_by_role("button", name="Keluar").click()
    page.wait_for_load_state()
    page.goto(f"{live}/akun/masuk/")
    page.click("#passkey_login")
    page.get_by_role("heading", name="Meja kerja").wait_for()

    page.goto(f"{live}/akun/orang/undang/")
    page.fill("#id_name", "Hasan Contoh")
    page.fill("#id_email", "hasan@contoh.example")
    page.get_by_role("button", name="Kirim undangan").click()
    page.get_by_role("heading", name="Pastikan ini Anda").wait_for()
    assert not User.objects.filter(email="hasan@contoh.example").exists()
    page.click("#passkey_confirm")
    page.get_by_role("heading", name="Hasan Contoh").wait_for()
    assert User.objects.filter(email="hasan@contoh.example").exists()
    assert list(AuditRow.objects.order_by("number").values_list("act", flat=True)) == [
        "account.signed-in",
        "key.added",
        "account.signed-in",
        "account.invited",
    ]
    assert page.strangers == []


@pytest.mark.django_db(transaction=True)
def test_a_refused_key_says_so_and_changes_nothing(page_at, live, with_authenticator, make_user):
    page = page_at()
    tools, authenticator = with_authenticator(page)
    enrol(page, live, make_user("Gita Contoh", "ADMIN"))
    tools.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})
    page.goto(f"{live}/akun/orang/undang/")
    page.fill("#id_name", "Hasan Contoh")
    page.fill("#id_email", "hasan@contoh.example")
    page.get_by_role("button", name="Kirim undangan").click()
    page.click("#passkey_confirm")
    page.get_by_text("Kunci belum dipakai").wait_for()
    assert not User.objects.filter(email="hasan@contoh.example").exists()


@pytest.mark.django_db(transaction=True)
def test_another_persons_passkey_does_not_confirm(page_at, live, with_authenticator, make_user, client):
    page = page_at()
    with_authenticator(page)
    enrol(page, live, make_user("Gita Contoh", "ADMIN"))
    other = make_user("Kartika Contoh", "ADMIN")
    client.force_login(other)
    assert CONFIRMED_AT not in client.session
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live}])
    page.goto(f"{live}/akun/orang/undang/")
    page.fill("#id_name", "Hasan Contoh")
    page.fill("#id_email", "hasan@contoh.example")
    page.get_by_role("button", name="Kirim undangan").click()
    page.get_by_text("belum ada yang terdaftar").wait_for()
    assert not User.objects.filter(email="hasan@contoh.example").exists()
