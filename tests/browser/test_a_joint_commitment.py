"""Six institutions sign one text in their browsers: planned at the desk, enrolled by a link, signed on their devices."""

import io
import re
from datetime import date
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from PIL import Image, ImageDraw

from ikrar.commitments import queries
from ikrar.register import operations as register
from ikrar.register import queries as ledger
from ikrar.register.verify import verify
from ikrar.roster import operations as roster
from ikrar.roster.domain import InstitutionKind
from tests.browser.actors import Desk, with_authenticator
from tests.journeys.city import Clock

SIX = ("PEMPROV", "KPU", "BAWASLU", "TNI", "POLRI", "KEJAKSAAN")
TITLE = "Komitmen bersama enam lembaga contoh"
WORDS = "KOMITMEN BERSAMA\n\nKami menjaga netralitas dan mengawasi bersama.\n"
ON_PAPER = 5
SHEET = b"%PDF-1.7 lembar yang ditandatangani (contoh) %%EOF\n"


@pytest.fixture
def story(transactional_db, live, settings, monkeypatch, make_user, page_at, tmp_path):
    """Six institutions with one representative each; two officers."""
    settings.IKRAR_DOMAIN, settings.IKRAR_ADDRESS = "localhost", live
    settings.MEDIA_ROOT = tmp_path / "media"
    clock = Clock().rule(monkeypatch)
    for kind in SIX:
        body = roster.add_institution(
            name=f"{kind.title()} Contoh", kind=InstitutionKind(kind), by=None, at=clock()
        )
        roster.add_representative(
            institution_id=body.id, name=f"Wakil {kind.title()} Contoh", position="Ketua",
            begins_on=date(2020, 1, 1), by=None, at=clock(),
        )  # fmt: skip

    def desk(name):
        return Desk(page_at(width=1280, height=900), live, make_user(name, "ORGANISER"))

    told = SimpleNamespace(live=live, clock=clock, page_at=page_at, phones={})
    told.galih, told.hana = desk("Galih Contoh"), desk("Hana Contoh")
    return told


def test_from_a_name_to_the_gong_and_to_what_everybody_may_verify(story, axe):
    story.galih.enrol()
    story.hana.enrol()
    it_is_planned(story)
    two_people_approve_the_words(story)
    representatives_enrol_their_passkeys(story)
    signing_opens_with_its_screen(story)
    all_sign_in_their_turn(story, axe)
    the_gong_is_struck(story)
    a_photograph_is_attached_once(story)
    anybody_reads_and_verifies(story, axe)


def it_is_planned(story):
    desk = story.galih
    desk.go("/meja/komitmen/")
    desk.follow("Komitmen baru")
    desk.page.get_by_label("Nama komitmen").fill(TITLE)
    desk.press("Buat rencana")
    story.plan = desk.here
    for kind in SIX:
        desk.page.locator("[name=institution]").select_option(label=f"{kind.title()} Contoh")
        desk.press("Tambahkan lembaga")
    for place, kind in enumerate(SIX, start=1):
        desk.go(f"{story.plan}lembaga/{place}/wakil/")
        desk.page.get_by_label(f"Wakil {kind.title()} Contoh, Ketua").check()
        desk.press("Tunjuk wakil")
    desk.page.get_by_text("Tambah saksi").click()
    desk.page.get_by_label("Nama saksi").fill("Prof. Utami Contoh")
    desk.page.get_by_label("Jabatan dan lembaga").fill("Universitas Contoh")
    desk.press("Tambahkan")
    desk.sees("Prof. Utami Contoh")


def two_people_approve_the_words(story):
    story.galih.go(f"{story.plan}naskah/")
    story.galih.page.locator("[name=body]").fill(WORDS)
    story.galih.press("Simpan rancangan")
    story.galih.press("Saya sudah membaca dan menyetujui", asked=True)
    story.galih.sees("Perlu satu orang lagi.")
    story.hana.go(f"{story.plan}naskah/")
    story.hana.press("Saya sudah membaca dan menyetujui", asked=True)
    story.hana.sees("Naskah terbit dan tercatat di register.")


def representatives_enrol_their_passkeys(story):
    for place in range(1, len(SIX) + 1):
        if place == ON_PAPER:
            continue
        story.galih.go(story.plan)
        story.galih.page.get_by_role("button", name="Undang mendaftarkan passkey").nth(place - 1).click()
        link = story.galih.page.inner_text("#tautan")
        phone = with_authenticator(story.page_at(width=360))
        phone.goto(link)
        phone.click("#enrol button")
        phone.wait_for_selector("text=Passkey Anda terdaftar")
        assert phone.goto(link).status == 410
        story.phones[place] = phone


