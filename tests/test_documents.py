"""What is written agrees with itself and with what exists."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

import ikrar
from tools import lock

ROOT = Path(__file__).resolve().parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
MENTIONED = re.compile(r"`((?:docs|src|tests|tools)/[\w./-]+\.\w+)`")


def publiccode():
    return yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))


def test_the_version_is_the_changelogs_first_heading():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\S+) - (\d{4}-\d\d-\d\d)$", changelog, re.MULTILINE)
    assert newest.group(1) == ikrar.__version__ == publiccode()["softwareVersion"]
    assert newest.group(2) == publiccode()["releaseDate"]


def test_the_licence_is_named_alike_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == publiccode()["legal"]["license"] == "EUPL-1.2"
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (ROOT / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    text = page.read_text(encoding="utf-8")
    told = re.sub(r"`[^`\n]*`", "", text)  # what stands in code is no link
    inside = [link for link in LINK.findall(told) if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in inside if not (page.parent / link).exists()] == []
    assert [path for path in MENTIONED.findall(text) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev", "requirements-bundle"])
def test_libraries_are_pinned_with_hashes_and_name_no_host(name):
    assert lock.complaints(name) == []


def test_no_third_party_file_is_in_the_tree():
    foreign = {".woff", ".woff2", ".ttf", ".otf", ".min.js", ".map"}
    kept = [p for folder in ("src", "docs", "tools", "demo") for p in (ROOT / folder).rglob("*")]
    assert [p for p in kept if "".join(p.suffixes[-2:]) in foreign or p.suffix in foreign] == []
