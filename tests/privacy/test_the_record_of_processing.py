"""The record of processing tells of every table there is, and the office's papers are made from it."""

from pathlib import Path

import pytest
import yaml
from django.apps import apps

from ikrar.privacy import queries
from ikrar.privacy.reading import RecordIsBroken, read_record, read_schedule
from ikrar.project.commands.privacy import FILES, FOLDER, run, written

LINE = {
    "activity": "pledge",
    "years": 5,
    "jra": "KP.07",
    "decree": "Keputusan Contoh 1",
    "decided_on": "2026-03-01",
}


def schedule_file(folder, *lines):
    file = folder / "retensi.yaml"
    file.write_text(yaml.safe_dump({"retention": list(lines)}).replace("'2026-03-01'", "2026-03-01"), "utf-8")
    return file


def tables():
    return {
        f"{model._meta.app_label}.{model.__name__}"
        for model in apps.get_models()
        if model.__module__.startswith("ikrar.")
    }


def test_every_table_of_the_product_stands_in_it_once():
    record = queries.record()
    told = [table for one in record.activities for table in one.tables] + list(record.without)
    assert sorted(told) == sorted(tables())


@pytest.mark.parametrize("word", FILES)
def test_what_is_filed_is_what_the_data_says(word):
    assert (FOLDER / FILES[word]).read_text("utf-8") == written(word)


def test_the_word_writes_a_file(tmp_path, capsys):
    assert run(["record", "--out", str(tmp_path / "catatan.md")]) == 0
    assert "## 1. Daftar pegawai" in (tmp_path / "catatan.md").read_text("utf-8")
    assert run(["retention"]) == 0
    assert "belum ditetapkan kantor · **perlu konfirmasi**" in capsys.readouterr().out


def test_the_schedule_is_told_with_the_offices_own_periods(settings, tmp_path, capsys):
    settings.IKRAR_RETENTION = str(schedule_file(tmp_path, {**LINE, "months": 6}))
    run(["retention", "--own"])
    assert "5 tahun 6 bulan · JRA KP.07 · Keputusan Contoh 1, 01-03-2026" in capsys.readouterr().out


def test_without_a_file_nothing_is_decided(settings):
    settings.IKRAR_RETENTION = ""
    assert queries.schedule().lines == {}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"activity": "audit-trail"}, "is none of"),
        ({"activity": "pegawai"}, "is none of"),
        ({"years": 0, "months": 6}, "at least one year"),
        ({"years": 101}, "at most a hundred"),
        ({"years": -1}, "whole numbers"),
        ({"years": 1.5}, "whole numbers"),
        ({"years": True}, "whole numbers"),
        ({"jra": " "}, "jra must be"),
        ({"decree": 7}, "decree must be"),
        ({"decided_on": "kemarin"}, "must be a day"),
        ({"tahun": 5}, "must have"),
    ],
)
def test_nonsense_in_the_offices_schedule_is_refused_with_its_place(tmp_path, changes, reason):
    with pytest.raises(RecordIsBroken, match=reason) as refused:
        read_schedule(schedule_file(tmp_path, LINE | changes), record=queries.record())
    assert refused.value.file == "retensi.yaml"


def test_an_activity_is_decided_once(tmp_path):
    with pytest.raises(RecordIsBroken, match="twice"):
        read_schedule(schedule_file(tmp_path, LINE, LINE), record=queries.record())


@pytest.mark.parametrize(
    "text", ["", "- daftar", "retention: 5", "retention: [5]", "a: [", "retention:\n - {activity: pledge}"]
)
def test_a_broken_file_says_so(tmp_path, text):
    file = tmp_path / "retensi.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(RecordIsBroken):
        read_schedule(file, record=queries.record())


def test_a_record_with_a_table_in_two_places_is_broken(tmp_path):
    shipped = Path(queries.processing.TEXTS / "processing.yaml").read_text("utf-8")
    file = tmp_path / "processing.yaml"
    file.write_text(shipped.replace("without:\n", "without:\n  - roster.Official\n"), "utf-8")
    with pytest.raises(RecordIsBroken, match=r"roster\.Official.*twice"):
        read_record(file)
