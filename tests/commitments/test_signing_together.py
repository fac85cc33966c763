"""Institutions sign one text together: planned, public, in order, done when the last has signed."""

import hashlib
import json
import re
from datetime import date, timedelta

import pytest
from django.test import Client

from ikrar.commitments import queries
from ikrar.commitments.models import CommitmentText, InstitutionSignature
from ikrar.commitments.operations import signatories
from ikrar.pledges import operations as pledges
from ikrar.register import queries as register
from ikrar.register.verify import verify
from ikrar.roster import operations as roster
from ikrar.roster import queries as people
from ikrar.roster.domain import InstitutionKind
from tests.commitments.conftest import SIX, WORDS, Ceremony, entries, speaks
from tests.commitments.softkey import SoftKey


def test_six_institutions_sign_in_order_and_the_gong_closes(institutions, galih, hana, clock, nobody):
    answer = galih.post("/meja/komitmen/baru/", {"title": "Komitmen bersama enam lembaga"})
    begun = Ceremony(answer["Location"].split("/")[-2], leader=galih, second=hana, clock=clock)
    begun.add(*[institutions[kind] for kind in SIX])
    for place in range(1, 7):
        assert begun.name(place).status_code == 302
    begun.publish()
    for place in range(1, 7):
        assert begun.enrol(place).status_code == 200
    clock.forward(hours=25)
    assert begun.open().status_code == 302
    for place in range(1, 6):
        assert begun.sign(place).status_code == 302
    assert begun.leader.post(f"{begun.desk}acara/gong/").status_code == 409
    assert begun.view.completed_at is None
    assert not entries("commitment")
    begun.sign(6)
    assert begun.view.completed_at is not None
    [whole] = entries("commitment")
    assert [s["institution"] for s in whole["body"]["signatures"]] == [f"{k.title()} Contoh" for k in SIX]
    assert {s["way"] for s in whole["body"]["signatures"]} == {"passkey"}
    assert begun.leader.post(f"{begun.desk}acara/gong/").status_code == 302
    assert begun.leader.post(f"{begun.desk}acara/gong/").status_code == 409
    assert begun.view.phase == "CLOSED"
    page = nobody.get(begun.shown).content.decode()
    assert page.count("dihitung ulang dan cocok") == 6
    assert "Wakil Kejaksaan Contoh" in page


def test_a_stranger_verifies_the_whole_and_each_signature(ceremony, nobody, settings):
    ceremony.finish()
    assert nobody.get(f"{ceremony.shown}bukti.json").status_code == 409
    ceremony.settle()
    for name in ("bukti.json", "bukti/1.json", "bukti/3.json"):
        verify(nobody.get(f"{ceremony.shown}{name}").content, trust=register.trust_of())
    told = json.loads(nobody.get(f"{ceremony.shown}bukti/2.json").content)["record"]["body"]
    statement = told["evidence"]["statement"]
    assert statement["kind"] == "ikrar.commitment/v1"
    assert statement["representative"] == told["representative"] == "Wakil Kpu Contoh"
    text = nobody.get(f"{ceremony.shown}naskah.txt").content
    assert hashlib.sha256(text).hexdigest() == statement["text_sha256"]
    assert nobody.get(f"{ceremony.shown}bukti/9.json").status_code == 404


def test_the_text_needs_two_people_a_day_in_public_and_is_frozen_then(begun, institutions, nobody):
    begun.add(institutions["KPU"], institutions["TNI"])
    begun.name(1), begun.name(2)
    assert nobody.get(begun.shown).status_code == 404
    begun.leader.post(f"{begun.desk}naskah/", {"body": WORDS.replace("\n", "\r\n") + "\r\n\r\n"})
    sha256 = begun.view.draft.text_sha256
    assert sha256 == hashlib.sha256(WORDS.encode()).hexdigest()
    begun.leader.post(f"{begun.desk}naskah/setujui/", {"text_sha256": sha256})
    again = begun.leader.post(f"{begun.desk}naskah/setujui/", {"text_sha256": sha256})
    assert again.status_code == 409
    assert not entries("commitment-text")
    begun.leader.post(f"{begun.desk}naskah/", {"body": WORDS + "Tambahan.\n"})
    late = begun.second.post(f"{begun.desk}naskah/setujui/", {"text_sha256": sha256})
    assert "berubah sejak Anda membacanya" in late.content.decode()
    begun.publish()
    [entry] = entries("commitment-text")
    assert entry["body"]["text_sha256"] == sha256
    assert WORDS.split("\n")[0] in nobody.get(begun.shown).content.decode()
    assert begun.open().status_code == 409
    begun.clock.forward(hours=24)
    assert begun.open().status_code == 302
    assert begun.leader.post(f"{begun.desk}naskah/", {"body": "Lain"}).status_code == 409
    assert CommitmentText.objects.get().text_sha256 == sha256


