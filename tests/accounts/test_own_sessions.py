"""Everybody sees where the own account is open and ends what should not be; what happens to the account ends all."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from ikrar.accounts import operations
from ikrar.accounts.devices import Ended
from ikrar.accounts.middleware import SIGN_IN
from ikrar.accounts.models import AuditRow, Message, SignIn
from tests.accounts.test_signing_in import PASSPHRASE, code_now, enrol_app, sign_in

LAPTOP = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36"


@pytest.fixture
def two(citra, confirm):
    """Citra at two devices."""
    here, there = Client(), Client()
    for browser in (here, there):
        browser.force_login(citra)
        confirm(browser)
    SignIn.objects.filter(public_id=there.session[SIGN_IN]).update(device="Chrome, Windows")
    return here, there


def is_in(client):
    return client.get("/meja/").status_code == 200


@pytest.mark.django_db
def test_the_page_marks_this_session_and_names_the_others_by_device(two):
    here, _ = two
    text = here.get("/akun/sesi/").content.decode()
    assert text.count(">sesi ini<") == 1
    assert "Chrome, Windows" in text
    assert 'href="/akun/sesi/"' in here.get("/akun/kunci/").content.decode()
    assert "Signed in by" in here.get("/en/akun/sesi/").content.decode()


@pytest.mark.django_db
def test_ending_one_signs_that_device_out_at_its_next_request(two, citra):
    here, there = two
    row = SignIn.objects.get(device="Chrome, Windows")
    assert here.post(f"/akun/sesi/{row.public_id}/akhiri/").url == "/akun/sesi/"
    assert is_in(here)
    assert not is_in(there)
    row.refresh_from_db()
    assert row.ended_by == Ended.OWNER
    assert AuditRow.objects.order_by("number").last().act == "session.ended"
    assert "diakhiri oleh Anda" in here.get("/akun/sesi/").content.decode()


@pytest.mark.django_db
def test_somebody_elses_session_is_out_of_reach(two, dewi, client):
    client.force_login(dewi)
    row = SignIn.objects.get(device="Chrome, Windows")
    client.post(f"/akun/sesi/{row.public_id}/akhiri/")
    client.post("/akun/sesi/lain/akhiri/")
    assert all(is_in(device) for device in two)
    assert "Chrome, Windows" not in client.get("/akun/sesi/").content.decode()


@pytest.mark.django_db
def test_ending_all_others_keeps_the_one_that_asked(two):
    here, there = two
    here.post("/akun/sesi/lain/akhiri/")
    assert (is_in(here), is_in(there)) == (True, False)
    assert AuditRow.objects.order_by("number").last().detail == {"sessions": 1}


@pytest.mark.django_db
def test_an_administrator_ends_every_session_and_its_owner_is_told(two, citra, admin_client, budi_client):
    address = f"/akun/orang/{citra.public_id}/sesi/"
    assert budi_client.post(address, {"reason": "ponsel hilang"}).status_code == 403
    assert all(is_in(device) for device in two)
    assert "2 terbuka" in admin_client.get(f"/akun/orang/{citra.public_id}/").content.decode()
    assert admin_client.post(address, {"reason": ""}).status_code == 422
    assert admin_client.post(address, {"reason": "ponsel hilang"}).status_code == 302
    assert not any(is_in(device) for device in two)
    assert Message.objects.get(email=citra.email).subject == "Semua sesi Anda di Ikrar diakhiri"
    assert AuditRow.objects.order_by("number").last().detail == {"sessions": 2, "reason": "ponsel hilang"}


@pytest.mark.django_db
def test_who_manages_a_part_of_the_tree_does_not_reach_above_it(two, citra, client, as_user):
    as_user(client, "ADMIN", scope="U1", name="Hana Contoh")
    answer = client.post(f"/akun/orang/{citra.public_id}/sesi/", {"reason": "salah alamat"})
    assert answer.status_code == 403
    assert all(is_in(device) for device in two)


@pytest.mark.django_db
def test_closing_the_account_ends_its_sessions(two, citra, admin):
    operations.switch_off(public_id=citra.public_id, reason="pindah", by=admin, at=timezone.now())
    assert not any(is_in(device) for device in two)
    assert set(SignIn.objects.filter(user=citra).values_list("ended_by", flat=True)) == {Ended.CLOSED}


@pytest.mark.django_db
def test_a_new_passphrase_ends_every_session(client, admin):
    sign_in(client, admin.email)
    secret = enrol_app(client)
    other = Client()
    sign_in(other, admin.email)
    other.post("/akun/masuk/kode/", {"code": code_now(secret, steps=-1)})
    assert is_in(other)
    new = "kata sandi yang baru sekali"
    typed = {"oldpassword": PASSPHRASE, "password1": new, "password2": new}
    assert client.post("/akun/kata-sandi/", typed).status_code == 302
    assert not is_in(other)
    assert not SignIn.objects.filter(user=admin, ended_at=None).exists()


@pytest.mark.django_db
def test_the_page_says_how_each_session_was_opened(client, admin):
    client.defaults["HTTP_USER_AGENT"] = LAPTOP
    sign_in(client, admin.email)
    secret = enrol_app(client)
    client.post("/akun/keluar/")
    sign_in(client, admin.email)
    client.post("/akun/masuk/kode/", {"code": code_now(secret, steps=-1)})
    text = client.get("/akun/sesi/").content.decode()
    assert "kata sandi, lalu kode aplikasi" in text
    assert text.count("Chrome, Windows") == 2
    assert LAPTOP not in str(list(SignIn.objects.values()))
    assert '<span class="muted">keluar</span>' in text
    assert AuditRow.objects.filter(act="account.signed-in").last().detail == {"way": "PASSPHRASE"}


@pytest.mark.django_db
def test_a_session_without_a_living_row_is_nobodys(two, citra):
    here, there = two
    SignIn.objects.filter(device="").delete()
    assert not is_in(here)
    SignIn.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert not is_in(there)
    assert not Session.objects.filter(session_key=there.session.session_key).exists()


@pytest.mark.django_db
def test_no_address_is_kept_and_a_month_later_nothing_at_all(two):
    here, _ = two
    assert here.get("/akun/sesi/", REMOTE_ADDR="127.0.0.1").status_code == 200
    for row in SignIn.objects.values():
        assert "127.0.0" not in str(row)
    operations.forget_old_sign_ins(at=timezone.now() + timedelta(days=29))
    assert SignIn.objects.count() == 2
    operations.forget_old_sign_ins(at=timezone.now() + timedelta(days=32))
    assert SignIn.objects.count() == 0


@pytest.mark.django_db
def test_a_passphrase_alone_neither_sees_nor_ends_sessions(client, citra, two):
    sign_in(client, citra.email)
    assert client.get("/akun/sesi/").url == "/akun/mulai/"
    client.post("/akun/sesi/lain/akhiri/")
    assert all(is_in(device) for device in two)
