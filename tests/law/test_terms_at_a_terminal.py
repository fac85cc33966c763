"""`./ikrar law term` and `./ikrar law holidays`: sentences or JSON out, nothing stored."""

import json
from datetime import datetime

import pytest
import time_machine

from ikrar.project import cli


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime.fromisoformat("2026-11-22T09:00:00+07:00"), tick=False):
        yield


def told(capsys, *words):
    code = cli.main(["law", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def as_json(capsys, *words):
    code, out, _ = told(capsys, *words, "--json")
    return code, json.loads(out)


def test_it_tells_every_reading_the_alarm_and_what_was_passed_over(capsys):
    code, out, _ = told(capsys, "term", "KEB-3", "2024-11-04")
    assert code == 0
    assert "● Selasa, 3 Desember 2024" in out
    assert "Rabu, 4 Desember 2024" in out
    assert "Keppres 33/2024" in out


def test_it_speaks_english_and_tells_doors_practice_and_counter(capsys):
    _, out, _ = told(capsys, "term", "PKD-LAPOR", "2024-10-05", "--en")
    assert "the counter closes: 16:30 WIB, 11 October 2024" in out
    assert "→ Disciplinary examination by the superior" in out
    assert "practice: Bawaslu" in out


def test_as_json_it_has_the_working_the_law_the_table_and_the_trace(capsys):
    code, plain = as_json(capsys, "term", "keb-1", "2024-11-04")
    assert (code, plain["term"], plain["alarm"]) == (0, "KEB-1", "2024-11-21")
    assert [one["last_day"] for one in plain["readings"]] == ["2024-11-22", "2024-11-21"]
    assert plain["readings"][0]["working"][0] == {"from": "2024-11-04", "to": "2024-11-04", "why": "event"}
    assert plain["beside"]["DIS-BERLAKU"][0] == "2024-11-18"
    assert {len(plain["law"]), len(plain["trace"]), len(plain["holidays"]["version"])} == {64}
    assert plain["shift"] is None


def test_hours_take_an_hour_and_a_zone(capsys):
    _, plain = as_json(
        capsys, "term", "PDP-BREACH", "2024-11-04", "22:30", "--zone", "WIT", "--by", "petugas"
    )
    assert plain["readings"][0]["ends_at"] == "2024-11-07T22:30:00+09:00"
    _, out, _ = told(capsys, "term", "PDP-BREACH", "2024-11-04", "22:30", "--zone", "WIT")
    assert "22.30 WIT, 7 November 2024" in out


def test_what_was_not_found_is_said(capsys):
    _, out, _ = told(capsys, "term", "PPK-TL", "2024-11-04")
    assert "Tenggatnya tidak ditemukan" in out
    assert "perlu konfirmasi" in out


def test_a_later_list_is_shown_before_and_after(capsys, tmp_path):
    own = tmp_path / "libur.yaml"
    own.write_text(
        "name: {id: Keppres tambahan, en: Added decree}\ndays_off:\n"
        "  - {code: CUTI, day: 2024-11-08, kind: joint-leave, name: {id: Cuti, en: Leave}, confidence: B, sources: [K]}\n",
        encoding="utf-8",
    )
    _, plain = as_json(capsys, "term", "KEB-1", "2024-11-04", "--holidays", str(own))
    assert plain["shift"]["before"]["last_days"] == ["2024-11-22", "2024-11-21"]
    assert plain["shift"]["after"]["last_days"] == ["2024-11-25", "2024-11-22"]
    assert plain["shift"]["has_moved"]
    _, out, _ = told(capsys, "term", "KEB-1", "2024-11-04", "--holidays", str(own))
    assert "2024-11-22 → Keppres tambahan: 2024-11-25" in out


def test_a_clock_is_suspended_resumed_extended_and_begun_anew(capsys):
    words = ("term", "KEB-1", "2024-11-04", "--suspended", "2024-11-11", "--resumed", "2024-11-14")
    _, plain = as_json(capsys, *words, "--extended", "2024-11-15+2")
    assert [one["turn"] for one in plain["turns"]] == ["started", "suspended", "resumed", "extended"]
    assert (plain["alarm"], plain["runs"][0]["last_day"]) == ("2024-11-29", "2024-12-02")
    _, still, _ = told(capsys, "term", "KEB-1", "2024-11-04", "--suspended", "2024-11-11")
    assert "berhenti sementara" in still
    assert "terpakai 4, sisa 10" in still
    _, again = as_json(capsys, "term", "KEB-1", "2024-11-04", "--again", "2024-11-11")
    assert again["runs"][0]["last_day"] == "2024-12-02"


def test_a_year_that_is_not_settled_is_said(capsys):
    with time_machine.travel(datetime.fromisoformat("2027-12-20T09:00:00+07:00"), tick=False):
        _, out, _ = told(capsys, "term", "KEB-3", "2027-12-15")
    assert "Libur 2028 belum ditetapkan; perlu konfirmasi" in out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("XX", "2024-11-04"), "Tenggat “XX” tidak ada"),
        (("KEB-1", "2026-11-23"), "belum terjadi"),
        (("PNS-PARPOL", "2019-12-31"), "Libur 2019 belum ditetapkan"),
        (("DIS-SAMPAI", "2021-08-30"), "belum atau tidak lagi berlaku"),
        (("PDP-BREACH", "2024-11-04"), "dihitung dalam jam"),
        (("KEB-1", "2024-11-04", "--zone", "GMT"), "bukan zona waktu Indonesia"),
        (("KEB-1", "2024-11-04", "--resumed", "2024-11-05"), "urutannya tidak cocok"),
        (("KEB-1", "2024-11-04", "--extended", "2024-11-05+400"), "400 hari tidak masuk akal"),
        (
            ("KEB-1", "2024-11-04", "--holidays", "tidak-ada.yaml"),
            "baris 0: the file cannot be read (No such file",
        ),
    ],
)
def test_what_cannot_be_counted_is_refused_in_a_sentence(capsys, words, says):
    code, out, err = told(capsys, "term", *words)
    assert (code, out) == (1, "")
    assert says in err


@pytest.mark.parametrize(
    "words",
    [("KEB-1", "kemarin"), ("KEB-1", "2024-11-04", "26:00"), ("KEB-1", "2024-11-04", "--extended", "besok")],
)
def test_what_is_no_day_or_hour_is_not_understood(capsys, words):
    code, _, err = told(capsys, "term", *words)
    assert code == 2
    assert "Tidak dimengerti" in err


def test_the_days_off_are_listed_and_a_draft_is_proposed(capsys):
    _, out, _ = told(capsys, "holidays")
    assert "2024-11-27  Pemungutan suara Pilkada 2024" in out
    _, plain = as_json(capsys, "holidays")
    assert [year["year"] for year in plain["years"]] == list(range(2020, 2028))
    _, draft, _ = told(capsys, "holidays", "--propose", "2028")
    assert "code: LIBUR-2028" in draft
