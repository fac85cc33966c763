"""Periksa kutipan: what people write, what it is worth on a day, and what applies instead. Several are listed, none guessed."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.law import queries
from ikrar.law.domain import (
    Article,
    Held,
    Instrument,
    InstrumentKind,
    InstrumentStatus,
    Successor,
    Survival,
    Validity,
)
from ikrar.law.engine import (
    Closeness,
    QuotationIsEmpty,
    QuotationIsTooLong,
    QuoteStatus,
    RegimeIsUnknown,
    quote,
)
from ikrar.law.engine.quoting.notation import last_number, path_of, read, spell
from tests.law.engine import invented
from tests.law.engine.invented import words

BOOK = queries.book()
many = settings(max_examples=60, deadline=None)


def quoted(text, day="2024-10-01", regime="", book=BOOK):
    return quote(book, text=text, day=date.fromisoformat(day), regime=regime)


def told(*asked, **more):
    return [
        (item.instrument.code, item.article, item.closeness.value, item.status.value)
        for item in quoted(*asked, **more).readings
    ]


def instead(*asked, **more):
    return [
        f"{other.instrument.code} {other.article}".strip()
        for item in quoted(*asked, **more).readings
        for other in item.instead
    ]


@pytest.mark.parametrize(
    ("text", "paths", "left"),
    [
        ("UU 7/2017 pasal 494", ["Pasal 494"], "uu 7 2017"),
        ("Ps. 71 ayat 1 UU Pilkada", ["Pasal 71 ayat (1)"], "uu pilkada"),
        ("ps71ayat(1) uu no.10 thn 2016", ["Pasal 71 ayat (1)"], "uu 10 2016"),
        ("Pasal 280 ayat (2) huruf f UU Nomor 7 Tahun 2017", ["Pasal 280 ayat (2) huruf f"], "uu 7 2017"),
        ("PP 94/2021 Psl 5 hrf n butir 6", ["Pasal 5 huruf n angka 6"], "pp 94 2021"),
        ("Pasal 52(3)j UU 20/2023", ["Pasal 52 ayat (3) huruf j"], "uu 20 2023"),
        ("Pasal 52 (3) huruf j", ["Pasal 52 ayat (3) huruf j"], ""),
        ("article 187A, paragraph 2, law 10/2016", ["Pasal 187A ayat (2)"], "uu 10 2016"),
        ("Pasal 490 dan Pasal 494 UU Pemilu", ["Pasal 490", "Pasal 494"], "uu pemilu"),
        ("Pasal 494 dan pasal 494", ["Pasal 494"], ""),
        ("Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum", [], "uu 7 2017 pemilihan umum"),
        ("Undang Undang Republik Indonesia No 5 Th 2014", [], "uu 5 2014"),
        ("Peraturan Pemerintah Nomor 94 Tahun 2021", [], "pp 94 2021"),
        ("Peraturan Pemerintah Pengganti Undang-Undang Nomor 1 Tahun 2022", [], "perppu 1 2022"),
        ("Perpu 1/2022", [], "perppu 1 2022"),
        ("Peraturan Presiden 92/2024", [], "perpres 92 2024"),
        ("Peraturan Kepala BKN 1/2023", [], "perbkn 1 2023"),
        ("Perka BKN 1/2023", [], "perbkn 1 2023"),
        ("Peraturan KPU No 2 Tahun 2024", [], "pkpu 2 2024"),
        ("Peraturan Bawaslu 7 Tahun 2022", [], "perbawaslu 7 2022"),
        ("Peraturan Menteri Dalam Negeri 97/2016", [], "permendagri 97 2016"),
        ("Peraturan Kepolisian 7/2022", [], "perpol 7 2022"),
        ("Putusan Mahkamah Konstitusi Nomor 136/PUU-XXII/2024", [], "mk 136 puu xxii 2024"),
        ("Instruksi Jaksa Agung Nomor 6 Tahun 2023", [], "ija 6 2023"),
        ("Surat Edaran Menteri PANRB Nomor 18 Tahun 2023", [], "se menpanrb 18 2023"),
        ("Surat Keputusan Bersama tentang netralitas", [], "skb netralitas"),
        ("joint decree 2022", [], "skb 2022"),
        ("RUU Pemilu", [], "ruu pemilu"),
        ("Rancangan Undang-Undang Pemilu", [], "ruu pemilu"),
        ("government regulation 53/2010", [], "pp 53 2010"),
        ("Keputusan Bawaslu 169", [], "skbawaslu 169"),
        ("  PP   53 / 2010 ", [], "pp 53 2010"),
        ("ＰＰ ５３/２０１０", [], "pp 53 2010"),
        ("kapsul 7", [], "kapsul 7"),
        ("Pasal 5 huruf n angka 6", ["Pasal 5 huruf n angka 6"], ""),
        ("art. 5 letter n point 6, law 1/2015", ["Pasal 5 huruf n angka 6"], "uu 1 2015"),
        ("article 5 par 2", ["Pasal 5 ayat (2)"], ""),
        ("Pasal 5 butir 6", ["Pasal 5 angka 6"], ""),
        ("act 1/2015", [], "uu 1 2015"),
        ("p.p. 53/2010 dan u.u. 5/2014", [], "pp 53 2010 uu 5 2014"),
        ("Presidential Regulation 92/2024", [], "perpres 92 2024"),
        ("perkap 7/2022", [], "perpol 7 2022"),
    ],
)  # fmt: skip
def test_a_quotation_is_taken_apart_as_people_write_it(text, paths, left):
    reference = read(text)
    assert ([spell(path) for path in reference.paths], " ".join(reference.words)) == (paths, left)


@pytest.mark.parametrize(
    "kind",
    [
        "uu",
        "pp",
        "perppu",
        "perpres",
        "perbkn",
        "pkpu",
        "perbawaslu",
        "permendagri",
        "perpol",
        "mk",
        "ija",
        "se",
        "skb",
        "skbawaslu",
        "ruu",
    ],
)
def test_the_sign_of_an_instrument_is_one_even_without_a_number(kind):
    assert read(f"pasal 494 {kind}").names_an_instrument
    assert not read("pasal 494 tindak pidana").names_an_instrument
    assert read("pasal 494 nomor 7").names_an_instrument


NOISE = (
    "nomor no nr tahun thn th tentang juncto jo jis jucto dan atau dalam dari pada atas yang republik indonesia ri"
    " number of the year and on concerning sebagaimana diubah dengan terakhir"
)


@pytest.mark.parametrize("word", NOISE.split())
def test_words_that_say_nothing_about_which_rule_is_meant_are_passed_over(word):
    assert read(f"PP {word} 53 {word} 2010").words == ("pp", "53", "2010")


def test_ranges_and_unnumbered_records_are_read_for_what_they_are():
    assert (
        last_number("Pasal 27 sampai 33"),
        last_number("Pasal 27-33"),
        last_number("Pasal 27 s.d. 33"),
    ) == (33,) * 3
    assert (last_number("Pasal 27"), last_number("KASN"), path_of("Lampiran I")) == (None, None, ())


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


# ---- an invented law


def instrument(code, short="", *, begins=date(2000, 1, 1), ends=None, **different):
    plain = {
        "kind": InstrumentKind.REGULATION,
        "name": words(f"Peraturan {code}"),
        "status": InstrumentStatus.IN_FORCE,
    }
    return Instrument(
        code=code, short=short or code, validity=Validity(begins, ends), backing=invented.BACKING, contests=("any",),
        **{**plain, **different},
    )  # fmt: skip


def article(of, name, *, validity=Validity(), contests=("any",), **different):  # noqa: B008 (frozen)
    return Article(of, name, words(name), contests, validity, invented.BACKING, **different)


CHAIN = invented.book(
    instruments=[
        instrument("PP1/2000", ends=date(2005, 1, 1), replaced_by="PP2/2005"),
        instrument("PP2/2005", begins=date(2005, 1, 1), ends=date(2010, 1, 1), replaced_by="PP3/2010"),
        instrument("PP3/2010", begins=date(2010, 1, 1)),
    ]
)


def test_what_followed_is_followed_on_until_something_holds():
    assert instead("PP 1/2000", "2009-12-31", book=CHAIN) == ["PP2/2005"]
    assert instead("PP 1/2000", "2010-01-01", book=CHAIN) == ["PP2/2005", "PP3/2010"]
    assert instead("PP 3/2010", "2006-01-01", book=CHAIN) == ["PP2/2005"]
    held = quoted("PP 1/2000", "2010-01-01", book=CHAIN).readings[0].instead
    assert [other.held for other in held] == [Held.NO, Held.YES]


def test_a_ring_of_successors_ends_where_it_began():
    law = invented.book(
        instruments=[
            instrument("PP1/2000", ends=date(2005, 1, 1), replaced_by="PP2/2000"),
            instrument("PP2/2000", ends=date(2005, 1, 1), replaced_by="PP1/2000"),
        ]
    )
    assert instead("PP 1/2000", book=law) == ["PP2/2000", "PP1/2000"]


def test_a_name_of_words_that_say_nothing_is_no_name():
    law = invented.book(instruments=[instrument("PP1/2000", "tentang dan yang")])
    assert told("PP 2/2000", book=law) == []
    assert told("dan pasal 3", book=law) == []


def test_without_a_successor_none_is_named():
    law = invented.book(instruments=[instrument("PP1/2000", ends=date(2005, 1, 1))])
    assert (told("PP 1/2000", book=law), instead("PP 1/2000", book=law)) == (
        [("PP1/2000", "", "whole", "ended")],
        [],
    )


def test_a_record_without_days_follows_its_instrument_and_one_with_days_does_not():
    law = invented.book(
        instruments=[instrument("PP1/2000", ends=date(2005, 1, 1))],
        articles=(
            article("PP1/2000", "Pasal 1"),
            article("PP1/2000", "Pasal 2", validity=Validity(date(2000, 1, 1))),
            article("PP1/2000", "Pasal 3", validity=Validity(date(2001, 1, 1), date(2002, 1, 1))),
        ),
    )
    days = ("2000-06-01", "2001-06-01", "2006-01-01")
    standing = {n: [told(f"Pasal {n} PP 1/2000", day, book=law)[0][3] for day in days] for n in (1, 2, 3)}
    assert standing == {
        1: ["in-force", "in-force", "ended"],
        2: ["in-force", "in-force", "in-force"],
        3: ["not-yet", "in-force", "ended"],
    }


def test_the_nearest_wider_record_answers():
    law = invented.book(
        instruments=[instrument("PP1/2000")],
        articles=(
            article("PP1/2000", "Pasal 8"),
            article("PP1/2000", "Pasal 8 ayat (2)"),
            article("PP1/2000", "Pasal 9"),
        ),
    )
    [reading] = quoted("Pasal 8 ayat (2) huruf a PP 1/2000", book=law).readings
    assert (reading.record.article, reading.closeness) == ("Pasal 8 ayat (2)", Closeness.WIDER)
    [reading] = quoted("Pasal 8 huruf a PP 1/2000", book=law).readings
    assert reading.record.article == "Pasal 8"


def test_survival_needs_a_keeper_that_holds_and_ends_on_its_day():
    keeper = instrument(
        "PP2/2005", begins=date(2005, 1, 1), ends=date(2020, 1, 1),
        survives=(Survival("Pasal 1", "PP1/2000", words("tetap"), date(2010, 1, 1)), Survival("Pasal 2", "PP1/2000", words("tetap")),
                  Survival("Pasal 3", "PP9/2000", words("lain"))),
    )  # fmt: skip
    law = invented.book(instruments=[instrument("PP1/2000", ends=date(2005, 1, 1)), keeper])

    def survives(day):
        return [part.article for part in quoted("PP 1/2000", day, book=law).readings[0].survives]

    assert [survives(day) for day in ("2004-12-31", "2009-12-31", "2010-01-01", "2020-01-01")] == [
        [], ["Pasal 1", "Pasal 2"], ["Pasal 2"], [],
    ]  # fmt: skip


def test_a_name_that_fits_too_many_is_too_general():
    law = invented.book(
        instruments=[instrument(f"PP{n}/2000", f"PP disiplin {word}") for n, word in enumerate("abcdefghi")]
    )
    assert told("pp disiplin", book=law) == []
    assert told("pp disiplin b", book=law) == [("PP1/2000", "", "whole", "in-force")]
    few = invented.book(
        instruments=[instrument(f"PP{n}/2000", f"PP disiplin {word}") for n, word in enumerate("abcdefgh")]
    )
    assert len(told("pp disiplin", book=few)) == 8


def test_a_full_name_stands_even_where_it_is_part_of_many_longer_ones():
    law = invented.book(
        instruments=[
            instrument("PP99/2000", "PP disiplin"),
            *(instrument(f"PP{n}/2000", f"PP disiplin {w}") for n, w in enumerate("abcdefghi")),
        ]
    )
    assert told("pp disiplin", book=law) == [("PP99/2000", "", "whole", "in-force")]


def test_a_loose_quotation_silences_the_bare_instrument_but_not_its_records():
    law = invented.book(
        instruments=[instrument("MK1/2000", "MK 1")], articles=(article("MK1/2000", "Putusan MK 1"),)
    )
    assert told("Putusan MK 1", book=law) == [("MK1/2000", "Putusan MK 1", "loose", "in-force")]
    whole = invented.book(
        instruments=[instrument("MK1/2000", "MK 1")],
        articles=(article("MK1/2000", "Putusan MK 1"), article("MK1/2000", "seluruhnya")),
    )
    assert [item[2] for item in told("Putusan MK 1", book=whole)] == ["loose", "whole"]


def test_an_unconfirmed_instrument_that_ended_is_told_as_ended():
    law = invented.book(
        instruments=[
            instrument("PP1/2000", ends=date(2005, 1, 1), status=InstrumentStatus.APPLIED_UNCONFIRMED)
        ]
    )
    assert [told("PP 1/2000", day, book=law)[0][3] for day in ("2004-12-31", "2005-01-01")] == [
        "unconfirmed",
        "ended",
    ]


def test_a_successor_of_the_same_election_without_an_end_makes_a_quotation_imprecise():
    def law(contests):
        return invented.book(
            instruments=[instrument("PP1/2000"), instrument("PP2/2000")],
            articles=(
                article(
                    "PP1/2000", "Pasal 1", contests=("pilkada",), replaced_by=Successor("PP2/2000", "Pasal 2")
                ),
                article("PP2/2000", "Pasal 2", contests=contests),
            ),
        )

    assert told("Pasal 1 PP 1/2000", book=law(("pilkada",)))[0][3] == "imprecise"
    assert told("Pasal 1 PP 1/2000", book=law(("pemilu",)))[0][3] == "in-force"
    assert told("Pasal 1 PP 1/2000", regime="pemilu", book=law(("pemilu",)))[0][3] == "other-election"
    assert instead("Pasal 1 PP 1/2000", regime="pemilu", book=law(("pemilu",))) == ["PP2/2000 Pasal 2"]
    assert instead("Pasal 1 PP 1/2000", book=law(("pemilu",))) == []


def test_what_follows_at_its_end_is_not_offered_for_the_other_election():
    ending = article(
        "PP1/2000", "Pasal 1", contests=("pilkada",), validity=Validity(date(2000, 1, 1), date(2030, 1, 1)),
        replaced_by=Successor("PP2/2000", "Pasal 2"),
    )  # fmt: skip
    law = invented.book(
        instruments=[instrument("PP1/2000"), instrument("PP2/2000")],
        articles=(ending, article("PP2/2000", "Pasal 2")),
    )
    asked = ("Pasal 1 PP 1/2000", "2024-10-01", "pemilu")
    assert (told(*asked, book=law)[0][3], instead(*asked, book=law)) == ("other-election", [])


# ---- whatever people write


@many
@given(text=st.text(max_size=310), day=st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_no_text_breaks_it(text, day):
    try:
        answer = quote(BOOK, text=text, day=day)
    except (QuotationIsEmpty, QuotationIsTooLong):
        return
    assert all(item.instrument.code in BOOK.instruments for item in answer.readings)
    assert len(answer.near) <= 5


PIECES = st.sampled_from(
    ["pasal", "ps.", "ayat", "(1)", "huruf", "n", "angka", "6", "494", "71", "uu", "pp", "no.", "tahun", "/", "2017",
     "7", "53", "2010", "skb", "netralitas", "jo", "mk", "136", "187a", "sampai", "33", "-", "perbawaslu", "asn"]
)  # fmt: skip


@many
@given(pieces=st.lists(PIECES, min_size=1, max_size=12), day=st.dates(date(2005, 1, 1), date(2030, 1, 1)))
def test_no_mixture_of_the_signs_of_law_breaks_it_and_the_same_text_reads_the_same(pieces, day):
    text = " ".join(pieces)
    once, again = (quote(BOOK, text=written, day=day) for written in (text, f"  {text.upper()} "))
    assert (once.readings, once.near, once.says, once.trace) == (
        again.readings,
        again.near,
        again.says,
        again.trace,
    )


WAYS = st.sampled_from(
    ["{article} {code}", "{code} {article}", "{article} dari {code}", "menurut {code}, {article}"]
)


@many
@given(
    record=st.sampled_from([r for r in BOOK.articles if path_of(r.article) and not last_number(r.article)]),
    way=WAYS,
    day=st.dates(date(2005, 1, 1), date(2030, 1, 1)),
)
def test_every_recorded_article_is_found_however_it_is_written(record, way, day):
    text = way.format(article=record.article, code=record.instrument.replace("/", " Tahun "))
    answer = quote(BOOK, text=text, day=day)
    assert any(item.record is record and item.closeness is Closeness.EXACT for item in answer.readings)


@many
@given(record=st.sampled_from(BOOK.articles), day=st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_on_no_day_is_a_provision_outside_its_days_told_as_in_force(record, day):
    for item in quote(BOOK, text=f"{record.article} {record.instrument}"[:300], day=day).readings:
        validity = (
            item.record.validity
            if item.record and item.record.validity != Validity()
            else item.instrument.validity
        )
        assert (item.status in (QuoteStatus.ENDED, QuoteStatus.NOT_YET)) == (validity.on(day) is Held.NO)
        assert item.held is validity.on(day)
