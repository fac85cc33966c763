"""A letter leaves as DOCX, is numbered and signed in the office, and comes back as a certified PDF."""

from datetime import UTC, datetime

import pytest

from ikrar.accounts.domain import Role
from ikrar.papers import operations
from ikrar.papers.domain import DOCX, PaperKind
from ikrar.papers.letters import Letter, letter, text_of
from tests.papers.checking import making

pytestmark = pytest.mark.usefixtures("_in_process")
AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
LETTER = Letter(
    institution="Pemerintah Kota Contoh",
    marks=(),
    nature="Penting",
    attachment="-",
    subject="Undangan pembacaan ikrar",
    place="Kota Contoh",
    addressees=("Camat Contoh Barat",),
    opening="Kami mengundang Bapak/Ibu pada:",
    facts=(("Waktu", "Pukul 07.45 WIB"),),
    agenda=("Pembacaan ikrar",),
    notes=(),
    closing="Terima kasih.",
    office="Sekretaris Daerah",
    copies=(),
    invited=(),
    fingerprint="1f2e 3d4c",
    origin="ikrar.contoh.go.id/register",
    text_sha256="ab" * 32,
    address="https://ikrar.contoh.go.id/deklarasi/K7M294/",
)
FOOT = "Surat undangan, Pemerintah Kota Contoh - Halaman 1 dari 1"


@pytest.fixture
def issued(make_user, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return operations.issue(
        kind=PaperKind.INVITATION,
        subject="D1",
        title="Undangan",
        file=letter(LETTER, at=AT),
        media=DOCX,
        by=make_user("Citra Contoh", Role.ORGANISER),
        at=AT,
    )


def as_pdf(**changes):
    """The letter as an office's word processor would print it, numbered."""
    text = text_of(letter(LETTER, at=AT)).replace("Kota Contoh, ……", "Kota Contoh, 22 November 2026")
    text = text.replace("Nomor : ……", "Nomor : 270/1/BKD")
    for was, now in changes.items():
        text = text.replace(was, now)
    lines = [line.replace("…", ".") for line in text.split("\n")]
    return making.paper((*lines, FOOT.replace(" - ", " \u00b7 ")))


def take(issued, pdf, by):
    return operations.take_back(paper=issued.public_id, file=pdf, number="270/1/BKD", by=by, at=AT)


def test_it_is_taken_back(issued, citra, roots, siti, authority):
    back = take(issued, making.sign(as_pdf(), siti, authority), citra)
    assert back.returned.checked.has("blanks-filled")


def test_with_another_hour_it_is_not(issued, citra, roots, siti, authority):
    pdf = making.sign(as_pdf(**{"07.45": "09.00"}), siti, authority)
    with pytest.raises(operations.PaperIsNotAccepted) as refused:
        take(issued, pdf, citra)
    assert "09.00" in refused.value.reason.id


def test_the_docx_itself_is_not_certified(issued, citra, roots):
    with pytest.raises(operations.PaperIsNotAccepted) as refused:
        take(issued, letter(LETTER, at=AT), citra)
    assert "belum tersertifikasi" in refused.value.reason.id
