import pytest

from ikrar.law import loading

CALENDAR = """\
code: coba
name: {id: Coba, en: Trial}
scope: {id: Coba, en: Trial}
source: {instrument: X, confidence: B}
stages:
  - {code: A, begins_on: 2024-09-25, last_day: 2024-11-23, name: {id: Satu, en: One}}
"""
PACT = """\
code: coba
name: {id: Coba, en: Trial}
confidence: B
source: {points: x}
unverified: []
slots: [{name: tahun, default: "2024", label: {id: Tahun, en: Year}}]
title: "Pakta {tahun}"
reading: "x"
body: "x"
"""


def calendars(tmp_path, text, name="coba"):
    (tmp_path / "calendars").mkdir(exist_ok=True)
    (tmp_path / "calendars" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return loading.calendars(tmp_path)


def pacts(tmp_path, text):
    (tmp_path / "pacts").mkdir()
    (tmp_path / "pacts" / "coba.yaml").write_text(text, encoding="utf-8")
    return loading.pact_templates(tmp_path)


def test_a_sound_calendar_and_a_sound_pact_are_read(tmp_path):
    assert calendars(tmp_path, CALENDAR)["coba"].stages[0].code == "A"
    assert pacts(tmp_path, PACT)["coba"].slots[0].name == "tahun"


@pytest.mark.parametrize(
    ("was", "becomes", "reason"),
    [
        ("code: A,", "code: A, code: B,", "stands twice"),
        ("last_day: 2024-11-23", "last_day: 2024-09-20", "ends before it begins"),
        ("begins_on: 2024-09-25", "begins_on: 25-09-2024", "not a day"),
        (", confidence: B", "", "'confidence' is missing"),
        ("confidence: B", "confidence: Z", "Z"),
        ("en: One", "en: ''", "one language"),
        ("stages:", "tahapan:", "'stages' is missing"),
        ("code: coba", "code: lain", "must be the file's name"),
    ],
)
def test_a_broken_calendar_is_refused_with_file_and_reason(tmp_path, was, becomes, reason):
    assert was in CALENDAR
    with pytest.raises(loading.LawTextIsBroken) as refused:
        calendars(tmp_path, CALENDAR.replace(was, becomes, 1))
    assert refused.value.file == "coba.yaml"
    assert reason in refused.value.reason


def test_the_same_stage_twice_is_refused(tmp_path):
    line = CALENDAR.splitlines()[-1]
    with pytest.raises(loading.LawTextIsBroken, match="stands twice"):
        calendars(tmp_path, CALENDAR + line + "\n")


@pytest.mark.parametrize(
    ("was", "becomes"), [('body: "x"', 'body: "{kota}"'), ('"Pakta {tahun}"', '"Pakta"')]
)
def test_a_pact_whose_slots_do_not_fit_is_refused(tmp_path, was, becomes):
    with pytest.raises(loading.LawTextIsBroken, match="slots used and slots declared differ"):
        pacts(tmp_path, PACT.replace(was, becomes))
