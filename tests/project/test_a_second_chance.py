"""A test that was only late runs once more; one that saw data lost, or failed for any other reason, never does."""

import json
import subprocess
from types import SimpleNamespace

import pytest

from ikrar.project.commands import suite
from ikrar.project.serving import DidNotStart
from tests import patience

BrowserWaited = type("TimeoutError", (Exception,), {"__module__": "playwright._impl._errors"})
OF_TIME = (
    patience.NotInTime("it did not come"),
    DidNotStart("nobody answered"),
    TimeoutError("a socket"),
    subprocess.TimeoutExpired("fsck", 600),
    BrowserWaited("waiting for selector"),
)
OF_DATA = (
    AssertionError("an index used twice"),
    ValueError("TimeoutError"),
    OSError("disk"),
    KeyError("leaf"),
)


def judged(fault, monkeypatch, file):
    """What becomes of a test that ended with this."""
    monkeypatch.setenv(patience.FILE, str(file))
    report = SimpleNamespace(failed=True, outcome="failed")
    with pytest.raises(type(fault)) as excinfo:
        raise fault
    call = SimpleNamespace(when="call", excinfo=excinfo)
    hook = patience.pytest_runtest_makereport(SimpleNamespace(nodeid="tests/x.py::test_y"), call)
    next(hook)
    with pytest.raises(StopIteration):
        hook.send(report)
    return report.outcome


@pytest.mark.parametrize("fault", OF_TIME, ids=repr)
def test_what_was_only_late_is_put_down_with_its_reason(fault, monkeypatch, tmp_path):
    assert judged(fault, monkeypatch, tmp_path / "late") == "late"
    told = json.loads((tmp_path / "late").read_text())
    assert told["test"] == "tests/x.py::test_y"
    assert str(fault) in told["why"]


@pytest.mark.parametrize("fault", OF_DATA, ids=repr)
def test_whatever_else_a_test_ends_with_is_a_failure_at_once(fault, monkeypatch, tmp_path):
    assert judged(fault, monkeypatch, tmp_path / "late") == "failed"
    assert not (tmp_path / "late").exists()


def test_the_suite_names_each_second_chance(tmp_path, capsys):
    late = tmp_path / "late"
    late.write_text(json.dumps({"test": "tests/x.py::test_y", "why": "NotInTime: no\nmore"}) + "\n")
    one = suite.Run(suite.ORDINARY[0], None, tmp_path, tmp_path, late, "sqlite")
    assert suite._tell_late([one]) == 1
    assert "tests/x.py::test_y (NotInTime: no)" in capsys.readouterr().out
