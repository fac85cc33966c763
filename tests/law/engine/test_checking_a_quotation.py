"""Periksa kutipan: what a quotation is worth on a day, and what applies instead. Several are listed, none guessed."""

import pytest

from ikrar.law.engine import (
    QuotationIsEmpty,
    QuotationIsTooLong,
    QuoteStatus,
    RegimeIsUnknown,
)
from tests.law.engine.quoting import BOOK, CHAIN, instead, quoted, told


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        # An instrument after its repeal, before it, and while it held.
        (("PP 53/2010",), [("PP53/2010", "", "whole", "ended")]),
        (("PP 94/2021 seluruhnya",), [("PP94/2021", "", "whole", "in-force")]),
        (("PP 42/2004 pasal 15", "2024-10-01", "pilkada"), [("PP42/2004", "Pasal 15", "exact", "in-force")]),
        (("PP 53/2010", "2021-08-30"), [("PP53/2010", "", "whole", "in-force")]),
        (("PP 53/2010", "2010-06-05"), [("PP53/2010", "", "whole", "not-yet")]),
        (("PP 94 Tahun 2021", "2020-01-01"), [("PP94/2021", "", "whole", "not-yet")]),
        # The wrong quotation of one of the sources: a general-election article in a local election.
        (
            ("UU 7/2017 pasal 494", "2024-10-01", "pilkada"),
            [("UU7/2017", "Pasal 494", "exact", "other-election")],
        ),
        (("UU 7/2017 pasal 494", "2024-01-10", "pemilu"), [("UU7/2017", "Pasal 494", "exact", "in-force")]),
        (("UU 7/2017 pasal 494", "2024-01-10", "none"), [("UU7/2017", "Pasal 494", "exact", "in-force")]),
        (
            ("Pasal 71 UU 10/2016", "2024-01-10", "pemilu"),
            [("UU10/2016", "Pasal 71", "exact", "other-election")],
        ),
        # A name that several instruments bear lists them all, what holds first.
        (
            ("Ps. 71 ayat 1 UU Pilkada",),
            [
                ("UU10/2016", "Pasal 71 ayat (1)", "exact", "in-force"),
                ("UU1/2015", "Pasal 71 ayat (1)", "wider", "ended"),
            ],
        ),
        (("UU ASN",), [("UU20/2023", "", "whole", "in-force"), ("UU5/2014", "", "whole", "ended")]),
        (
            ("UU ASN", "2020-01-01"),
            [("UU5/2014", "", "whole", "in-force"), ("UU20/2023", "", "whole", "not-yet")],
        ),
        (("SKB netralitas",), [("SKB-2022", "", "whole", "unconfirmed"), ("SKB-2020", "", "whole", "ended")]),
        (("SKB Netralitas 2020", "2021-01-01"), [("SKB-2020", "", "whole", "unconfirmed")]),
        # A part that is not recorded is answered by the nearest wider one; a whole by its recorded parts.
        (
            ("UU 7/2017 pasal 280 ayat (2) huruf f",),
            [("UU7/2017", "Pasal 280 ayat (2) huruf f", "wider", "in-force")],
        ),
        (
            ("UU 7/2017 pasal 280",),
            [
                ("UU7/2017", "Pasal 280", "narrower", "in-force"),
                ("UU7/2017", "Pasal 280", "narrower", "in-force"),
                ("UU7/2017", "Pasal 280", "narrower", "in-force"),
            ],
        ),
        (("UU 7/2017 pasal 280 huruf j",), [("UU7/2017", "Pasal 280 huruf j", "narrower", "in-force")]),
        (("UU 7/2017 pasal 999",), [("UU7/2017", "Pasal 999", "not-recorded", "in-force")]),
        # A range answers each number in it, and no other.
        (("Pasal 30 UU 5/2014", "2024-01-01"), [("UU5/2014", "Pasal 30", "wider", "in-force")]),
        (("Pasal 27 UU 5/2014", "2024-01-01"), [("UU5/2014", "Pasal 27", "wider", "in-force")]),
        (("Pasal 33 UU 5/2014", "2024-01-01"), [("UU5/2014", "Pasal 33", "wider", "in-force")]),
        (("Pasal 26 UU 5/2014", "2024-01-01"), [("UU5/2014", "Pasal 26", "not-recorded", "ended")]),
        (("Pasal 34 UU 5/2014", "2024-01-01"), [("UU5/2014", "Pasal 34", "not-recorded", "ended")]),
        # An article that an amendment inserted is found in the amendment.
        (("Pasal 187A UU 1/2015",), [("UU10/2016", "Pasal 187A", "exact", "in-force")]),
        # Imprecise and loose quotations, and such as never were law.
        (("Pasal 188 UU 10/2016",), [("UU10/2016", "Pasal 188", "exact", "imprecise")]),
        (
            ("menyukai atau membagikan dipidana 1 tahun",),
            [("UU7/2017", "menyukai atau membagikan dipidana 1 tahun", "loose", "imprecise")],
        ),
        (("Forkopimko",), [("PP12/2022", "Forkopimko", "loose", "unknown")]),
        (("RUU Pemilu",), [("RUU-PEMILU-2026", "", "whole", "unknown")]),
        (("Perbawaslu 7/2018",), [("PERBAWASLU7/2018", "", "whole", "unknown")]),
        # An article without an instrument is looked for everywhere.
        (("pasal 494",), [("UU7/2017", "Pasal 494", "exact", "in-force")]),
        # What the book does not hold is not guessed.
        (("PP 53/2011",), []),
        (("UU 99/1999 pasal 494",), []),
        (("pp",), []),
        (("uu",), []),
        (("selamat pagi",), []),
    ],
    ids=str,
)
def test_a_quotation_has_its_standing_on_the_day(asked, expected):
    assert told(*asked) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (("PP 53/2010",), ["PP94/2021 seluruhnya"]),
        (("PP 94/2021", "2020-01-01"), ["PP53/2010 seluruhnya"]),
        (("PP 53/2010 pasal 4 angka 13 huruf b",), ["PP94/2021 Pasal 5 huruf n angka 6"]),
        (("UU 7/2017 pasal 494", "2024-10-01", "pilkada"), ["UU1/2015 Pasal 188"]),
        (("UU 7/2017 pasal 494", "2024-01-01", "pemilu"), []),
        (("UU 5/2014 pasal 9 ayat (2)",), ["UU20/2023 Pasal 9 ayat (2)"]),
        (("Pasal 71 UU 1/2015",), ["UU10/2016 Pasal 71"]),
        (("Pasal 71 UU 1/2015", "2015-06-01"), []),
        (("Pasal 71 UU 10/2016", "2015-06-01"), ["UU1/2015 Pasal 71"]),
        (("Pasal 188 UU 10/2016",), ["UU1/2015 Pasal 188"]),
        (("Perbawaslu 7/2018",), ["PERBAWASLU7/2022"]),
        (("menyukai atau membagikan dipidana 1 tahun",), ["SKB-2022 Lampiran, D6"]),
    ],
    ids=str,
)
def test_what_applies_instead_is_named(asked, expected):
    assert instead(*asked) == expected


