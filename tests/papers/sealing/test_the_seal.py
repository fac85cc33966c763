"""A sealed paper: other people's programs accept it, and notice when one byte of it was changed."""

import stat

import pytest

from ikrar.papers import operations, seals
from ikrar.papers.queries import seal_in_use
from ikrar.papers.troubles import PaperIsNoPDF, PaperTakesNoSeal
from tests.papers.sealing.outside import MUTOOL, PDFSIG, told


@pytest.fixture
def kept(tmp_path):
    """`kept(pdf)`: its path on the disk."""

    def keep(pdf, name="paper.pdf"):
        path = tmp_path / name
        path.write_bytes(pdf)
        return str(path)

    return keep


@pytest.fixture
def sealed(paper, at):
    return operations.seal(pdf=paper, reason="Contoh", at=at)


@PDFSIG
def test_pdfsig_finds_the_whole_document_signed_until_a_byte_is_changed(sealed, kept, changed):
    good = told("pdfsig", kept(sealed))
    assert "Signature is Valid." in good
    assert "Total document signed" in good
    assert "ETSI.CAdES.detached" in good
    assert "Segel Ikrar, tidak tersertifikasi" in good
    bad = told("pdfsig", kept(changed(sealed)))
    assert "Signature is Valid." not in bad
    assert "Digest Mismatch" in bad


@MUTOOL
def test_mutool_finds_it_unchanged_until_a_byte_is_changed(sealed, kept, changed):
    assert "unchanged since signing" in told("mutool", "sign", "-v", kept(sealed))
    bad = told("mutool", "sign", "-v", kept(changed(sealed)))
    assert "unchanged since signing" not in bad


@pytest.mark.django_db
def test_the_key_is_made_at_first_use_and_is_its_owners_alone(sealed, paper, at):
    path = seals.key_path()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    first = seal_in_use(at=at).facts.fingerprint
    operations.seal(pdf=paper, reason="Sekali lagi", at=at)
    assert seal_in_use(at=at).facts.fingerprint == first


def test_a_sealed_paper_is_not_sealed_twice_and_what_is_no_pdf_not_at_all(sealed, at):
    with pytest.raises(PaperTakesNoSeal):
        operations.seal(pdf=sealed, reason="Sekali lagi", at=at)
    for rubbish in (b"", b"bukan PDF", sealed[:300]):
        with pytest.raises(PaperIsNoPDF):
            operations.seal(pdf=rubbish, reason="Contoh", at=at)
