"""What Ikrar is made of: every locked library, with its hashes, licence and needs; the same lock, the same bytes."""

import json
import re
from pathlib import Path

import pytest

from ikrar.project.commands import sbom

pytestmark = pytest.mark.pure
ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def document():
    return json.loads(sbom.made(LOCK))


def test_every_locked_library_stands_in_it_with_its_hashes(document):
    told = {f"{one['name']}=={one['version']}": one for one in document["components"]}
    assert set(told) == set(re.findall(r"^([A-Za-z0-9._-]+==[^ \\;]+)", LOCK, flags=re.MULTILINE))
    hashes = sum(len(one["hashes"]) for one in told.values())
    assert hashes == LOCK.count("--hash=sha256:")


def test_what_is_installed_tells_its_licence_and_what_it_needs(document):
    told = {one["name"]: one for one in document["components"]}
    assert told["django"]["licenses"]
    needs = {one["ref"]: one.get("dependsOn", []) for one in document["dependencies"]}
    django = next(ref for ref in needs if ref.startswith("django@"))
    assert any(ref.startswith("sqlparse@") for ref in needs[django])
    assert set(needs["ikrar"]) == {one["bom-ref"] for one in document["components"]}


def test_the_same_lock_gives_the_same_bytes_and_another_one_another_number(document):
    assert json.loads(sbom.made(LOCK)) == document
    other = json.loads(sbom.made(LOCK.replace("django==5.2", "django==5.3")))
    assert other["serialNumber"] != document["serialNumber"]


def test_it_is_written_where_it_is_wanted(tmp_path, capsys):
    assert sbom.run(["--out", str(tmp_path / "ikrar.cdx.json")]) == 0
    assert json.loads((tmp_path / "ikrar.cdx.json").read_text())["bomFormat"] == "CycloneDX"
    assert "ikrar.cdx.json" in capsys.readouterr().err
