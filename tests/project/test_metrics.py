"""Figures for the operator alone: added up over processes, without a label that names anybody."""

import os
import subprocess
import sys

import pytest
from prometheus_client.parser import text_string_to_metric_families

from ikrar.pledges.gate.counting import Counters
from ikrar.project import metrics, standing
from ikrar.project.gate_figures import GateFigures
from ikrar.register import queries as register

TOKEN = "t" * 32
SHOWN = {"Authorization": f"Bearer {TOKEN}"}
SHEET = """# HELP ikrar_requests_total Requests answered by the pages
# TYPE ikrar_requests_total counter
ikrar_requests_total{{route="",status="200"}} {count}
# HELP ikrar_gate_waiting Pledges waiting in the gate
# TYPE ikrar_gate_waiting gauge
ikrar_gate_waiting {waiting}
"""


@pytest.fixture
def operator(settings, tmp_path):
    settings.IKRAR_OPERATOR_TOKEN = TOKEN
    settings.IKRAR_DATA = tmp_path


@pytest.fixture
def kept(operator, monkeypatch):
    monkeypatch.setattr(metrics, "_sheet", metrics.Sheet("pages", folder=metrics.folder()))


def scraped(client):
    answer = client.get("/metrik", headers=SHOWN)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    samples = [s for f in text_string_to_metric_families(answer.content.decode()) for s in f.samples]
    return {(s.name, *sorted(s.labels.items())): s.value for s in samples}


def ended():
    """The number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def sheet(pid, *, count, waiting):
    metrics.folder().mkdir(exist_ok=True)
    path = metrics.folder() / f"gate-{pid}-abcdef.prom"
    path.write_text(SHEET.format(count=count, waiting=waiting))
    return path


@pytest.mark.parametrize("shown", [{}, {"Authorization": "Bearer x"}, {"Authorization": TOKEN}])
def test_without_the_token_there_is_no_such_address(client, db, operator, shown):
    assert client.get("/metrik", headers=shown).status_code == 404


@pytest.mark.parametrize("token", ["", "short"])
def test_without_a_good_token_of_our_own_nobody_is_the_operator(client, db, settings, token):
    settings.IKRAR_OPERATOR_TOKEN = token
    assert client.get("/metrik", headers={"Authorization": f"Bearer {token}"}).status_code == 404


def test_a_request_counts_under_its_pattern_and_never_under_its_address(client, db, kept):
    before = scraped(client)
    for _ in range(3):
        client.get("/kios/RAHASIA/")
        client.get("/RAHASIA/")
    after = scraped(client)
    nowhere = ("ikrar_requests_total", ("route", "(no such address)"), ("status", "404"))
    grown = {key: after[key] - before.get(key, 0) for key in after if after[key] != before.get(key)}
    kiosks = [
        n for key, n in grown.items() if key[0] == "ikrar_requests_total" and key[1][1].startswith("kios/<")
    ]
    assert kiosks == [3]
    assert grown[nowhere] == 3
    assert any(key[0] == "ikrar_request_seconds_bucket" for key in grown)
    assert not any("RAHASIA" in str(key) for key in after)


def test_processes_are_added_up_and_the_dead_still_count(client, db, kept):
    own = scraped(client)
    sheet(os.getpid(), count=5, waiting=2)
    sheet(ended(), count=7, waiting=100)
    figures = scraped(client)
    key = ("ikrar_requests_total", ("route", ""), ("status", "200"))
    assert figures[key] - own.get(key, 0) == 12
    assert figures[("ikrar_gate_waiting",)] == 2


def test_a_service_that_starts_afresh_begins_from_nothing(operator):
    old = sheet(ended(), count=7, waiting=1)
    metrics.Sheet("pages", folder=metrics.folder())
    assert not old.exists()


def test_a_full_disk_leaves_figures_standing_still(kept, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    metrics._sheet.write()


def test_the_figures_of_the_installation_are_there(client, db, kept, monkeypatch):
    monkeypatch.setattr(register, "waiting", lambda: 17)
    figures = scraped(client)
    assert figures[("ikrar_register_waiting",)] == 17
    assert figures[("ikrar_database_writable",)] == 1
    assert figures[("ikrar_disk_free_bytes",)] > 0
    assert ("ikrar_mail_late",) in figures


def test_a_database_that_takes_no_writes_is_told_and_the_rest_still_comes(client, db, kept, monkeypatch):
    monkeypatch.setattr(standing, "database_takes_writes", lambda: False)
    figures = scraped(client)
    assert figures[("ikrar_database_writable",)] == 0
    assert ("ikrar_register_waiting",) not in figures


def test_a_gate_is_told_in_families_of_its_own_with_buckets_that_add_up():
    counters = Counters(accepted=3, waiting=2)
    counters.asked.update({"pledge": 4, "made-up-by-a-stranger": 9})
    counters.refused["PassForged"] = 1
    for size in (1, 5, 9000):
        counters.batch_sizes.observe(size)
    samples = {
        (s.name, *s.labels.values()): s.value for f in GateFigures(counters).collect() for s in f.samples
    }
    assert samples["ikrar_gate_accepted_total",] == 3
    assert samples["ikrar_gate_waiting",] == 2
    assert samples["ikrar_gate_asked_total", "pledge"] == 4
    assert samples["ikrar_gate_asked_total", "other"] == 9
    assert samples["ikrar_gate_refused_total", "PassForged"] == 1
    assert samples["ikrar_gate_batch_size_bucket", "8"] == 2
    assert samples["ikrar_gate_batch_size_bucket", "+Inf"] == samples["ikrar_gate_batch_size_count",] == 3
    assert samples["ikrar_gate_batch_size_sum",] == 9006
