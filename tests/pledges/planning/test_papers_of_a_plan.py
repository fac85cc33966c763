"""Letters of a plan: looked at, issued with a blank number, and refused when they come back altered."""

import io
import re
import shutil
import subprocess
from datetime import date
from zipfile import ZipFile

import pytest
from django.urls import reverse
from pypdf import PdfReader

from ikrar.accounts.models import AuditRow
from ikrar.papers import operations as papers
from ikrar.papers.domain import DOCX, PDF
from ikrar.papers.letters import text_of
from ikrar.papers.queries import issued_file, papers_of
from ikrar.pledges import operations, queries
from ikrar.pledges.papers import attending
from ikrar.pledges.queries.attending import expected_at
from tests.papers.letters.conftest import edited
from tests.pledges.planning.conftest import NOW

LETTER = {
    "site": "",
    "to": "units",
    "nature": "Penting",
    "subject": "Undangan pembacaan ikrar",
    "place": "Kota Contoh",
    "agenda": "Lagu Indonesia Raya\nPembacaan ikrar",
    "notes": "Membawa kartu kode pribadi.",
    "office": "Sekretaris Daerah",
    "copies": "Wali Kota Contoh",
}


def words_of(pdf):
    read = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"\s+", " ", read)


def page_of(plan):
    return reverse("pledges:plan-letters", args=[plan.id])


def issued(client, plan, media="docx", **changes):
    done = client.post(page_of(plan), LETTER | changes | {"do": f"issue-{media}"})
    assert done.status_code == 302, done.content.decode()[:2000]
    return papers_of(subject=plan.id)[0]


def test_the_page_is_for_planners_and_begins_with_the_run_sheet(fixed, citra_client, dewi_client):
    assert dewi_client.get(page_of(fixed)).status_code == 403
    shown = citra_client.get(page_of(fixed)).content.decode()
    assert "Surat undangan" in shown
    assert "Pembacaan ikrar" in shown
    assert (
        reverse("pledges:plan-letters", args=[fixed.id])
        in citra_client.get(reverse("pledges:plan", args=[fixed.id])).content.decode()
    )


def test_looking_shows_the_letter_and_issues_nothing(fixed, citra_client):
    looked = citra_client.post(page_of(fixed), LETTER | {"do": "look"})
    assert (looked.status_code, looked["Content-Type"]) == (200, PDF)
    words = words_of(looked.content)
    for said in ("PEMERINTAH KOTA CONTOH", "Nomor : ……", "Sifat : Penting", "Hal : Undangan pembacaan ikrar", "Yth.",
                 "Senin tanggal enam belas bulan November tahun dua ribu dua puluh enam",
                 "Pukul 07.45 WIB (tujuh lewat empat puluh lima menit)", "1. Lagu Indonesia Raya", "Tembusan",
                 "Sidik kunci register", "Sekretaris Daerah"):  # fmt: skip
        assert said in words, said
    assert not papers_of(subject=fixed.id)


def test_every_unit_invited_is_named_with_its_site_and_hour(fixed, citra_client):
    words = words_of(citra_client.post(page_of(fixed), LETTER | {"do": "look"}).content)
    for said in (
        "Pimpinan Dinas Contoh",
        "Pimpinan Kecamatan Contoh Barat",
        "Pimpinan Kecamatan Contoh Timur",
    ):
        assert said in words
    assert "Pimpinan Kota Contoh" not in words


def test_one_site_invites_its_own_units_alone(fixed, citra_client):
    site = fixed.sites["Kecamatan Barat"]
    words = words_of(citra_client.post(page_of(fixed), LETTER | {"do": "look", "site": site}).content)
    assert "Pimpinan Kecamatan Contoh Barat" in words
    assert "Dinas Contoh" not in words
    assert "Tempat : Kecamatan Barat" in words


def test_more_than_four_go_to_a_list_of_their_own(planned, city, citra_client):
    for name in ("mawar", "melati", "kenanga"):
        operations.invite(site=planned.sites["Balai Kota"], units=[city.units[name].pk])
    words = words_of(citra_client.post(page_of(planned), LETTER | {"do": "look"}).content)
    assert "Yth. (daftar terlampir)" in words
    assert "1 (satu) berkas" in words
    assert "Kelurahan Mawar Contoh Balai Kota 07.45 WIB" in words


def test_a_letter_of_ones_own_needs_somebody_to_go_to(fixed, citra_client):
    refused = citra_client.post(page_of(fixed), LETTER | {"to": "own", "do": "issue-docx"})
    assert refused.status_code == 422
    assert "Tulis kepada siapa surat ini." in refused.content.decode()
    words = words_of(
        citra_client.post(
            page_of(fixed), LETTER | {"to": "own", "addressees": "Ketua DPRD", "do": "look"}
        ).content
    )
    assert "Yth. Ketua DPRD di Tempat" in words


def test_an_issued_docx_is_kept_as_it_left_and_listed(fixed, citra_client):
    paper = issued(citra_client, fixed)
    assert (paper.media, paper.kind, paper.title) == (DOCX, "INVITATION", "Undangan pembacaan ikrar")
    kept = issued_file(public_id=paper.public_id)
    assert "Nomor : ……" in text_of(kept)
    shown = citra_client.get(page_of(fixed)).content.decode()
    assert paper.sha256[:16] in shown
    assert "belum kembali" in shown
    assert AuditRow.objects.filter(act="paper.issued", subject=paper.public_id).exists()
    assert not re.search(r"\d{18}", paper.file_name)


