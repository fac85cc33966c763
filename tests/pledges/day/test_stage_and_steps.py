"""The stage screen shows codes and squares, never a person; signing opens at its step."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from ikrar.pledges.domain.presence import code_of, site_key, window_at
from ikrar.pledges.models import RunStep, Site
from ikrar.pledges.operations.running import open_stage, start_step
from ikrar.pledges.queries.stage import site_run
from ikrar.pledges.views.stage import qr

SIGNING = 4


def code(site, at):
    key = site_key(secret=settings.KEYRING.secret("presence"), site=site.public_id)
    return code_of(key=key, window=window_at(at))


@pytest.fixture
def screen(city, staff, now):
    token = open_stage(site_id=city.site.public_id, by=staff["hadi"], at=now.at)
    return reverse("pledges:stage", args=[token])


def begin_signing(city, staff, now):
    start_step(site_id=city.site.public_id, order=SIGNING, by=staff["hadi"], at=now.at)


def test_before_its_step_the_stage_asks_to_put_phones_away_and_shows_no_code(client, city, screen, now):
    shown = client.get(screen).content.decode()
    assert "silakan simpan ponsel Anda" in shown
    assert code(city.site, now.at) not in shown
    assert "/i/" not in shown


def test_during_signing_it_shows_the_code_of_this_half_minute_and_one_square_a_unit(
    client, city, staff, screen, now
):
    begin_signing(city, staff, now)
    for duty in city.duties[city.one.pk]:
        city.sign(duty)
    shown = client.get(screen).content.decode()
    assert code(city.site, now.at) in shown
    assert code(city.site, now.at + timedelta(seconds=30)) not in shown
    assert shown.count('class="f0"') == 2
    assert shown.count('class="f5"') == 1
    assert f"/i/{city.site.short}" in shown
    assert qr(f"{settings.IKRAR_ADDRESS}/i/{city.site.short}#p={code(city.site, now.at)}") in shown
    assert "Sari Contoh" not in shown
    now.at += timedelta(seconds=30)
    assert code(city.site, now.at) in client.get(screen).content.decode()


def test_the_screen_is_told_304_until_something_changed(client, city, staff, screen, now):
    begin_signing(city, staff, now)
    part = screen + "isi/"
    first = client.get(part)
    again = client.get(part, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert 0 < int(again["X-Code-Left"]) <= 30_000
    city.sign(city.duties[city.one.pk][0])
    assert client.get(part, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_unit_of_fewer_than_five_is_shown_together_with_others(client, city, staff, screen, now):
    begin_signing(city, staff, now)
    for duty in city.duties[city.two.pk][4:] + city.duties[city.bureau.pk][4:]:
        duty.delete()
    shown = client.get(screen).content.decode()
    assert "Kelurahan Contoh Dua" not in shown
    assert "Unit lainnya" in shown
    assert "<b>0</b> dari <b>16</b>" in shown


def test_one_person_alone_never_fills_a_square(client, city, staff, screen, now):
    begin_signing(city, staff, now)
    for duty in city.duties[city.two.pk][1:] + city.duties[city.bureau.pk][6:]:
        duty.delete()
    city.sign(city.duties[city.two.pk][0])
    squares = site_run(site_id=city.site.public_id).squares
    assert sorted((square.pledged, square.bound) for square in squares) == [(0, 8), (1, 7)]


def test_a_wrong_or_replaced_address_opens_nothing(client, city, staff, screen, now):
    assert client.get(reverse("pledges:stage", args=["0" * 20])).status_code == 404
    open_stage(site_id=city.site.public_id, by=staff["hadi"], at=now.at)
    refused = client.get(screen)
    assert refused.status_code == 404
    assert "tidak berlaku lagi" in refused.content.decode()


def test_the_address_of_the_screen_is_kept_only_hashed(city, screen):
    city.site.refresh_from_db()
    assert screen.split("/")[-2] not in city.site.stage_token_hash
    assert len(city.site.stage_token_hash) == 64


def test_the_leader_starts_steps_and_the_one_before_ends(signed_in, city, now):
    hadi = signed_in("hadi")
    for order in (1, 2):
        hadi.post(reverse("pledges:step-start", args=[city.site.public_id, order]))
    first, second = RunStep.objects.filter(site=city.site, order__in=(1, 2)).order_by("order")
    assert (first.ended_at, second.ended_at) == (now.at, None)
    city.site.refresh_from_db()
    assert city.site.signing_opened_at is None
    hadi.post(reverse("pledges:step-start", args=[city.site.public_id, SIGNING]))
    city.site.refresh_from_db()
    assert city.site.signing_opened_at == now.at


@pytest.mark.parametrize(("name", "status"), [("hadi", 200), ("citra", 200), ("budi", 403), ("dewi", 403)])
def test_only_who_may_run_sites_sees_the_run_page(signed_in, city, now, name, status):
    assert signed_in(name).get(reverse("pledges:run", args=[city.site.public_id])).status_code == status


def test_nobody_is_sent_to_sign_in(client, city):
    answer = client.get(reverse("pledges:run", args=[city.site.public_id]))
    assert answer.status_code == 302
    assert "/masuk" in answer["Location"] or "login" in answer["Location"]


def test_signing_does_not_open_before_the_day(signed_in, city, now):
    now.at = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
    refused = signed_in("hadi").post(reverse("pledges:step-start", args=[city.site.public_id, SIGNING]))
    assert refused.status_code == 409
    assert "23-11-2026" in refused.content.decode()
    city.site.refresh_from_db()
    assert city.site.signing_opened_at is None


def test_signing_opened_too_early_is_held_back_until_somebody_signed(signed_in, city, now):
    hadi = signed_in("hadi")
    hold = reverse("pledges:signing-hold", args=[city.site.public_id])
    hadi.post(reverse("pledges:step-start", args=[city.site.public_id, SIGNING]))
    assert hadi.post(hold).status_code == 302
    city.site.refresh_from_db()
    assert city.site.signing_opened_at is None
    hadi.post(reverse("pledges:step-start", args=[city.site.public_id, SIGNING]))
    city.sign(city.duties[city.one.pk][0])
    assert hadi.post(hold).status_code == 409


def test_ending_a_step_that_is_not_going_on_changes_nothing(signed_in, city, now):
    refused = signed_in("hadi").post(reverse("pledges:step-end", args=[city.site.public_id, 1]))
    assert refused.status_code == 409


def test_a_rehearsal_is_marked_on_the_screen(client, city, staff, screen, now):
    city.declaration.rehearsal_of = city.declaration
    city.declaration.save()
    assert "LATIHAN" in client.get(screen).content.decode()


def test_a_cancelled_site_says_so_and_shows_no_code(client, city, staff, screen, now):
    begin_signing(city, staff, now)
    Site.objects.update(cancelled_at=now.at)
    shown = client.get(screen).content.decode()
    assert "dibatalkan" in shown
    assert code(city.site, now.at) not in shown
