"""The whole story, up to its eve: lists, plan, text, frozen numbers, a rehearsal, cards and a passkey."""

import re
from io import BytesIO

from pypdf import PdfReader

from tests.browser.actors import cards_in, sealed, with_authenticator
from tests.journeys import city
from tests.journeys.city import BUREAU, CITY, DAY, MELATI, TITLE

SITE = "Halaman Kantor Wali Kota"


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
