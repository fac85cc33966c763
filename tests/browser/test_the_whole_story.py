"""One declaration from the personnel list to the public page, as its people see it in their browsers.

Everything is done by pages. The server's clock is moved to the days the story is about; the phones follow it.
"""

import re
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.utils import timezone
from pypdf import PdfReader

from ikrar.openness import operations as openness
from tests.browser.actors import Desk, Phone, cards_in, sealed, with_authenticator
from tests.journeys import city
from tests.journeys.city import BUREAU, CITY, DAY, MELATI, TITLE, Clock

SITE = "Halaman Kantor Wali Kota"
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
    the_lists_come_in(story)
    a_plan_is_settled(story)
    two_people_approve_the_text(story)
    the_numbers_are_frozen(story)
    the_day_is_rehearsed(story)
    the_cards_are_printed(story)
    a_passkey_is_enrolled_in_time(story)
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


# ── before the day ──────────────────────────────────────────────────────────────────────────────


def the_lists_come_in(story):
    desk = story.galih
    desk.go("/meja/pegawai/lembaga/baru/")
    desk.page.get_by_label("Nama").first.fill(CITY)
    desk.page.locator("[name=kind]").select_option("PEMKOT")
    desk.page.locator("[name=is_convenor]").check()
    desk.press("Simpan")
    desk.sees("penyelenggara")
    take_in(desk, "UNITS", "hierarki.xlsx", city.hierarchy_sheet())
    take_in(desk, "OFFICIALS", "nominatif.xlsx", city.staff_sheet())
    desk.go("/meja/pegawai/")
    desk.page.locator("summary").last.click()
    desk.sees(MELATI, BUREAU)
    assert city.NIK not in desk.page.content()


