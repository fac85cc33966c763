"""The phone at the roll call, in a real browser: device key, no line and back, enrolled passkey, in-app browsers."""

import importlib.util
import json
import subprocess
import sys
import time
import urllib.request
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from ikrar.pledges.models import Passkey, Pledge
from ikrar.register import operations as register
from ikrar.register import queries
from ikrar.register.verify import verify
from tests.patience import IN_A_BROWSER

SCENE = Path(__file__).parents[1] / "pledges/gate/conftest.py"
TAPS = 6
LOOKS = 500  # ms between two steps of the clerk


def scene():
    """The builders of the gate's own tests, with the morning set to now: a browser's clock cannot be moved."""
    spec = importlib.util.spec_from_file_location("gate_scene", SCENE)
    made = importlib.util.module_from_spec(spec)
    sys.modules["gate_scene"] = made
    spec.loader.exec_module(made)
    made.MORNING = timezone.now()
    made.CUT_OFF = made.MORNING + timedelta(hours=12)
    return made


@pytest.fixture
def hall(transactional_db, live, settings):
    settings.IKRAR_DOMAIN = "localhost"
    settings.IKRAR_ADDRESS = live
    gate = scene()
    institution = gate.Institution.objects.create(
        name="Pemerintah Kota Contoh", kind="PEMKOT", is_convenor=True
    )
    gate.Edition.objects.update_or_create(id=1, defaults={"seq": 1})
    unit = gate.Unit.objects.create(institution=institution)
    gate.Placement.objects.create(
        unit=unit, name="Kelurahan Contoh", kind="PART", depth=0, path="0000001",
        begins_on=gate.date(2020, 1, 1), since_seq=1,
    )  # fmt: skip
    made = gate.hall_of(institution, unit)
    for name in ("Ani Contoh", "Bayu Contoh"):
        made.add(name)
    made.address = f"{live}/i/{made.site.short}"
    urllib.request.urlopen(made.address).read()  # the first page of a server is slow to come
    return made


@pytest.fixture
def clerk():
    return lambda: register.advance(at=timezone.now())


def identify(page, hall, person, *, code=True):
    page.goto(hall.address + (f"#p={hall.stage_code(timezone.now())}" if code else ""))
    page.fill("#code", person.code)
    page.click("#who-button")
    page.wait_for_selector("#you:not([hidden])")


def read(page):
    page.click("#yes")
    page.wait_for_selector("#sign:not([hidden])")


def covered(page, clerk):
    """The clerk looks again and again, as it does; a small batch waits three seconds for company."""
    page.wait_for_selector("#receipt:not([hidden])")
    for _ in range(IN_A_BROWSER // LOOKS):
        clerk()
        page.wait_for_timeout(LOOKS)
        if page.is_visible("#files"):
            return
    page.wait_for_selector("#files:not([hidden])")


def test_from_the_stage_to_a_receipt_that_verifies_in_six_taps(page_at, hall, clerk, axe, no_sideways):
    page = page_at()
    page.goto(f"{hall.address}#p={hall.stage_code(timezone.now())}")  # tap 1: the scan
    page.wait_for_selector("#who:not([hidden])")
    assert urlsplit(page.url).fragment == ""
    axe(page)
    page.fill("#code", hall.people[0].code)  # tap 2
    page.click("#who-button")  # tap 3
    page.wait_for_selector("#you:not([hidden])")
    assert "Ani C." in page.inner_text("#you")
    axe(page)
    read(page)  # tap 4
    page.wait_for_selector("#presence-ok:not([hidden])")
    axe(page)
    no_sideways(page)
    page.click("#sign-button")  # tap 5: under six
    covered(page, clerk)
    axe(page)
    no_sideways(page)
    assert page.inner_text("#receipt .facts").split("\n")[1::2] == ["kunci perangkat", "kode kartu", "hadir"]
    with page.expect_download() as download:
        page.click("#full")
    verify(Path(download.value.path()).read_bytes(), trust=queries.trust_of())
    assert page.strangers == []
    assert Pledge.objects.get().presence == "shown"


def test_without_a_line_the_pledge_waits_and_is_sent_once(page_at, hall, clerk):
    page = page_at()
    identify(page, hall, hall.people[0])
    page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.wait_for_selector("#you:not([hidden])")
    read(page)
    page.context.set_offline(True)
    page.click("#sign-button")
    page.wait_for_selector("text=Tersimpan di ponsel ini, belum terkirim")
    assert not Pledge.objects.exists()
    page.reload()  # from the service worker alone
    page.wait_for_selector("text=Tersimpan di ponsel ini, belum terkirim")
    page.context.set_offline(False)
    page.reload()
    page.wait_for_selector("text=Diterima, nomor bukti")
    covered(page, clerk)
    page.reload()
    page.wait_for_selector("#files:not([hidden])")
    assert Pledge.objects.count() == 1


def test_an_enrolled_passkey_signs_and_a_fresh_one_does_not(page_at, hall, live, clerk):
    page = page_at()
    tool = page.context.new_cdp_session(page)
    tool.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    tool.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(f"{live}/ikrar-saya/")
    page.fill("#id_code", hall.people[0].code)
    page.click("main form:not([hidden]) .button")
    page.goto(f"{live}/ikrar-saya/kunci/")
    page.click("#enrol button")
    page.wait_for_selector("text=Cabut passkey ini")
    identify(page, hall, hall.people[0])
    read(page)
    assert page.is_hidden("#passkey-line")
    Passkey.objects.update(enrolled_at=timezone.now() - timedelta(hours=25))
    page.click("#sign [data-forget]")
    identify(page, hall, hall.people[0])
    read(page)
    page.click("#passkey-sign")
    covered(page, clerk)
    assert page.inner_text("#word-0") == "passkey"
    stored = json.loads(page.evaluate(
        """async () => { const { all } = await import("/static/pledges/phone/store.js");
        return JSON.stringify((await all("pledges")).at(-1).receipt); }"""
    ))  # fmt: skip
    assert stored["record"]["signature"]["kind"] == "passkey"
    with page.expect_download() as download:
        page.click("#share")
    verify(Path(download.value.path()).read_bytes(), trust=queries.trust_of())


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Linux; Android 13; SM-A125F) WhatsApp/2.24.1", "WhatsApp"),
        ("Mozilla/5.0 (iPhone) Instagram 300.0", "Instagram"),
        ("Mozilla/5.0 (Linux; Android 13) [FBAN/EMA;FBAV/400]", "Facebook"),
        ("Mozilla/5.0 (iPhone) Line/13.0", "Line"),
        ("Mozilla/5.0 (Linux; Android 13) musical_ly_2023 BytedanceWebview", "TikTok"),
        ("Mozilla/5.0 (Linux; Android 13; SM-A125F; wv) Chrome/120", "aplikasi lain"),
    ],
)
def test_browsers_inside_apps_are_recognised_and_told_what_to_do(page_at, hall, agent, name):
    page = page_at(user_agent=agent)
    page.goto(hall.address)
    page.wait_for_selector("#in-app:not([hidden])")
    assert page.inner_text("#app-name") == name
    assert "Buka di browser" in page.inner_text("#in-app")