def test_a_published_text_is_followed_by_a_version_that_waits_again(begun, institutions):
    begun.add(institutions["KPU"], institutions["TNI"])
    begun.name(1), begun.name(2)
    begun.publish()
    begun.clock.forward(hours=25)
    begun.publish(WORDS + "3. Melaporkan.\n")
    assert begun.view.text.version == 2
    assert begun.open().status_code == 409
    begun.clock.forward(hours=24)
    assert begun.open().status_code == 302
    assert len(entries("commitment-text")) == 2


def test_nobody_signs_out_of_order_twice_or_for_another(ceremony):
    early = Client().get(f"{ceremony.shown}tanda-tangan/2/")
    assert early.status_code == 409
    assert "giliran Pemprov Contoh" in early.content.decode()
    stranger = ceremony.sign(1, key=ceremony.keys[2])
    assert (stranger.status_code, "bukan milik wakil Pemprov" in stranger.content.decode()) == (403, True)
    unknown = ceremony.sign(1, key=SoftKey())
    assert (unknown.status_code, "tidak terdaftar" in unknown.content.decode()) == (403, True)
    said = ceremony.keys[1].assertion(ceremony.statement(1))
    address = f"{ceremony.shown}tanda-tangan/1/"
    assert Client().post(address, said).status_code == 302
    again = Client().post(address, said)
    assert (again.status_code, "sudah menandatangani" in again.content.decode()) == (409, True)
    assert InstitutionSignature.objects.count() == len(entries("commitment-signature")) == 1


def test_a_signature_over_anything_else_is_refused(ceremony):
    honest = ceremony.statement(1)
    for changed in (
        honest.replace("Wakil Pemprov", "Wakil Palsu"),
        honest.replace("ikrar.commitment/v1", "ikrar.pledge/v1"),
    ):
        said = ceremony.keys[1].assertion(changed)
        assert Client().post(f"{ceremony.shown}tanda-tangan/1/", said).status_code == 422
    assert ceremony.sign(1, flags=0x01).status_code == 422
    assert ceremony.sign(1, origin="https://palsu.example").status_code == 422
    old = ceremony.keys[1].assertion(honest)
    ceremony.clock.forward(minutes=11)
    assert Client().post(f"{ceremony.shown}tanda-tangan/1/", old).status_code == 400
    assert Client().post(f"{ceremony.shown}tanda-tangan/1/", {"nonce": "x", "value": "!"}).status_code == 422
    assert not InstitutionSignature.objects.exists()


def test_a_free_order_lets_any_institution_sign_next(begun, institutions):
    begun.leader.post(f"{begun.desk}ubah/", {"title": "Bebas", "is_ordered": ""})
    begun.ready([institutions["KPU"], institutions["TNI"], institutions["POLRI"]])
    for place in (3, 1, 2):
        assert begun.sign(place).status_code == 302
    assert [s.institution_name for s in begun.view.signed] == ["Polri Contoh", "Kpu Contoh", "Tni Contoh"]
    assert begun.view.completed_at is not None


