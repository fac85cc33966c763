"""The declarations' JSON addresses and files, asked with whatever anybody may write; and all addresses by Schemathesis."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from urllib.parse import quote

import jsonschema
import pytest
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from ikrar.openness.opendata import archive, recomputing
from ikrar.openness.opendata.description import PROVED
from ikrar.pledges.domain import State
from ikrar.pledges.models import Declaration
from ikrar.project.openapi import document
from ikrar.roster.models import Institution
from tests.fuzz import making
from tests.fuzz.making import fuzzed, fuzzed_each

PROGRAMS = Path(sys.executable).parent
DAYS = st.dates().map(lambda day: day.isoformat())
WORDS = DAYS | st.text(max_size=30) | making.texts


@pytest.fixture
def planned(db):
    """A declaration to be found."""
    office = Institution.objects.create(name="Pemerintah Kota Contoh", kind="PEMKOT")
    return Declaration.objects.create(
        title="Deklarasi Contoh", institution=office, election="pilkada-2024", state=State.PLANNED,
        held_on=date(2026, 11, 23), created_at="2026-11-01T00:00:00Z",
    )  # fmt: skip


def is_as_described(answer, path):
    described = document()["paths"][path]["get"]["responses"]
    assert str(answer.status_code) in described, (answer.status_code, answer.content[:300])
    [content] = described[str(answer.status_code)]["content"].values()
    schema = {**content["schema"], "components": document()["components"]}
    jsonschema.Draft202012Validator(schema).validate(json.loads(answer.content))


@fuzzed
@given(query=st.dictionaries(st.sampled_from(["from", "until", "lain", "From"]), WORDS, max_size=3))
def test_any_days_are_answered_or_refused_as_described(planned, query):
    for path in ("/api/declarations", "/api/publications"):
        is_as_described(Client().get(path, query), path)


@fuzzed
@given(name=st.text(min_size=1, max_size=30) | making.texts.filter(bool))
@example(name="\x00")
def test_any_declaration_is_shown_or_refused_as_described(planned, name):
    answer = Client().get(f"/api/declarations/{quote(name, safe='')}")
    if answer.status_code == 404 and b"DeclarationNotFound" not in answer.content:
        return  # no address of the API at all, such as "." or a line break
    is_as_described(answer, "/api/declarations/{declaration}")


@pytest.mark.parametrize(
    "address",
    [
        "/data/{}/",
        "/data/{}/units.csv",
        "/data/x/{}.csv",
        "/data/sha256/{}.json",
        "/data/x/{}/units.csv",
        "/deklarasi/kalender/?tahun={}",
    ],
)
@fuzzed_each
@given(word=making.texts.filter(bool))
@example(word="\x00")
def test_any_address_of_open_data_is_answered_without_a_fault(planned, address, word):
    assert Client().get(address.format(quote(word, safe=""))).status_code in {200, 301, 302, 400, 404, 422}


TABLES = {table.file: ",".join(table.names).encode() + b"\r\n" for table in PROVED}


@st.composite
def archives(draw):
    """Something like a download: members of any content, some with the right header."""
    members = {"datapackage.json": draw(making.anything), "publications/1.json": draw(making.anything)}
    for name, head in TABLES.items():
        members[name] = (head if draw(st.booleans()) else b"") + draw(making.anything)
    data = io.BytesIO()
    with archive.zipfile.ZipFile(data, "w") as target:
        for name, content in members.items():
            target.writestr(name, content)
    return data.getvalue()


@pytest.mark.pure
@fuzzed
@given(data=archives() | making.anything)
def test_any_download_is_examined_without_a_fault(data):
    outcome = recomputing.examine(data, trust=None)
    assert outcome.findings or outcome.files == {}


@pytest.mark.pure
@fuzzed
@given(data=st.data())
def test_any_bent_publication_is_examined_without_a_fault(data):
    bent = data.draw(making.bent(SMALL))
    outcome = recomputing.examine(
        json.dumps(bent, sort_keys=True, separators=(",", ":")).encode(), trust=None
    )
    assert isinstance(outcome.is_consistent, bool)


SMALL = {
    "announced_for": None, "arrivals": [{"count": 20, "from": "2026-11-23T00:45:00+00:00", "until": "2026-11-23T13:05:00+00:00"}],
    "as_of": "2026-11-23T13:05:00+00:00", "cannot_prove": {"en": "b", "id": "a"},
    "declaration": {"held_on": "2026-11-23", "id": "A", "institution": "B", "text_sha256": "ab" * 32, "title": "C"},
    "licence": "CC-BY-4.0", "note": "", "number": 1, "reason": "daily",
    "register": {"origin": "x", "root": None, "size": None},
    "splits": {"as_of": "2026-11-23T13:05:00+00:00", "presence": [{"count": 20, "of": ["shown", "late", "none"]}]},
    "together": [],
    "units": [
        {"above": None, "as_of": "2026-11-23T13:05:00+00:00", "id": "U", "missing": 10, "name": "U", "people": 30, "pledged": 20, "standing": "apart"},
    ],
    "v": "ikrar.figures/v1",
    "whole": {"as_of": "2026-11-23T13:05:00+00:00", "missing": 10, "people": 30, "pledged": 20},
}  # fmt: skip


@pytest.mark.pure
def test_what_is_bent_was_whole():
    data = json.dumps(SMALL, sort_keys=True, separators=(",", ":")).encode()
    assert recomputing.examine(data, trust=None).is_consistent


@pytest.mark.foreign
@pytest.mark.django_db(transaction=True)
def test_schemathesis_finds_nothing_that_the_file_does_not_describe(live_server, planned, tmp_path):
    program = shutil.which("schemathesis", path=str(PROGRAMS))
    if program is None:
        pytest.skip("schemathesis is not installed")
    described = tmp_path / "openapi.json"
    described.write_text(json.dumps(document()))
    assert live_server.url.startswith("http://localhost:")
    assert Client().get("/api/openapi.json").status_code == 200  # everything is loaded before the clock runs
    examples = str(int(20 * float(os.environ.get("IKRAR_TEST_FUZZ") or 1)))
    done = subprocess.run(
        [
            program, "run", described, "--url", live_server.url, "--phases", "examples,coverage,fuzzing",
            "--max-examples", examples, "--generation-deterministic", "--no-color",
            "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance",
            "--suppress-health-check", "all", "--request-timeout", "60", "--continue-on-failure",
        ],
        capture_output=True, text=True, check=False, timeout=900, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-1000:]
    assert re.search(r"\b1?\d+ operations?\b|Tested: +\d+", done.stdout), done.stdout[-1500:]
