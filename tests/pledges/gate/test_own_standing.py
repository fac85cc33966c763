"""One's own standing: what was pledged with which text, what is still due until when; for nobody else."""

import time
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from ikrar.pledges.domain import Ground
from ikrar.pledges.models import Obligation
from ikrar.pledges.operations import settling
from ikrar.pledges.queries.standing import own_standing
from tests.pledges.gate.conftest import MORNING


@pytest.fixture
def me(ani):
    """Ani in her browser, known by her card."""
    client = Client()
    assert client.post("/ikrar-saya/", {"code": ani.code}).status_code == 302
    return client


@pytest.fixture
def owed(ani, hall):
    """She owes a pledge as somebody new, by 30 November."""
    return Obligation.objects.create(
        official=ani.official, unit=hall.unit, ground=Ground.ENTERED, declaration=hall.declaration,
        since_on=date(2026, 11, 20), due_on=date(2026, 11, 30), rule="5 kerja", created_at=MORNING,
    )  # fmt: skip


def test_what_is_still_due_stands_first_with_its_reason_and_where(ani, hall, me, owed):
    page = me.get("/ikrar-saya/").content.decode()
    assert "Senin, 30 November 2026" in page
    assert "pegawai baru" in page
    assert "5 hari kerja, ketentuan kantor" in page
    assert f"/i/{hall.site.short}" in page
    assert "tidak diteruskan ke pemeriksaan mana pun" in page


def test_after_signing_nothing_is_due_and_the_text_is_told(ani, phone, me, owed):
    phone.sign_as(ani)
    settling.settle(at=timezone.now())
    found = own_standing(official_id=ani.official.pk, at=timezone.now())
    assert found.owed == ()
    assert [one.text_title for one in found.pledged] == ["Pakta contoh"]
    assert "Tidak ada yang perlu Anda lakukan sekarang" in me.get("/ikrar-saya/").content.decode()
    assert "Why you owe a pledge" in me.get("/en/ikrar-saya/data/").content.decode()


def test_the_statement_carries_the_proof_and_what_is_due(ani, phone, me, owed, clerk):
    _, _, answer = phone.sign_as(ani)
    Obligation.objects.filter(pk=owed.pk).update(answered_at=None)
    clerk()
    file = statement(me)
    reader = PdfReader(BytesIO(file))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert answer["number"] in text
    assert "Pakta contoh" in text
    assert "30 November 2026" in text
    assert ani.official.memberships.get().name.split()[0] in text
    assert ani.number not in text
    assert "tidak tersertifikasi" in text


def statement(client):
    """The file, as a person gets it whose page comes back by itself."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        answer = client.get("/ikrar-saya/pernyataan.pdf")
        if answer.status_code == 200:
            assert "keterangan-ikrar.pdf" in answer.headers["Content-Disposition"]
            return answer.content
        assert answer.status_code == 202
        time.sleep(0.3)
    pytest.fail("no statement within two minutes")
    return None


def test_nobody_else_can_ask_for_it(ani, owed, db):
    stranger = Client()
    assert stranger.get("/ikrar-saya/pernyataan.pdf").url == "/ikrar-saya/"
    assert "30 November" not in stranger.get("/ikrar-saya/").content.decode()
