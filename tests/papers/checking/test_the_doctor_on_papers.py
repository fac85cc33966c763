"""The doctor reads every kept paper again, and tells whom this installation trusts."""

import pytest

from ikrar.accounts.domain import Role
from ikrar.papers import keeping, operations
from ikrar.papers.domain import PDF, PaperKind
from ikrar.project.diagnosis import Level, papers
from tests.papers.checking import making

LINES = ("BERITA ACARA", "Nomor: ..............", "Isi contoh.")


@pytest.fixture
def issued(make_user, at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return operations.issue(
        kind=PaperKind.MINUTES,
        subject="D1",
        title="Contoh",
        file=making.paper(LINES),
        media=PDF,
        by=make_user("Citra Contoh", Role.ORGANISER),
        at=at,
    )


def test_a_paper_that_was_changed_on_the_disk_is_named(issued, at):
    assert [one.level for one in papers.kept(at)] == [Level.GOOD]
    keeping.path_of(issued.sha256).write_bytes(b"%PDF- another")
    found = list(papers.kept(at))
    assert [one.level for one in found] == [Level.BAD]
    assert issued.sha256[:12] in found[0].told


def test_without_a_root_it_warns_once_a_paper_is_out(db, at, settings, request):
    settings.IKRAR_TRUSTED_ROOTS = ""
    assert [one.level for one in papers.roots(at)] == [Level.GOOD]
    request.getfixturevalue("issued")
    assert [one.level for one in papers.roots(at)] == [Level.WARNING]


def test_it_names_what_is_no_authority_and_trusts_it_for_nothing(db, at, roots, siti, authority):
    (roots / "orang.pem").write_bytes(siti.pem)
    (roots / "catatan.txt").write_text("kata sandi: rahasia")
    (roots / "penerbit.crt").write_bytes(authority.issuing.der)
    (roots / "daftar.crl").write_bytes(authority.revocations())
    found = list(papers.roots(at))
    assert found[0].told == "1 roots, 1 lists"
    assert found[1].told == "catatan.txt, orang.pem"
