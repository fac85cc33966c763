"""What an institution told of its certificates before the day decides whose signature counts."""

import html

import pytest
from cryptography.hazmat.primitives import hashes

from ikrar.roster import operations as roster
from ikrar.roster import queries as people
from ikrar.roster.domain import InstitutionKind
from tests.commitments.conftest import SIX, entries, speaks
from tests.commitments.test_certified_pdfs import FIRST, nothing_was_recorded, paper, signed_by, title
from tests.papers.checking import making
from tests.papers.checking.authority import Authority
from tests.papers.checking.conftest import _in_process, roots  # noqa: F401 (fixtures)

pytestmark = pytest.mark.usefixtures("_in_process", "roots")


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


class TestBinding:
    """How certificates are written is told before the day, confirmed by another officer, and entered at the opening."""

    @pytest.fixture
    def planned(self, begun, institutions):
        return begun.ready([institutions[kind] for kind in SIX[:2]], is_open=False)

    def tell(self, planned, *, place=1, **said):
        answer = planned.leader.post(
            f"{planned.desk}lembaga/{place}/sertifikat/", {"source": "Surat 12/X/2026", **said}
        )
        waiting = planned.view.signatories[place - 1].waiting_notice
        return answer, waiting.id if waiting else None

    def confirm(self, planned, notice, *, by=None, place=1):
        address = f"{planned.desk}lembaga/{place}/sertifikat/sahkan/"
        return (by or planned.second).post(address, {"notice": notice})

    def test_an_institution_is_known_as_its_certificates_write_it(self, planned, authority, nobody):
        polri = "Kepolisian Negara Republik Indonesia"
        answer, notice = self.tell(planned, organisation=polri, unit="Polres Contoh")
        assert answer.status_code == 302
        own = self.confirm(planned, notice, by=planned.leader)
        assert (own.status_code, "petugas lain" in title(own)) == (403, True)
        assert FIRST in planned.second.get("/meja/komitmen/lembar/").content.decode()
        assert polri in planned.second.get(f"{planned.desk}lembaga/1/sertifikat/sahkan/").content.decode()
        assert self.confirm(planned, notice).status_code == 302
        assert self.confirm(planned, notice).status_code == 404
        planned.open()
        assert entries("commitment-opened")[0]["body"]["institutions"][0]["certificate"] == {
            "organisation": polri,
            "unit": "Polres Contoh",
            "certificate_sha256": None,
        }
        made = lambda **more: making.sign(  # noqa: E731 (one line)
            paper(), authority.person(f"Wakil {FIRST}", **more), authority, at=planned.clock.at
        )
        for wrong in (
            {"organisation": FIRST},
            {"organisation": polri},
            {"organisation": polri, "unit": "Polres Lain"},
        ):
            assert planned.certified(made(**wrong), place=1).status_code == 422, wrong
        right = {"organisation": polri.upper(), "unit": "POLRES CONTOH"}
        assert planned.certified(made(**right), place=1).status_code == 302
        assert "Bagian POLRES CONTOH." in nobody.get(planned.shown).content.decode()

    def test_a_certificate_told_beforehand_is_the_only_one_and_needs_no_organisation(
        self, planned, authority, nobody
    ):
        private = authority.person("WAKIL PEMPROV CONTOH SH", organisation="")
        told = private.certificate.fingerprint(hashes.SHA256()).hex(":").upper()
        _, notice = self.tell(planned, certificate_sha256=told)
        twice, _ = self.tell(planned, place=2, certificate_sha256=told)
        assert (twice.status_code, f"diberitahukan untuk {FIRST}" in title(twice)) == (409, True)
        self.confirm(planned, notice)
        planned.open()
        at = planned.clock.at
        namesake = authority.person(f"Wakil {FIRST}", organisation=FIRST)
        answer = planned.certified(making.sign(paper(), namesake, authority, at=at), place=1)
        assert (answer.status_code, "bersidik" in title(answer)) == (422, True)
        assert planned.certified(making.sign(paper(), private, authority, at=at), place=1).status_code == 302
        assert "sidik sertifikatnya diberitahukan lembaga" in nobody.get(planned.shown).content.decode()

    def test_what_is_typed_wrongly_is_told_and_nothing_is_kept(self, planned):
        for said, words in (
            ({}, "Isi organisasi atau sidik"),
            ({"certificate_sha256": "abc"}, "64 angka dan huruf"),
            ({"organisation": "Kota\u202e Contoh"}, "tanda yang tidak terlihat"),
            ({"organisation": "Kota Contoh", "source": ""}, "tidak boleh kosong"),
        ):
            answer, notice = self.tell(planned, **said)
            assert (answer.status_code, notice) == (422, None), said
            assert words in html.unescape(answer.content.decode()), said

    def test_what_waits_or_was_taken_back_does_not_count_and_nothing_changes_once_open(
        self, planned, authority
    ):
        _, notice = self.tell(planned, organisation="Lembaga Lain Contoh")
        planned.leader.post(f"{planned.desk}lembaga/1/sertifikat/{notice}/tarik/")
        _, notice = self.tell(planned, organisation="Lembaga Ketiga Contoh")
        planned.open()
        assert self.confirm(planned, notice).status_code == 409
        assert self.tell(planned, organisation="Lembaga Lain Contoh")[0].status_code == 409
        assert planned.leader.get(f"{planned.desk}lembaga/1/sertifikat/").status_code == 200
        assert planned.certified(signed_by(planned, authority, "PEMPROV"), place=1).status_code == 302

    def test_a_fingerprint_of_somebody_who_was_replaced_says_nothing_of_the_next(
        self, planned, authority, institutions
    ):
        one = authority.person(f"Wakil {FIRST}", organisation=FIRST)
        _, notice = self.tell(planned, certificate_sha256=one.certificate.fingerprint(hashes.SHA256()).hex())
        self.confirm(planned, notice)
        first = people.institution(public_id=institutions["PEMPROV"])
        other = speaks(first.id, "Pengganti Contoh", at=planned.clock.at)
        planned.name(1, representative=other, reason="Diganti")
        planned.open()
        at = planned.clock.at
        assert planned.certified(making.sign(paper(), one, authority, at=at), place=1).status_code == 422
        heir = authority.person("Drs. Pengganti Contoh, M.Si.", organisation=FIRST)
        assert planned.certified(making.sign(paper(), heir, authority, at=at), place=1).status_code == 302


