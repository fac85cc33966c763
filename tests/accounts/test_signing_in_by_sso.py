"""A government SSO opens a linked account, its second step still asked; what it says gives nobody a role or an account."""

from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from ikrar.accounts.models import AuditRow, Grant, Message, SignIn, User
from ikrar.accounts.sso import discovery
from tests.accounts.issuer import CLIENT, SECRET, Visit
from tests.accounts.test_grave_acts import code, with_app
from tests.accounts.test_signing_in import PASSPHRASE, sign_in

pytestmark = pytest.mark.django_db


def linked(user, subject="orang-1"):
    return SocialAccount.objects.create(user=user, provider=discovery.link_name(), uid=subject)


def unchanged():
    return (
        list(User.objects.order_by("id").values_list("email", "is_active")),
        Grant.objects.count(),
        SocialAccount.objects.count(),
        SignIn.objects.count(),
    )


def is_in(client):
    return client.get("/meja/").status_code == 200


def test_without_settings_there_is_no_button_and_no_door(client):
    assert "SSO" not in client.get("/akun/masuk/").content.decode()
    assert client.post("/akun/masuk/sso/", {"door": "STAFF"}).status_code == 404
    assert client.get("/akun/masuk/sso/kembali/?code=x&state=y").status_code == 404
    assert client.get("/akun/masuk/sso/keluar/").status_code == 200


def test_the_browser_is_sent_to_the_issuer_with_pkce_nonce_and_our_own_address(client, issuer, settings):
    visit = Visit(client, issuer, scope="admin", auth_params="acr_values=0")
    there = urlsplit(visit.begun.url)
    assert f"{there.scheme}://{there.netloc}{there.path}" == f"{issuer.name}/authorize"
    assert visit.asked["redirect_uri"] == f"{settings.IKRAR_ADDRESS}/akun/masuk/sso/kembali/"
    assert (visit.asked["code_challenge_method"], visit.asked["response_type"]) == ("S256", "code")
    assert set(visit.asked["scope"].split()) == {"openid", "email", "profile"}
    assert len(visit.asked["nonce"]) == 43
    assert len(visit.asked["state"]) >= 16
    assert SECRET not in visit.begun.url
    other = Visit(Client(), issuer)
    assert other.asked["nonce"] != visit.asked["nonce"]


def test_what_a_request_adds_never_reaches_the_sso(client, issuer):
    visit = Visit(
        client, issuer, address="/akun/masuk/sso/?scope=admin&auth_params=acr_values%3D0%26nonce%3Dx"
    )
    assert "acr_values" not in visit.asked
    assert "admin" not in visit.asked["scope"]
    assert visit.asked["nonce"] != "x"


def test_only_a_page_with_the_button_may_lead_to_the_issuer_and_only_there(client, issuer, admin_client):
    for page in (client.get("/akun/masuk/"), admin_client.get("/akun/kunci/")):
        policy = page.headers["Content-Security-Policy"]
        assert f"form-action 'self' {issuer.name}" in policy
        assert policy.count(issuer.name) == 1
    assert issuer.name not in client.get("/").headers["Content-Security-Policy"]
    assert "Masuk dengan SSO Contoh" in client.get("/akun/masuk/").content.decode()
    assert "Sign in with SSO Contoh" in client.get("/en/akun/masuk/").content.decode()
    assert client.get("/akun/masuk/sso/").status_code == 405


def test_a_linked_account_signs_in_and_its_second_step_is_asked(client, issuer, citra):
    linked(citra)
    with_app(citra)
    assert Visit(client, issuer).back(email=citra.email, amr=["hwk"], acr="gold").url == "/akun/masuk/kode/"
    assert not is_in(client)
    cache.clear()
    assert client.post("/akun/masuk/kode/", {"code": code()}).url == "/meja/"
    assert is_in(client)
    assert AuditRow.objects.get(act="account.signed-in").detail == {"way": "SSO"}
    assert "SSO pemerintah, lalu kode aplikasi" in client.get("/akun/sesi/").content.decode()


def test_the_stored_subject_is_enough_without_an_address(client, issuer, citra):
    linked(citra)
    with_app(citra)
    assert Visit(client, issuer).back(email_verified=None).url == "/akun/masuk/kode/"


def test_without_a_second_factor_it_leads_to_enrolling_and_nowhere_else(client, issuer, citra):
    linked(citra)
    assert Visit(client, issuer).back(email=citra.email).url == "/meja/"
    for address in ("/meja/", "/akun/sesi/"):
        assert client.get(address).url == "/akun/mulai/"
    assert client.get("/akun/mulai/").status_code == 200


