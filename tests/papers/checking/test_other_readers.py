"""Beside readers not written here: what is accepted here is accepted by pdfsig and mutool, and what they refuse is refused here."""

import shutil
import subprocess

import pytest

from ikrar.papers.checking import Limits
from ikrar.papers.checking.examining import examine
from tests.papers.checking import corpus

pytestmark = pytest.mark.foreign
ELSEWHERE = {
    "expired since, with a timestamp",  # they ask the clock of the machine and know no timestamp
    "with proofs added behind it",  # mutool takes any later revision for an edit
    "with an answer that it is good",  # likewise
    "two signers, one text",  # likewise, for the first signature
}

PASSES = {
    "pdfsig": lambda told: "Signature is Valid" in told and "Not total document" not in told,
    "mutool": lambda told: "unchanged since signing" in told,
}


@pytest.fixture(scope="module")
def bench():
    return corpus.bench()


@pytest.fixture
def told_by(tmp_path):
    """`told_by("pdfsig", pdf)`: what the program says of the file."""

    def ask(program, pdf):
        found = shutil.which(program)
        if found is None:
            pytest.skip(f"{program} is not installed; apt install poppler-utils mupdf-tools")
        file = tmp_path / "surat.pdf"
        file.write_bytes(pdf)
        command = [found, "-nocert", str(file)] if program == "pdfsig" else [found, "sign", "-v", str(file)]
        done = subprocess.run(command, capture_output=True, check=False, timeout=120)
        return (done.stdout + done.stderr).decode("utf-8", "replace")

    return ask


def checked(kind, bench):
    pdf = kind.make(bench)
    return pdf, examine(pdf, trust=kind.trust(bench), at=kind.at, expected=kind.expected, limits=Limits())


@pytest.mark.parametrize(
    "kind", [kind for kind in corpus.ACCEPTED if kind.name not in ELSEWHERE], ids=lambda kind: kind.name
)
def test_a_good_paper_is_accepted_by_all_three(kind, bench, told_by):
    pdf, ours = checked(kind, bench)
    assert ours.is_accepted
    poppler = told_by("pdfsig", pdf)
    assert poppler.count("Signature is Valid") == len(ours.signatures), poppler
    assert "Total document signed" in poppler
    assert "unchanged since signing" in told_by("mutool", pdf)


def test_others_call_valid_what_is_refused_here(bench, told_by):
    """Why there is a check of our own: of what it refuses, each of the others lets a part pass as valid and unchanged."""
    passed = {"pdfsig": set(), "mutool": set()}
    for kind in corpus.TAMPERED:
        pdf, ours = checked(kind, bench)
        assert not ours.is_accepted, kind.name
        for program, is_passed in PASSES.items():
            if is_passed(told_by(program, pdf)):
                passed[program].add(kind.name)
    assert {"a hidden page signed with it", "a program signed with it"} <= passed["pdfsig"] & passed["mutool"]
    assert "one byte changed" not in passed["pdfsig"] | passed["mutool"]


def test_a_replaced_page_is_still_a_valid_signature_elsewhere(bench, told_by):
    kind = next(one for one in corpus.TAMPERED if one.name == "the hidden content brought forward")
    pdf, ours = checked(kind, bench)
    poppler = told_by("pdfsig", pdf)
    assert "Signature is Valid" in poppler
    assert "Not total document signed" in poppler
    assert ours.has("changed-pages")
