"""Successors, rings, survivals and wider records, in laws invented for it: what is told, and what is never guessed."""

from datetime import date

from ikrar.law.domain import (
    Held,
    InstrumentStatus,
    Successor,
    Survival,
    Validity,
)
from ikrar.law.engine import (
    Closeness,
)
from tests.law.engine import invented
from tests.law.engine.invented import words
from tests.law.engine.quoting import CHAIN, article, instead, instrument, quoted, told


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