def test_a_wrong_card_code_is_told_and_keeps_what_was_typed(page_at, hall, axe):
    page = page_at(scheme="dark")
    page.goto(hall.address)
    page.fill("#code", "AAAA-BBBB-CCCC-D")
    page.click("#who-button")
    page.wait_for_selector("#who-problem:not([hidden])")
    assert "Kode ini tidak cocok" in page.inner_text("#who-problem")
    assert page.input_value("#code") == "AAAA-BBBB-CCCC-D"
    axe(page)


def test_before_the_step_nobody_signs_and_then_the_button_comes_by_itself(page_at, hall):
    hall.change_site(signing_opened_at=None)
    page = page_at()
    identify(page, hall, hall.people[0])
    page.click("#yes")
    page.wait_for_selector("#not-open:not([hidden])")
    assert "setelah barisan dibubarkan" in page.inner_text("#not-open")
    assert page.is_hidden("#sign-button")
    hall.change_site(signing_opened_at=timezone.now())
    page.wait_for_selector("#sign-button:visible")


def test_without_javascript_the_page_says_so_and_shows_the_text(page_at, hall, axe):
    page = page_at(javascript=False)
    page.goto(hall.address)
    assert "kios atau lembar kertas" in page.inner_text("main")
    assert "Saya menyatakan netral." in page.inner_text("#text")
    assert page.is_hidden("#who")


def test_a_second_person_on_the_same_phone_starts_afresh(page_at, hall, clerk):
    page = page_at()
    for person in hall.people:
        identify(page, hall, person, code=False)
        read(page)
        page.click("#sign-button")
        covered(page, clerk)
        page.click("#again [data-forget]")
        page.wait_for_selector("#who:not([hidden])")
    assert Pledge.objects.count() == 2


def test_the_signing_page_weighs_no_more_than_forty_kilobytes(page_at, hall, weigh):
    page = page_at()
    page.goto(hall.address)
    assert weigh(page) <= 40_000


def test_the_sixty_lines_of_the_example_sign_and_check_their_own_receipt(hall, live, clerk):
    example = Path(__file__).parents[2] / "docs/examples/sign.py"
    assert len(example.read_text(encoding="utf-8").splitlines()) <= 60
    words = [sys.executable, str(example), live, hall.site.short, hall.people[0].code]
    words.append(hall.stage_code(timezone.now()))
    client = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for _ in range(600):
        if client.poll() is not None:
            break
        clerk()
        time.sleep(0.5)
    said = client.communicate(timeout=60)[0]
    assert client.returncode == 0, said
    assert "device key, card code, shown" in said
