"""The morning in a real browser: the stage keeps itself fresh, survives a lost line, and works without script."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ikrar.pledges.models import Pledge
from ikrar.pledges.operations.kiosk import open_kiosk
from ikrar.pledges.operations.running import open_stage, start_step
from ikrar.pledges.queries.stage import code_at
from tests.pledges.day.conftest import build_city

SIGNING = 4


@pytest.fixture
def city(transactional_db):
    return build_city(on=timezone.localdate())


@pytest.fixture
def leader(make_user):
    return make_user("Hadi Contoh", "SITE_LEADER")


@pytest.fixture
def stage(city, leader, live):
    token = open_stage(site_id=city.site.public_id, by=leader, at=timezone.now())
    return live + reverse("pledges:stage", args=[token])


def begin_signing(city, leader):
    start_step(site_id=city.site.public_id, order=SIGNING, by=leader, at=timezone.now())


def codes_now(city):
    """The codes that are taken now, and the next, so that a turn while looking does not matter."""
    at = timezone.now()
    return {code_at(site_id=city.site.public_id, at=at + timedelta(seconds=s)) for s in range(-120, 31, 30)}


def test_the_stage_turns_to_signing_by_itself_and_counts_pledges(city, leader, stage, page_at):
    page = page_at(width=1920, height=1080)
    page.goto(stage)
    page.get_by_text("silakan simpan ponsel Anda").wait_for()
    begin_signing(city, leader)
    code = page.locator("#stage-code")
    code.wait_for()
    assert code.inner_text() in codes_now(city)
    for duty in city.duties[city.one.pk]:
        city.sign(duty)
    page.locator("li.f5").wait_for()
    left = int(page.locator("#stage-left").inner_text())
    page.wait_for_function("left => +document.getElementById('stage-left').innerText !== left", arg=left)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1920
    assert page.evaluate("document.getElementById('stage').scrollHeight") <= 1080


def test_a_stage_that_lost_its_line_says_so_and_comes_back(city, leader, stage, page_at):
    begin_signing(city, leader)
    page = page_at(width=1280, height=720)
    page.goto(stage)
    page.locator("#stage-code").wait_for()
    page.context.set_offline(True)
    page.locator("#stage-offline").wait_for(state="visible")
    assert page.locator("#stage-code").inner_text() in codes_now(city)  # still taken for three minutes
    page.context.set_offline(False)
    page.locator("#stage-offline").wait_for(state="hidden")


def test_without_script_the_stage_shows_the_code_and_asks_to_be_loaded_again(city, leader, stage, page_at):
    begin_signing(city, leader)
    page = page_at(width=740, height=360, javascript=False)
    page.goto(stage)
    assert page.locator("#stage-code").inner_text() in codes_now(city)
    assert page.locator("noscript meta").count() == 1 or 'http-equiv="refresh"' in page.content()


def test_somebody_without_a_phone_signs_at_the_kiosk_without_any_script(
    city, leader, make_user, live, page_at
):
    begin_signing(city, leader)
    witness = make_user("Gita Contoh", "WITNESS")
    kiosk = open_kiosk(
        site_id=city.site.public_id, witness_unit=city.bureau.public_id, by=witness, at=timezone.now()
    )
    duty = city.duties[city.one.pk][0]
    page = page_at(width=1280, javascript=False)
    page.goto(live + reverse("pledges:kiosk", args=[kiosk.token]))
    page.get_by_label("Kode kartu atau NIP").fill(duty.official.number)
    page.locator("#id_pin").fill(kiosk.pin)
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("button", name="Ya, ini saya").click()
    page.get_by_label("Saya sudah membaca naskah ini.").check()
    page.get_by_role("button", name="Tanda tangani").click()
    page.get_by_text("Terima kasih, Bapak/Ibu.").wait_for()  # the answer is there; its page may still be read
    assert Pledge.objects.get(duty=duty).key_kind == "kiosk"
    page.get_by_role("link", name="Orang berikutnya").click()
    page.get_by_text("Silakan, orang berikutnya").wait_for()


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_step_at_a_kiosk_is_accessible_and_fits(
    lang, city, leader, make_user, live, page_at, axe, no_sideways
):
    begin_signing(city, leader)
    kiosk = open_kiosk(
        site_id=city.site.public_id,
        witness_unit=city.bureau.public_id,
        by=make_user("Gita Contoh", "WITNESS"),
        at=timezone.now(),
    )
    duty = city.duties[city.one.pk][0]
    page = page_at(lang=lang)
    address = f"{live}{'/en' if lang == 'en' else ''}/kios/{kiosk.token}/"
    steps = []

    def look(name):
        page.wait_for_load_state()
        steps.append((name, page.locator("h1").inner_text()))
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for width in (360, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                axe(page)
        no_sideways(page)

    def identify(pin):
        page.goto(address)
        page.locator("#id_typed").fill(duty.official.number)
        page.locator("#id_pin").fill(pin)
        page.locator("button.big").click()

    identify("000000" if kiosk.pin != "000000" else "111111")
    look("the witness's code is wrong")
    identify(kiosk.pin)
    look("is this you")
    page.locator("button.big").click()
    look("the text")
    page.locator("button.big").click()
    page.locator(".errors").wait_for()
    look("the text, not ticked as read")
    page.locator("#id_has_read").check()
    page.locator("button.big").click()
    page.locator("#id_has_read").wait_for(state="detached")
    look("the slip")
    assert Pledge.objects.get(duty=duty).key_kind == "kiosk"
    identify(kiosk.pin)
    look("has signed before")
    assert len({heading for _, heading in steps}) >= 5, steps


def test_the_board_follows_the_morning_and_keeps_opened_branches(city, leader, live, as_user, signed_in_page):
    client = Client()
    as_user(client, "ORGANISER")
    page = signed_in_page(client, width=1280)
    page.goto(live + reverse("pledges:board", args=[city.declaration.public_id]))
    branch = page.locator("details.tree", has_text="Kecamatan Contoh Utara").last
    branch.locator("summary").click()
    for duty in city.duties[city.one.pk][:3]:
        city.sign(duty)
    page.get_by_text("3/16").wait_for()
    page.get_by_text("Kelurahan Contoh Satu", exact=True).wait_for()