def test_what_survives_of_a_repealed_instrument_is_told_with_the_whole_of_it_only():
    [whole] = quoted("PP 53/2010").readings
    assert [part.article for part in whole.survives] == ["Pasal 7 ayat (3)"]
    [part] = quoted("PP 53/2010 pasal 7 ayat (3)").readings
    assert (part.status, part.survives) == (QuoteStatus.IN_FORCE, ())
    assert quoted("PP 53/2010", "2020-01-01").readings[0].survives == ()
    before_the_end, after = (quoted("UU 5/2014", day).readings[0] for day in ("2024-08-23", "2024-08-24"))
    assert [part.article for part in before_the_end.survives] == ["Pasal 27 sampai 33"]
    assert after.survives == ()


def test_amendments_in_force_are_named_beside_it():
    amended = {
        day: [other.code for other in quoted("UU 1/2015", day).readings[0].amended_by]
        for day in ("2015-03-17", "2016-07-01")
    }
    assert amended == {"2015-03-17": ["UU6/2020"], "2016-07-01": ["UU8/2015", "UU10/2016", "UU6/2020"]}


def test_the_sentences_say_what_was_found_and_how_sure_that_is():
    assert "satu cara" in quoted("PP 53/2010").says.id
    assert "beberapa hal" in quoted("UU ASN").says.id
    assert "tidak disebut" in quoted("pasal 494").says.id
    assert "tidak ditemukan" in quoted("pasal 9999").says.id
    says = {status: item.says.id for text, day, regime in (
        ("PP 53/2010", "2024-10-01", ""), ("PP 94/2021", "2020-01-01", ""), ("PP 94/2021", "2024-10-01", ""),
        ("SKB-2022", "2024-10-01", ""), ("UU 7/2017 pasal 494", "2024-10-01", "pilkada"),
        ("Pasal 188 UU 10/2016", "2024-10-01", ""),
    ) for item in quoted(text, day, regime).readings for status in [item.status.value]}  # fmt: skip
    assert says == {
        "ended": "Tidak berlaku lagi sejak 31 Agustus 2021.",
        "not-yet": "Baru berlaku 31 Agustus 2021.",
        "in-force": "Berlaku pada hari itu.",
        "unconfirmed": "Diterapkan pada hari itu; dasarnya perlu konfirmasi.",
        "other-election": "Berlaku, tetapi untuk Pemilu.",
        "imprecise": "Kutipan ini kurang tepat atau perlu dibaca bersama yang lain.",
    }
    unknown = [quoted(text).readings[0].says.id for text in ("Perbawaslu 7/2018", "RUU Pemilu", "UU 34/2004")]
    assert [text.split(";")[0] for text in unknown] == [
        "Sudah dicabut",
        "Belum dipastikan berlaku.",
        "Hari mulai berlakunya tidak ditemukan",
    ]
    assert "itu tidak berarti tidak ada" in quoted("UU 7/2017 pasal 999").readings[0].says.id
    assert "lebih luas" in quoted("UU 7/2017 pasal 280 ayat (2) huruf f").readings[0].says.id
    assert "bagiannya yang tercatat" in quoted("UU 7/2017 pasal 280").readings[0].says.id
    assert "kutipan longgar" in quoted("Forkopimko").readings[0].says.id