def test_a_letter_that_came_back_altered_is_refused_by_its_line_and_changes_nothing(
    fixed, citra, citra_client
):
    paper = issued(citra_client, fixed)
    altered = edited(issued_file(public_id=paper.public_id), "07.45 WIB (tujuh", "09.00 WIB (tujuh")
    with pytest.raises(papers.PaperIsNotAccepted) as refused:
        papers.take_back(paper=paper.public_id, file=altered, number="800/1", at=NOW, by=citra)
    assert "berubah: semula “Waktu | : | Pukul 07.45 WIB" in refused.value.reason.id
    assert papers_of(subject=fixed.id)[0].returned is None


def test_what_an_organiser_wrote_stays_words(fixed, citra_client):
    wild = '#panic("x") $a$ *b* <b> {{ c }} ${d}'
    looked = citra_client.post(page_of(fixed), LETTER | {"do": "look", "subject": wild, "notes": wild})
    assert '#panic("x") $a$ *b* <b> {{ c }}' in words_of(looked.content)


def test_a_rehearsals_letter_says_so(planned, citra, citra_client):
    copy = operations.rehearse(declaration=planned.id, held_on=date(2026, 11, 12), by=citra, at=NOW)
    looked = citra_client.post(reverse("pledges:plan-letters", args=[copy]), LETTER | {"do": "look"})
    assert "LATIHAN" in words_of(looked.content)


def test_the_list_of_those_present_is_no_signature(fixed, citra_client, dewi_client):
    address = reverse("pledges:site-attendance", args=[fixed.sites["Kecamatan Barat"]])
    assert dewi_client.get(address).status_code == 403
    listed = citra_client.get(address)
    assert listed["Cache-Control"].count("no-store")
    assert not re.search(r"\d{18}", listed["Content-Disposition"])
    words = words_of(listed.content)
    assert "Paraf ini bukan tanda tangan pakta integritas" in words
    assert words.count("Pegawai ") == 9
    assert "NIP berakhir 0000" in words
    assert not re.search(r"\d{18}", words)
    assert AuditRow.objects.get(act="attendance.made").detail == {"people": 9}


def test_who_sees_one_unit_gets_the_list_of_that_unit(fixed, city, client, make_user):
    unit = city.units["mawar"]
    head = make_user("Ida Contoh", "UNIT_HEAD", scope=unit.public_id)
    client.force_login(head)
    words = words_of(
        client.get(reverse("pledges:site-attendance", args=[fixed.sites["Kecamatan Barat"]])).content
    )
    assert "Kelurahan Mawar Contoh" in words
    assert "Kelurahan Melati Contoh" not in words


def test_the_text_is_a_public_paper_once_it_is_published(fixed, text, client, citra):
    address = reverse("pledges:text-paper", args=[text])
    one, again = client.get(address), client.get(address)
    assert one.content == again.content
    words = words_of(one.content)
    assert "Saya berjanji netral." in words
    assert queries.text(public_id=text).text_sha256 in words.replace(" ", "")
    draft = operations.draft(title="Draf", reading="x", body="y", by=citra, at=NOW)
    assert client.get(reverse("pledges:text-paper", args=[draft])).status_code == 404


def some_papers(plan, citra_client):
    one = queries.declaration(public_id=plan.id)
    site = one.sites[0]
    units = expected_at(site=site.public_id, units=None)
    yield "letter", citra_client.post(page_of(plan), LETTER | {"do": "look"}).content
    yield "attendance", attending.attendance(one, site, units, at=NOW)
    yield "pact", attending.pact(one.text, at=NOW)


def test_papers_claim_to_be_archivable_and_readable_aloud(fixed, citra_client):
    for name, pdf in some_papers(fixed, citra_client):
        told = PdfReader(io.BytesIO(pdf)).metadata and pdf
        assert b"<pdfaid:part>2</pdfaid:part>" in told, name
        assert b"<pdfaid:conformance>A</pdfaid:conformance>" in told, name
        assert b"<pdfuaid:part>1</pdfuaid:part>" in told, name


@pytest.mark.foreign
def test_other_peoples_tools_read_the_papers(fixed, citra_client, tmp_path):
    missing = [tool for tool in ("pdfinfo", "pdffonts", "mutool") if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} is not installed (poppler-utils, mupdf-tools)")
    for name, pdf in some_papers(fixed, citra_client):
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(pdf)
        told = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
        assert "Tagged:          yes" in told
        assert "(A4)" in told
        fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout
        assert all(" yes yes" in line for line in fonts.splitlines()[2:])  # embedded, subset
        drawn = subprocess.run(["mutool", "info", file], capture_output=True, text=True, check=True)
        assert "error" not in (drawn.stdout + drawn.stderr).casefold()


def test_a_docx_holds_no_moment_but_the_day_of_issue(fixed, citra_client):
    paper = issued(citra_client, fixed)
    with ZipFile(io.BytesIO(issued_file(public_id=paper.public_id))) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
