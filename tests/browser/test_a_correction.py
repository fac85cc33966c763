"""A published figure is corrected: the officer looks first, and a stranger sees both versions and verifies the entry."""

import importlib.util
import json
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from ikrar.openness.models import Snapshot
from ikrar.openness.operations import publish_due
from ikrar.register import operations as register

NOTE = "Lima ikrar kertas di Kelurahan Contoh Dua terlambat dimasukkan."


def _module(name, path):
    """The test tree is no package."""
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


HERE = Path(__file__).parent
openness = _module("correction_city", HERE.parent / "openness" / "conftest.py")
Desk = _module("correction_actors", HERE / "actors.py").Desk


@pytest.fixture
def city(db):
    """The invented city with figures of its evening, sealed."""
    city = openness.sign_all(openness.made_city())
    publish_due(at=openness.EVENING)
    openness.lay_out(city)
    seal()
    return city


def seal():
    for seconds in (0, 4, 8):
        register.advance(at=timezone.now() + timedelta(seconds=seconds))


def test_an_officer_corrects_a_figure_and_a_stranger_sees_both_and_verifies_the_entry(
    city, page_at, live, make_user, axe, tmp_path
):
    address = f"/deklarasi/{city.declaration.public_id}/"
    desk = Desk(page_at(width=1280), live, make_user("Citra Contoh", "ORGANISER")).enrol()
    city.sign("Kelurahan Contoh Dua", 5)
    the_officer_looks_before_publishing(desk, city)
    seal()
    stranger = page_at(width=360, accept_downloads=True)
    the_stranger_sees_both_versions(stranger, live + address, axe)
    the_entry_verifies(stranger, live, address, tmp_path)
    assert stranger.strangers == []


def the_officer_looks_before_publishing(desk, city):
    desk.go("/meja/")
    desk.follow("Terbitan")
    desk.follow("Betulkan angka")
    desk.sees("Yang akan berubah", "Kelurahan Contoh Dua", "30 dari 40", "35 dari 40")
    desk.press("Terbitkan pembetulan", asked=True)
    desk.page.locator(".errors").wait_for()
    assert Snapshot.objects.count() == 1
    desk.page.fill("#id_note", NOTE)
    desk.press("Terbitkan pembetulan")
    desk.sees("Terbitan nomor 2: pembetulan", NOTE)
    assert desk.here == f"/deklarasi/{city.declaration.public_id}/terbitan/2/"


def the_stranger_sees_both_versions(page, address, axe):
    page.goto(address)
    page.get_by_text("Pembetulan:").wait_for()
    page.get_by_text("129").first.wait_for()
    page.get_by_role("link", name="Semua terbitan").click()
    page.get_by_role("link", name="Nomor 2: pembetulan").wait_for()
    axe(page)
    page.get_by_role("link", name="Nomor 1: angka harian").click()
    page.get_by_text("Ini bukan terbitan yang terbaru").wait_for()
    page.get_by_text("124").first.wait_for()
    page.get_by_role("link", name="Lihat nomor 2").click()
    page.get_by_text("35 dari 40").wait_for()
    axe(page)


def the_entry_verifies(page, live, address, tmp_path):
    assert urlsplit(page.url).path == f"{address}terbitan/2/"
    proof = page.get_by_role("link", name="bukti catatan ini").get_attribute("href")
    file = tmp_path / "bukti.json"
    file.write_bytes(page.context.request.get(live + proof).body())
    body = json.loads(file.read_bytes())["record"]["body"]
    published = page.context.request.get(f"{live}{address}angka/2.json")
    assert body["sha256"] == Snapshot.objects.get(number=2).sha256
    assert json.loads(published.body())["note"] == body["note"] == NOTE
    page.get_by_role("link", name="periksa", exact=True).click()
    page.set_input_files("input[type=file]", file)
    page.locator("#hasil").get_by_text("Terbukti: catatan ini ada di register").wait_for()