def test_a_grave_act_asks_for_the_passkey_after_sso_as_after_anything(client, issuer, admin):
    linked(admin)
    with_app(admin)
    Visit(client, issuer).back(email=admin.email)
    cache.clear()
    client.post("/akun/masuk/kode/", {"code": code()})
    typed = {"name": "Hasan Contoh", "email": "hasan@contoh.example"}
    asked = client.post("/akun/orang/undang/", typed)
    assert asked.status_code == 403
    assert "Pastikan ini Anda" in asked.content.decode()
    assert not User.objects.filter(email=typed["email"]).exists()
    by_passphrase = client.post("/akun/orang/undang/", {**typed, "ikrar_password": PASSPHRASE})
    assert by_passphrase.status_code == 403
    assert not User.objects.filter(email=typed["email"]).exists()


def test_whom_the_sso_names_but_nobody_invited_gets_a_sentence_and_no_account(client, issuer, citra):
    before = unchanged()
    answer = Visit(client, issuer).back(email="orang.asing@contoh.example", roles=["ADMIN"], groups=["admin"])
    assert answer.status_code == 403
    assert "tidak cocok dengan akun petugas mana pun" in answer.content.decode()
    assert unchanged() == before


def test_an_address_the_sso_did_not_prove_counts_for_nothing(client, issuer, citra):
    for said in (False, None, "true", 1):
        answer = Visit(client, issuer).back(email=citra.email, email_verified=said)
        assert answer.status_code == 403
    settings.IKRAR_SSO_EMAIL_PROVED = True
    try:
        assert Visit(client, issuer).back(email=citra.email, email_verified=None).url == "/akun/masuk/"
    finally:
        settings.IKRAR_SSO_EMAIL_PROVED = False


def test_a_claim_that_fits_two_people_changes_nothing(client, issuer, citra, dewi):
    linked(citra)
    before = unchanged()
    answer = Visit(client, issuer).back(email=dewi.email)
    assert answer.status_code == 409
    assert "dua akun yang berbeda" in answer.content.decode()
    assert unchanged() == before
    assert not is_in(client)


def test_a_closed_account_stays_closed(client, issuer, citra):
    linked(citra)
    User.objects.filter(pk=citra.pk).update(is_active=False)
    assert Visit(client, issuer).back(email=citra.email).url == "/akun/tertutup/"
    assert not is_in(client)


def test_the_first_time_the_owner_comes_in_by_own_means_and_confirms(client, issuer, citra, confirm):
    """The address alone signs nobody in; afterwards the subject does."""
    with_app(citra)
    assert Visit(client, issuer).back(email=citra.email.upper(), name="Citra Contoh").url == "/akun/masuk/"
    assert not SocialAccount.objects.exists()
    assert "belum tersambung" in client.get("/akun/masuk/").content.decode()
    assert sign_in(client, citra.email).url == "/akun/masuk/kode/"
    cache.clear()
    assert client.post("/akun/masuk/kode/", {"code": code()}).url == "/akun/sso/sambungkan/"
    page = client.get("/akun/sso/sambungkan/").content.decode()
    assert "Menurut SSO" in page
    assert client.post("/akun/sso/sambungkan/").status_code == 403
    assert not SocialAccount.objects.exists()
    confirm(client)
    assert client.post("/akun/sso/sambungkan/").url == "/akun/kunci/"
    made = SocialAccount.objects.get()
    assert (made.user, made.uid, made.extra_data) == (citra, "orang-1", {})
    assert AuditRow.objects.order_by("number").last().act == "sso.linked"
    assert Message.objects.filter(email=citra.email, subject="SSO disambungkan ke akun Anda").exists()
    assert "tersambung" in client.get("/akun/kunci/").content.decode()
    later = Client()
    cache.clear()
    assert Visit(later, issuer).back(email=citra.email).url == "/akun/masuk/kode/"


def test_a_link_meant_for_one_is_not_confirmed_by_another(client, issuer, citra, dewi, confirm):
    with_app(dewi)
    Visit(client, issuer).back(email=citra.email)
    sign_in(client, dewi.email)
    cache.clear()
    client.post("/akun/masuk/kode/", {"code": code()})
    confirm(client)
    assert client.post("/akun/sso/sambungkan/").status_code == 409
    assert not SocialAccount.objects.exists()


