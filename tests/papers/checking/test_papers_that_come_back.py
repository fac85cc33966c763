"""A paper leaves with a blank number and comes back numbered, certified and unchanged, or not at all."""

from datetime import timedelta

import pytest

from ikrar.accounts.domain import Role
from ikrar.papers import keeping, operations, queries
from ikrar.papers.domain import PDF, PaperKind
from ikrar.register import operations as register
from ikrar.register import queries as register_queries
from tests.papers.checking import making
from tests.papers.checking.authority import NOW

pytestmark = pytest.mark.usefixtures("_in_process")
LINES = ("BERITA ACARA", "Nomor: ..................", "Kami menyatakan siap menjaga netralitas.")
NUMBER = "B/12/2026"
NUMBERED = making.paper((LINES[0], f"Nomor: {NUMBER}", LINES[2]))


@pytest.fixture
def officer(make_user):
    return make_user("Citra Contoh", Role.ORGANISER)


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def issued(officer):
    return operations.issue(
        kind=PaperKind.MINUTES,
        subject="D1",
        title="Berita acara",
        file=making.paper(LINES),
        media=PDF,
        by=officer,
        at=NOW,
    )


def returned(pdf, siti, authority):
    return making.sign(pdf, siti, authority)


def test_it_comes_back_and_stands_in_the_register(issued, officer, roots, siti, authority):
    signed = returned(NUMBERED, siti, authority)
    back = operations.take_back(paper=issued.public_id, file=signed, number=f" {NUMBER} ", by=officer, at=NOW)
    assert back.returned is not None
    assert back.returned.number == NUMBER
    assert queries.returned_file(public_id=issued.public_id) == signed
    assert queries.issued_file(public_id=issued.public_id) == making.paper(LINES)
    register.advance(at=NOW + timedelta(seconds=10))  # a small batch waits a little
    record = register_queries.public_body(leaf_hash=back.returned.leaf_hash)
    assert back.returned.sha256.encode() in record
    assert b"Siti" not in record
    assert queries.papers_of(subject="D1")[0].returned.index is not None
    assert queries.anchored(sha256=back.returned.sha256).public_id == issued.public_id
    assert queries.damaged_files() == ()


def test_it_never_comes_back_twice(issued, officer, roots, siti, authority):
    signed = returned(NUMBERED, siti, authority)
    operations.take_back(paper=issued.public_id, file=signed, number=NUMBER, by=officer, at=NOW)
    with pytest.raises(operations.AlreadyTakenBack):
        operations.take_back(paper=issued.public_id, file=signed, number="B/13/2026", by=officer, at=NOW)
    assert queries.paper(public_id=issued.public_id).returned.number == NUMBER


def test_another_text_changes_nothing(issued, officer, roots, siti, authority):
    other = making.paper((LINES[0], f"Nomor: {NUMBER}", "Kami menyatakan siap memihak."))
    with pytest.raises(operations.PaperIsNotAccepted) as refused:
        operations.take_back(
            paper=issued.public_id, file=returned(other, siti, authority), number=NUMBER, by=officer, at=NOW
        )
    assert refused.value.checked.has("text-differs")
    assert "memihak" in refused.value.reason.id
    assert queries.paper(public_id=issued.public_id).returned is None
    kept = [path for path in keeping.path_of("aa").parents[1].rglob("*") if path.is_file()]
    assert [path.name for path in kept] == [issued.sha256]


@pytest.mark.parametrize("number", ["", "   ", "B/12\u202e/2026", "9" * 61])
def test_it_needs_a_number_that_can_be_read(issued, officer, roots, number):
    with pytest.raises(operations.NumberIsMissing):
        operations.take_back(paper=issued.public_id, file=b"", number=number, by=officer, at=NOW)


def test_the_number_must_stand_in_the_file(issued, officer, roots, siti, authority):
    with pytest.raises(operations.PaperIsNotAccepted) as refused:
        operations.take_back(
            paper=issued.public_id,
            file=returned(NUMBERED, siti, authority),
            number="B/99",
            by=officer,
            at=NOW,
        )
    assert refused.value.checked.has("number-missing")


def test_a_file_that_was_flipped_on_the_disk_is_noticed(issued):
    path = keeping.path_of(issued.sha256)
    path.write_bytes(path.read_bytes().replace(b"netralitas", b"Netralitas"))
    assert queries.damaged_files() == (issued.sha256,)


def test_the_same_paper_is_issued_once(issued, officer):
    again = operations.issue(
        kind=PaperKind.MINUTES,
        subject="D1",
        title="Berita acara",
        file=making.paper(LINES),
        media=PDF,
        by=officer,
        at=NOW,
    )
    assert again.public_id == issued.public_id
