"""fsck holds what the register was told of a paper against its row and its files, also after the schedule let it go."""

import random
from datetime import timedelta

import pytest

from ikrar.papers import keeping, operations
from ikrar.papers.models import Paper, ReturnedPaper
from ikrar.papers.operations.destroying import destroy_papers
from ikrar.papers.queries.holding import HOLDERS
from ikrar.register import queries
from tests.papers.checking import making
from tests.papers.checking.authority import NOW
from tests.papers.checking.test_papers_that_come_back import (  # noqa: F401 (fixtures)
    NUMBER,
    NUMBERED,
    _media,
    issued,
    officer,
)
from tests.register.flips import flipped

pytestmark = pytest.mark.usefixtures("_in_process")
FLIPS = (
    (ReturnedPaper, "number"), (ReturnedPaper, "sha256"), (ReturnedPaper, "size"), (ReturnedPaper, "leaf_hash"),
    (Paper, "kind"), (Paper, "subject"), (Paper, "sha256"), (Paper, "text"), (Paper, "text_sha256"),
)  # fmt: skip


def findings():
    return [f"{one.code} {one.where}" for one in queries.check_log(holders=HOLDERS)]


@pytest.fixture
def back(issued, officer, roots, siti, authority):  # noqa: F811 (a fixture of that file)
    signed = making.sign(NUMBERED, siti, authority)
    operations.take_back(paper=issued.public_id, file=signed, number=NUMBER, by=officer, at=NOW)
    assert findings() == []
    return ReturnedPaper.objects.get()


@pytest.mark.parametrize(("model", "column"), FLIPS)
def test_a_flipped_byte_of_its_rows_is_named(back, model, column):
    chance = random.Random(11)
    value = getattr(model.objects.get(), column)
    found = flipped(bytes(value) if isinstance(value, memoryview) else value, chance)
    if (model, column) == (Paper, "kind"):
        found = "TEXT"  # the database takes no other word
    model.objects.update(**{column: found})
    assert any("paper" in one for one in findings())


def test_another_verdict_or_signer_in_what_was_found_is_named(back):
    signer = back.checked["signatures"][0]
    signer["certificate_sha256"] = flipped(signer["certificate_sha256"], random.Random(1))
    back.save(update_fields=["checked"])
    assert findings() == [f"changed paper {back}"]


@pytest.mark.parametrize("which", ["issued", "returned"])
def test_a_flipped_byte_of_a_kept_file_is_named(back, which):
    path = keeping.path_of(back.sha256 if which == "returned" else back.paper.sha256)
    path.write_bytes(flipped(path.read_bytes(), random.Random(7)))
    assert findings() == [f"changed paper {path.name}"]


def test_a_row_that_is_gone_is_missed(back):
    back.delete()
    assert [one.split()[:2] for one in findings()] == [["no-row", "paper"]]


def test_what_the_schedule_let_go_is_still_held_by_what_stays(back, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert destroy_papers(before=NOW + timedelta(days=1), most=10) == 1
    assert findings() == []
    ReturnedPaper.objects.update(number="B/13/2026")
    assert findings() == [f"changed paper {back}"]
