"""What did not happen in time says nothing of data: such a test may be run once more, alone, and the run tells of it.

Only these exceptions count, and only where a test ends with one of them itself. An assertion never does: what was
lost, doubled or changed is judged at once. `./ikrar test` names the file of second chances; without it there is none.
"""

import json
import os
import subprocess

import pytest

from ikrar.project.serving import DidNotStart

FILE = "IKRAR_TEST_LATE"
IN_A_BROWSER = 60_000  # ms; who waits for what comes anyway waits no longer for it


class NotInTime(Exception):
    """It did not come while anybody would have waited."""


SLOW = (NotInTime, DidNotStart, TimeoutError, subprocess.TimeoutExpired)


def is_slow(fault):
    """Of ours, of Python's, or a browser's that waited in vain (its class comes from a development package)."""
    kind = type(fault)
    return isinstance(fault, SLOW) or (kind.__name__, kind.__module__[:10]) == ("TimeoutError", "playwright")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    file = os.environ.get(FILE)
    if file and report.failed and call.when != "teardown" and is_slow(call.excinfo.value):
        report.outcome = "late"
        with open(file, "a", encoding="utf-8") as late:  # noqa: PTH123 (one append, one line)
            late.write(json.dumps({"test": item.nodeid, "why": call.excinfo.exconly()[:500]}) + "\n")
    return report


def pytest_report_teststatus(report):
    return ("late", "L", "LATE") if report.outcome == "late" else None
