"""A person asks what is held, an officer answers with a copy in time, the person reads it; nobody else does."""

import importlib.util
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from ikrar.accounts.models import AuditRow, Message
from ikrar.pledges.models import Duty
from ikrar.privacy.models import DataRequest
from ikrar.roster.models import Contact
from tests.pledges.day.conftest import build_city


def _module(name, path):
    """The test tree is no package."""
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


HERE = Path(__file__).parent
Desk = _module("access_actors", HERE / "actors.py").Desk
card_of = _module("access_scenes", HERE / "scenes.py").card_of
QUESTION = "Dari mana unit saya berasal?"


@pytest.fixture
def person(db):
    """Somebody who was asked, with a card and an address."""
    build_city()
    duty = Duty.objects.order_by("id").first()
    Contact.objects.create(
        official=duty.official,
        email="siti@contoh.example",
        changed_at=timezone.now() - timedelta(days=90),
        since_seq=1,
    )
    return card_of(duty, at=timezone.now())


def test_a_request_is_asked_answered_in_time_and_read_by_the_person(person, page_at, live, make_user, axe):
    phone = page_at(width=360, accept_downloads=True)
    the_person_asks(phone, live, person, axe)
    officer = make_user("Eko Contoh", "PRIVACY")
    desk = Desk(page_at(width=1280), live, officer).enrol()
    the_officer_answers_with_a_copy(desk, axe)
    the_person_reads_it(phone, live, axe)
    row = DataRequest.objects.get()
    assert row.answered_at <= row.due_at
    letter = Message.objects.get(email="siti@contoh.example")
    assert "Unit Anda" not in letter.body
    acts = list(AuditRow.objects.filter(subject=row.public_id).values_list("act", flat=True))
    assert {"privacy.asked", "privacy.bundle-made", "privacy.answered"} <= set(acts)
    assert phone.strangers == desk.page.strangers == []


def the_person_asks(phone, live, card, axe):
    phone.goto(f"{live}/ikrar-saya/")
    phone.fill("#id_code", card)
    phone.locator("form:has(#id_code) button").click()
    phone.get_by_role("link", name="Minta tentang data saya").click()
    phone.get_by_text("Apa yang dapat diminta").wait_for()
    axe(phone)
    phone.fill("#id_words", QUESTION)
    phone.get_by_role("button", name="Kirim permintaan").click()
    phone.get_by_text("Dijawab paling lambat").wait_for()
    phone.get_by_text("Mengapa jam itu").click()
    phone.get_by_text("72 jam sejak").wait_for()
    axe(phone)


def the_officer_answers_with_a_copy(desk, axe):
    desk.go("/meja/")
    desk.follow("Permintaan tentang data pribadi")
    desk.follow("Melihat data saya")
    desk.sees(QUESTION)
    axe(desk.page)
    desk.page.check("input[name=outcome][value=refused]")
    desk.page.fill("#id_text", "Tidak.")
    desk.press("Kirim jawaban")
    desk.sees("Penolakan menyebut alasannya")
    assert DataRequest.objects.get().answered_at is None
    desk.page.go_back()
    desk.page.check("input[name=outcome][value=done]")
    desk.page.fill("#id_text", "Unit Anda berasal dari daftar pegawai yang dikirim BKD.")
    desk.page.check("#id_bundle")
    desk.press("Kirim jawaban")
    desk.sees("dijawab tepat waktu")


def the_person_reads_it(phone, live, axe):
    phone.goto(f"{live}/ikrar-saya/permintaan/")
    phone.get_by_role("link", name="Melihat data saya").click()
    phone.get_by_text("Unit Anda berasal dari daftar pegawai").wait_for()
    axe(phone)
    with phone.expect_download() as sent:
        phone.get_by_role("link", name="Unduh berkasnya").click()
    assert Path(sent.value.path()).read_bytes().startswith(b"%PDF-")
