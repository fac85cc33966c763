"""Each version of the law that was worked by is kept whole, named in the register, and can be rebuilt."""

import json
import zlib
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from threading import Thread

import pytest
from django.db import connections
from django.test import override_settings

from ikrar.law import operations, queries, reading
from ikrar.law.models import LawInForce, LawVersion
from ikrar.law.queries import books, versions
from ikrar.register.models import Staged
from tests.law import small

AT = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def texts(tmp_path, monkeypatch):
    """The law of this test stands in a folder of its own; `texts()` reads it anew, as a start does."""
    monkeypatch.setattr(books, "TEXTS", small.folder(tmp_path / "law"))

    def started() -> str:
        read_once = cache(lambda: reading.read_folder(*books.folders()))
        monkeypatch.setattr(books, "_current", read_once)
        versions.older.cache_clear()
        return queries.book().version

    started()
    return started


def change(tmp_path, was="Belum jelas.", becomes="Sangat belum jelas."):
    path = tmp_path / "law" / "conducts.yaml"
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes), encoding="utf-8")


def entered():
    return [json.loads(row.body) for row in Staged.objects.filter(kind="law-version").order_by("id")]


def test_the_first_start_keeps_the_texts_whole_and_enters_them(texts):
    assert operations.enter_version(at=AT)
    [record] = entered()
    assert record["body"] == {
        "v": "ikrar.law-version/v1",
        "number": 1,
        "version": queries.book().version,
        "before": None,
    }
    [kept] = LawVersion.objects.all()
    assert json.loads(zlib.decompress(kept.texts))["regions.yaml"]["regions"][0]["provinces"] == 37


def test_a_second_start_with_the_same_texts_enters_nothing(texts):
    operations.enter_version(at=AT)
    texts()
    assert operations.enter_version(at=AT + timedelta(days=1)) is None
    assert len(entered()) == 1


def test_a_change_is_entered_once_and_names_the_version_before_it(texts, tmp_path):
    first = texts()
    operations.enter_version(at=AT)
    change(tmp_path)
    second = texts()
    operations.enter_version(at=AT + timedelta(days=1))
    assert second != first
    assert [(r["body"]["number"], r["body"]["before"]) for r in entered()] == [(1, None), (2, first)]


def test_going_back_to_an_older_version_is_a_change_too_and_keeps_it_once(texts, tmp_path):
    first = texts()
    operations.enter_version(at=AT)
    change(tmp_path)
    texts()
    operations.enter_version(at=AT + timedelta(days=1))
    change(tmp_path, "Sangat belum jelas.", "Belum jelas.")
    assert texts() == first
    operations.enter_version(at=AT + timedelta(days=2))
    assert [span.version == first for span in queries.versions_in_force()] == [True, False, True]
    assert LawVersion.objects.count() == 2


def test_an_older_version_is_rebuilt_as_it_was(texts, tmp_path):
    first = queries.book()
    operations.enter_version(at=AT)
    change(tmp_path)
    texts()
    assert queries.book().conducts["LIKE"].rules[-1].sentence.id == "Sangat belum jelas."
    assert queries.book(version=first.version) == first


def test_a_version_that_was_never_met_is_refused(texts):
    with pytest.raises(queries.NoSuchLawVersion):
        queries.book(version="0" * 64)


def test_texts_that_no_longer_have_their_hash_are_refused(texts, tmp_path):
    first = texts()
    operations.enter_version(at=AT)
    change(tmp_path)
    texts()
    LawVersion.objects.update(texts=zlib.compress(b"{}"))
    with pytest.raises(queries.NoSuchLawVersion):
        queries.book(version=first)


def test_files_changed_under_a_running_process_are_not_entered_under_its_version(texts, tmp_path):
    change(tmp_path)
    with pytest.raises(operations.LawTextsChangedSinceStart):
        operations.enter_version(at=AT)
    assert entered() == []


def test_what_was_in_force_at_a_moment(texts, tmp_path):
    first = texts()
    operations.enter_version(at=AT)
    change(tmp_path)
    second = texts()
    operations.enter_version(at=AT + timedelta(days=1))
    assert queries.in_force_at(AT - timedelta(seconds=1)) is None
    assert queries.in_force_at(AT + timedelta(hours=1)).version == first
    assert queries.in_force_at(AT + timedelta(days=2)).version == second


def test_the_beginning_of_a_version_is_enough_where_only_one_begins_so(texts):
    version = texts()
    operations.enter_version(at=AT)
    assert queries.full_version(version[:8].upper()) == version
    with pytest.raises(queries.NoSuchLawVersion):
        queries.full_version("zz")


@pytest.mark.django_db(transaction=True)
def test_several_processes_that_start_together_enter_it_once(texts):
    failures = []

    def start():
        try:
            operations.enter_version(at=AT)
        except Exception as e:  # noqa: BLE001 (told below)
            failures.append(e)
        finally:
            connections.close_all()

    starting = [Thread(target=start) for _ in range(4)]
    for thread in starting:
        thread.start()
    for thread in starting:
        thread.join()
    assert failures == []
    assert (LawInForce.objects.count(), len(entered())) == (1, 1)


def test_looking_whether_anything_changed_costs_one_query(texts, django_assert_num_queries):
    operations.enter_version(at=AT)
    with django_assert_num_queries(1):
        operations.enter_version(at=AT)


def test_additions_of_the_operator_are_part_of_the_version(texts, tmp_path):
    shipped = texts()
    own = tmp_path / "own"
    own.mkdir()
    (own / "surat.yaml").write_text(
        "sources: {LOKAL-S1: {what: {id: Surat edaran, en: Circular}}}\n", encoding="utf-8"
    )
    with override_settings(IKRAR_LAW=str(own)):
        assert texts() != shipped
        assert "LOKAL-S1" in queries.book().sources


@pytest.mark.parametrize(
    "kept", sorted((Path(__file__).parent / "kept").glob("*.json")), ids=lambda path: path.stem
)
def test_texts_kept_by_an_earlier_release_stay_readable_for_ever(kept):
    """Never edit these files: one for each shape that was ever released (decision 0069)."""
    book = reading.rebuild(kept.read_bytes())
    assert all(getattr(book, name) for name in ("norms", "terms", "conducts", "calendars", "questions"))