def signing_opens_with_its_screen(story):
    story.clock.forward(hours=26)
    desk = story.galih.come_back()
    desk.go(story.plan)
    desk.follow("Pandu acara")
    story.run = desk.here
    desk.press("Buka penandatanganan", asked=True)
    desk.sees("0 dari 6 lembaga sudah menandatangani.")
    desk.press("Siapkan layar")
    address = desk.page.locator("#alamat").get_attribute("href")
    story.screen = story.page_at(width=1280, height=720)
    story.screen.goto(story.live + address)
    story.screen.get_by_text("Silakan, Pemprov Contoh").wait_for()
    story.still = story.page_at(width=360, javascript=False)
    story.still.goto(story.live + address)
    story.still.get_by_text("Silakan, Pemprov Contoh").wait_for()


def all_sign_in_their_turn(story, axe):
    shown = f"{story.live}/komitmen/{story.plan.split('/')[-2]}/"
    early = story.phones[2]
    assert early.goto(f"{shown}tanda-tangan/2/").status == 409
    for place, kind in enumerate(SIX, start=1):
        story.screen.get_by_text(f"Silakan, {kind.title()} Contoh").wait_for()
        if place == ON_PAPER:
            sign_on_paper(story, place)
            continue
        phone = story.phones[place]
        phone.goto(f"{shown}tanda-tangan/")
        phone.get_by_role("link", name=f"Tandatangani untuk {kind.title()} Contoh").click()
        phone.click("#sign button")
        phone.get_by_text("Terima kasih").first.wait_for()
        axe(phone)
    story.screen.get_by_text("Semua sudah menandatangani").wait_for()
    axe(story.screen)


def sign_on_paper(story, place):
    desk, hana = story.galih, story.hana.come_back()
    desk.go(f"{story.plan}lembaga/{place}/kertas/")
    sheet = {"name": "lembar.pdf", "mimeType": "application/pdf", "buffer": SHEET}
    desk.page.set_input_files("[name=file]", sheet)
    desk.press("Catat lembar ini")
    desk.sees("menunggu petugas lain")
    hana.go("/meja/komitmen/lembar/")
    hana.follow("Polri Contoh")
    hana.press("Sudah saya bandingkan; sahkan", asked=True)
    hana.sees("Lembar disahkan.")


def the_gong_is_struck(story):
    story.galih.go(story.run)
    story.galih.press("Bunyikan gong")
    story.galih.sees("Gong dibunyikan")
    story.screen.get_by_text("Komitmen bersama telah disepakati").wait_for()
    story.still.get_by_text("Komitmen bersama telah disepakati").wait_for()


def a_photograph_is_attached_once(story):
    for said in ("Foto dilampirkan sebagai ilustrasi.", "Foto ini sudah pernah dipakai"):
        desk = story.galih
        desk.go(story.run)
        desk.page.set_input_files(
            "[name=photograph]", {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
        )
        desk.page.locator("[name=caption]").fill("Para wakil di panggung")
        desk.press("Lampirkan foto")
        desk.sees(said)


def photograph():
    drawn, out = Image.new("RGB", (640, 400), "#cfe0da"), io.BytesIO()
    ImageDraw.Draw(drawn).rectangle((80, 60, 560, 160), fill="#0b6b57")
    drawn.save(out, "JPEG")
    return out.getvalue()


def anybody_reads_and_verifies(story, axe):
    register.advance(at=story.clock())
    story.clock.forward(seconds=5)
    register.advance(at=story.clock())
    page = story.page_at(width=360, javascript=False)
    page.goto(f"{story.live}/komitmen/")
    page.get_by_role("link", name=TITLE).click()
    told = page.inner_text("main")
    assert told.count("dihitung ulang dan cocok") == 5
    assert told.count("lebih dari sehari sebelumnya") == 5
    assert "tanda tangan di kertas" in told
    assert "Ilustrasi, bukan bukti." in told
    receipts = [link.get_attribute("href") for link in page.locator("a[href*='/bukti']").all()]
    ours = [one for one in receipts if re.search(r"/bukti(/\d+)?\.json$", one)]
    assert len(ours) == 7
    for one in ours:
        body = page.request.get(story.live + urlsplit(one).path).body()
        verify(body, trust=ledger.trust_of())
    with_js = story.page_at(width=1280)
    with_js.goto(page.url)
    axe(with_js)
    whole = queries.commitment(public_id=page.url.split("/")[-2])
    assert [one.institution_name for one in whole.signed] == [f"{kind.title()} Contoh" for kind in SIX]
