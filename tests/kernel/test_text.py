from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikrar.kernel import text


@given(st.dates())
def test_a_day_written_the_indonesian_way_is_read_back(on):
    assert text.read_day(f"{on.day:02d}-{on.month:02d}-{on.year:04d}") == on
    assert text.read_day(f"{on.day}/{on.month}/{on.year:04d}") == on
    assert text.read_day(f"{on.day} {text.MONTHS[on.month - 1]} {on.year:04d}") == on


def test_the_day_stands_before_the_month():
    assert text.read_day("03/04/2025") == date(2025, 4, 3)


@pytest.mark.parametrize(
    "written", ["13/13/2025", "31-02-2025", "kemarin", "", "2025", "1 Foo 2025", "45000"]
)
def test_what_is_no_day_is_none(written):
    assert text.read_day(written) is None


@given(st.text())
def test_reading_a_day_never_breaks(written):
    text.read_day(written)


@given(st.integers(0, 10**12))
def test_every_number_has_its_own_words(number):
    words = text.number_in_words(number)
    assert words == " ".join(words.split())
    if number:
        assert words != text.number_in_words(number - 1)
        assert "nol" not in words.split()


def test_a_number_too_large_for_a_letter_is_refused():
    for number in (-1, 10**15):
        with pytest.raises(ValueError):
            text.number_in_words(number)
    assert text.number_in_words(2_000_000_011) == "dua miliar sebelas"


@given(
    st.from_regex(r"(19[5-9][0-9]|200[0-9])(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{10}", fullmatch=True)
)
def test_a_nip_survives_the_ways_people_write_it(number):
    spaced = f"{number[:8]} {number[8:14]} {number[14]} {number[15:]}"
    assert text.clean_number(f"'{spaced}") == number
    assert text.is_nip(number)


@given(st.from_regex(r"[0-9]{18}", fullmatch=True))
def test_masking_shows_four_characters_and_no_birth_date(number):
    assert text.masked(number).count("•") == 4
    assert len([c for c in text.masked(number) if c.isdigit()]) == 4


@pytest.mark.parametrize("name", ["Siti\u202eatiS", "Si\u200bti", "Siti\x00", "\u2066Siti\u2069"])
def test_direction_marks_and_invisible_characters_are_noticed(name):
    assert text.has_hidden_characters(name)


@given(st.text())
def test_folding_twice_is_folding_once(words):
    assert text.folded(text.folded(words)) == text.folded(words)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Drs. H. Budi Contoh, M.M.", ("Drs. H.", "Budi Contoh", "M.M.")),
        ("Contoh", ("", "Contoh", "")),
        ("H", ("", "H", "")),
        ("", ("", "", "")),
        ("Hasan Contoh", ("", "Hasan Contoh", "")),
    ],
)
def test_titles_are_told_from_the_name(written, parts):
    assert text.split_name(written) == parts


def test_a_short_name_leaves_out_most_of_it():
    assert text.short_name("Siti Rahma Contoh") == "Siti R."
    assert text.short_name("") == ""


def test_days_are_written_in_both_languages():
    assert text.day(date(2024, 11, 14)) == "Kamis, 14 November 2024"
    assert text.day_en(date(2024, 11, 14)) == "Thursday, 14 November 2024"
