"""A certified PDF signs for who is bound to the mandate, for all of them at once, and for nobody else."""

import html
import re

import pytest

from ikrar.commitments.models import CertifiedFile, CertifiedSignature, InstitutionSignature
from ikrar.roster import operations as roster
from ikrar.roster import queries as people
from tests.commitments.conftest import SIX, WORDS, entries, named
from tests.papers.checking import making
from tests.papers.checking.authority import DAY, NOW, Authority, issue
from tests.papers.checking.conftest import _in_process, roots  # noqa: F401 (fixtures)

FIRST, SECOND, THIRD = (f"{kind.title()} Contoh" for kind in SIX[:3])
pytestmark = pytest.mark.usefixtures("_in_process", "roots")


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(scope="module")
def wakil(authority):
    """The certificate of the first institution's representative."""
    return authority.person(f"Wakil {FIRST}", organisation=FIRST)


def paper(words=WORDS):
    return making.paper(tuple(line for line in words.split("\n") if line))


def signed_by(ceremony, authority, *kinds):
    """One PDF that the representatives of these institutions signed, one after another."""
    pdf = paper()
    for nth, kind in enumerate(kinds):
        body = f"{kind.title()} Contoh"
        held = authority.person(f"Wakil {body}", organisation=body)
        pdf = making.sign(pdf, held, authority, field=f"Tanda{nth + 1}", at=ceremony.clock.at)
    return pdf


def title(answer):
    """What a page says first."""
    return html.unescape(re.search(r"<h1>(.+?)</h1>", answer.content.decode(), re.DOTALL)[1])


def nothing_was_recorded(tmp_path):
    kept = tmp_path / "media" / "commitments" / "certified"
    return not (
        InstitutionSignature.objects.exists()
        or CertifiedFile.objects.exists()
        or CertifiedSignature.objects.exists()
        or entries("commitment-signature")
        or (kept.exists() and list(kept.iterdir()))
    )


def test_an_accepted_pdf_signs_and_everybody_reads_which_organisation_proved_it(
    ceremony, authority, wakil, nobody
):
    pdf = making.sign(paper(), wakil, authority, at=ceremony.clock.at)
    answer = ceremony.certified(pdf, place=1)
    assert answer.status_code == 302, answer.content.decode()
    kept = CertifiedFile.objects.get()
    assert kept.verdict == "ACCEPTED"
    [entry] = entries("commitment-signature")
    evidence = entry["body"]["evidence"]
    assert (entry["body"]["way"], evidence["bound_by"], evidence["pdf_sha256"]) == (
        "certified",
        "organisation",
        kept.sha256,
    )
    assert evidence["signers"][0]["organisation"] == FIRST
    [opened] = entries("commitment-opened")
    assert opened["body"]["institutions"][0]["certificate"]["organisation"] == FIRST
    shown = nobody.get(ceremony.shown).content.decode()
    assert f"Sertifikat atas nama Wakil {FIRST}, organisasi {FIRST}." in shown
    assert "sama seutuhnya dengan yang ditetapkan sebelum penandatanganan dibuka" in shown
    assert kept.signatures.get().certificate_sha256 in shown
    assert f"PDF bersertifikat ({FIRST})" in ceremony.leader.get(f"{ceremony.desk}acara/").content.decode()


def bad_papers(authority, wakil, at):
    """Each bad certified PDF by what is wrong with it, and a part of the sentence that says so."""
    name, late = f"Wakil {FIRST}", {"begins": NOW - 400 * DAY, "ends": NOW - 30 * DAY}
    other = authority.person("Orang Lain Contoh", organisation=FIRST)
    stolen = issue(name, by=authority.issuing, signed_by=Authority("Palsu").issuing, organisation=FIRST)
    honest = making.sign(paper(), wakil, authority, at=at)
    twice = making.sign(making.with_other_page_content(honest), other, authority, field="Tanda2", at=at)
    made = lambda held, by=None, words=WORDS: making.sign(paper(words), held, by, at=at)  # noqa: E731 (one line)
    return {
        "no PDF": (b"bukan pdf", "Ini bukan berkas PDF"),
        "no signature": (paper(), "Tidak ada tanda tangan elektronik"),
        "a broken certificate": (made(stolen, authority), "Rantai sertifikatnya tidak sah"),
        "an expired certificate": (
            made(authority.person(name, organisation=FIRST, **late), authority),
            "sudah kedaluwarsa ketika dipakai",
        ),
        "a certificate of one's own making": (made(issue(name, organisation=FIRST)), "dibuat sendiri"),
        "a foreign authority": (
            made(Authority("Asing").person(name, organisation=FIRST)),
            "dari induk yang tidak kami kenal",
        ),
        "changed after signing": (making.with_other_page_content(honest), "diganti sesudah ditandatangani"),
        "a shadow over it": (making.with_note(honest), "Catatan tempelan"),
        "another text": (
            made(wakil, authority, "NASKAH LAIN\nKami memihak.\n"),
            "Naskah di berkas ini berbeda",
        ),
        "two signatures on different texts": (twice, "diganti sesudah ditandatangani"),
        "somebody else": (made(other, authority), f"Orang Lain Contoh ({FIRST}), bukan wakil yang ditunjuk"),
        "another institution": (
            made(authority.person(name, organisation=SECOND), authority),
            f"atas nama “{SECOND}”, sedangkan untuk {FIRST} ditetapkan “{FIRST}”",
        ),
        "no organisation": (
            made(authority.person(name, organisation=""), authority),
            "tidak menyebut organisasi",
        ),
        "a longer name that holds it": (
            made(authority.person(f"{name} Kusuma", organisation=FIRST), authority),
            "bukan wakil yang ditunjuk",
        ),
        "a part of the name": (
            made(authority.person("Contoh", organisation=FIRST), authority),
            "bukan wakil yang ditunjuk",
        ),
    }


