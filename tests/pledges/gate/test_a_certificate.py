"""The personal certificate: from "Ikrar saya", sealed, with its receipt inside, and with nobody's number."""

import io
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from ikrar.register import queries as register
from ikrar.register.verify import verify

pytestmark = pytest.mark.django_db
FULL_KILOBYTES = 200


@pytest.fixture
def me(client, ani):
    assert client.post("/ikrar-saya/", {"code": ani.code}).status_code == 302
    return client


def fetched(client, address):
    """The file, as a person gets it whose page comes back by itself."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        answer = client.get(address)
        if answer.status_code != 202:
            return answer
        assert int(answer["Refresh"]) >= 2
        time.sleep(0.3)
    pytest.fail("no certificate within two minutes")
    return None


def test_it_is_sealed_carries_the_receipt_and_names_no_number(hall, ani, phone, me, clerk):
    _, _, accepted = phone.sign_as(ani)
    address = f"/ikrar-saya/{hall.declaration.public_id}/sertifikat/"
    assert me.get(address).status_code == 404  # no checkpoint covers it yet
    clerk()
    assert address in me.get("/ikrar-saya/").content.decode()
    answer = fetched(me, address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert accepted["number"] in answer["Content-Disposition"]
    assert len(answer.content) <= FULL_KILOBYTES * 1000
    read = PdfReader(io.BytesIO(answer.content))
    (receipt,) = [content for files in read.attachments.values() for content in files]
    verify(receipt, trust=register.trust_of())
    text = " ".join(page.extract_text() for page in read.pages)
    for word in ("Ani C", accepted["number"], "kunci perangkat", "kode kartu", "tanpa kode layar"):
        assert word in text
    assert "Segel Ikrar, tidak tersertifikasi" in text
    assert ani.number not in text
    assert ani.number.encode() not in answer.content + receipt
    assert ani.number not in answer["Content-Disposition"]
    said = me.post("/periksa/", {"berkas": SimpleUploadedFile("sertifikat.pdf", answer.content)})
    assert 'class="verdict good"' in said.content.decode()
    assert "Segel ini dari instansi ini sendiri" in said.content.decode()
    bent = answer.content + b"\n% tambahan\n"
    said = me.post("/periksa/", {"berkas": SimpleUploadedFile("sertifikat.pdf", bent)}).content.decode()
    assert "diubah setelah disegel" in said
    assert 'class="verdict good"' not in said
    assert 'class="verdict bad"' in said
    blank = me.post("/periksa/", {"berkas": SimpleUploadedFile("x.pdf", b"%PDF-1.7 bukan")})
    assert blank.status_code == 422


def test_nobody_gets_anothers(hall, ani, phone, clerk):
    phone.sign_as(ani)
    clerk()
    address = f"/ikrar-saya/{hall.declaration.public_id}/sertifikat/"
    assert Client().get(address).url == "/ikrar-saya/"
    bayu = Client()
    bayu.post("/ikrar-saya/", {"code": hall.people[1].code})
    assert bayu.get(address).status_code == 404


def test_a_disputed_pledge_has_none(hall, ani, phone, me, clerk):
    phone.sign_as(ani)
    clerk()
    me.post(f"/ikrar-saya/{hall.declaration.public_id}/bukan-saya/")
    address = f"/ikrar-saya/{hall.declaration.public_id}/sertifikat/"
    assert me.get(address).status_code == 404
    assert address not in me.get("/ikrar-saya/").content.decode()
