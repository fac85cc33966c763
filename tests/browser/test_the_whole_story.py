"""One declaration from the personnel list to the public page, as its people see it in their browsers.

Everything is done by pages. The server's clock is moved to the days the story is about; the phones follow it.
"""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from ikrar.openness import operations as openness
from tests.browser import weeks_before as before
from tests.browser.actors import Desk, Phone, sealed
from tests.journeys import city
from tests.journeys.city import BUREAU, DAY, MELATI, TITLE, Clock

TAPS = 6


@pytest.fixture
def story(transactional_db, live, settings, monkeypatch, make_user, page_at):
    """The house before the first day: two officers, a witness, an empty roster."""
    settings.IKRAR_DOMAIN, settings.IKRAR_ADDRESS = "localhost", live
    clock = Clock().rule(monkeypatch)
    galih = make_user("Galih Contoh", "ORGANISER", "PERSONNEL", "SITE_LEADER")
    hana = make_user("Hana Contoh", "ORGANISER")
    make_user("Wulan Contoh", "WITNESS")

    def desk(user):
        return Desk(page_at(width=1280, height=900), live, user)

    def phone(**more):
        return Phone(page_at(width=360, height=740, accept_downloads=True, **more), clock)

    told = SimpleNamespace(
        live=live, clock=clock, desk=desk, phone=phone, page_at=page_at, make_user=make_user
    )
    told.galih, told.hana = desk(galih), desk(hana)
    return told


def test_from_the_staff_list_to_what_everybody_may_verify(story):
    story.galih.enrol()
    before.the_lists_come_in(story)
    before.a_plan_is_settled(story)
    before.two_people_approve_the_text(story)
    before.the_numbers_are_frozen(story)
    before.the_day_is_rehearsed(story)
    before.the_cards_are_printed(story)
    before.a_passkey_is_enrolled_in_time(story)
    the_stage_leads_to_signing(story)
    ani_signs_in_six_taps(story)
    bayu_signs_with_his_passkey(story)
    cici_signs_at_the_kiosk(story)
    dodi_loses_the_line(story)
    others_sign(story)
    anybody_verifies_a_receipt(story)
    board_and_head_of_unit_look(story)
    ani_says_it_was_not_her(story)
    the_figures_are_public_after_the_close(story)


# ── the day ─────────────────────────────────────────────────────────────────────────────────────


def the_stage_leads_to_signing(story):
    story.clock.move_to(DAY)
    desk = story.galih.come_back()
    story.screen = story.page_at(width=1280, height=720)
    story.screen.goto(before.open_screen(desk, story.site))
    story.screen.get_by_text("silakan simpan ponsel Anda").wait_for()
    before.steps_to_signing(desk, story.site)
    story.screen.locator("#stage-code").wait_for()
    assert "LATIHAN" not in story.screen.content()
    assert "Ani" not in story.screen.content()


def ani_signs_in_six_taps(story):
    ani = story.ani = story.phone()
    ani.scan(before.scanned(story.screen, story, story.short))
    assert "#" not in ani.page.url
    ani.identify(story.codes["Ani Contoh"])
    ani.sees("Ani C", MELATI)
    ani.read()
    ani.sees("Kode layar sudah diterima.", "PAKTA INTEGRITAS")
    ani.tap("#sign-button")
    ani.sees("Diterima, nomor bukti", "Terima kasih, Bapak/Ibu.")
    assert ani.taps <= TAPS
    covered(story, ani)
    assert ani.words() == ["kunci perangkat", "kode kartu", "hadir"]
    story.receipt = ani.download("#full")
    story.shareable = ani.download("#share")
    assert b"Ani" in story.receipt
    assert b"Ani" not in story.shareable


def covered(story, phone):
    sealed(story.clock)
    phone.page.wait_for_selector("#files:not([hidden])")


def bayu_signs_with_his_passkey(story):
    bayu = story.bayu
    bayu.scan(before.scanned(story.screen, story, story.short))
    bayu.identify(story.codes["Bayu Contoh"])
    bayu.read()
    bayu.tap("#passkey-sign")
    bayu.sees("Diterima, nomor bukti")
    covered(story, bayu)
    assert bayu.words()[0] == "passkey"


def cici_signs_at_the_kiosk(story):
    page = story.page_at(width=1280, javascript=False)
    wulan = SimpleNamespace(email="wulan@contoh.example")
    desk = story.desk(wulan)
    desk.enrol()
    desk.follow(f"Kios: {before.SITE}")
    desk.page.locator("[name=witness_unit]").select_option(label=BUREAU)
    desk.page.locator("[name=will_look]").check()
    desk.press("Buka kios di layar ini", asked=True)
    pin = desk.page.inner_text(".code")
    kiosk = desk.page.get_by_role("link", name="Saya sudah mencatat, mulai").get_attribute("href")
    page.goto(f"{story.live}{kiosk}")
    page.get_by_label("Kode kartu atau NIP").fill(city.number_of("Cici Contoh"))
    page.locator("[name=pin]").fill(pin)
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("button", name="Ya, ini saya").click()
    page.get_by_label("Saya sudah membaca naskah ini.").check()
    page.get_by_role("button", name="Tanda tangani").click()
    page.get_by_text("Terima kasih, Bapak/Ibu.").wait_for()
    page.get_by_text("Ikrar Anda diterima pukul").wait_for()