def test_each_bad_pdf_is_refused_by_its_own_sentence_and_changes_nothing(
    ceremony, authority, wakil, tmp_path
):
    known = bad_papers(authority, wakil, ceremony.clock.at)
    for nth, (why, (pdf, said)) in enumerate(known.items()):
        answer = ceremony.certified(pdf, place=1 if nth % 2 else None)
        assert answer.status_code == 422, why
        assert title(answer).startswith("PDF ini tidak diterima: "), why
        assert said in title(answer), (why, title(answer))
    assert nothing_was_recorded(tmp_path)
    other = making.sign(paper(), authority.person(f"Wakil {FIRST}"), authority, at=ceremony.clock.at)
    said = {"file": named(other, "komitmen.pdf")}
    english = ceremony.leader.post(f"/en{ceremony.desk}pdf/", said)
    assert f"is for “Kota Contoh”, while “{FIRST}” was fixed for {FIRST}" in title(english)


def test_a_revoked_certificate_is_refused(ceremony, authority, roots, tmp_path):  # noqa: F811 (a fixture)
    lost = authority.person(f"Wakil {FIRST}", organisation=FIRST)
    (roots / "dicabut.crl").write_bytes(authority.revocations(lost, at=ceremony.clock.at - 5 * DAY))
    answer = ceremony.certified(making.sign(paper(), lost, authority, at=ceremony.clock.at), place=1)
    assert (answer.status_code, "sudah dicabut" in title(answer)) == (422, True)
    assert f"tanda tangan Wakil {FIRST}" in title(answer)
    assert nothing_was_recorded(tmp_path)


class TestTwiceAndOutOfOrder:
    def test_signing_twice_is_told_whatever_the_file(self, ceremony, authority, wakil):
        first = signed_by(ceremony, authority, "PEMPROV")
        assert ceremony.certified(first).status_code == 302
        again = ceremony.certified(first)
        assert (again.status_code, "sudah pernah dipakai" in title(again)) == (409, True)
        other = making.sign(paper(), wakil, authority, at=ceremony.clock.at)
        for place in (1, None):
            answer = ceremony.certified(other, place=place)
            assert (answer.status_code, f"{FIRST} sudah menandatangani" in title(answer)) == (409, True)
        assert len(entries("commitment-signature")) == CertifiedFile.objects.count() == 1

    def test_out_of_order_is_told_before_anything_is_checked(self, ceremony):
        answer = ceremony.certified(b"x", place=2)
        assert (answer.status_code, f"giliran {FIRST}" in title(answer)) == (409, True)

    def test_a_file_signed_in_another_order_than_was_agreed_changes_nothing(
        self, ceremony, authority, tmp_path
    ):
        for kinds in (("KPU",), ("KPU", "PEMPROV"), ("PEMPROV", "BAWASLU")):
            answer = ceremony.certified(signed_by(ceremony, authority, *kinds))
            assert answer.status_code == 409, kinds
            assert "sekarang giliran" in title(answer)
        assert nothing_was_recorded(tmp_path)

    def test_a_stranger_in_the_place_of_whose_turn_it_is_is_named(self, ceremony, authority, tmp_path):
        at = ceremony.clock.at
        stranger = authority.person(f"Wakil {FIRST} SH", organisation=FIRST)
        second = authority.person(f"Wakil {SECOND}", organisation=SECOND)
        pdf = making.sign(
            making.sign(paper(), stranger, authority, at=at), second, authority, field="T2", at=at
        )
        answer = ceremony.certified(pdf)
        assert answer.status_code == 409
        assert f"giliran {FIRST}; Wakil {FIRST} SH ({FIRST})" in title(answer)
        assert nothing_was_recorded(tmp_path)


