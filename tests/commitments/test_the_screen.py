"""The ceremony's screen: who has signed, who is next, the gong; and the paper of it all."""

import io
import re

import pytest
from pypdf import PdfReader

from ikrar.papers.queries import papers_of
from tests.commitments.conftest import WORDS


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def screen_of(ceremony):
    page = ceremony.leader.post(f"{ceremony.desk}acara/layar/").content.decode()
    return re.search(r'href="(/layar/komitmen/\w+/)"', page)[1]


def test_it_tells_who_signed_who_is_next_and_when_the_gong_was_struck(ceremony, nobody):
    address = screen_of(ceremony)
    before = nobody.get(address)
    assert before.headers["Cache-Control"] == "no-store"
    assert "Silakan, Pemprov Contoh" in before.content.decode()
    assert '<noscript><meta http-equiv="refresh"' in before.content.decode()
    part = nobody.get(f"{address}isi/")
    known = nobody.get(f"{address}isi/", headers={"If-None-Match": part.headers["ETag"]})
    assert known.status_code == 304
    ceremony.sign(1)
    changed = nobody.get(f"{address}isi/", headers={"If-None-Match": part.headers["ETag"]})
    assert "Silakan, Kpu Contoh" in changed.content.decode()
    assert "Gong menunggu" in changed.content.decode()
    ceremony.finish()
    assert "Semua sudah menandatangani" in nobody.get(f"{address}isi/").content.decode()
    ceremony.leader.post(f"{ceremony.desk}acara/gong/")
    assert "Gong sudah dibunyikan" in nobody.get(address).content.decode()


def test_a_newer_address_stops_the_older_one(ceremony, nobody):
    first, second = screen_of(ceremony), screen_of(ceremony)
    assert nobody.get(first).status_code == nobody.get(f"{first}isi/").status_code == 404
    assert nobody.get(second).status_code == 200
    assert nobody.get("/layar/komitmen/TIDAKADA/").status_code == 404


def words_of(answer):
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def test_the_sheet_to_sign_holds_text_and_names_and_no_seal(ceremony):
    found = words_of(ceremony.leader.get(f"{ceremony.desk}naskah.pdf"))
    assert "Kami menjaga netralitas." in found
    assert "Wakil Bawaslu Contoh" in found
    assert "belum bersegel" in found
    assert WORDS.split("\n")[0] in found


def test_the_sealed_paper_tells_who_signed_and_stays_the_same(ceremony, nobody):
    assert nobody.get(f"{ceremony.shown}komitmen.pdf").status_code == 404
    ceremony.finish().settle()
    made = nobody.get(f"{ceremony.shown}komitmen.pdf")
    assert b"/ByteRange" in made.content
    found = words_of(made)
    assert "Wakil Kpu Contoh" in found
    assert "passkey wakil" in found
    assert "tidak tersertifikasi" in found
    ceremony.clock.forward(days=1)
    assert nobody.get(f"{ceremony.shown}komitmen.pdf").content == made.content


def test_the_finished_paper_leaves_to_be_numbered(ceremony):
    assert ceremony.leader.post(f"{ceremony.desk}acara/berkas/").status_code == 404
    ceremony.finish().settle()
    for _ in range(2):
        answer = ceremony.leader.post(f"{ceremony.desk}acara/berkas/")
        assert answer["Location"] == f"/meja/berkas/tentang/{ceremony.public_id}/"
    [paper] = papers_of(subject=ceremony.public_id)
    assert paper.kind == "COMMITMENT"
