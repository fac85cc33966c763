"""The desk's pages of papers, and the public page that checks a signed PDF."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ikrar.accounts.domain import Role
from ikrar.accounts.models import AuditRow, Trial
from ikrar.papers import operations, queries
from ikrar.papers.domain import PDF, PaperKind
from ikrar.register import operations as register
from tests.papers.checking import making

pytestmark = pytest.mark.usefixtures("_in_process")
LINES = ("BERITA ACARA", "Nomor: ..................", "Kami menyatakan siap menjaga netralitas.")
NUMBER = "B/12/2026"
NUMBERED = making.paper((LINES[0], f"Nomor: {NUMBER}", LINES[2]))
CHECK = "/periksa-pdf/"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def signed(authority, siti, at):
    return making.sign(NUMBERED, siti, authority, at=at)


@pytest.fixture
def issued(make_user, at):
    return operations.issue(
        kind=PaperKind.MINUTES,
        subject="D1",
        title="Berita acara contoh",
        file=making.paper(LINES),
        media=PDF,
        by=make_user("Citra Contoh", Role.ORGANISER),
        at=at,
    )


@pytest.fixture
def at_the_desk(as_user):
    """Somebody who has just signed in with a role."""

    def sit(role, *, confirmed=True):
        client = Client()
        as_user(client, role, confirmed=confirmed)
        return client

    return sit


def upload(content, name="surat.pdf"):
    return SimpleUploadedFile(name, content, content_type=PDF)


def test_an_officer_takes_a_paper_back(at_the_desk, issued, signed, roots):
    budi = at_the_desk(Role.PERSONNEL)
    address = f"/meja/berkas/{issued.public_id}/"
    assert "Berita acara contoh" in budi.get("/meja/berkas/").content.decode()
    assert "Terima kembali" in budi.get(address).content.decode()
    answer = budi.post(f"{address}terima/", {"number": NUMBER, "file": upload(signed)})
    assert answer.status_code == 302, answer.content.decode()
    register.advance(at=timezone.now() + timedelta(seconds=10))
    page = budi.get(address).content.decode()
    assert "Siti Rahma Contoh" in page
    assert NUMBER in page
    assert "Terima kembali" not in page
    assert budi.get(f"{address}kembali").content == signed
    assert budi.get(f"{address}terima/").status_code == 302
    assert NUMBER in budi.get("/meja/berkas/tentang/D1/").content.decode()


def test_what_is_not_accepted_is_told_and_not_kept(at_the_desk, issued, authority, siti, roots, at):
    budi = at_the_desk(Role.PERSONNEL)
    other = making.sign(making.paper((LINES[0], f"Nomor: {NUMBER}", "Kami memihak.")), siti, authority, at=at)
    answer = budi.post(f"/meja/berkas/{issued.public_id}/terima/", {"number": NUMBER, "file": upload(other)})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "berbeda dari yang diharapkan" in page
    assert "text-differs" in page
    assert queries.paper(public_id=issued.public_id).returned is None
    assert AuditRow.objects.filter(act="paper.refused", subject=issued.public_id).count() == 1


def test_who_may_not_take_papers_back(at_the_desk, client, issued):
    address = f"/meja/berkas/{issued.public_id}/"
    assert client.get(address).status_code == 302
    dewi = at_the_desk(Role.WITNESS)
    assert dewi.get("/meja/berkas/").status_code == 403
    assert dewi.get(address).status_code == 403
    auditor = at_the_desk(Role.AUDITOR)
    assert auditor.get(address).status_code == 200
    assert auditor.get(f"{address}terima/").status_code == 403


def test_it_asks_again_who_is_there_before_a_file_is_chosen(at_the_desk, issued):
    budi = at_the_desk(Role.PERSONNEL, confirmed=False)
    page = budi.get(f"/meja/berkas/{issued.public_id}/terima/").content.decode()
    assert 'type="file"' not in page


def test_a_paper_that_is_not_there(at_the_desk):
    budi = at_the_desk(Role.PERSONNEL)
    assert budi.get("/meja/berkas/TIDAKADA/").status_code == 404
    assert budi.get("/meja/berkas/tentang/TIDAKADA/").status_code == 404


def test_anybody_checks_a_signed_pdf(client, db, signed, roots):
    page = client.post(CHECK, {"berkas": upload(signed)}).content.decode()
    assert "Diterima" in page
    assert "Siti Rahma Contoh" in page
    assert "tidak tercatat di register" in page


def test_a_pdf_that_came_back_is_found_in_the_register(client, make_user, issued, signed, roots, at):
    operations.take_back(
        paper=issued.public_id, file=signed, number=NUMBER, by=make_user("Budi Contoh", Role.PERSONNEL), at=at
    )
    page = client.post(CHECK, {"berkas": upload(signed)}).content.decode()
    assert "Berkas persis ini tercatat di register" in page
    assert NUMBER in page
    unsigned = client.post(CHECK, {"berkas": upload(making.paper(LINES))}).content.decode()
    assert "sebelum ditandatangani" in unsigned


def test_the_public_page_keeps_nothing(client, db, signed, roots, settings):
    answer = client.post(CHECK, {"berkas": upload(signed)})
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"
    assert AuditRow.objects.count() == 0
    assert list(Trial.objects.values_list("kind", flat=True)) == ["pdf-check"]
    assert not settings.MEDIA_ROOT.exists()


def test_the_public_page_has_bounds(client, db, settings):
    assert client.post(CHECK).status_code == 422
    settings.IKRAR_PAPER_BYTES = 1_000
    assert client.post(CHECK, {"berkas": upload(b"%PDF-" + b"x" * 9_000)}).status_code == 413
    settings.IKRAR_PDF_CHECKS = 1
    assert client.post(CHECK, {"berkas": upload(b"no pdf")}).status_code == 200
    assert client.post(CHECK, {"berkas": upload(b"no pdf")}).status_code == 429
    assert (
        client.post(CHECK, {"berkas": upload(b"x")}, headers={"Sec-Fetch-Site": "cross-site"}).status_code
        == 403
    )


@pytest.mark.parametrize("language", ["", "/en"])
def test_without_any_root_it_does_not_round_up(client, db, signed, language, settings):
    settings.IKRAR_TRUSTED_ROOTS = ""
    page = client.post(f"{language}{CHECK}", {"berkas": upload(signed)}).content.decode()
    assert ("Not certain" if language else "Belum pasti") in page
