"""However pledges are sent, once or often, alone or together, one stands and every answer is the same."""

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ikrar.pledges.domain import IdentifiedBy, KeyKind
from ikrar.pledges.domain.armour import b64
from ikrar.pledges.domain.signature import Offered
from ikrar.pledges.gate.asking import Body
from ikrar.pledges.gate.words import offer
from ikrar.pledges.models import DeviceKey, Duty, Pledge, Refusal, Trouble
from ikrar.pledges.operations import recording, settling
from ikrar.pledges.operations.recording import rows
from ikrar.pledges.queries import mine
from tests.entries import entries
from tests.pledges.gate.two_doors import both_doors as door  # noqa: F401 (a fixture)


def first(answer):
    return {k: answer.json()[k] for k in ("number", "leaf_hash", "received_at")}


def test_the_same_pledge_twice_gets_the_first_answer(ani, phone, now):
    _, body, accepted = phone.sign_as(ani)
    now.forward(minutes=10)
    again = phone.post("pledge", body)
    assert again.status_code == 200
    assert first(again) == {k: accepted[k] for k in ("number", "leaf_hash", "received_at")}
    assert Pledge.objects.count() == len(entries()) == 1


def test_the_other_form_of_the_signature_is_a_repeat(ani, phone):
    given = phone.identify(ani)
    body = phone.pledge_of(given)
    statement = body["statement"].encode()
    body["signature"]["value"] = b64(phone.sign(statement, high=True))
    accepted = phone.post("pledge", body)
    body["signature"]["value"] = b64(phone.sign(statement))
    assert first(phone.post("pledge", body)) == first(accepted)
    assert Pledge.objects.count() == 1


def test_a_repeat_after_the_declaration_ended_still_gets_the_first_answer(hall, ani, phone, now):
    _, body, accepted = phone.sign_as(ani)
    hall.change(state="CLOSED", epoch=5)
    now.forward(days=2)
    assert phone.post("pledge", body).json()["number"] == accepted["number"]


def test_another_statement_under_the_same_pass_is_refused(ani, phone):
    given, _, _ = phone.sign_as(ani)
    answer = phone.post("pledge", phone.pledge_of(given, device_time="2026-11-23T08:30:00+07:00"))
    assert answer.status_code == 409
    assert answer.json()["code"] == "PassUsed"
    assert Pledge.objects.count() == 1


def test_another_pass_of_the_same_person_is_shown_the_way_to_the_receipt(ani, phone, clerk):
    _, _, accepted = phone.sign_as(ani)
    again = phone.identify(ani)
    answer = phone.post("pledge", phone.pledge_of(again))
    assert answer.status_code == 409
    assert answer.json()["code"] == "AlreadyPledged"
    assert answer.json()["title"] == "Anda sudah menandatangani pukul 08.00 WIB."
    assert answer.json()["number"] == accepted["number"]
    clerk()
    assert phone.receipt(again).json()["number"] == accepted["number"]


def kiosk(statement):
    key = ec.generate_private_key(ec.SECP256R1())
    spki = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return Offered(kind=KeyKind.KIOSK, key=spki, value=key.sign(statement, ec.ECDSA(hashes.SHA256())))


def test_a_stronger_key_replaces_a_kiosk_entry_and_never_the_reverse(hall, ani, phone, now):
    held = {
        "duty_id": ani.duty.id,
        "site_id": hall.site.id,
        "identified_by": IdentifiedBy.WITNESS,
        "sign": kiosk,
    }
    at_kiosk = recording.record_held(**held, at=now.at)
    _, _, accepted = phone.sign_as(ani)
    assert accepted["number"] != at_kiosk.number
    assert list(Pledge.objects.filter(effective=True).values_list("key_kind", flat=True)) == ["device-key"]
    assert len(entries("pledge-replaced")) == 1
    with pytest.raises(recording.AlreadyPledged):
        recording.record_held(**held, at=now.at)


def test_more_than_three_people_on_one_device_are_flagged_and_not_refused(hall, phone, now):
    for name in ("Dedi Contoh", "Eka Contoh"):
        hall.add(name)
    for number, person in enumerate(hall.people, 1):
        phone.sign_as(person)
        settling.settle(at=now.at)  # the gate's process leaves it to the clerk
        assert Trouble.objects.filter(kind="MANY_ON_DEVICE").count() == (1 if number > 3 else 0)
    assert DeviceKey.objects.count() == 5


def test_signing_takes_back_an_earlier_refusal(ani, phone, now):
    Refusal.objects.create(duty=ani.duty, reason="WANTS_TO_READ_MORE", at=now.at)
    phone.sign_as(ani)
    settling.settle(at=now.at)
    assert not Refusal.objects.exists()
    assert Duty.objects.get(pk=ani.duty.pk).asked_at == now.at


def test_one_bad_pledge_never_fails_its_batch(hall, phone, now):
    bodies = [phone.pledge_of(phone.identify(person)) for person in hall.people]
    bodies[1]["signature"]["value"] = b64(bytes(64))
    answers = recording.record(batch=[offer(Body(body)) for body in bodies], at=now.at)
    assert [type(answer).__name__ for answer in answers] == ["Accepted", "SignatureWrong", "Accepted"]
    assert Pledge.objects.count() == 2


def test_what_stood_in_the_way_and_went_is_tried_again(hall, ani, phone, now, monkeypatch):
    """The database takes nothing, as when another server holds the person; a moment later nobody does."""
    one = offer(Body(phone.pledge_of(phone.identify(ani))))
    real, tries = rows.insert, []

    def held_at_first(drafts, *, at):
        tries.append(1)
        return {} if len(tries) == 1 else real(drafts, at=at)

    monkeypatch.setattr(rows, "insert", held_at_first)
    (answer,) = recording.record(batch=[one], at=now.at)
    assert isinstance(answer, recording.Accepted)
    assert Pledge.objects.count() == len(entries()) == 1


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_interleaving_leaves_one_pledge_a_person_and_identical_answers(hall, phone, now, data):
    """Two passes for each of three people, sent in batches of any cut, any order and any number of times."""
    Pledge.objects.all().delete()
    bodies = [offer(Body(phone.pledge_of(phone.identify(p)))) for p in hall.people for _ in range(2)]
    sends = data.draw(st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=5), min_size=1, max_size=6))
    seen = {}
    for batch in sends:
        now.forward(seconds=1)
        for which, answer in zip(
            batch, recording.record(batch=[bodies[i] for i in batch], at=now.at), strict=True
        ):
            told = (type(answer).__name__, answer.number, answer.received_at)
            assert seen.setdefault(which, told) == told
    people = {which // 2 for batch in sends for which in batch}
    assert Pledge.objects.filter(effective=True).count() == len(people)
    assert all(stored == derived for stored, derived in mine.rederived())
