"""A folder of law texts with one thing wrong in it is refused whole, with file, line, record and reason."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ikrar.law import reading
from tests.law import small

pytestmark = pytest.mark.pure

ROOT = Path(__file__).parent.parent.parent
NORMS, CALENDAR, PACT = "norms/norms.yaml", "calendars/coba.yaml", "pacts/pakta.yaml"

# file, what stood there, what stands there now, the record that is named, a part of the reason
YAML = [
    ("terms.yaml", "terms:", "terms: [", "", "expected"),
    ("terms.yaml", "terms:", "terms: \x00", "", "control characters"),
    ("terms.yaml", "max: 7,", "max: 7, max: 8,", "", "'max' stands twice"),
    ("doors.yaml", "doors:", "doors: []\ndoors:", "", "'doors' stands twice"),
    (PACT, "code: pakta", "? [a, b]\n: 1\ncode: pakta", "", "a key must be a word"),
    (PACT, "code: pakta", "name: *y\ncode: pakta", "", "undefined alias"),
]
TYPES = [
    ("terms.yaml", "terms:", "tenggat:", "", "unknown key 'tenggat'"),
    ("sources.yaml", "sources:\n  T1", "T1", "", "unknown key 'T1'"),
    ("regions.yaml", "regions:\n  - {code", "regions:\n  {code", "", "'regions' must be a list"),
    ("sources.yaml", "sources:\n  T1: {", "sources:\n  - {", "", "'sources' must be keys and values"),
    ("regions.yaml", "regions:\n  - {", "- {", "", "must be keys and values"),
    (NORMS, "code: N3,", "code: N3, warna: merah,", "N3", "unknown key 'warna'"),
    (NORMS, "set: Pidana, ", "", "N3", "'set' is missing"),
    (NORMS, "set: Pidana", "set: ''", "N3", "'set' must be a text"),
    (NORMS, "set: Pidana", "set: 7", "N3", "'set' must be a text"),
    (NORMS, "set: Pidana", "set: [a]", "N3", "'set' must be a text"),
    (NORMS, "class: crime", "class: kejahatan", "N3", "'kejahatan' is none of ethics"),
    (NORMS, "bound: [ANYONE]", "bound: [SEMUA]", "N3", "'SEMUA' is none of ASN"),
    (NORMS, "bound: [ANYONE]", "bound: []", "N3", "a norm binds somebody"),
    (NORMS, "bound: [ANYONE]", "bound: ANYONE", "N3", "'bound' must be a list"),
    (NORMS, "bound: [ANYONE]", "bound: [7]", "N3", "7 is not a text"),
    (NORMS, "bound: [ANYONE]", "bound: [ANYONE, ANYONE]", "N3", "'ANYONE' stands twice"),
    (NORMS, "media: [any], target: [any], contests: [pilkada]", "media: [radio], target: [any], contests: [pilkada]", "N3", "'radio' is none of"),
    (NORMS, "target: [any], contests: [pilkada]", "target: [pemilih], contests: [pilkada]", "N3", "'pemilih' is none of"),
    (NORMS, "contests: [pilkada]", "contests: [pilkades]", "N3", "'pilkades' is none of"),
    (NORMS, "level_confidence: A", "level_confidence: E", "N3", "'E' is none of A, B, C, D"),
    (NORMS, "{id: Pidana, en: Crime}", "{id: Pidana}", "N3", "'en' is missing"),
    (NORMS, "{id: Pidana, en: Crime}", "{id: Pidana, en: ''}", "N3", "'en' must be a text"),
    (NORMS, "{id: Pidana, en: Crime}", "{id: Pidana, en: Crime, fr: Crime}", "N3", "unknown key 'fr'"),
    (NORMS, "{id: Pidana, en: Crime}", "Pidana", "N3", "must be keys and values"),
    (NORMS, "begins_on: 2023-10-31", "begins_on: 31-10-2023", "N3", "'31-10-2023' is not a day"),
    (NORMS, "begins_on: 2023-10-31", "begins_on: 2023-02-30", "N3", "'2023-02-30' is not a day"),
    (NORMS, "begins_on: 2023-10-31", "begins_on: 2023", "N3", "2023 is not a day"),
    (NORMS, "begins_on: 2023-10-31", "begins_on: 2023-10-31, ends_before: 2023-10-31", "N3", "it ends before it begins"),
    (NORMS, "inferred: true", "inferred: mungkin", "N2", "'inferred' must be true or false"),
    (NORMS, "questions: [1]", "questions: [satu]", "N1", "'satu' is not a whole number"),
    (NORMS, "questions: [1]", "questions: [true]", "N1", "True is not a whole number"),
    ("terms.yaml", "max: 7", "max: tujuh", "TM1", "'tujuh' is not a whole number"),
    ("terms.yaml", "max: 7", "max: true", "TM1", "True is not a whole number"),
    ("terms.yaml", "max: 7", "max: 0", "TM1", "a term is at least one long"),
    ("terms.yaml", "max: 7, unit: calendar", "max: 7, unit: bulan", "TM1", "'bulan' is none of calendar"),
    ("terms.yaml", "first_day: unclear, ", "", "TM1", "'first_day' is missing"),
    ("terms.yaml", "is_day_of: false", "first_day: unclear", "TM2", "has no first day"),
    ("terms.yaml", "regime: bkn", "regime: bkd", "TM3", "'bkd' is none of"),
    ("terms.yaml", 'opens: "08:00", closes: "16:00"}, basis', 'opens: "25:00", closes: "16:00"}, basis', "R1", "is no time"),
    ("terms.yaml", 'opens: "08:00", closes: "16:00"}, basis', 'opens: "17:00", closes: "16:00"}, basis', "R1", "closes before it opens"),
    ("terms.yaml", "days: [1, 2, 3, 4]", "days: [0]", "R2", "days are 1 (Monday) to 7"),
    ("terms.yaml", "days: [1, 2, 3, 4]", "days: []", "R2", "days are 1 (Monday) to 7"),
    ("conducts.yaml", 'facts: {active: "no"}', "facts: [active]", "LIKE", "'facts' must be keys and values"),
    (CALENDAR, "last_day: 2024-11-23", "last_day: 2024-09-20", "coba", "a stage ends before it begins"),
    (CALENDAR, "code: coba", "code: lain", "lain", "must be the file's name, 'coba'"),
    (PACT, 'body: "x"', 'body: "{kota}"', "pakta", "slots used and slots declared differ"),
    (PACT, 'title: "Pakta {tahun}"', 'title: "Pakta"', "pakta", "slots used and slots declared differ"),
    (PACT, 'body: "x"', 'body: "{"', "pakta", "a brace stands alone"),
    ("doors.yaml", "terms: [TM1]", "terms: []", "D1", "a door belongs to a term"),
]  # fmt: skip
UNBORNE = [
    (NORMS, "confidence: A, sources: [T1]}", "confidence: A, sources: []}", "N3", "a statement needs a source"),
    (NORMS, ", confidence: A, sources: [T1]}", ", sources: [T1]}", "N3", "'confidence' is missing"),
    (CALENDAR, "confidence: B, sources: [T1], note", "confidence: B, note", "coba", "a statement needs a source"),
    (CALENDAR, "key: true, confidence: C, sources: [T1],", "key: true, confidence: C,", "coba", "a statement needs a source"),
    (CALENDAR, "key: true, confidence: C, sources: [T1],", "key: true, sources: [T1],", "coba", "'confidence' is missing"),
    ("questions.yaml", "en: Yes}, sources: [T1]", "en: Yes}, sources: []", "1", "a statement needs a source"),
    (PACT, "source: {points: x}", "source: {}", "pakta", "a statement needs a source"),
]  # fmt: skip
DANGLING = [
    (NORMS, "confidence: A, sources: [T1]}", "confidence: A, sources: [T9]}", "N3", "source 'T9' is not in the book"),
    (NORMS, "[{instrument: UU2, article: Pasal 8}], begins_on", "[{instrument: UU9}], begins_on", "N3", "instrument 'UU9' is not in the book"),
    (NORMS, "sanction: [M1]", "sanction: [M9]", "N1", "sanction 'M9' is not in the book"),
    (NORMS, "confidence: A, sources: [T1]}", "confidence: A, sources: [T1], questions: [9]}", "N3", "question 9 is not in the book"),
    ("instruments.yaml", "amends: [UU2]", "amends: [UU9]", "UU3", "instrument 'UU9' is not in the book"),
    ("instruments.yaml", "of: UU1", "of: UU9", "UU2", "instrument 'UU9' is not in the book"),
    ("instruments.yaml", "{instrument: UU2, article: Pasal 8}, warning", "{instrument: UU2, article: Pasal 88}, warning", "('UU1', 'Pasal 9', datetime.date(2014, 1, 15))", "article 'Pasal 88' of UU2 is not in the book"),
    ("instruments.yaml", "- {instrument: UU2, article: Pasal 8", "- {instrument: UU9, article: Pasal 8", "('UU9', 'Pasal 8', datetime.date(2023, 10, 31))", "instrument 'UU9' is not in the book"),
    ("sanctions.yaml", "switch: UU3", "switch: UU9", "M1", "instrument 'UU9' is not in the book"),
    ("sanctions.yaml", "touches: [N3]", "touches: [N9]", "PEN1", "norm 'N9' is not in the book"),
    ("procedures.yaml", "next: [S2]", "next: [S2, S9]", "PR1", "leads to 'S9', which it does not have"),
    ("procedures.yaml", "next: [S2]", "next: []", "PR1", "no step leads to S2"),
    ("procedures.yaml", "term: TM1", "term: TM9", "PR1", "term 'TM9' is not in the book"),
    ("terms.yaml", "terms: [TM1], confidence: C, sources: [T1]}\n  - {code: R2", "terms: [TM9], confidence: C, sources: [T1]}\n  - {code: R2", "R1", "term 'TM9' is not in the book"),
    ("terms.yaml", "around_the_clock_stages: [K3]", "around_the_clock_stages: [K9]", "R2", "stage 'K9' is in no calendar"),
    ("doors.yaml", "own_term: TM2", "own_term: TM9", "D1", "term 'TM9' is not in the book"),
    ("regions.yaml", "calendar: coba", "calendar: lain", "coba", "calendar 'lain' is not in the book"),
    ("questions.yaml", "touches: [N1,", "touches: [N1, X9,", "1", "it touches 'X9', which is not in the book"),
    ("questions.yaml", "touches: [N1,", "touches: [N1, N3,", "N3", "does not name question 1"),
    ("questions.yaml", "touches: [N1,", "touches: [", "1", "N1 names it, but it does not touch N1"),
    (NORMS, "mirror: N2, ", "mirror: N9, ", "N1", "norm 'N9' is not in the book"),
    (CALENDAR, "instrument: PKPU 1", "instrument: PKPU 9", "coba", "instrument 'PKPU 9' is not in the book"),
    (CALENDAR, "phase: quiet, contests: [gubernur]", "phase: quiet, contests: [gubernur, wali]", "coba", "for contest 'wali', which the calendar does not have"),
    ("conducts.yaml", "norms: [N1, N2]", "norms: [N1, N9]", "LIKE", "rule 1: norm 'N9' is not in the book"),
    ("conducts.yaml", "carried_by: [N1]", "carried_by: [N3]", "LIKE", "rule 1: it is carried by 'N3', which is not among its norms"),
]  # fmt: skip
TWICE = [
    (NORMS, "code: N3", "code: N2", "N2", "the code stands twice (first in norms/norms.yaml)"),
    ("sanctions.yaml", "code: M1", "code: N3", "N3", "also one of norms"),
    (CALENDAR, "code: K2", "code: K1", "coba", "stage 'K1' stands twice"),
    (CALENDAR, "code: K5", "code: K1", "coba", "stage 'K1' stands twice"),
    ("procedures.yaml", "code: S2,", "code: S1,", "PR1", "step 'S1' stands twice"),
    ("conducts.yaml", '{code: "no", id: Tidak, en: "No"}', '{code: "no", id: Tidak, en: "No"}, {code: "no", id: Bukan, en: "Not"}', "LIKE", "active: answer 'no' stands twice"),
]  # fmt: skip
TIME = [
    ("instruments.yaml", "ends_before: 2023-10-31, status: repealed", "ends_before: 2023-10-01, status: repealed", "UU1", "gap from 2023-10-01 to 2023-10-31, where UU2 replaces it"),
    ("instruments.yaml", "ends_before: 2023-10-31, status: repealed", "ends_before: 2023-12-31, status: repealed", "UU1", "overlap from 2023-10-31 to 2023-12-31, where UU2 repeals it"),
    ("instruments.yaml", "status: repealed", "status: in-force", "UU1", "UU2 repeals it, but it is not marked repealed"),
    ("instruments.yaml", "ends_before: 2023-10-31, replaced_by: {", "ends_before: 2023-10-01, replaced_by: {", "('UU1', 'Pasal 9', datetime.date(2014, 1, 15))", "gap from 2023-10-01 to 2023-10-31, where UU2 Pasal 8 replaces it"),
    ("instruments.yaml", "contests: [any], begins_on: 2014-01-15", "contests: [any], begins_on: 2013-01-15", "('UU1', 'Pasal 9', datetime.date(2013, 1, 15))", "begins on 2013-01-15, before its instrument (2014-01-15)"),
    ("instruments.yaml", "amends: [UU2]", "amends: [UU3]", "UU3", "amends itself: UU3 → UU3"),
    ("instruments.yaml", "made_on: 2023-10-31,", "amends: [UU3],", "UU2", "amends itself: UU2 → UU3 → UU2"),
    ("procedures.yaml", "begins_on: 2024-08-24", "begins_on: 2024-09-24", "H2", "gap from 2024-08-24 to 2024-09-24 after H1"),
    ("procedures.yaml", "begins_on: 2024-08-24", "begins_on: 2024-07-24", "H2", "overlap from 2024-07-24 to 2024-08-24 after H1"),
    ("procedures.yaml", "ends_before: 2024-08-24, ", "", "H2", "overlaps H1"),
    ("terms.yaml", "begins_on: 2024-09-30, hours", "begins_on: 2024-10-30, hours", "R2", "TM1: gap from 2024-09-30 to 2024-10-30 after R1"),
    ("terms.yaml", "begins_on: 2024-09-30, hours", "hours", "R2", "TM1: overlaps R1"),
    (NORMS, "{instrument: UU2, article: Pasal 8}], begins_on", "{instrument: UU1}], begins_on", "N3", "every instrument of its basis has ended"),
    (NORMS, "[{instrument: UU2, article: Pasal 8}], begins_on", "[], begins_on", "N3", "a norm rests on an instrument"),
    (NORMS, "phase: after-fixed", "phase: before-fixed", "N1", "stands on the same side"),
    (CALENDAR, "begins_on: 2024-11-24", "begins_on: 2024-11-25", "coba", "gubernur: gap from 2024-11-24 to 2024-11-25, between K2 and K3"),
    (CALENDAR, "last_day: 2024-11-26", "last_day: 2024-11-27", "coba", "gubernur: overlap from 2024-11-27 to 2024-11-28, between K3 and K4"),
    (CALENDAR, ", phase: voting", "", "coba", "gubernur: 0 stages are voting, one must be"),
    (CALENDAR, "name: {id: Penetapan", "phase: campaign, name: {id: Penetapan", "coba", "gubernur: 2 stages are campaign, one must be"),
    (CALENDAR, "fixed_on: 2024-09-22", "fixed_on: 2024-09-25", "coba", "not between the first stage and the campaign"),
    (CALENDAR, "regime: pilkada\nname", "regime: pilkades\nname", "coba", "'pilkades' is neither pemilu nor pilkada"),
    (CALENDAR, "en: Governor}, regime: pilkada", "en: Governor}, regime: pemilu", "coba", "contest gubernur has another regime, 'pemilu'"),
    (CALENDAR, "contests:\n  - {code: gubernur", "not_contests:\n  - {code: gubernur", "coba", "unknown key 'not_contests'"),
]  # fmt: skip
ANSWERS = [
    ("conducts.yaml", "- when: {}", "- when: {contest: [none]}", "LIKE", "the last rule must have an empty `when`"),
    ("conducts.yaml", 'when: {facts: {active: "no"}}', "when: {}", "LIKE", "rule 3 is never reached"),
    ("conducts.yaml", 'facts: {active: "no"}', 'facts: {aktif: "no"}', "LIKE", "rule 2: it turns on 'aktif', which is not asked"),
    ("conducts.yaml", 'facts: {active: "no"}', 'facts: {active: "maybe"}', "LIKE", "rule 2: 'active' cannot be answered 'maybe'"),
    ("conducts.yaml", "contest: [pilkada]", "contest: [pilkades]", "LIKE", "rule 1: contest 'pilkades' is none of"),
]  # fmt: skip
BROKEN = [*YAML, *TYPES, *UNBORNE, *DANGLING, *TWICE, *TIME, *ANSWERS]


def complaints(folder):
    with pytest.raises(reading.LawTextIsBroken) as refused:
        reading.read_folder(folder)
    return refused.value.complaints


def test_the_small_book_is_sound(tmp_path):
    book = reading.read_folder(small.folder(tmp_path))
    assert set(book.norms) == {"N1", "N2", "N3"}


@pytest.mark.parametrize(
    ("file", "was", "becomes", "code", "reason"), BROKEN, ids=[f"{case[0]}: {case[4]}" for case in BROKEN]
)
def test_it_is_refused_with_file_line_record_and_reason(tmp_path, file, was, becomes, code, reason):
    told = complaints(small.replaced(tmp_path, file, was, becomes))
    fitting = [one for one in told if reason in one.reason and one.code == code]
    assert fitting, [str(one) for one in told]
    assert fitting[0].file in small.TEXTS
    assert fitting[0].line > 0
    assert str(fitting[0]).startswith(f"{fitting[0].file}:{fitting[0].line}: ")


def test_the_line_is_that_of_the_value_that_is_wrong(tmp_path):
    [one] = complaints(small.replaced(tmp_path, CALENDAR, "last_day: 2024-11-23", "last_day: 23/11"))
    assert one.line == 1 + small.TEXTS[CALENDAR].splitlines().index(
        next(line for line in small.TEXTS[CALENDAR].splitlines() if "K2" in line)
    )


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    folder = small.replaced(tmp_path, "terms.yaml", "max: 7", "max: x")
    path = folder / NORMS
    path.write_text(path.read_text(encoding="utf-8").replace("class: crime", "class: x"), encoding="utf-8")
    assert [(one.file, one.code) for one in complaints(folder)] == [(NORMS, "N3"), ("terms.yaml", "TM1")]


def test_an_empty_file_and_one_that_is_not_utf_8_are_told(tmp_path):
    folder = small.folder(tmp_path)
    (folder / "kosong.yaml").write_text("# nothing\n", encoding="utf-8")
    (folder / "rusak.yaml").write_bytes(b"terms: \xff\n")
    assert [str(one) for one in complaints(folder)] == [
        "kosong.yaml:1: the file is empty",
        "rusak.yaml:1: the file is not UTF-8",
    ]


def test_two_calendars_of_one_regime_may_not_overlap(tmp_path):
    text = small.TEXTS[CALENDAR].replace("code: coba", "code: dua", 1)
    for stage in ("K1", "K2", "K3", "K4", "K5"):
        text = text.replace(f"code: {stage},", f"code: L{stage},")
    folder = small.folder(tmp_path)
    (folder / "calendars" / "dua.yaml").write_text(text, encoding="utf-8")
    [one] = complaints(folder)
    assert (one.file, one.reason) == ("calendars/dua.yaml", "overlaps coba, which is pilkada too")
    (folder / "calendars" / "dua.yaml").write_text(
        text.replace("2024-", "2029-").replace("2025-", "2030-"), encoding="utf-8"
    )
    assert set(reading.read_folder(folder).calendars) == {"coba", "dua"}


def test_a_calendar_without_stages_or_contests_is_refused(tmp_path):
    text = small.TEXTS[CALENDAR]
    text = text[: text.index("contests:")] + "contests: []\nstages: []\n"
    told = [one.reason for one in complaints(small.folder(tmp_path, coba=text))]
    assert "a calendar has stages and contests" in told


def test_a_norm_cannot_be_its_own_mirror(tmp_path):
    told = complaints(small.replaced(tmp_path, NORMS, "mirror: N2", "mirror: N1"))
    assert "a norm cannot be its own mirror" in [one.reason for one in told]


def test_a_mirror_is_told_on_both_sides(tmp_path):
    told = complaints(small.replaced(tmp_path, NORMS, "mirror: N1, ", ""))
    assert [one.reason for one in told] == ["its mirror N2 does not mirror it"]


def test_an_article_may_outlive_its_instrument_only_where_something_keeps_it_alive(tmp_path):
    late = "ends_before: 2024-08-24, replaced_by: {"
    folder = small.replaced(
        tmp_path / "a", "instruments.yaml", "ends_before: 2023-10-31, replaced_by: {", late
    )
    path = folder / "instruments.yaml"
    sound = path.read_text(encoding="utf-8").replace(
        "article: Pasal 8, says: {id: Baru, en: New}, contests: [any], begins_on: 2023-10-31",
        "article: Pasal 8, says: {id: Baru, en: New}, contests: [any], begins_on: 2024-08-24",
    )
    path.write_text(sound, encoding="utf-8")
    reading.read_folder(folder)
    dead = sound.replace(
        "survives: [{article: Pasal 9, of: UU1, id: Tetap, en: Stays, until: 2024-08-24}], ", ""
    )
    path.write_text(dead, encoding="utf-8")
    assert [one.reason for one in complaints(folder)] == [
        "ends before 2024-08-24, after its instrument (2023-10-31)"
    ]


def test_a_rule_without_a_day_in_the_texts_is_no_fault(tmp_path):
    """A day that was not found contradicts nothing."""
    folder = small.replaced(tmp_path, "instruments.yaml", "made_on: 2023-10-31, begins_on: 2023-10-31, ", "")
    assert reading.read_folder(folder).instruments["UU2"].validity.begins_on is None


def test_without_a_folder_at_hand_a_fault_has_no_line():
    with pytest.raises(reading.LawTextIsBroken) as refused:
        reading.build({"a.yaml": {"terms": [{"code": "X"}]}})
    assert [str(one) for one in refused.value.complaints] == ["a.yaml: X: 'unit' is missing"]


def test_a_record_that_is_no_record_is_told(tmp_path):
    told = complaints(small.folder(tmp_path, doors="doors:\n  - kata\n"))
    assert [str(one) for one in told] == ["doors.yaml:2: must be keys and values"]


def test_two_articles_of_one_text_and_day_are_told(tmp_path):
    text = small.TEXTS["instruments.yaml"]
    line = next(line for line in text.splitlines() if "says: {id: Baru" in line)
    told = complaints(small.folder(tmp_path, instruments=f"{text}{line}\n"))
    assert "the code stands twice" in told[0].reason


@pytest.mark.faults
def test_the_product_does_not_start_on_a_broken_text(tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "x.yaml").write_text("norms:\n  - {code: LOKAL-1}\n", encoding="utf-8")
    said = subprocess.run(
        [sys.executable, ROOT / "manage.py", "check"],
        env={**os.environ, "IKRAR_LAW": str(own), "IKRAR_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode != 0
    assert "own/x.yaml:2: LOKAL-1: a norm binds somebody" in said.stderr