def test_a_name_of_one_word_and_two_of_one_organisation_fit_nobody_by_name_alone(
    begun, clock, authority, tmp_path
):
    ids = []
    for name in ("Polres Satu Contoh", "Polres Dua Contoh"):
        body = roster.add_institution(name=name, kind=InstitutionKind("POLRI"), by=None, at=clock.at)
        speaks(body.id, "Suryadi", at=clock.at)
        ids.append(body.public_id)
    begun.ready(ids, is_open=False)
    for place in (1, 2):
        said = {"organisation": "Polri Contoh", "source": "Surat 3/X/2026"}
        begun.leader.post(f"{begun.desk}lembaga/{place}/sertifikat/", said)
        notice = begun.view.signatories[place - 1].waiting_notice.id
        begun.second.post(f"{begun.desk}lembaga/{place}/sertifikat/sahkan/", {"notice": notice})
    begun.open()
    for organisation, words in (("", "tidak menyebut organisasi"), ("Toko Contoh", "Toko Contoh"),
                                ("Polri Contoh", "lebih dari satu lembaga")):  # fmt: skip
        held = authority.person("Suryadi", organisation=organisation)
        answer = begun.certified(making.sign(paper(), held, authority, at=clock.at), place=1)
        assert (answer.status_code, words in title(answer)) == (422, True), title(answer)
    assert nothing_was_recorded(tmp_path)