def dodi_loses_the_line(story):
    dodi = story.phone()
    dodi.scan(before.scanned(story.screen, story, story.short))
    dodi.identify(story.codes["Dodi Contoh"])
    dodi.page.wait_for_function(
        "navigator.serviceWorker.controller || navigator.serviceWorker.ready.then(() => true)"
    )
    dodi.read()
    dodi.sees("Kode layar sudah diterima.")
    dodi.page.context.set_offline(True)
    dodi.tap("#sign-button")
    dodi.sees("Tersimpan di ponsel ini, belum terkirim")
    dodi.page.reload()
    dodi.sees("Tersimpan di ponsel ini, belum terkirim")
    dodi.page.context.set_offline(False)
    dodi.sees("Diterima, nomor bukti")
    covered(story, dodi)
    dodi.page.reload()
    dodi.sees("sudah masuk register")
    story.screen.locator(".sum b", has_text="4").first.wait_for()  # once, not twice


def others_sign(story):
    """One phone goes round for two colleagues whose own are empty."""
    round_phone = story.phone()
    for name in ("Endah Contoh", "Fitri Contoh"):
        round_phone.page.goto(f"{story.live}/i/{story.short}#k={story.codes[name].replace('-', '')}")
        round_phone.page.wait_for_selector("#you:not([hidden])")
        round_phone.read()
        round_phone.tap("#sign-button")
        round_phone.sees("Diterima, nomor bukti")
        round_phone.tap("#again [data-forget]")
    sealed(story.clock)


# ── afterwards ──────────────────────────────────────────────────────────────────────────────────


def anybody_verifies_a_receipt(story):
    changed = bytearray(story.shareable)
    changed[changed.index(b'"proof"') + 14] ^= 1
    for javascript in (True, False):
        page = story.page_at(javascript=javascript)
        for content, verdict in ((story.receipt, "good"), (story.shareable, "good"), (bytes(changed), "bad")):
            page.goto(f"{story.live}/periksa/")
            if javascript:
                page.wait_for_selector("form[data-ready]")
            file = {"name": "bukti.json", "mimeType": "application/json", "buffer": content}
            page.set_input_files("#berkas", file)
            if not javascript:
                page.click("main button.button")
            page.wait_for_selector(f".verdict.{verdict}")
            page.wait_for_load_state()
            assert page.get_by_text("belum ada saksi").count() or verdict == "bad"


def board_and_head_of_unit_look(story):
    desk = story.galih
    desk.go(f"/meja/papan/{story.declaration}/")
    desk.page.locator("details.tree summary", has_text=city.DISTRICT).last.click()
    desk.sees("Menandatangani", "Belum ditanya", MELATI)
    assert re.search(r"6\s+dari 21", desk.page.inner_text(".figures"))
    assert "Ani" not in desk.page.inner_text("main")
    budi = story.desk(head_of(story, MELATI)).enrol()
    budi.follow(f"Belum ditanya: {MELATI}")
    budi.sees("6 orang belum ditanya", "Gani Contoh")
    with budi.page.expect_download() as sheet:
        budi.follow("Unduh XLSX")
    assert sheet.value.path().read_bytes().startswith(b"PK")


def head_of(story, name):
    from ikrar.roster import queries  # noqa: PLC0415 (one use)

    found = next(u for u in queries.units(on=timezone.localdate()) if u.name == name)
    return story.make_user("Budi Contoh", "UNIT_HEAD", scope=found.public_id)


def ani_says_it_was_not_her(story):
    page = story.ani.page
    page.goto(f"{story.live}/en/ikrar-saya/")
    page.get_by_role("button", name="Go on with this phone").click()
    page.get_by_text("accepted", exact=True).first.wait_for()
    page.goto(f"{story.live}/ikrar-saya/")
    own = page.locator("section.card", has=page.get_by_role("heading", name=TITLE, exact=True))
    own.get_by_role("link", name="Bukan saya yang menandatangani").click()
    page.get_by_role("button", name="Ya, bukan saya").click()
    story.ani.sees("Ikrar itu sudah ditandai")
    page.get_by_role("link", name="Ke Ikrar saya").click()
    story.ani.sees("disanggah, menunggu keputusan")
    story.galih.go(f"/meja/papan/{story.declaration}/")
    story.galih.sees("Disanggah")


def the_figures_are_public_after_the_close(story):
    public = story.page_at(width=1280)
    public.goto(f"{story.live}/deklarasi/{story.declaration}/")
    public.get_by_text("Belum ada angka.").wait_for()
    story.clock.move_to(DAY + timedelta(hours=17))
    desk = story.galih.come_back()
    desk.go(f"/meja/papan/{story.declaration}/setelah/")
    desk.press("Tutup lokasi")
    desk.sees("Lokasi ini sudah ditutup.")
    desk.go(f"/meja/papan/{story.declaration}/setelah/")
    desk.press("Tutup deklarasi", asked=True)
    desk.sees("Ditutup")
    sealed(story.clock)
    openness.publish_due(at=timezone.now())
    public.reload()
    public.get_by_text("Belum ada angka.").wait_for()
    story.clock.move_to(DAY + timedelta(hours=26))
    openness.publish_due(at=timezone.now())
    sealed(story.clock)
    public.reload()
    public.get_by_role("heading", name="Menurut unit").wait_for()
    assert "Ani" not in public.inner_text("main")
    public.goto(f"{story.live}/en/deklarasi/{story.declaration}/")
    public.get_by_role("heading", name="By unit").wait_for()