def test_the_agreed_order_can_be_changed_before_and_not_after(begun, institutions):
    begun.add(institutions["KPU"], institutions["TNI"], institutions["POLRI"])
    wrong = begun.leader.post(f"{begun.desk}urutan/", {"place_1": 2, "place_2": 2, "place_3": 1})
    assert wrong.status_code == 422
    begun.leader.post(f"{begun.desk}urutan/", {"place_1": 3, "place_2": 1, "place_3": 2})
    assert [s.institution_name for s in begun.view.signatories] == [
        "Tni Contoh",
        "Polri Contoh",
        "Kpu Contoh",
    ]
    begun.leader.post(f"{begun.desk}lembaga/1/lepas/")
    assert [(s.place, s.institution_name) for s in begun.view.signatories] == [
        (1, "Polri Contoh"),
        (2, "Kpu Contoh"),
    ]
    begun.ready([])
    assert begun.view.phase == "OPEN"
    answer = begun.leader.post(f"{begun.desk}urutan/", {"place_1": 2, "place_2": 1})
    assert answer.status_code == 409


def test_an_institution_stands_once_and_two_are_needed(begun, institutions):
    begun.add(institutions["KPU"])
    twice = begun.leader.post(f"{begun.desk}lembaga/", {"institution": institutions["KPU"]})
    assert twice.status_code == 409
    begun.name(1)
    begun.publish()
    begun.clock.forward(hours=25)
    alone = begun.open()
    assert (alone.status_code, "sedikitnya 2 lembaga" in alone.content.decode()) == (409, True)


def test_opening_can_be_taken_back_until_somebody_signs(ceremony):
    assert ceremony.leader.post(f"{ceremony.desk}acara/tunda/").status_code == 302
    assert ceremony.view.phase == "PUBLIC"
    ceremony.clock.forward(seconds=1)
    ceremony.open()
    ceremony.clock.forward(seconds=1)
    ceremony.sign(1)
    assert ceremony.leader.post(f"{ceremony.desk}acara/tunda/").status_code == 409
    assert len(entries("commitment-held")) == 1
    assert len(entries("commitment-opened")) == 2


def test_a_cancelled_commitment_says_why_and_takes_no_signature(ceremony, nobody):
    ceremony.sign(1)
    empty = ceremony.leader.post(f"{ceremony.desk}batal/", {"reason": ""})
    assert empty.status_code == 422
    ceremony.leader.post(f"{ceremony.desk}batal/", {"reason": "Naskah keliru"})
    page = nobody.get(ceremony.shown).content.decode()
    assert "Naskah keliru" in page
    assert "Wakil Pemprov Contoh" in page
    assert nobody.get(f"{ceremony.shown}tanda-tangan/2/").status_code == 409
    assert entries("commitment-cancelled")[0]["body"]["reason"] == "Naskah keliru"
    ceremony.clock.forward(minutes=1)
    assert ceremony.leader.post(f"{ceremony.desk}batal/", {"reason": "Lagi"}).status_code == 409


def test_a_finished_commitment_cannot_be_cancelled(ceremony):
    ceremony.finish()
    assert ceremony.leader.post(f"{ceremony.desk}batal/", {"reason": "Tidak jadi"}).status_code == 409


def test_public_commitments_are_found_by_their_declaration(begun, institutions, nobody):
    city = InstitutionKind.PEMKOT
    roster.add_institution(name="Kota Contoh", kind=city, is_convenor=True, by=None, at=begun.clock.at)
    declaration = pledges.create(title="Deklarasi contoh", by=None, at=begun.clock.at)
    tied = {"title": "Terikat", "declaration": declaration, "is_ordered": "on"}
    assert begun.leader.post(f"{begun.desk}ubah/", tied).status_code == 302
    assert queries.of_declaration(declaration) == []
    begun.publish()
    assert [one.public_id for one in queries.of_declaration(declaration)] == [begun.public_id]
    assert begun.public_id in nobody.get("/komitmen/").content.decode()
    assert f"/deklarasi/{declaration}/" in nobody.get(begun.shown).content.decode()
    assert begun.shown in nobody.get(f"/deklarasi/{declaration}/").content.decode()


def test_witnesses_are_named_and_stand_in_the_entry(begun, institutions):
    witness = {"name": "Saksi Contoh", "office": "Universitas Contoh"}
    begun.leader.post(f"{begun.desk}saksi/", witness)
    assert begun.leader.post(f"{begun.desk}saksi/", witness).status_code == 409
    begun.ready([institutions["KPU"], institutions["TNI"]]).finish()
    [whole] = entries("commitment")
    assert whole["body"]["witnesses"] == [witness]