class TestMandate:
    def test_a_mandate_that_ended_signs_no_more(self, ceremony, authority, wakil, tmp_path):
        first = ceremony.view.signatories[0]
        [person] = people.representatives(institution_id=first.institution_id, on=ceremony.clock.at.date())
        ended = {"institution_id": first.institution_id, "ends_before": ceremony.clock.at.date()}
        pdf = making.sign(paper(), wakil, authority, at=ceremony.clock.at)
        roster.end_representative(representative_id=person.id, by=None, at=ceremony.clock.at, **ended)
        for place in (1, None):
            answer = ceremony.certified(pdf, place=place)
            assert (answer.status_code, f"tidak tercatat mewakili {FIRST}" in title(answer)) == (403, True)
        assert nothing_was_recorded(tmp_path)

    def test_somebody_who_was_withdrawn_signs_for_nobody(self, ceremony, authority, wakil, tmp_path):
        ceremony.leader.post(f"{ceremony.desk}lembaga/1/tarik/", {"reason": "Ditarik"})
        pdf = making.sign(paper(), wakil, authority, at=ceremony.clock.at)
        answer = ceremony.certified(pdf)
        assert (answer.status_code, "bukan wakil yang ditunjuk" in title(answer)) == (422, True)
        assert ceremony.certified(pdf, place=1).status_code == 409
        assert nothing_was_recorded(tmp_path)

    def test_what_was_signed_before_the_text_was_public_for_a_day_does_not_count(
        self, ceremony, authority, wakil, tmp_path
    ):
        early = making.sign(paper(), wakil, authority, at=ceremony.clock.at - 2 * DAY)
        answer = ceremony.certified(early, place=1)
        assert (answer.status_code, "sebelum naskah terbuka 24 jam" in title(answer)) == (422, True)
        assert nothing_was_recorded(tmp_path)


class TestSeveralInOneFile:
    def test_one_file_with_all_signatures_counts_for_all_and_completes(self, ceremony, authority, nobody):
        pdf = signed_by(ceremony, authority, "PEMPROV", "KPU", "BAWASLU")
        assert ceremony.certified(pdf).status_code == 302
        assert [one.signature.nth for one in ceremony.view.signatories] == [1, 2, 3]
        [file] = CertifiedFile.objects.all()
        assert sorted(file.signatures.values_list("number", flat=True)) == [1, 2, 3]
        [whole] = entries("commitment")
        assert [one["way"] for one in whole["body"]["signatures"]] == ["certified"] * 3
        shown = nobody.get(ceremony.shown).content.decode()
        for body in (FIRST, SECOND, THIRD):
            assert f"organisasi {body}." in shown

    def test_who_signed_before_is_said_and_a_stranger_is_named(self, ceremony, authority):
        at = ceremony.clock.at
        assert ceremony.sign(1).status_code == 302
        pdf = signed_by(ceremony, authority, "PEMPROV", "KPU")
        guest = authority.person("Tamu Contoh", organisation="Kampus Contoh")
        answer = ceremony.certified(making.sign(pdf, guest, authority, field="Tanda9", at=at))
        assert answer.status_code == 302
        told = html.unescape(ceremony.leader.get(f"{ceremony.desk}acara/").content.decode())
        assert f"Dihitung untuk: {SECOND}." in told
        assert f"Sudah menandatangani sebelumnya, tidak dihitung lagi: {FIRST}." in told
        assert "bukan wakil yang ditunjuk: Tamu Contoh (Kampus Contoh)" in told
        assert "Tamu Contoh" not in str(entries("commitment-signature"))
        assert [one["body"]["way"] for one in entries("commitment-signature")] == ["passkey", "certified"]

    def test_the_file_comes_back_with_the_next_signature(self, ceremony, authority):
        assert ceremony.certified(signed_by(ceremony, authority, "PEMPROV"), place=1).status_code == 302
        whole = signed_by(ceremony, authority, "PEMPROV", "KPU", "BAWASLU")
        assert ceremony.certified(whole, place=2).status_code == 302
        assert len(entries("commitment")) == 1

    def test_one_who_cannot_sign_keeps_all_others_from_counting(self, ceremony, authority, tmp_path):
        at = ceremony.clock.at
        wrong = authority.person(f"Wakil {SECOND}", organisation="Lembaga Lain Contoh")
        pdf = making.sign(signed_by(ceremony, authority, "PEMPROV"), wrong, authority, field="Tanda2", at=at)
        answer = ceremony.certified(pdf)
        assert (answer.status_code, "Lembaga Lain Contoh" in title(answer)) == (422, True)
        assert nothing_was_recorded(tmp_path)

    def test_at_an_institutions_own_address_its_representative_must_be_in_it(
        self, ceremony, authority, tmp_path
    ):
        ceremony.leader.post(f"{ceremony.desk}acara/tunda/")
        ceremony.leader.post(f"{ceremony.desk}ubah/", {"title": "Bebas urutan"})
        assert ceremony.open().status_code == 302
        answer = ceremony.certified(signed_by(ceremony, authority, "KPU"), place=1)
        assert (answer.status_code, f"ditunjuk untuk {FIRST}" in title(answer)) == (422, True)
        assert nothing_was_recorded(tmp_path)
        assert ceremony.certified(signed_by(ceremony, authority, "BAWASLU", "KPU")).status_code == 302


def test_only_who_leads_uploads_and_only_who_plans_tells(ceremony, as_user, client):
    as_user(client, "SITE_LEADER")
    for way in ("pdf/", "lembaga/1/sertifikat/", "lembaga/1/sertifikat/sahkan/"):
        assert client.get(f"{ceremony.desk}{way}").status_code == 403
    assert client.post(f"{ceremony.desk}pdf/", {"file": named(b"x", "a.pdf")}).status_code == 403
