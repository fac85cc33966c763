"""What was accepted once is not parsed again, and a memory that does not fit is never believed."""

import pytest

from ikrar.law import reading
from ikrar.law.reading import assembling
from tests.law import small

pytestmark = pytest.mark.pure


@pytest.fixture
def memory(tmp_path):
    return tmp_path / "law.cache"


@pytest.fixture
def parsed(monkeypatch):
    """How often files were parsed."""
    seen = []
    monkeypatch.setattr(assembling, "raw_texts", lambda *at: seen.append(at) or reading.raw_texts(*at))
    return seen


def test_the_second_start_gets_the_same_book_without_parsing(tmp_path, memory, parsed):
    folder = small.folder(tmp_path / "law")
    books = [reading.read_folder(folder, memory=memory) for _ in range(3)]
    assert books[0] == books[1] == books[2]
    assert len(parsed) == 1


def test_a_changed_file_a_new_one_and_one_of_the_operator_are_read(tmp_path, memory, parsed):
    folder = small.folder(tmp_path / "law")
    reading.read_folder(folder, memory=memory)
    small.replaced(tmp_path / "law", "terms.yaml", "max: 7", "max: 8")
    assert reading.read_folder(folder, memory=memory).terms["TM1"].length == 8
    (folder / "more.yaml").write_text("sources: {T2: {what: {id: A, en: A}}}\n", encoding="utf-8")
    assert "T2" in reading.read_folder(folder, memory=memory).sources
    own = tmp_path / "own"
    own.mkdir()
    (own / "a.yaml").write_text("sources: {LOKAL-1: {what: {id: A, en: A}}}\n", encoding="utf-8")
    assert "LOKAL-1" in reading.read_folder(folder, own, memory=memory).sources
    assert len(parsed) == 4


def test_other_code_checks_anew(tmp_path, memory, parsed, monkeypatch):
    folder = small.folder(tmp_path / "law")
    reading.read_folder(folder, memory=memory)
    monkeypatch.setattr("ikrar.law.reading.remembering.CODE", (tmp_path,))
    (tmp_path / "checks.py").write_text("", encoding="utf-8")
    reading.read_folder(folder, memory=memory)
    assert len(parsed) == 2


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"no key\n{}"])
def test_a_damaged_memory_is_not_believed(tmp_path, memory, parsed, damage):
    folder = small.folder(tmp_path / "law")
    book = reading.read_folder(folder, memory=memory)
    memory.write_bytes(damage)
    assert reading.read_folder(folder, memory=memory) == book
    assert len(parsed) == 2


def test_texts_exchanged_in_the_memory_are_not_believed(tmp_path, memory, parsed):
    folder = small.folder(tmp_path / "law")
    book = reading.read_folder(folder, memory=memory)
    memory.write_bytes(memory.read_bytes().replace(b"Belum jelas", b"Sudah jelas"))
    assert reading.read_folder(folder, memory=memory) == book
    assert len(parsed) == 2


def test_a_broken_text_is_never_remembered(tmp_path, memory):
    folder = small.replaced(tmp_path / "law", "terms.yaml", "max: 7", "max: x")
    for _ in range(2):
        with pytest.raises(reading.LawTextIsBroken):
            reading.read_folder(folder, memory=memory)
    assert not memory.exists()


def test_where_nothing_can_be_written_the_book_is_read_all_the_same(tmp_path):
    folder = small.folder(tmp_path / "law")
    nowhere = tmp_path / "none" / "law.cache"
    assert reading.read_folder(folder, memory=nowhere) == reading.read_folder(folder)