@pytest.mark.parametrize("role", ["PERSONNEL", "SITE_LEADER", "ADMIN"])
def test_who_may_not_lead_opens_nothing_and_strikes_no_gong(ceremony, as_user, client, role):
    as_user(client, role)
    for step in ("buka", "tunda", "gong", "layar"):
        assert client.post(f"{ceremony.desk}acara/{step}/").status_code == 403


def test_an_organiser_of_one_unit_leads_no_joint_commitment(ceremony, as_user, client):
    as_user(client, "ORGANISER", scope="U1")
    assert client.get(ceremony.desk).status_code == 403
    assert client.post(f"{ceremony.desk}acara/gong/").status_code == 403


def test_opening_asks_again_who_is_there(begun, institutions, make_user):
    client = Client()
    client.force_login(make_user("Galih Contoh", "ORGANISER"))
    begun.add(institutions["KPU"], institutions["TNI"])
    answer = client.post(f"{begun.desk}acara/buka/")
    assert "Location" not in answer
    assert begun.view.opened_at is None


class TestRepresentatives:
    """Named from the roster, by period; replaced and withdrawn, never forgotten."""

    def test_only_who_speaks_for_the_institution_that_day_is_named(self, begun, institutions, clock):
        begun.add(institutions["KPU"], institutions["TNI"])
        other = self._someone(institutions["TNI"])
        answer = begun.name(1, representative=other)
        assert answer.status_code == 422
        assert begun.view.signatories[0].delegate is None
        with pytest.raises(signatories.NoMandate):
            signatories.name_delegate(
                commitment=begun.public_id, place=1, representative=int(other), by=None, at=clock.at
            )

    def test_a_mandate_that_ended_signs_no_more(self, ceremony, institutions):
        body = people.institution(public_id=institutions["PEMPROV"])
        roster.end_representative(
            representative_id=int(self._someone(institutions["PEMPROV"])),
            institution_id=body.id,
            ends_before=ceremony.clock.at.date(),
            by=None,
            at=ceremony.clock.at,
        )
        answer = Client().get(f"{ceremony.shown}tanda-tangan/1/")
        assert answer.status_code == 403
        assert "tidak tercatat mewakili Pemprov Contoh" in answer.content.decode()
        assert ceremony.mark(1, b"%PDF-1.7 lembar %%EOF").status_code == 403

    def test_a_replacement_keeps_who_was_named_before_and_why(self, ceremony, institutions, nobody):
        body = people.institution(public_id=institutions["PEMPROV"])
        fresh = speaks(body.id, "Pengganti Contoh", at=ceremony.clock.at, begins_on=date(2026, 1, 1))
        without = ceremony.name(1, representative=fresh)
        assert without.status_code == 422
        assert ceremony.name(1, representative=fresh, reason="Berhalangan").status_code == 302
        page = nobody.get(ceremony.shown).content.decode()
        assert "Pengganti Contoh" in page
        assert "Berhalangan" in page
        assert "Wakil Pemprov Contoh" in page
        assert ceremony.sign(1).status_code == 403
        [entry] = entries("commitment-representative")
        assert entry["body"]["before"]["name"] == "Wakil Pemprov Contoh"
        assert entry["body"]["after"]["name"] == "Pengganti Contoh"

    def test_a_withdrawn_representative_leaves_the_place_empty(self, ceremony):
        ceremony.leader.post(f"{ceremony.desk}lembaga/1/tarik/", {"reason": "Ditarik lembaganya"})
        answer = Client().get(f"{ceremony.shown}tanda-tangan/1/")
        assert (answer.status_code, "Belum ada wakil" in answer.content.decode()) == (409, True)
        assert [one.reason for one in ceremony.view.signatories[0].former] == ["Ditarik lembaganya"]
        again = ceremony.leader.post(f"{ceremony.desk}lembaga/1/tarik/", {"reason": "Lagi"})
        assert again.status_code == 409

    def test_who_has_signed_is_neither_replaced_nor_withdrawn(self, ceremony):
        ceremony.sign(1)
        assert ceremony.name(1, reason="Berubah").status_code == 409
        gone = ceremony.leader.post(f"{ceremony.desk}lembaga/1/tarik/", {"reason": "Berubah"})
        assert gone.status_code == 409

    def _someone(self, institution):
        body = people.institution(public_id=institution)
        return str(people.representatives(institution_id=body.id, on=date(2026, 11, 20))[0].id)


