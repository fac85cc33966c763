"""A key line of this installation that is none: who verifies a receipt is told so in words, and that the receipt is not at fault."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ikrar.register import operations as register
from ikrar.register import queries
from ikrar.register.models import SealingKey
from ikrar.register.queries.standing import TrustIsUnreadable


@pytest.fixture
def sealed(db, at):
    register.open_register(at=at)
    for seconds in (0, 4, 8):
        register.advance(at=at + timedelta(seconds=seconds))


def verify(client):
    receipt = b'{"v":"ikrar.receipt/v1","register":"contoh","record":{}}'
    return client.post(reverse("openness:check"), {"berkas": SimpleUploadedFile("bukti.json", receipt)})


def test_the_page_says_that_the_server_cannot_check_and_not_that_the_receipt_is_wrong(client, sealed):
    SealingKey.objects.update(vkey="contoh+damaged")
    answer = verify(client)
    said = answer.content.decode()
    assert answer.status_code == 503
    assert "Kunci register di server ini tidak terbaca" in said
    assert "Tanda terima Anda tidak bersalah" in said


def test_a_line_for_a_witness_that_is_none_is_told_alike(client, sealed, settings):
    settings.IKRAR_WITNESSES = ["nobody"]
    assert verify(client).status_code == 503
    with pytest.raises(TrustIsUnreadable):
        queries.trust()
