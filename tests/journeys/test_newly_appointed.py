"""309 newly appointed officials are reminded of the four points and bound by them: from the list to the pledge, over HTTP."""

import re
import secrets
from datetime import UTC, datetime
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pypdf import PdfReader

from ikrar.pledges import operations as plans
from ikrar.pledges.models import Obligation
from ikrar.pledges.operations import owing, settling
from ikrar.roster import queries as roster
from tests.journeys import city
from tests.pledges.gate.conftest import Phone

APPOINTED = 309
TAKEN_IN = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)


def people():
    """(number, name, unit) of 320 people of the bureau, 309 of whom are appointed."""
    return [(f"19800101200501{n:04d}", f"Pejabat {n} Contoh", "U2") for n in range(1, 321)]


def staff_sheet():
    header = ["NO", "NIP BARU", "NAMA", "STATUS CPNS PNS", "JABATAN NAMA", "UNOR ID"]
    rows = [
        [n, number, name, "PNS", "Analis Contoh", unit] for n, (number, name, unit) in enumerate(people(), 1)
    ]
    return city.sheet(header, *rows)


def appointment_sheet():
    header = ["NO", "NIP", "NAMA", "JABATAN BARU", "TMT"]
    rows = [
        [n, number, name, "Kepala Seksi Contoh", "16-11-2026"]
        for n, (number, name, _) in enumerate(people()[:APPOINTED], 1)
    ]
    return city.sheet(header, *rows)


@pytest.fixture
def appointed(office):
    """The lists are taken in over HTTP; the clerk has looked."""
    office.do("/meja/pegawai/lembaga/baru/", {"name": city.CITY, "kind": "PEMKOT", "is_convenor": "on"})
    office.take_in("UNITS", city.hierarchy_sheet())
    office.take_in("OFFICIALS", staff_sheet())
    office.clock.move_to(TAKEN_IN)
    said = {
        "title": "Pelantikan 309 pejabat contoh",
        "decree": "SK 1234/2026 contoh",
        "effective_on": "2026-11-16",
    }
    file = SimpleUploadedFile("pengangkatan.xlsx", appointment_sheet())
    columns = office.do("/meja/pegawai/pengangkatan/baru/", said | {"file": file})
    run = columns.request["PATH_INFO"]
    while 'http-equiv="refresh"' in columns.text:
        columns = office.desk(office.galih).get(run)
    chosen = {name: field.initial for name, field in columns.context["form"].fields.items()}
    office.until(office.do(f"{run}kolom/", chosen), run, "Terapkan")
    office.until(office.do(f"{run}terapkan/"), run, "Urungkan")
    owing.keep(at=timezone.now(), seconds=60)
    return office


def follow_up(office):
    """A session only for those who still owe, planned and fixed over HTTP."""
    page = office.do("/meja/deklarasi/baru/", {"title": "Sesi susulan pejabat baru", "only_owing": "on"})
    office.declaration = page.request["PATH_INFO"].rstrip("/").rsplit("/", 1)[1]
    assert "sesi susulan" in page.text
    office.plan_details()
    office.approve_a_text()
    office.clock.forward(hours=30)
    office.fix()


def test_309_officials_are_bound_reminded_asked_and_sign(appointed):
    office = appointed
    assert Obligation.objects.filter(ground="APPOINTED").count() == APPOINTED
    listed = office.look("/meja/pengangkatan/", by=office.galih)
    assert "309" in listed
    address = re.search(r"/meja/pengangkatan/\d+/", listed)[0]
    page = office.look(address, by=office.galih)
    assert "Empat poin yang mengikat mereka" in page
    assert "Menolak politik uang" in page
    assert "belum ada sesi" in page
    _paper(office, address)
    follow_up(office)
    assert "Sesi susulan pejabat baru" in office.look(address, by=office.galih)
    worklist = office.look("/meja/kewajiban/", by=office.galih)
    assert "309" in worklist
    assert "Serahkan kartu" in worklist
    _sign(office)
    assert Obligation.objects.filter(answered_at=None).count() == APPOINTED - 1


def _paper(office, address):
    """Two slips to a page, each with its name and the four points, none with a code."""
    answer = office.desk(office.galih).get(f"{address}pengingat.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    pages = PdfReader(BytesIO(answer.content)).pages
    assert len(pages) == -(-APPOINTED // 2)
    first = pages[0].extract_text()
    assert "Pejabat 1 Contoh" in first
    assert first.count("Menolak politik uang") == 2


def _sign(office):
    """From the card to an accepted pledge; the duty is answered."""
    office.clock.move_to(city.CARDS)
    units = [unit.id for unit in roster.units(on=timezone.localdate())]
    made = plans.issue_cards(declaration=office.declaration, units=units, by=office.galih, at=timezone.now())
    assert len(made) == APPOINTED
    card = secrets.choice(made)
    office.clock.move_to(city.DAY)
    office.open_signing()
    phone = Phone(SimpleNamespace(site=SimpleNamespace(short=office.short)))
    _, _, answer = phone.sign_as(SimpleNamespace(code=card.code))
    assert answer["number"]
    settling.settle(at=timezone.now())
