"""`./ikrar law …` through the real command: lists its words, speaks JSON, and refuses in sentences."""

import json
import os
import sys

import pytest

from ikrar.project import cli
from ikrar.project.commands.law import frame


def told(capsys, *words):
    code = cli.main(["law", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.parametrize("words", [[], ["help"], ["--help"]])
def test_without_a_word_it_lists_all_of_them_in_both_languages(words, capsys):
    code, out, _ = told(capsys, *words)
    assert code == 0
    for word, words_of_it in frame.WORDS.items():
        assert f"  {word} " in out
        assert words_of_it.id in out
        assert words_of_it.en in out


def test_a_misspelt_word_is_answered_with_the_nearest(capsys):
    code, _, err = told(capsys, "shwo")
    assert code == 2
    assert "show?" in err


def test_a_day_that_does_not_exist_is_refused_with_an_example(capsys):
    code, _, err = told(capsys, "stages", "--on", "2024-02-30")
    assert code == 2
    assert "2024-02-30" in err
    assert "2024-11-27" in err


@pytest.mark.parametrize("text", ["2024-W48-3", "20241127", "27-11-2024", "besok", ""])
def test_only_one_way_of_writing_a_day_is_read(text, capsys):
    assert told(capsys, "stages", "--on", text)[0] == 2


def test_a_mistake_is_json_where_json_was_asked_for(capsys):
    code, out, err = told(capsys, "stages", "--on", "besok", "--json")
    assert (code, err) == (2, "")
    assert json.loads(out)["code"] == "CommandNotUnderstood"


def test_a_refusal_has_the_shape_of_the_http_api(capsys):
    code, out, _ = told(capsys, "stages", "--calendar", "pilkada-1999", "--json")
    problem = json.loads(out)
    assert code == 1
    assert problem["code"] == "NoSuchLawText"
    assert problem["status"] == 404
    assert "pilkada-1999" in problem["title"]


def test_a_refusal_is_told_to_a_person_in_both_languages(capsys):
    code, out, err = told(capsys, "stages", "--calendar", "pilkada-1999")
    assert (code, out) == (1, "")
    assert "tidak ada" in err
    assert "There is no" in err


def test_the_stages_of_a_day(capsys):
    code, out, _ = told(capsys, "stages", "--on", "2024-11-25", "--calendar", "pilkada-2024", "--json")
    assert code == 0
    [calendar] = json.loads(out)["calendars"]
    assert [stage["code"] for stage in calendar["stages"] if stage["is_on"]] == ["PK24-14"]
    quiet = told(capsys, "stages", "--on", "2024-11-25", "--en")[1]
    assert "Quiet days" in quiet
    assert "hold no stage" not in quiet


@pytest.mark.parametrize("day", ["2019-01-01", "2027-01-01"])
def test_a_day_outside_the_calendars_is_said_to_have_no_stage(day, capsys):
    assert f"Kalender ini tidak memuat tahapan pada {day}." in told(capsys, "stages", "--on", day)[1]


@pytest.mark.parametrize("words", [["stages"], ["check", "--json"]])
def test_a_reader_who_has_enough_is_left_in_peace(words, capsys, monkeypatch):
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        code = cli.main(["law", *words])
    assert (code, capsys.readouterr().err) == (0, "")
