"""The minutes of a declaration may show photographs of its joint commitments: chosen, marked as illustrations, hashed."""

import io
import re
from hashlib import sha256

import pytest
from pypdf import PdfReader

from ikrar.commitments.models import Commitment, Photograph
from ikrar.commitments.operations import photographs, planning, texts
from tests.commitments.conftest import WORDS, picture


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def album(city, now):
    """Two photographs of a commitment of the city's declaration, and one of a commitment that stands alone."""
    made = []
    for title, declaration in (("Komitmen Kota Contoh", city.declaration), ("Komitmen Lain Contoh", None)):
        public_id = planning.begin(title=title, by=None, at=now.at)
        Commitment.objects.filter(public_id=public_id).update(declaration=declaration)
        texts.draft(commitment=public_id, body=WORDS, by=None, at=now.at)
        Commitment.objects.get(public_id=public_id).texts.update(published_at=now.at, leaf_hash=bytes(32))
        made.append(public_id)
    for nth, commitment in enumerate((made[0], made[0], made[1])):
        photographs.attach(
            commitment=commitment, content=picture(40 + nth), caption=f"Gambar {nth}", by=None, at=now.at
        )
    return list(Photograph.objects.order_by("id"))


def minutes(client, city, **said):
    address = f"/meja/papan/{city.declaration.public_id}/berita-acara/"
    return client.post(address, {"site": "", "captions": "", "do": "pdf"} | said)


def test_the_officer_chooses_photographs_of_the_declarations_commitments(signed_in, city, now, album):
    eka = signed_in("eka")
    first, second, elsewhere = album
    page = eka.get(f"/meja/papan/{city.declaration.public_id}/berita-acara/").content.decode()
    assert f'value="{first.public_id}"' in page
    assert elsewhere.public_id not in page
    made = minutes(eka, city, chosen=[first.public_id])
    words = re.sub(r"\s+", " ", " ".join(p.extract_text() for p in PdfReader(io.BytesIO(made.content)).pages))
    assert "Ilustrasi, bukan bukti." in words
    assert "Ilustrasi 1. Gambar 0 (komitmen bersama “Komitmen Kota Contoh”)" in words
    assert sha256(picture(40)).hexdigest() == first.sha256
    assert first.sha256 in words.replace(" ", "")
    assert second.sha256 not in words.replace(" ", "")
    assert minutes(eka, city, chosen=[elsewhere.public_id]).status_code == 422


def test_one_that_was_withdrawn_is_offered_no_more(signed_in, city, now, album):
    first = album[0]
    photographs.withdraw(
        commitment=first.commitment.public_id,
        photograph=first.public_id,
        reason="Ditarik",
        by=None,
        at=now.at,
    )
    assert minutes(signed_in("eka"), city, chosen=[first.public_id]).status_code == 422
