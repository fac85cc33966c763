"""The verification page without JavaScript: every numbered step, and every bad file by its name."""

import json
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ikrar.openness import examining
from ikrar.register import queries as register
from ikrar.register import trust as trusts

VECTORS = Path(__file__).parents[1] / "vectors"
CASES = [case for case in json.loads((VECTORS / "index.json").read_text()) if case["trust"]]


@pytest.fixture
def trusting(monkeypatch):
    """`trusting(name)`: this installation is the one of the vectors."""

    def trust(name):
        found = trusts.parse((VECTORS / name).read_bytes())
        monkeypatch.setattr(register, "trust_of", lambda *, rehearsal=False: found)

    return trust


def seen(answer):
    """What a reader sees: without the sentences kept for the script."""
    return re.sub(r"<(script|template)\b.*?</\1>", "", answer.content.decode(), flags=re.DOTALL)


def verify(client, data, *, name="bukti.json"):
    return client.post(reverse("openness:check"), {"berkas": SimpleUploadedFile(name, data)})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_every_vector_is_told_by_step_and_reason(client, db, trusting, case):
    trusting(case["trust"])
    answer = client.post(
        reverse("openness:check"),
        {"berkas": SimpleUploadedFile("bukti.json", (VECTORS / case["file"]).read_bytes() or b" x")},
    )
    page = seen(answer)
    if case["cause"] is None:
        assert examining.PROVED.id in page
        return
    checked = answer.context["checked"]
    failed = next(step for step in checked.steps if step.outcome == "FAILED")
    assert failed.number == case["step"]
    assert failed.why.id in page
    assert not checked.is_proved


def test_a_good_receipt_says_what_it_proves_and_what_not(client, db, trusting):
    trusting("trust.json")
    page = seen(verify(client, (VECTORS / "good/device-key-full.json").read_bytes()))
    assert "Yang tidak terbukti oleh berkas ini" in page
    assert "kata penyelenggara" in page
    assert "kunci di ponsel" in page
    assert "belum ada saksi" in page
    assert "NIP berakhir" in page


def test_a_witness_is_named(client, db, trusting):
    trusting("trust-witnessed.json")
    assert "saksi.contoh.example" in seen(verify(client, (VECTORS / "good/witnessed.json").read_bytes()))


def test_it_may_be_pasted_too(client, db, trusting):
    trusting("trust.json")
    text = (VECTORS / "good/passkey.json").read_text()
    page = seen(client.post(reverse("openness:check"), {"isi": text}))
    assert examining.PROVED.id in page


def test_without_a_sealed_register_nothing_is_called_proved(client, db):
    page = seen(verify(client, (VECTORS / "good/device-key.json").read_bytes()))
    assert examining.CONSISTENT.id in page
    assert examining.PROVED.id not in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<!doctype html><html><body>Bukti</body></html>", "halaman web"),
        (b"\n  <html>", "halaman web"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n", "Tangkapan layar"),
        (b"\xff\xd8\xff\xe0", "foto"),
        (b"   ", "Pilih berkas tanda terima"),
    ],
)
def test_another_kind_of_file_is_called_by_its_name(client, db, data, sentence):
    answer = verify(client, data)
    assert answer.status_code == 422
    assert sentence in seen(answer)


def test_nothing_at_all_is_told_in_both_languages(client, db):
    assert "Pilih berkas tanda terima" in seen(client.post(reverse("openness:check")))
    assert "Choose a receipt file" in seen(client.post(f"/en{reverse('openness:check')}"))


def test_fifty_megabytes_are_refused_without_being_read(client, db):
    class Untouchable:
        def read(self, *_):
            raise AssertionError("the body was read")

        readline = read

    answer = client.generic(
        "POST",
        reverse("openness:check"),
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH="52428800",
        **{"wsgi.input": Untouchable()},
    )
    assert answer.status_code == 413
    assert "terlalu besar" in seen(answer)
