"""Each kind of tampered, borrowed or broken paper is refused with a finding of its own; good ones are accepted."""

import pytest

from ikrar.papers.checking import Limits, Verdict
from ikrar.papers.checking.examining import examine
from ikrar.papers.checking.words import TOLD, Code
from tests.papers.checking import corpus


@pytest.fixture(scope="module")
def bench():
    return corpus.bench()


def checked(kind, bench):
    return examine(
        kind.make(bench), trust=kind.trust(bench), at=kind.at, expected=kind.expected, limits=Limits()
    )


@pytest.mark.parametrize("kind", corpus.EVERY, ids=lambda kind: kind.name)
def test_each_kind_has_its_verdict_and_its_finding(kind, bench):
    found = checked(kind, bench)
    codes = [one.code for one in found.findings]
    assert found.verdict is kind.verdict, codes
    assert kind.code is None or kind.code.value in codes, codes
    assert found.is_accepted == (kind.verdict is Verdict.ACCEPTED)


def test_every_finding_says_what_to_do_in_two_languages():
    assert set(TOLD) == set(Code)
    for told in TOLD.values():
        assert len(told.words.id) > 30
        assert len(told.words.en) > 30
        assert told.words.id != told.words.en


def test_the_corpus_has_more_than_a_dozen_kinds_with_findings_of_their_own():
    assert len({kind.code for kind in corpus.TAMPERED}) >= 30
