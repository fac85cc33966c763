"""Ikrar saya: receipt again, not me, declining, keys, what is stored, and the letter on the second channel."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from ikrar.accounts.models import AuditRow, Message
from ikrar.pledges.domain import IdentifiedBy, signature
from ikrar.pledges.domain.armour import b64
from ikrar.pledges.models import (
    DeviceKey,
    Dispute,
    Kiosk,
    KioskEntry,
    PaperEntry,
    PaperPage,
    PaperRoll,
    Passkey,
    Pledge,
    PresenceTrial,
    Refusal,
)
from ikrar.pledges.operations import enrolling, erasing
from ikrar.pledges.operations.passing import challenge
from ikrar.pledges.operations.telling import tell_signers
from ikrar.pledges.queries import mine
from ikrar.pledges.queries.stored import stored
from ikrar.register import queries as register
from ikrar.register.verify import verify
from tests.entries import entries
from tests.pledges.gate.conftest import MORNING


@pytest.fixture
def me(ani):
    """A browser in which Ani gave her card code."""
    client = Client()
    assert client.post("/ikrar-saya/", {"code": ani.code}).status_code == 302
    return client


def test_nobody_sees_anything_without_being_known(hall, ani, phone, nobody):
    phone.sign_as(ani)
    front = nobody.get("/ikrar-saya/")
    assert "Ani C" not in front.content.decode()
    wrong = nobody.post("/ikrar-saya/", {"code": "AAAA-BBBB-CCCC-D"})
    assert wrong.status_code == 422
    assert "tidak cocok" in wrong.content.decode()
    declaration = hall.declaration.public_id
    for address in (
        "data/",
        "kunci/",
        f"{declaration}/bukan-saya/",
        f"{declaration}/tidak/",
        f"{declaration}/bukti/lengkap/",
    ):
        assert nobody.get(f"/ikrar-saya/{address}").url == "/ikrar-saya/"


def test_the_receipt_can_be_fetched_again_and_verifies(hall, ani, phone, me, clerk):
    _, _, accepted = phone.sign_as(ani)
    clerk()
    page = me.get("/ikrar-saya/").content.decode()
    assert accepted["number"] in page
    assert "kunci perangkat · kode kartu · tanpa kode layar" in page
    file = me.get(f"/ikrar-saya/{hall.declaration.public_id}/bukti/lengkap/")
    verify(file.content, trust=register.trust_of())
    assert b"Ani C" not in me.get(f"/ikrar-saya/{hall.declaration.public_id}/bukti/berbagi/").content


def test_a_colleague_sees_only_the_own_declarations(hall, ani, phone):
    phone.sign_as(ani)
    bayu = Client()
    bayu.post("/ikrar-saya/", {"code": hall.people[1].code})
    page = bayu.get("/ikrar-saya/").content.decode()
    assert "belum ditandatangani" in page
    assert bayu.get(f"/ikrar-saya/{hall.declaration.public_id}/bukti/lengkap/").status_code == 404


def test_not_me_marks_at_once_and_a_named_officer_decides(
    hall, ani, phone, me, citra_client, dewi_client, nobody
):
    email = hall.contact(ani)
    phone.sign_as(ani)
    address = f"/ikrar-saya/{hall.declaration.public_id}/bukan-saya/"
    assert Pledge.objects.get().disputed is False
    assert me.get(address).status_code == 200
    assert Pledge.objects.get().disputed is False
    assert me.post(address).status_code == 200
    assert Pledge.objects.get().disputed is True
    assert len(entries("pledge-disputed")) == 1
    assert me.post(address).status_code == 409
    desk = reverse("pledges:dispute", args=[Dispute.objects.get().id])
    assert dewi_client.get(desk).status_code == 403
    assert nobody.get(desk).status_code == 302
    assert "Ani Contoh" in citra_client.get(desk).content.decode()
    assert AuditRow.objects.filter(act="roster.names_seen").count() == 1
    assert citra_client.post(desk, {"outcome": "WITHDRAWN", "note": ""}).status_code == 422
    assert citra_client.post(desk, {"outcome": "WITHDRAWN", "note": "Kartu tertukar."}).status_code == 302
    decided = Dispute.objects.get()
    assert (decided.outcome, decided.decided_by.display_name) == ("WITHDRAWN", "Citra Contoh")
    assert Pledge.objects.get().effective is False
    assert len(entries("dispute-decided")) == 1
    assert AuditRow.objects.filter(act="dispute.decided").count() == 1
    assert Message.objects.get(email=email).subject == "Keputusan atas sanggahan Anda"
    assert phone.sign_as(ani)[2]["number"]


def test_an_officer_may_find_that_the_pledge_stands(hall, ani, phone, me, citra_client):
    phone.sign_as(ani)
    me.post(f"/ikrar-saya/{hall.declaration.public_id}/bukan-saya/")
    desk = reverse("pledges:dispute", args=[Dispute.objects.get().id])
    citra_client.post(desk, {"outcome": "UPHELD", "note": "Ani mengingatnya kembali."})
    pledge = Pledge.objects.get()
    assert (pledge.effective, pledge.disputed) == (True, False)
    assert "Ani mengingatnya kembali." in me.get("/ikrar-saya/").content.decode()
    again = citra_client.post(desk, {"outcome": "WITHDRAWN", "note": "x"})
    assert again.status_code == 409


def test_declining_is_a_closed_list_kept_by_the_person_alone(hall, ani, me, phone):
    address = f"/ikrar-saya/{hall.declaration.public_id}/tidak/"
    assert "Anda boleh tidak menandatangani" in me.get(address).content.decode()
    assert me.post(address, {"reason": "BECAUSE"}).status_code == 422
    assert me.post(address, {"reason": "OBJECTS_TO_TEXT"}).status_code == 302
    assert Refusal.objects.get().reason == "OBJECTS_TO_TEXT"
    assert not entries()
    assert me.post(address, {"take_back": "1"}).status_code == 302
    assert not Refusal.objects.exists()
    phone.sign_as(ani)
    assert me.post(address, {"reason": "NO_REASON_GIVEN"}).status_code == 409


def test_what_is_stored_names_each_category_with_why_and_until_when(ani, phone, me):
    phone.sign_as(ani)
    page = me.get("/ikrar-saya/data/").content.decode()
    for word in ("Data kepegawaian", "Kode kartu", "Ikrar:", "Jejak hash", "Kunci perangkat", "Sanggahan"):
        assert word in page
    assert all(item.why.id and item.until.id for item in mine_items(ani))


def mine_items(person):
    return stored(official_id=person.official.id)


def test_a_device_can_be_revoked_and_then_no_longer_identifies(hall, ani, phone, me):
    phone.sign_as(ani)
    assert identify_by_key(phone).status_code == 200
    key = DeviceKey.objects.get()
    assert me.post(f"/ikrar-saya/kunci/perangkat/{key.id}/cabut/").status_code == 302
    answer = identify_by_key(phone)
    assert (answer.status_code, answer.json()["code"]) == (403, "KeyUnknown")


def identify_by_key(phone):
    challenge = phone.post("challenge", {}).json()["challenge"]
    value = phone.sign(f"ikrar-challenge/v1\n{challenge}".encode())
    return phone.post(
        "pass",
        {
            "site": phone.hall.site.short,
            "method": "key",
            "challenge": challenge,
            "key": b64(phone.spki),
            "value": b64(value),
        },
    )


def test_a_device_of_two_people_does_not_say_which_of_them(hall, ani, phone):
    phone.sign_as(ani)
    phone.sign_as(hall.people[1])
    answer = identify_by_key(phone)
    assert (answer.status_code, answer.json()["code"]) == (403, "KeyShared")


def test_an_old_or_foreign_challenge_is_refused(ani, phone, now):
    phone.sign_as(ani)
    real = phone.post
    stale = real("challenge", {}).json()
    phone.post = lambda word, body: real(word, body) if word != "challenge" else _Json(stale)
    now.forward(minutes=11)
    assert identify_by_key(phone).json()["code"] == "ChallengeStale"
    stale["challenge"] = "1.2.3"
    assert identify_by_key(phone).json()["code"] == "ChallengeStale"


class _Json:
    def __init__(self, said):
        self.said = said

    def json(self):
        return self.said


def test_every_accepted_pledge_is_told_with_a_way_to_say_not_me(hall, ani, phone, now, nobody):
    email = hall.contact(ani)
    phone.sign_as(ani)
    phone.sign_as(hall.people[1])
    told = tell_signers(at=now.at)
    assert (told.by_mail, told.for_the_list) == (1, 1)
    assert tell_signers(at=now.at).by_mail == 0
    letter = Message.objects.get(email=email)
    assert "Ani C" not in letter.body
    path = re.search(r"https?://[^/]+(/ikrar-saya/bukan-saya/[^/]+/)", letter.body)[1]
    assert nobody.get(path).status_code == 200
    assert not Dispute.objects.exists()
    assert nobody.post(path).status_code == 200
    assert Dispute.objects.get().pledge.duty == ani.duty
    assert nobody.get("/ikrar-saya/bukan-saya/guessed-token/").status_code == 404
    units = frozenset({hall.unit.id})
    assert [row[0] for row in mine.untold(declaration_id=hall.declaration.id, unit_ids=units)] == [
        hall.people[1].official.id
    ]


def test_erasure_leaves_the_leaf_and_a_tombstone(hall, ani, phone, now, citra, clerk):
    given, _, _ = phone.sign_as(ani)
    phone.sign_as(hall.people[1])
    clerk()
    pledge = Pledge.objects.get(duty=ani.duty)
    erasing.erase(pledge_id=pledge.id, reason="erasure-request", by=citra, at=now.at)
    erased = Pledge.objects.get(pk=pledge.pk)
    assert (
        erased.statement,
        erased.signature,
        erased.salt,
        erased.blind,
        erased.duty,
        erased.signer_shown,
    ) == (None,) * 6
    assert len(entries("tombstone")) == 1
    derived = dict(mine.rederived())
    assert derived[bytes(erased.leaf_hash)] is None
    assert all(leaf == again for leaf, again in derived.items() if again)
    assert phone.receipt(given).json()["code"] == "PledgeErased"
    with pytest.raises(erasing.ErasedAlready):
        erasing.erase(pledge_id=pledge.id, reason="erasure-request", by=citra, at=now.at)


def test_a_new_passkey_is_told_to_its_owner(hall, ani, now, monkeypatch):
    email = hall.contact(ani)
    made = signature.NewPasskey(b"credential", b"cose", b"spki", 0)
    monkeypatch.setattr(signature, "check_registration", lambda **_: made)
    who = enrolling.Oneself(ani.official.id, IdentifiedBy.CODE)
    token = challenge(at=now.at)
    enrolling.enrol_passkey(who=who, token=token, client_data=b"", attestation=b"", at=now.at)
    assert Message.objects.get(email=email).subject == "Passkey baru atas nama Anda"
    with pytest.raises(enrolling.PasskeyKnown):
        enrolling.enrol_passkey(who=who, token=token, client_data=b"", attestation=b"", at=now.at)
    assert Message.objects.count() == 1


@pytest.mark.parametrize("change", [{"state": "CLOSED"}, {"state": "CANCELLED"}, {"cut_off_at": MORNING}])
def test_when_signing_is_over_nobody_declines_and_nobody_takes_it_back(hall, ani, me, now, change):
    address = f"/ikrar-saya/{hall.declaration.public_id}/tidak/"
    assert me.post(address, {"reason": "NO_REASON_GIVEN"}).status_code == 302
    hall.change(**change)
    now.forward(seconds=1)
    assert me.post(address, {"reason": "OBJECTS_TO_TEXT"}).status_code == 410
    assert me.post(address, {"take_back": "1"}).status_code == 410
    assert Refusal.objects.get().reason == "NO_REASON_GIVEN"


def test_after_erasure_no_row_leads_from_the_person_to_the_leaf(hall, ani, phone, now, citra, me):
    phone.sign_as(ani, code=hall.stage_code())
    pledge = Pledge.objects.get()
    kiosk = Kiosk.objects.create(
        site=hall.site, token_hash="0" * 64, witness=citra, opened_at=now.at, last_used_at=now.at
    )
    KioskEntry.objects.create(kiosk=kiosk, duty=ani.duty, tid=pledge.tid, identified_at=now.at, pledge=pledge)
    roll = PaperRoll.objects.create(site=hall.site, unit=hall.unit, entered_by=citra, entered_at=now.at)
    page = PaperPage.objects.create(roll=roll, number=1, sha256="0" * 64, file="paper/0", kind="image/png")
    PaperEntry.objects.create(page=page, duty=ani.duty, entered_by=citra, pledge=pledge)
    PresenceTrial.objects.create(tid=pledge.tid)
    thumbprint = pledge.key_thumbprint
    me.post(f"/ikrar-saya/{hall.declaration.public_id}/bukan-saya/")
    erasing.erase(pledge_id=pledge.id, reason="erasure-request", by=citra, at=now.at)
    left = {
        relation.related_model.__name__
        for relation in Pledge._meta.related_objects
        if relation.related_model.objects.filter(**{relation.field.name: pledge.id}).exists()
    }
    assert left == {"Dispute"}
    assert set(Dispute.objects.values_list("note", flat=True)) == {""}
    assert not DeviceKey.objects.filter(thumbprint=thumbprint).exists()
    assert not PresenceTrial.objects.exists()
    erased = Pledge.objects.get()
    assert (erased.presence_window, erased.presence_site, erased.key_thumbprint) == (None, "", "")


def test_one_time_codes_work_here_too_and_say_the_same_to_everybody(hall, ani, nobody):
    hall.contact(ani)
    known = nobody.post("/ikrar-saya/kode/", {"ask-number": ani.number}).content
    unknown = nobody.post("/ikrar-saya/kode/", {"ask-number": "199912312020121999"}).content
    assert strip(known, ani.number) == strip(unknown, "199912312020121999")
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", Message.objects.get().body)[0]
    wrong = nobody.post("/ikrar-saya/kode/pakai/", {"number": ani.number, "code": "AAAAAAAA"})
    assert wrong.status_code == 422
    assert nobody.post("/ikrar-saya/kode/pakai/", {"number": ani.number, "code": code}).status_code == 302
    assert "Ikrar saya" in nobody.get("/ikrar-saya/").content.decode()


def strip(page, number):
    return re.sub(
        rf"{number}|value=\"[A-Za-z0-9]{{64}}\"|<span class=\"mono\">[0-9a-f]+</span>", "", page.decode()
    )


def test_a_passkey_is_refused_when_nothing_of_it_is_right(ani, me):
    answer = me.post("/ikrar-saya/kunci/passkey/", {"challenge": "x", "client_data": "", "attestation": "!"})
    assert answer.status_code == 422
    assert not Passkey.objects.exists()


def test_the_session_of_an_official_ends_within_the_half_hour(me):
    assert me.session.get_expiry_age() == 1800


def test_leaving_forgets_who_was_here(me):
    assert me.get("/ikrar-saya/data/").status_code == 200
    assert me.post("/ikrar-saya/selesai/").status_code == 302
    assert me.get("/ikrar-saya/data/").status_code == 302
