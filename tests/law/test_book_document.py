"""docs/law.md walks through adding each kind of record; here its examples are followed to the letter, in a copy."""

import re
import shutil
from pathlib import Path

import pytest

from ikrar.law import engine, reading

pytestmark = pytest.mark.pure

ROOT = Path(__file__).parent.parent.parent
SHIPPED = Path(reading.__file__).parent.parent / "texts"
EXAMPLE = re.compile(r"<!-- example: (\S+)(?: (\S+))? -->\n```yaml\n(.*?)```\n", re.DOTALL)


def examples():
    return EXAMPLE.findall((ROOT / "docs" / "law.md").read_text(encoding="utf-8"))


def write(folder, file, key, text):
    """Into the file, at the end of its list where it names one; a new file where there is none."""
    path = folder / file
    if not path.exists():
        path.write_text(text, encoding="utf-8")
        return
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    begins = lines.index(f"{key or 'sources'}:\n")
    after = range(begins + 1, len(lines))
    ends = next((place for place in after if re.match(r"[a-z_]+:\n", lines[place])), len(lines))
    path.write_text("".join([*lines[:ends], text, *lines[ends:]]), encoding="utf-8")


def test_every_example_of_the_document_is_accepted_and_is_all_that_differs(tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(SHIPPED, folder)
    before = reading.read_folder(folder)
    for file, key, text in examples():
        write(folder, file, key, text)
    difference = engine.differ(before, reading.read_folder(folder))
    added = {change.code.split(" ")[-1] for change in difference.changes}
    assert {change.kind for change in difference.changes} == {engine.ChangeKind.ADDED}
    assert {"S900", "PERPRES9/2030", "CONTOH-1", "CONTOH-TEGUR", "CONTOH-LAPOR", "32", "contoh-2030"} <= added
    assert "PUNGUT-CONTOH-2024" in added


def test_the_document_walks_through_every_kind_a_lawyer_adds():
    kinds = {key or file.partition("/")[0].removesuffix(".yaml") for file, key, _ in examples()}
    assert kinds >= {
        "norms",
        "sanctions",
        "terms",
        "calendars",
        "days_off",
        "instruments",
        "questions",
        "sources",
    }


def test_the_table_names_every_list_a_file_may_hold():
    document = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
    for key in (*reading.assembling.LISTS, "sources"):
        assert f"`{key}`" in document, key


def test_every_shipped_file_says_at_its_top_what_it_is():
    for path in SHIPPED.rglob("*.yaml"):
        assert path.read_text(encoding="utf-8").lstrip("\ufeff").startswith("#"), path.name