def test_a_passphrase_alone_links_nothing(client, issuer, citra):
    Visit(client, issuer).back(email=citra.email)
    sign_in(client, citra.email)
    assert client.get("/akun/sso/sambungkan/").url == "/akun/mulai/"
    client.post("/akun/sso/sambungkan/")
    assert not SocialAccount.objects.exists()


def test_linking_from_ones_keys_and_unlinking_are_grave_and_told(
    issuer, citra_client, citra, client, confirm
):
    """With no address in the claims: the owner says whose it is."""
    assert Visit(citra_client, issuer, door="LINK").back(email_verified=None).url == "/akun/sso/sambungkan/"
    assert citra_client.post("/akun/sso/sambungkan/").url == "/akun/kunci/"
    assert SocialAccount.objects.get().user == citra
    client.force_login(citra)
    assert client.post("/akun/sso/lepas/").status_code == 403
    assert SocialAccount.objects.exists()
    assert citra_client.post("/akun/sso/lepas/").status_code == 302
    assert not SocialAccount.objects.exists()
    assert [row.act for row in AuditRow.objects.order_by("number")] == ["sso.linked", "sso.unlinked"]
    assert Message.objects.filter(email=citra.email).count() == 2


def test_an_identity_of_one_is_not_linked_to_another(issuer, citra_client, citra, budi, dewi):
    linked(budi)
    Visit(citra_client, issuer, door="LINK").back(email_verified=None)
    assert citra_client.post("/akun/sso/sambungkan/").status_code == 409
    Visit(citra_client, issuer, door="LINK").back(sub="orang-2", email=dewi.email)
    assert citra_client.post("/akun/sso/sambungkan/").status_code == 409
    assert SocialAccount.objects.get().user == budi


def test_an_account_holds_one_identity_of_the_sso(issuer, citra_client, citra):
    linked(citra, "orang-0")
    Visit(citra_client, issuer, door="LINK").back(email_verified=None)
    answer = citra_client.post("/akun/sso/sambungkan/")
    assert (answer.status_code, SocialAccount.objects.get().uid) == (409, "orang-0")


def test_not_now_forgets_what_the_sso_said(issuer, citra_client):
    Visit(citra_client, issuer, door="LINK").back(email_verified=None)
    assert citra_client.post("/akun/sso/nanti/").url == "/meja/"
    assert citra_client.get("/akun/sso/sambungkan/").url == "/akun/kunci/"


def test_links_of_a_former_issuer_open_nothing(client, issuer, citra, settings):
    linked(citra)
    settings.IKRAR_SSO_ISSUER = f"{issuer.name}/baru"
    assert not SocialAccount.objects.filter(provider=discovery.link_name()).exists()


def test_nothing_the_sso_knows_is_kept_but_the_subject(client, issuer, citra):
    linked(citra)
    with_app(citra)
    Visit(client, issuer).back(
        email=citra.email, name="Nama Lengkap", nip="198001012006041001", picture="https://x"
    )
    assert SocialAccount.objects.get().extra_data == {}
    assert (SocialToken.objects.count(), SocialApp.objects.count()) == (0, 0)
    assert all("198001012006041001" not in str(v) for v in client.session.values())
    assert all("akses" not in str(v) for v in client.session.values())
    assert ("/userinfo", {}) not in issuer.asked


def test_after_signing_out_the_way_out_of_the_sso_is_shown(client, issuer, citra):
    issuer.document = {"end_session_endpoint": f"{issuer.name}/keluar"}
    linked(citra)
    with_app(citra)
    Visit(client, issuer).back(email=citra.email)
    cache.clear()
    client.post("/akun/masuk/kode/", {"code": code()})
    cache.clear()
    assert client.post("/akun/keluar/").url == "/akun/masuk/sso/keluar/"
    assert not is_in(client)
    page = client.get("/akun/masuk/sso/keluar/").content.decode()
    assert f'href="{issuer.name}/keluar?client_id={CLIENT}&amp;' in page


def test_who_did_not_come_by_the_sso_is_not_sent_there(issuer, citra_client):
    assert citra_client.post("/akun/keluar/").url == "/"


def test_keys_are_not_removed_by_who_has_only_the_sso(client, issuer, citra):
    """The second step stands before the session, so there is no session to remove a key with."""
    linked(citra)
    with_app(citra)
    Visit(client, issuer).back(email=citra.email)
    client.post("/akun/kunci/aplikasi/lepas/")
    assert Authenticator.objects.filter(user=citra).exists()
