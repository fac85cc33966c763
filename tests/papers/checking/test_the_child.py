"""A stranger's file is read in a child with limits; whatever becomes of it, there is an answer."""

import pytest

from ikrar.papers.checking import Expected, Limits, TrustStore, check, child, plain, remembered
from tests.papers.checking import making
from tests.papers.checking.authority import NOW

NOBODY = TrustStore()


def asked(pdf, *, trust=NOBODY, **limits):
    return check(pdf, trust=trust, at=NOW, expected=Expected(), limits=Limits(**limits))


def test_the_child_answers_as_the_check_itself_does(authority, siti):
    trust = TrustStore(roots=(authority.root.der,))
    found = asked(making.sign(making.paper(), siti, authority, clock=authority.clock()), trust=trust)
    assert found.is_accepted
    assert found.signatures[0].signed_at == NOW
    assert found.signatures[0].timestamped
    assert remembered(plain(found)) == found


def test_a_child_that_is_killed_for_its_hunger_leaves_a_finding():
    found = asked(making.paper(), memory=30_000_000)
    assert [one.code for one in found.findings] == ["too-heavy"]


def test_a_child_that_never_ends_is_stopped(monkeypatch):
    monkeypatch.setattr(child, "START", 0)
    found = asked(making.paper(pages=3), seconds=0)
    assert [one.code for one in found.findings] in (["too-heavy"], ["busy"])


@pytest.mark.parametrize("pdf", [making.deep(), making.bomb(), b"%PDF-1.7", b"%PDF-" + bytes(2_000)])
def test_a_file_made_to_break_its_reader(pdf):
    assert not asked(pdf).is_accepted


def test_a_file_larger_than_allowed_is_not_read():
    found = asked(making.paper(), bytes=100)
    assert [one.code for one in found.findings] == ["too-large"]
    assert found.signatures == ()


def test_one_too_many_at_once_is_told_to_wait(monkeypatch):
    class Full:
        def acquire(self, timeout):
            return False

    monkeypatch.setattr(child, "_places", Full())
    assert asked(making.paper()).has("busy")


def test_the_child_knows_none_of_our_secrets(monkeypatch):
    monkeypatch.setenv("IKRAR_SECRET_KEY", "rahasia")
    seen = {}

    def run(command, **more):
        seen.update(more["env"])
        raise ValueError

    monkeypatch.setattr(child.subprocess, "run", run)
    assert asked(making.paper()).has("too-heavy")
    assert not [name for name in seen if name.startswith("IKRAR")]
