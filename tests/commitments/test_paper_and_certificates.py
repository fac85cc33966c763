"""Two other ways to sign: a certified PDF that is checked, and paper that two officers vouch for."""

import re

import pytest
from django.test import Client

from ikrar.commitments.models import CertifiedFile, InstitutionSignature, SignedSheet
from tests.commitments.conftest import WORDS, entries, named, picture
from tests.papers.checking import making
from tests.papers.checking.authority import DAY, Authority
from tests.papers.checking.conftest import _in_process, roots  # noqa: F401 (fixtures)

SHEET = b"%PDF-1.7 lembar yang ditandatangani (contoh) %%EOF\n"


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def wakil(authority, ceremony):
    """The certificate of the first institution's representative."""
    return authority.person("Wakil Pemprov Contoh", begins=ceremony.clock.at - 365 * DAY)


def certified(ceremony, pdf, *, place=1):
    address = f"{ceremony.desk}lembaga/{place}/pdf/"
    return ceremony.leader.post(address, {"file": named(pdf, "komitmen.pdf")})


def paper(words=WORDS):
    return making.paper(tuple(line for line in words.split("\n") if line))


@pytest.mark.usefixtures("_in_process", "roots")
class TestCertified:
    def test_an_accepted_pdf_signs_and_its_result_and_hash_are_kept(self, ceremony, authority, wakil, nobody):
        pdf = making.sign(paper(), wakil, authority, at=ceremony.clock.at)
        answer = certified(ceremony, pdf)
        assert answer.status_code == 302, answer.content.decode()
        kept = CertifiedFile.objects.get()
        assert kept.verdict == "ACCEPTED"
        assert kept.result["signatures"][0]["name"] == "Wakil Pemprov Contoh"
        [entry] = entries("commitment-signature")
        assert entry["body"]["way"] == "certified"
        assert entry["body"]["evidence"]["pdf_sha256"] == kept.sha256
        assert "PDF bersertifikat" in nobody.get(ceremony.shown).content.decode()
        assert certified(ceremony, pdf, place=2).status_code == 409

    def test_what_the_check_refuses_changes_nothing_and_says_why(self, ceremony, authority, wakil):
        at = ceremony.clock.at
        honest = making.sign(paper(), wakil, authority, at=at)
        refused = {
            "no signature": paper(),
            "another text": making.sign(paper("NASKAH LAIN\nKami memihak.\n"), wakil, authority, at=at),
            "somebody else": making.sign(paper(), authority.person("Orang Lain Contoh"), authority, at=at),
            "a foreign authority": making.sign(
                paper(), Authority("Asing").person("Wakil Pemprov Contoh"), at=at
            ),
            "changed after signing": making.with_other_page_content(honest),
            "a shadow over it": making.with_note(honest),
            "no PDF": b"bukan pdf",
        }
        for why, pdf in refused.items():
            answer = certified(ceremony, pdf)
            page = answer.content.decode()
            assert answer.status_code == 422, why
            assert re.search(r"<h1>PDF ini tidak diterima: \S.{10,}</h1>", page), why
        assert not InstitutionSignature.objects.exists()
        assert not CertifiedFile.objects.exists()
        assert not entries("commitment-signature")

    def test_out_of_order_is_told_before_anything_is_checked(self, ceremony):
        answer = certified(ceremony, b"x", place=2)
        assert (answer.status_code, "giliran Pemprov" in answer.content.decode()) == (409, True)


class TestPaper:
    def test_it_counts_after_another_officer_confirmed_it(self, ceremony, nobody):
        assert ceremony.mark(1, SHEET).status_code == 302
        assert not InstitutionSignature.objects.exists()
        address = f"{ceremony.desk}lembaga/1/kertas/sahkan/"
        own = ceremony.leader.post(address)
        assert (own.status_code, "petugas lain" in own.content.decode()) == (403, True)
        assert "Pemprov Contoh" in ceremony.second.get("/meja/komitmen/lembar/").content.decode()
        assert "Pemprov Contoh" not in ceremony.leader.get("/meja/komitmen/lembar/").content.decode()
        assert ceremony.second.get(f"{ceremony.desk}lembaga/1/kertas/pindaian").getvalue() == SHEET
        assert ceremony.second.post(address).status_code == 302
        assert ceremony.second.post(address).status_code == 409
        [entry] = entries("commitment-signature")
        assert entry["body"]["way"] == "paper"
        assert entry["body"]["evidence"]["sheet_sha256"] == SignedSheet.objects.get().sha256
        assert "tanda tangan di kertas" in nobody.get(ceremony.shown).content.decode()

    def test_a_scan_counts_once_and_must_be_one(self, ceremony):
        assert ceremony.mark(1, b"bukan pindaian").status_code == 422
        assert ceremony.mark(2, SHEET).status_code == 409
        ceremony.mark(1, SHEET)
        assert ceremony.mark(1, picture()).status_code == 409
        ceremony.second.post(f"{ceremony.desk}lembaga/1/kertas/sahkan/")
        again = ceremony.mark(2, SHEET)
        assert (again.status_code, "pernah dipakai" in again.content.decode()) == (409, True)

    def test_a_wrong_sheet_is_discarded_before_it_is_confirmed(
        self, ceremony, tmp_path, django_capture_on_commit_callbacks
    ):
        ceremony.mark(1, SHEET)
        kept = tmp_path / "media" / "commitments" / "sheets"
        assert len(list(kept.iterdir())) == 1
        with django_capture_on_commit_callbacks(execute=True):
            assert ceremony.leader.post(f"{ceremony.desk}lembaga/1/kertas/buang/").status_code == 302
        assert not list(kept.iterdir())
        assert not SignedSheet.objects.exists()
        assert ceremony.leader.post(f"{ceremony.desk}lembaga/1/kertas/buang/").status_code == 404
        assert ceremony.second.post(f"{ceremony.desk}lembaga/1/kertas/sahkan/").status_code == 404

    def test_a_sheet_of_somebody_who_was_replaced_is_not_confirmed(self, ceremony):
        ceremony.mark(1, SHEET)
        ceremony.leader.post(f"{ceremony.desk}lembaga/1/tarik/", {"reason": "Ditarik"})
        answer = ceremony.second.post(f"{ceremony.desk}lembaga/1/kertas/sahkan/")
        assert answer.status_code == 409
        assert not InstitutionSignature.objects.exists()

    def test_passkey_certificate_and_paper_complete_one_commitment(self, ceremony, authority, request):
        request.getfixturevalue("_in_process"), request.getfixturevalue("roots")
        ceremony.sign(1)
        kpu = authority.person("Wakil Kpu Contoh")
        pdf = making.sign(paper(), kpu, authority, at=ceremony.clock.at)
        assert certified(ceremony, pdf, place=2).status_code == 302
        ceremony.mark(3, SHEET)
        ceremony.second.post(f"{ceremony.desk}lembaga/3/kertas/sahkan/")
        [whole] = entries("commitment")
        assert [s["way"] for s in whole["body"]["signatures"]] == ["passkey", "certified", "paper"]


def test_nobody_without_the_capability_sees_a_scan(ceremony, as_user):
    ceremony.mark(1, SHEET)
    client = Client()
    as_user(client, "SITE_LEADER")
    for way in ("kertas/pindaian", "kertas/sahkan/"):
        assert client.get(f"{ceremony.desk}lembaga/1/{way}").status_code == 403
