"""An administrator invites people, gives roles by period and unit, and takes them back."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from ikrar.accounts import queries
from ikrar.accounts.domain import CAPABILITIES, PASSKEY_ONLY, ROLE_WORDS, ROLES, GrantExceedsOwn, Role
from ikrar.accounts.models import AuditRow, Grant, Message, User
from ikrar.accounts.operations import (
    AlreadySetUp,
    LastAdministrator,
    LinkHasExpired,
    NotToYourself,
    activate,
    first_run_link,
    grant,
    revoke,
    set_up,
    switch_off,
)

NEW = "empat kata acak sekali"


def test_every_role_is_made_of_known_capabilities_and_has_a_name():
    assert frozenset().union(*ROLES.values()) == frozenset(CAPABILITIES)
    assert set(ROLE_WORDS) == set(ROLES) == set(Role)
    assert set(CAPABILITIES) >= PASSKEY_ONLY


@pytest.mark.django_db
def test_invited_by_mail_opened_once_and_then_enrolling(admin_client, nobody):
    answer = admin_client.post(
        "/akun/orang/undang/", {"name": "Hasan Contoh", "email": "Hasan@Contoh.example"}
    )
    hasan = User.objects.get(email="hasan@contoh.example")
    assert (answer.status_code, hasan.is_active) == (302, False)
    link = re.search(r"https?://[^/]+(/akun/undangan/\w+/)", Message.objects.get().body).group(1)

    assert "Hasan Contoh" in nobody.get(link).content.decode()
    weak = nobody.post(link, {"passphrase": "pendek"})
    assert weak.status_code == 422
    assert nobody.post(link, {"passphrase": NEW}).url == "/akun/mulai/"
    hasan.refresh_from_db()
    assert hasan.is_active
    assert hasan.check_password(NEW)
    again = Client().get(link)
    assert again.status_code == 410
    assert "tidak berlaku lagi" in again.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["ABC", "!!", "0" * 26, "ü" * 26])
def test_a_made_up_link_gets_the_same_refusal(client, code):
    assert client.get(f"/akun/undangan/{code}/").status_code == 410


@pytest.mark.django_db
def test_guessing_links_is_slowed_down(client):
    answers = [client.get(f"/akun/undangan/{n:026d}/").status_code for n in range(32)]
    assert answers.count(410) == 30
    assert answers[-1] == 429


@pytest.mark.django_db
def test_the_same_address_is_invited_once(admin_client, dewi):
    answer = admin_client.post("/akun/orang/undang/", {"name": "Dewi", "email": dewi.email.upper()})
    assert answer.status_code == 409


@pytest.mark.django_db
def test_a_role_is_given_for_a_period_told_and_recorded(admin_client, dewi):
    today = timezone.localdate()
    answer = admin_client.post(
        f"/akun/orang/{dewi.public_id}/peran/",
        {
            "role": "ORGANISER",
            "scope": "*",
            "begins_on": today.isoformat(),
            "last_day": today.isoformat(),
            "reason": "SK 12",
        },
    )
    assert answer.status_code == 302
    dewi = User.objects.get(pk=dewi.pk)
    assert dewi.may("declarations.plan", on=today)
    assert not dewi.may("declarations.plan", on=today + timedelta(days=1))
    assert not dewi.may("accounts.manage", on=today)
    assert Message.objects.get().email == dewi.email
    row = AuditRow.objects.get(act="grant.given")
    assert row.detail["reason"] == "SK 12"
    assert dewi.email not in str(row.detail)


@pytest.mark.django_db
def test_taking_a_role_back_ends_it_today(admin_client, dewi, make_user):
    make_user("Dewi Contoh", "WITNESS")
    held = Grant.objects.get(user=dewi)
    assert admin_client.post(f"/akun/peran/{held.public_id}/cabut/", {"reason": ""}).status_code == 422
    assert admin_client.post(f"/akun/peran/{held.public_id}/cabut/", {"reason": "pindah"}).status_code == 302
    assert not User.objects.get(pk=dewi.pk).may("kiosk.witness")
    assert admin_client.get(f"/akun/peran/{held.public_id}/cabut/").status_code == 404


@pytest.mark.django_db
def test_a_role_given_and_taken_back_on_one_day_holds_nothing(admin, dewi, at):
    today = timezone.localdate(at)
    made = grant(
        public_id=dewi.public_id,
        role=Role.WITNESS,
        scope="*",
        begins_on=today,
        ends_before=None,
        reason="x",
        by=admin,
        at=at,
    )
    revoke(grant_id=made, reason="salah orang", by=admin, at=at)
    assert not User.objects.get(pk=dewi.pk).may("kiosk.witness", on=today)
    assert queries.person(public_id=dewi.public_id, on=today).grants[0].holds_today is False


@pytest.mark.django_db
def test_nobody_gives_himself_a_role(admin, at):
    with pytest.raises(NotToYourself):
        grant(
            public_id=admin.public_id,
            role=Role.ORGANISER,
            scope="*",
            begins_on=timezone.localdate(at),
            ends_before=None,
            reason="x",
            by=admin,
            at=at,
        )


@pytest.mark.django_db
@pytest.mark.parametrize("scope", ["*", "U2"])
def test_nobody_hands_on_more_than_his_own_part_of_the_tree(make_user, dewi, at, scope):
    local = make_user("Joko Contoh", "ADMIN", scope="U1")
    with pytest.raises(GrantExceedsOwn):
        grant(
            public_id=dewi.public_id,
            role=Role.WITNESS,
            scope=scope,
            begins_on=timezone.localdate(at),
            ends_before=None,
            reason="x",
            by=local,
            at=at,
        )
    within = {"U1", "U1a"}
    grant(
        public_id=dewi.public_id,
        role=Role.WITNESS,
        scope="U1a",
        begins_on=timezone.localdate(at),
        ends_before=None,
        reason="x",
        by=local,
        at=at,
        within=lambda unit, scopes: unit in within and "U1" in scopes,
    )


@pytest.mark.django_db
def test_the_last_administrator_stays(admin, make_user, at):
    with pytest.raises(LastAdministrator):
        switch_off(public_id=admin.public_id, reason="pensiun", by=admin, at=at)
    with pytest.raises(LastAdministrator):
        revoke(grant_id=admin.grants.get().public_id, reason="pindah", by=admin, at=at)
    admin.refresh_from_db()
    assert admin.is_active
    other = make_user("Kartika Contoh", "ADMIN")
    switch_off(public_id=admin.public_id, reason="pensiun", by=other, at=at)
    assert not User.objects.get(pk=admin.pk).may("accounts.manage")
    assert Message.objects.get().subject == "Akun Ikrar Anda ditutup"


@pytest.mark.django_db
def test_first_run_makes_one_administrator_with_a_one_time_link(client, at, settings):
    link = first_run_link(at)
    assert link.startswith(settings.IKRAR_ADDRESS)
    path = link.removeprefix(settings.IKRAR_ADDRESS)
    assert client.get(path).status_code == 200
    typed = {"name": "Gita Contoh", "email": "gita@contoh.example", "passphrase": NEW}
    assert client.post(path, {**typed, "email": "bukan alamat"}).status_code == 422
    assert client.post(path, typed).url == "/akun/mulai/"
    gita = User.objects.get()
    assert gita.may("accounts.manage")
    Authenticator.objects.create(user=gita, type="webauthn", data={})
    assert client.get("/akun/mulai/").url == "/akun/sistem/"  # mail and TLS come next
    assert client.get("/akun/sistem/").status_code == 200
    assert Client().get(path).status_code == 409
    with pytest.raises(AlreadySetUp):
        first_run_link(at)


@pytest.mark.django_db
def test_a_first_run_link_holds_two_hours_and_is_no_invitation(at):
    code = first_run_link(at).rstrip("/").rpartition("/")[2]
    with pytest.raises(LinkHasExpired):
        activate(code=code, passphrase=NEW, at=at)
    with pytest.raises(LinkHasExpired):
        set_up(code=code, name="x", email="x@contoh.example", passphrase=NEW, at=at + timedelta(hours=2))


@pytest.mark.django_db
def test_the_list_is_for_administrators(admin_client, citra_client, dewi_client, nobody):
    assert admin_client.get("/akun/orang/").status_code == 200
    for other in (citra_client, dewi_client):
        assert other.get("/akun/orang/").status_code == 403
    assert nobody.get("/akun/orang/").url.startswith("/akun/masuk/")


@pytest.mark.django_db
def test_who_may_what_in_a_unit(make_user, at):
    make_user("Budi Contoh", "UNIT_HEAD", scope="U1")
    make_user("Gita Contoh", "UNIT_HEAD")
    found = queries.people_with(capability="unit.see_unasked", unit="U1", on=timezone.localdate(at))
    assert [p.name for p in found] == ["Budi Contoh", "Gita Contoh"]
    assert [
        p.name
        for p in queries.people_with(capability="unit.see_unasked", unit="U2", on=timezone.localdate(at))
    ] == ["Gita Contoh"]


@pytest.mark.django_db
def test_the_list_takes_the_same_number_of_questions_for_many(
    admin_client, make_user, django_assert_max_num_queries
):
    for n in range(30):
        make_user(f"Orang{n} Contoh", "WITNESS", email=f"orang{n}@contoh.example")
    with django_assert_max_num_queries(12):
        admin_client.get("/akun/orang/")


@pytest.mark.django_db
def test_who_manages_a_part_of_the_tree_closes_no_account_beyond_it(make_user, at):
    local = make_user("Joko Contoh", "ADMIN", scope="U1")
    make_user("Gita Contoh", "ADMIN")
    beyond = make_user("Citra Contoh", "ORGANISER")
    own = make_user("Lina Contoh", "WITNESS", scope="U1")
    with pytest.raises(GrantExceedsOwn):
        switch_off(public_id=beyond.public_id, reason="x", by=local, at=at)
    beyond.refresh_from_db()
    assert beyond.is_active
    switch_off(public_id=own.public_id, reason="pindah", by=local, at=at)
    own.refresh_from_db()
    assert not own.is_active


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/akun/jejak/", "/akun/sistem/", "/akun/sistem/surat/"])
def test_what_concerns_the_whole_is_closed_to_a_grant_for_a_part(client, as_user, address):
    as_user(client, "ADMIN", scope="U1", name="Joko Contoh")
    assert client.get(address).status_code == 403
