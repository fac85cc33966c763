"""One authority for all of a run's papers: making keys takes time."""

import pytest

from ikrar.papers.checking import Limits
from ikrar.papers.checking.examining import examine
from ikrar.papers.queries import checking
from tests.papers.checking.authority import Authority


@pytest.fixture(scope="session")
def authority():
    return Authority()


@pytest.fixture(scope="session")
def siti(authority):
    return authority.person("Siti Rahma Contoh")


@pytest.fixture
def roots(authority, settings, tmp_path):
    """The operator's folder, with this authority's root in it."""
    folder = tmp_path / "roots"
    folder.mkdir()
    (folder / "induk.pem").write_bytes(authority.root.pem)
    settings.IKRAR_TRUSTED_ROOTS = str(folder)
    return folder


@pytest.fixture
def _in_process(monkeypatch):
    """The same check without a child, which takes seconds to start; the child has tests of its own."""

    def check(pdf, *, trust, at, expected, limits=None):
        return examine(pdf, trust=trust, at=at, expected=expected, limits=limits or Limits())

    monkeypatch.setattr(checking, "check", check)