class TestPasskeys:
    """Enrolled before, by a link that works once."""

    def test_a_link_works_once_and_a_newer_one_stops_it(self, begun, institutions, nobody):
        begun.add(institutions["KPU"], institutions["TNI"])
        begun.name(1)
        first, second = begun.link(1), begun.link(1)
        assert nobody.get(first).status_code == 410
        page = nobody.get(second).content.decode()
        assert "Wakil Kpu Contoh" in page
        challenge = re.search(r'name="challenge" value="([^"]+)"', page)[1]
        key = SoftKey()
        assert nobody.post(second, key.registration(challenge)).status_code == 200
        assert nobody.post(second, SoftKey().registration(challenge)).status_code == 410
        third = begun.link(1)
        assert nobody.post(third, key.registration(challenge)).status_code == 409
        begun.clock.forward(days=8)
        assert nobody.get(third).status_code == 410
        assert nobody.get("/komitmen/undangan/TIDAKADA/").status_code == 410

    def test_a_link_is_worth_nothing_once_another_was_named(self, begun, institutions, nobody):
        begun.add(institutions["KPU"])
        begun.name(1)
        link = begun.link(1)
        begun.leader.post(f"{begun.desk}lembaga/1/tarik/", {"reason": "Diganti"})
        assert nobody.get(link).status_code == 410

    def test_no_passkey_is_enrolled_once_signing_is_open(self, ceremony):
        answer = ceremony.leader.post(f"{ceremony.desk}lembaga/1/undang/")
        assert (answer.status_code, "sebelum acara" in answer.content.decode()) == (409, True)

    def test_an_old_link_does_not_enrol_after_the_opening_either(self, begun, institutions, nobody):
        begun.add(institutions["KPU"], institutions["TNI"])
        begun.name(1), begun.name(2)
        begun.publish()
        link = begun.link(1)
        challenge_page = nobody.get(link).content.decode()
        begun.clock.forward(hours=25)
        begun.open()
        challenge = re.search(r'name="challenge" value="([^"]+)"', nobody.get(link).content.decode())[1]
        assert challenge_page
        assert nobody.post(link, SoftKey().registration(challenge)).status_code == 409

    def test_whether_it_was_enrolled_a_day_before_is_said(self, begun, institutions, nobody):
        begun.add(institutions["KPU"], institutions["TNI"])
        begun.name(1), begun.name(2)
        begun.publish()
        begun.enrol(1)
        begun.clock.forward(hours=25)
        begun.enrol(2)
        begun.clock.forward(minutes=5)
        begun.open()
        begun.finish()
        page = nobody.get(begun.shown).content.decode()
        assert page.count("lebih dari sehari sebelumnya") == 1
        assert page.count("kurang dari sehari sebelumnya: bahwa kunci itu") == 1
        told = [e["body"]["evidence"]["enrolled_a_day_before"] for e in entries("commitment-signature")]
        assert sorted(told) == [False, True]

    def test_a_revoked_passkey_signs_no_more(self, ceremony):
        key = ceremony.view.signatories[0].keys[0]
        ceremony.leader.post(f"{ceremony.desk}lembaga/1/kunci/{key.id}/cabut/")
        assert ceremony.sign(1).status_code == 403

    def test_a_changed_signature_in_the_table_is_told_on_the_page(self, ceremony, nobody):
        ceremony.sign(1)
        row = InstitutionSignature.objects.get()
        row.evidence["statement"]["representative"] = "Orang Lain"
        row.save()
        assert "tidak cocok" in nobody.get(ceremony.shown).content.decode()


def test_the_clock_of_a_day_is_a_whole_day(begun, institutions):
    begun.add(institutions["KPU"], institutions["TNI"])
    begun.name(1), begun.name(2)
    begun.publish()
    begun.clock.forward(hours=24, seconds=-1)
    assert begun.open().status_code == 409
    begun.clock.at += timedelta(seconds=1)
    assert begun.open().status_code == 302