def test_a_wrong_year_is_answered_with_what_comes_near_and_nothing_is_taken():
    answer = quoted("PP 53/2011")
    assert (answer.readings, [item.code for item in answer.near]) == ((), ["PP53/2010"])
    assert quoted("PP 53/2010").near == ()
    assert quoted("selamat pagi").near == ()
    assert len(quoted("uu perubahan 1999 pasal 3").near) == 5


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_nothing_written_is_refused(text):
    with pytest.raises(QuotationIsEmpty):
        quoted(text)


def test_what_is_no_quotation_any_more_is_refused():
    assert quoted("a" * 300).readings == ()
    with pytest.raises(QuotationIsTooLong) as refused:
        quoted("a" * 301)
    assert (refused.value.length, refused.value.longest) == (301, 300)


def test_an_election_nobody_knows_is_refused():
    with pytest.raises(RegimeIsUnknown):
        quoted("PP 53/2010", regime="plebiscite")


def test_the_trace_holds_what_was_read_and_every_reading():
    trace = quoted("Ps. 71 ayat 1 UU Pilkada", regime="pilkada").trace
    assert dict(trace.asked) == {
        "words": "uu pilkada", "provisions": "pasal 71 ayat 1", "day": "2024-10-01", "regime": "pilkada",
    }  # fmt: skip
    assert [
        (step.cites[0].instrument, dict(step.value)["status"], dict(step.value)["instead"])
        for step in trace.steps
    ] == [
        ("UU10/2016", "in-force", ""),
        ("UU1/2015", "ended", "UU10/2016 Pasal 71"),
    ]
    assert dict(trace.result) == {"readings": "2"}
    two = quoted("Pasal 490 dan Pasal 494 UU Pemilu", regime="pilkada").trace
    assert dict(two.asked)["provisions"] == "pasal 490 | pasal 494"
    chain = quoted("PP 1/2000", "2010-01-01", book=CHAIN).trace
    assert dict(chain.steps[0].value)["instead"] == "PP2/2005 | PP3/2010"
    assert trace.law == BOOK.version
