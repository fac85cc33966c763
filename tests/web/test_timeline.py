"""The picture of stages: well-formed whatever it shows, once for wide and once for narrow screens."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikrar.web.timeline import Doubt, Picture, Row, timeline

VOTE = Row("Pemungutan suara", date(2024, 11, 27), date(2024, 11, 27), is_key=True)
CAMPAIGN = Row("Kampanye", date(2024, 9, 25), date(2024, 11, 23))


def drawn(*rows, **more):
    return [
        ET.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", timeline(Picture(rows, "Contoh", **more)))
    ]


def bars(svg):
    return [bar for bar in svg.iter("rect") if "stretch" in bar.get("class")]


def test_nothing_is_drawn_of_nothing():
    assert timeline(Picture((), "Contoh")) == ""


@given(
    names=st.lists(st.text(min_size=1).filter(lambda name: name.isprintable()), min_size=1, max_size=4),
    first=st.dates(date(1, 2, 1), date(9998, 1, 1)),
    length=st.integers(0, 1500),
)
def test_it_is_well_formed_whatever_the_names_and_days(names, first, length):
    rows = [Row(name, first, min(date(9998, 12, 1), first + timedelta(days=length))) for name in names]
    for svg in drawn(*rows, day=first):
        assert len(bars(svg)) == len(names)
        right = float(svg.get("viewBox").split()[2])
        for bar in bars(svg):
            assert float(bar.get("x")) >= 0
            assert float(bar.get("x")) + float(bar.get("width")) <= right + 4


def test_a_stage_of_one_day_can_still_be_seen():
    for svg in drawn(CAMPAIGN, VOTE):
        assert min(float(bar.get("width")) for bar in bars(svg)) >= 4


def test_what_holds_on_the_day_is_marked_and_said_in_words():
    for svg in drawn(CAMPAIGN, VOTE, day=date(2024, 10, 7)):
        [now] = [bar for bar in bars(svg) if "now" in bar.get("class")]
        assert "key" not in now.get("class")
        assert [text.text for text in svg.iter("text") if text.get("class") == "day-name"] == [
            "7 Oktober 2024"
        ]


@pytest.mark.parametrize("day", [date(2024, 8, 31), date(2024, 12, 1), None])
def test_a_day_outside_is_not_drawn(day):
    for svg in drawn(CAMPAIGN, VOTE, day=day):
        assert not [path for path in svg.iter("path") if path.get("class") == "day-line"]


def test_the_pattern_of_one_picture_is_not_another_pictures():
    doubts = [Doubt("Ragu", date(2024, 9, 15), date(2024, 9, 29))]
    kept = [drawn(CAMPAIGN, doubts=doubts, key=key) for key in ("a", "b")]
    names = [pattern.get("id") for pictures in kept for svg in pictures for pattern in svg.iter("pattern")]
    assert len(set(names)) == len(names) == 4


def test_months_are_named_in_the_readers_language():
    assert "Okt" in timeline(Picture((CAMPAIGN,), "Contoh"))
    assert "Oct" in timeline(Picture((CAMPAIGN,), "Example", english=True))


def test_many_months_are_named_seldom_enough_to_be_read():
    long = Row("Lama", date(2022, 6, 14), date(2024, 10, 20))
    wide, slim = drawn(long)
    for svg, most in ((wide, 14), (slim, 5)):
        assert len([text for text in svg.iter("text") if text.get("class") == "month-name"]) <= most