def take_in(desk, kind, name, content):
    desk.go("/meja/pegawai/impor/baru/")
    desk.page.locator("[name=kind]").select_option(kind)
    desk.page.set_input_files(
        "[name=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    desk.page.locator("[name=effective_on]").fill("2026-01-01")
    desk.press("Unggah")
    desk.sees("Apa arti setiap kolom?")
    if kind == "OFFICIALS":
        desk.sees("Tidak pernah dibaca: NIK")
    desk.press("Baca dan tunjukkan pratinjau")
    desk.press(re.compile(r"Terapkan \d+ perubahan"))
    desk.sees("berlaku sejak")
    desk.page.get_by_role("button", name="Urungkan").wait_for()


def a_plan_is_settled(story):
    desk = story.galih
    desk.go("/meja/deklarasi/")
    desk.follow("Deklarasi baru")
    desk.page.get_by_label("Nama deklarasi").fill(TITLE)
    desk.press("Buat")
    desk.sees("Hari pelaksanaan belum ditentukan.")
    story.plan = desk.here
    story.declaration = story.plan.rstrip("/").rsplit("/", 1)[1]
    settle(desk, story.plan, "place", {"value": SITE})
    settle(desk, story.plan, "time", {"day": DAY.date().isoformat(), "hour": "07:45"})
    settle(desk, story.plan, "format", {"value": "ROLL_CALL"})
    desk.go(story.plan)
    desk.sees("Senin, 30 November 2026, 07.45 WIB", SITE)
    desk.follow("Lokasi (0)")
    desk.follow("Tambah lokasi")
    for name, value in (
        ("name", SITE), ("venue", "Jalan Contoh 1"), ("leader", "Wali Kota Contoh"), ("reader", "Rini Contoh"),
        ("screen", "Proyektor"), ("witnesses", "Tono Contoh, Bawaslu Kota Contoh"),
    ):  # fmt: skip
        desk.page.locator(f"[name={name}]").fill(value)
    desk.press("Tambahkan")
    desk.sees("/i/")
    story.site = desk.here.rstrip("/").rsplit("/", 1)[1]
    story.short = re.search(r"/i/(\w{6})", desk.page.inner_text("main"))[1]
    desk.go(f"{story.plan}undangan/")
    desk.page.get_by_label(CITY).check()
    desk.press("Terapkan")
    desk.sees(SITE)


def settle(desk, plan, aspect, answer):
    page = desk.go(f"{plan}tanya/{aspect}/")
    for name, value in answer.items():
        field = page.locator(f"form:not([action]) [name={name}]")
        field.select_option(value) if aspect == "format" else field.fill(value)
    desk.press("Tambahkan pilihan")
    desk.press("Putuskan ini")
    page.goto(f"{desk.live}{plan}tanya/{aspect}/")
    desk.sees("sudah diputuskan")


def two_people_approve_the_text(story):
    galih, hana = story.galih, story.hana.enrol()
    galih.go("/meja/naskah/")
    galih.page.locator("a.whole").first.click()
    galih.press("Buat naskah")
    galih.sees("Ubah naskah")
    galih.press("Simpan")
    galih.sees("Perlu 2 persetujuan lagi")
    text = galih.here
    galih.press("Saya sudah membaca dan menyetujui", asked=True)
    galih.sees("Perlu satu orang lagi.", "menunggu orang kedua")
    hana.go(text)
    hana.press("Saya sudah membaca dan menyetujui", asked=True)
    hana.sees("Naskah terbit dan tercatat di register.")
    galih.go(f"{story.plan}naskah/")
    galih.page.locator("[name=text]").first.check()
    galih.press("Pakai naskah ini")
    galih.sees("Naskah dipilih.")


def the_numbers_are_frozen(story):
    desk = story.galih
    story.clock.forward(hours=30)
    desk.come_back()
    desk.go(story.plan)
    desk.sees("Tidak ada lagi yang menghalangi.")
    desk.follow("Tetapkan")
    if desk.page.locator("[name=accepts_warnings]").count():
        desk.page.locator("[name=accepts_warnings]").check()
    desk.press("Tetapkan", asked=True)
    desk.sees("21 orang wajib di 3 unit")
    sealed(story.clock)


def the_day_is_rehearsed(story):
    desk = story.galih
    story.clock.move_to(city.REHEARSED)
    desk.come_back()
    desk.go(story.plan)
    desk.follow("Siapkan gladi")
    desk.page.locator("[name=held_on]").fill(city.REHEARSED.date().isoformat())
    desk.press("Siapkan gladi")
    desk.sees("LATIHAN", f"Gladi: {TITLE}")
    gladi = desk.here
    desk.follow("Tetapkan")
    if desk.page.locator("[name=accepts_warnings]").count():
        desk.page.locator("[name=accepts_warnings]").check()
    desk.press("Tetapkan", asked=True)
    desk.sees("21 orang wajib")
    site = site_of(desk, gladi)
    screen = open_screen(desk, site)
    screen_page = story.page_at(width=1280, height=720)
    screen_page.goto(screen)
    screen_page.get_by_text("LATIHAN").first.wait_for()
    steps_to_signing(desk, site)
    codes = card_codes(desk, gladi, marked="LATIHAN")
    screen_page.reload()
    phone = story.phone()
    phone.scan(scanned(screen_page, story, site_short(desk, site)))
    phone.sees("LATIHAN")
    phone.identify(codes["Ani Contoh"])
    phone.read()
    phone.tap("#sign-button")
    phone.sees("Diterima, nomor bukti")
    sealed(story.clock)
    phone.page.wait_for_selector("#files:not([hidden])")
    assert b"/latihan" in phone.download("#full")


def site_of(desk, plan):
    page = desk.go(f"{plan}lokasi/")
    page.get_by_role("link", name=SITE).click()
    return re.search(r"/meja/lokasi/(\w+)/", desk.here)[1]


def site_short(desk, site):
    page = desk.go(f"/meja/lokasi/{site}/")
    return re.search(r"/i/(\w{6})", page.inner_text("main"))[1]


def open_screen(desk, site):
    """The leader prepares the screen and carries its address to the projector."""
    desk.go(f"/meja/lokasi/{site}/jalankan/")
    desk.press("Siapkan layar")
    return desk.page.get_by_role("link", name="Buka layar di sini").get_attribute("href")


def steps_to_signing(desk, site):
    """Every step of the run sheet in its order, until signing is open."""
    page = desk.go(f"/meja/lokasi/{site}/jalankan/")
    desk.sees("Penandatanganan belum dibuka.")
    while page.get_by_text("Penandatanganan dibuka sejak").count() == 0:
        waiting = page.locator("ol.run li", has=page.get_by_text("belum", exact=True)).first
        waiting.get_by_role("button").click()
        page.wait_for_load_state()


def scanned(screen, story, short):
    """What a camera reads from the screen: the short address with the code in its fragment."""
    return f"{story.live}/i/{short}#p={screen.inner_text('#stage-code').replace(' ', '')}"


def card_codes(desk, plan, *, marked=""):
    """Print the cards of every unit; the codes exist in that PDF alone."""
    page = desk.go(f"{plan}kartu/")
    for box in page.locator("[name=unit]").all():
        box.check()
    with page.expect_download() as found:
        desk.press("Buat lembar kartu (PDF)")
        if page.locator("#passkey_confirm").count():
            page.click("#passkey_confirm")
    reader = PdfReader(BytesIO(found.value.path().read_bytes()))
    assert marked in reader.pages[0].extract_text()
    codes = cards_in(reader)
    assert len(codes) == len(city.people())
    return codes


def the_cards_are_printed(story):
    desk = story.galih
    story.clock.move_to(city.CARDS)
    desk.come_back()
    story.codes = card_codes(desk, story.plan)
    desk.go(f"{story.plan}kartu/")
    desk.sees("Pesan ini tidak memuat kode.")
    assert not set(story.codes.values()) & set(desk.page.content().split())


def a_passkey_is_enrolled_in_time(story):
    story.clock.move_to(city.EVE)
    story.bayu = story.phone()
    page = with_authenticator(story.bayu.page)
    page.goto(f"{story.live}/ikrar-saya/")
    page.fill("#id_code", story.codes["Bayu Contoh"])
    page.get_by_role("button", name="Lanjut", exact=True).click()
    story.bayu.sees("belum ditandatangani")
    page.get_by_role("link", name="Perangkat dan passkey saya").click()
    page.get_by_role("button", name="Daftarkan passkey di perangkat ini").click()
    story.bayu.sees("Cabut passkey ini")


# ── the day ─────────────────────────────────────────────────────────────────────────────────────


def the_stage_leads_to_signing(story):
    story.clock.move_to(DAY)
    desk = story.galih.come_back()
    story.screen = story.page_at(width=1280, height=720)
    story.screen.goto(open_screen(desk, story.site))
    story.screen.get_by_text("silakan simpan ponsel Anda").wait_for()
    steps_to_signing(desk, story.site)
    story.screen.locator("#stage-code").wait_for()
    assert "LATIHAN" not in story.screen.content()
    assert "Ani" not in story.screen.content()


def ani_signs_in_six_taps(story):
    ani = story.ani = story.phone()
    ani.scan(scanned(story.screen, story, story.short))
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
    bayu.scan(scanned(story.screen, story, story.short))
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
    desk.follow(f"Kios: {SITE}")
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
    dodi.scan(scanned(story.screen, story, story.short))
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
