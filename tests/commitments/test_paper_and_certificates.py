"""Paper that two officers vouch for, and all three ways to sign in one commitment."""

import pytest
from django.test import Client

from ikrar.commitments.models import InstitutionSignature, SignedSheet
from tests.commitments.conftest import entries, picture
from tests.commitments.test_certified_pdfs import signed_by
from tests.papers.checking.authority import Authority
from tests.papers.checking.conftest import _in_process, roots  # noqa: F401 (fixtures)

SHEET = b"%PDF-1.7 lembar yang ditandatangani (contoh) %%EOF\n"


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


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
        pdf = signed_by(ceremony, authority, "KPU")
        assert ceremony.certified(pdf, place=2).status_code == 302
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
