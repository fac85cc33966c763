"""From a card to a receipt that anyone can check."""

from ikrar.kernel.canonical import canonical
from ikrar.pledges.models import PactText
from ikrar.register import queries as register
from ikrar.register.verify import verify
from tests.pledges.gate.two_doors import both_doors as door  # noqa: F401 (a fixture)


def test_a_pledge_signed_with_a_device_key_becomes_a_receipt_that_verifies(hall, ani, phone, clerk):
    given, _, accepted = phone.sign_as(ani, code=hall.stage_code())
    waiting = phone.receipt(given)
    assert waiting.status_code == 202
    assert waiting.json()["state"] == "waiting"
    clerk()
    covered = phone.receipt(given)
    assert covered.status_code == 200
    assert covered.json()["number"] == accepted["number"]
    assert covered.json()["words"] == ["kunci perangkat", "kode kartu", "hadir"]
    file = canonical(covered.json()["receipt"])
    verify(file, trust=register.trust_of())
    assert b"Ani Contoh" in file


def test_the_shareable_receipt_opens_nothing(hall, ani, phone, clerk):
    given, _, _ = phone.sign_as(ani)
    clerk()
    file = canonical(phone.receipt(given, shareable=True).json()["receipt"])
    verify(file, trust=register.trust_of())
    assert b"Ani Contoh" not in file
    assert b"opening" not in file
    assert ani.number.encode() not in file


def test_a_text_that_two_people_have_not_approved_is_shown_to_nobody(hall, client):
    PactText.objects.filter(pk=hall.declaration.text_id).update(published_at=None)
    page = client.get(f"/i/{hall.site.short}").content.decode()
    assert "Saya menyatakan netral" not in page
