"""What a version is: any change of any value changes it, and nothing else does."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.kernel.canonical import canonical
from ikrar.law import reading
from ikrar.law.reading import parsing
from tests.law import small

pytestmark = pytest.mark.pure

UNHURRIED = settings(deadline=None, max_examples=40)
SHIPPED = Path(reading.__file__).parent.parent / "texts"
PARSED = {name: parsing.values(text) for name, text in small.TEXTS.items()}


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*path, place))
    else:
        yield path


LEAVES = sorted(leaves(PARSED), key=str)


def with_changed(path, becomes):
    texts = json.loads(json.dumps(PARSED))
    inner = texts
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = becomes
    return texts


@UNHURRIED
@given(
    st.sampled_from(LEAVES), st.text(max_size=20) | st.integers(-(2**40), 2**40) | st.booleans() | st.none()
)
def test_any_change_of_any_value_changes_the_version(path, becomes):
    changed = with_changed(path, becomes)
    same = canonical(changed) == canonical(PARSED)
    assert (reading.version_of(changed) == reading.version_of(PARSED)) == same


@UNHURRIED
@given(st.integers(0, 10_000))
def test_the_order_of_files_and_keys_does_not(seed):
    order = random.Random(seed)

    def shuffled(value):
        if isinstance(value, dict):
            items = list(value.items())
            order.shuffle(items)
            return {key: shuffled(inner) for key, inner in items}
        if isinstance(value, list):
            return [shuffled(inner) for inner in value]
        return value

    assert reading.version_of(shuffled(PARSED)) == reading.version_of(PARSED)


def test_comments_and_spacing_do_not(tmp_path):
    before = reading.read_folder(small.folder(tmp_path)).version
    for path in sorted(tmp_path.rglob("*.yaml")):
        path.write_text(
            "# a comment\n\n" + path.read_text(encoding="utf-8") + "\n\n# the end\n", encoding="utf-8"
        )
    assert reading.read_folder(tmp_path).version == before


def test_the_name_of_a_file_does(tmp_path):
    before = reading.read_folder(small.folder(tmp_path)).version
    (tmp_path / "terms.yaml").rename(tmp_path / "tenggat.yaml")
    assert reading.read_folder(tmp_path).version != before


def test_records_may_move_to_another_file(tmp_path):
    book = reading.read_folder(small.folder(tmp_path))
    whole = (tmp_path / "terms.yaml").read_text(encoding="utf-8") + (tmp_path / "doors.yaml").read_text(
        encoding="utf-8"
    )
    (tmp_path / "terms.yaml").unlink()
    (tmp_path / "doors.yaml").write_text(whole, encoding="utf-8")
    moved = reading.read_folder(tmp_path)
    assert (moved.terms, moved.doors) == (book.terms, book.doors)


def test_the_canonical_json_of_the_shipped_texts_gives_the_same_book():
    texts, complaints = reading.raw_texts(SHIPPED)
    assert complaints == []
    assert reading.rebuild(canonical(texts)) == reading.build(texts)


@UNHURRIED
@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=40))
def test_any_quoted_text_comes_back_as_it_was_written(text):
    assert parsing.values(json.dumps({"x": text}, ensure_ascii=False)) == {"x": text}


@UNHURRIED
@given(st.integers(-(10**14), 10**14))
def test_whole_numbers_come_back(number):
    assert parsing.values(f"x: {number}") == {"x": number}


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "off", "2024-11-27", "08:00", "1.5", "0x1F", "010", "1_000"]
)
def test_words_that_other_readers_turn_into_something_else_stay_words(word):
    assert parsing.values(f"x: {word}") == {"x": word}


def test_lines_are_found_for_every_place(tmp_path):
    for name, text in small.TEXTS.items():
        lines = text.count("\n")
        for path in leaves(PARSED[name]):
            assert 1 <= parsing.line_of(text, path) <= lines
    assert parsing.line_of("a: 1\nb: x\n", ("b", "inside a word")) == 2
    picked = random.Random(1).sample(LEAVES, 20)
    assert all(parsing.line_of(small.TEXTS[str(path[0])], path[1:]) >= 1 for path in picked)
