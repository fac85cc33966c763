"""An office adds texts of its own beside the shipped ones; it can neither replace nor end those."""

import pytest

from ikrar.law import reading
from tests.law import small

pytestmark = pytest.mark.pure

NORM = """\
sources:
  LOKAL-SE1: {what: {id: "Surat edaran gubernur 1/2026", en: "Governor's circular 1/2026"}}
instruments:
  - {code: LOKAL-SE1, kind: circular, name: {id: Surat edaran, en: Circular}, short: SE 1, begins_on: 2026-03-01, status: in-force, contests: [any], confidence: C, sources: [LOKAL-SE1]}
norms:
  - {code: LOKAL-1, set: SE gubernur, class: advice, conduct: {id: Contoh, en: Example}, bound: [PNS], media: [any], target: [any], contests: [any], phase: any, level: none, level_confidence: C, basis: [{instrument: LOKAL-SE1, article: angka 3}], confidence: C, sources: [LOKAL-SE1]}
"""


def with_own(tmp_path, text, name="kami.yaml"):
    own = tmp_path / "own"
    (own / name).parent.mkdir(parents=True, exist_ok=True)
    (own / name).write_text(text, encoding="utf-8")
    return reading.read_folder(small.folder(tmp_path / "law"), own)


def refused(tmp_path, text, name="kami.yaml"):
    with pytest.raises(reading.LawTextIsBroken) as broken:
        with_own(tmp_path, text, name)
    [complaint] = broken.value.complaints
    return complaint


def test_a_norm_of_the_office_stands_beside_the_shipped_ones(tmp_path):
    book = with_own(tmp_path, NORM)
    assert [code for code, norm in book.norms.items() if norm.backing.sources == ("LOKAL-SE1",)] == [
        "LOKAL-1"
    ]
    assert "N1" in book.norms


def test_a_calendar_of_the_office_has_its_folder_too(tmp_path):
    text = small.TEXTS["calendars/coba.yaml"].replace("code: coba", "code: lokal-pilkades", 1)
    text = text.replace("2024", "2026").replace("2025", "2027").replace("K", "LK")
    text = text.replace("PLKPU", "PKPU")
    book = with_own(tmp_path, text, "calendars/lokal-pilkades.yaml")
    assert set(book.calendars) == {"coba", "lokal-pilkades"}


def test_a_code_that_does_not_say_whose_it_is_is_refused(tmp_path):
    complaint = refused(tmp_path, NORM.replace("LOKAL-1,", "SKB-K8,"))
    assert (complaint.file, complaint.line, complaint.code) == ("own/kami.yaml", 6, "SKB-K8")
    assert "begins with LOKAL-" in complaint.reason


def test_a_question_of_the_office_has_a_number_of_its_own(tmp_path):
    text = small.TEXTS["questions.yaml"].replace("touches: [N1, M1, TM1, UU2]", "touches: []")
    assert "from 1000 on" in refused(tmp_path, text.replace("number: 1\n", "number: 2\n")).reason
    assert 1001 in with_own(tmp_path, text.replace("number: 1\n", "number: 1001\n")).questions


def test_a_shipped_record_cannot_be_replaced(tmp_path):
    complaint = refused(tmp_path, "sources: {T1: {what: {id: Lain, en: Other}}}\n")
    assert "stands twice" in complaint.reason


def test_an_article_of_a_shipped_instrument_may_be_added(tmp_path):
    text = (
        "articles: [{instrument: UU2, article: Pasal 7, says: {id: X, en: X}, contests: [any], "
        "confidence: C, sources: [T1]}]"
    )
    assert len(with_own(tmp_path, text).articles) == len(reading.read_folder(tmp_path / "law").articles) + 1


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(reading.LawTextIsBroken, match="there is no such folder"):
        reading.read_folder(small.folder(tmp_path / "law"), tmp_path / "elsewhere")
