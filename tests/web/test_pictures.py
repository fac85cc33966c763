"""Pictures are well-formed, say in words what they show, and keep their colours readable."""

import gzip
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikrar.web import charts

CSS = (Path(charts.__file__).parent / "static/web/ikrar.css").read_text(encoding="utf-8")
NASTY = '<b onload="x">Kelurahan & "Contoh"</b>'
texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"),
    max_size=30,
)


def parsed(picture):
    return ET.fromstring(str(picture).replace("&nbsp;", " "))


def rects(picture, kind):
    return [e for e in parsed(picture).iter() if e.tag == "rect" and e.get("class") == kind]


@given(texts, st.integers(-3, 9))
def test_a_square_is_well_formed_whatever_its_name(name, fifths):
    assert parsed(charts.square(fifths=fifths, title=name)).tag == "svg"


def test_a_square_fills_from_below_and_ticks_only_when_full():
    assert rects(charts.square(fifths=0), "c5") == []
    assert rects(charts.square(fifths=2), "c5")[0].get("height") == "8"
    assert "tick" not in charts.square(fifths=4)
    assert "tick" in charts.square(fifths=5)


@given(st.integers(0, 400), st.integers(1, 400))
def test_five_fifths_only_when_nobody_is_missing(filled, value):
    assert (charts.fifths_of(filled, value) == 5) == (filled >= value)
    assert (charts.fifths_of(filled, value) == 0) == (filled == 0)


def test_names_cannot_break_out_of_a_picture():
    tree = charts.Node(NASTY, 10, 5, (charts.Node(NASTY, 10, 5),))
    stage = charts.Stage(NASTY, date(2024, 9, 25), date(2024, 11, 24))
    for picture in (
        charts.bars(rows=[(NASTY, 1, 2)], title=NASTY),
        charts.squares(units=[(NASTY, 2)], title=NASTY),
        charts.icicle(root=tree, title=NASTY),
        charts.stages(stages=[stage], today=date(2024, 10, 7), title=NASTY),
        charts.sparkline(values=[1, 2], title=NASTY),
    ):
        assert not [e for e in parsed(picture).iter() if e.tag == "b" or e.get("onload")]
        assert "Kelurahan &amp; " in picture


def test_a_bar_is_as_long_as_its_share_and_says_its_numbers():
    picture = charts.bars(rows=[("Anggrek", 10, 40), ("Kosong", 0, 0)], title="Cakupan")
    assert [r.get("width") for r in rects(picture, "c5")] == ["25", "0"]
    assert "10 / 40" in picture


def test_the_stage_of_today_is_marked_and_its_last_day_is_told():
    campaign = charts.Stage("Kampanye", date(2024, 9, 25), date(2024, 11, 24))
    silence = charts.Stage("Masa tenang", date(2024, 11, 24), date(2024, 11, 27))
    picture = charts.stages(stages=[campaign, silence], today=date(2024, 11, 23), title="Tahapan")
    marked = [e for e in parsed(picture) if e.get("aria-current")]
    assert ["".join(e.itertext()) for e in marked] == ["Kampanye 25 September 2024 – 23 November 2024"]
    outside = charts.stages(stages=[campaign], today=date(2030, 1, 1), title="Tahapan")
    assert 'class="today"' in picture
    assert 'class="today"' not in outside


def test_the_boxes_of_an_icicle_add_up():
    children = tuple(charts.Node(f"Unit {n}", n, 0) for n in (10, 20, 30))
    picture = charts.icicle(root=charts.Node("Kota", 60, 0, children), title="Kota", depth=2)
    heights = [float(r.get("height")) + 1 for r in rects(picture, "c0")]
    assert heights[0] == pytest.approx(sum(heights[1:]))


def test_an_empty_trend_is_an_empty_picture():
    assert rects(charts.sparkline(values=[], title="kosong"), "c5") == []


def tokens(dark):
    light_block, _, rest = CSS.partition("@media screen and (prefers-color-scheme: dark)")
    block = rest.partition("@layer base")[0] if dark else light_block
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", light_block))
    return found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block))


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


TEXT_PAIRS = [
    *[
        (f"ina-content-{c}", f"ina-background-{b}")
        for c in ("primary", "secondary")
        for b in ("primary", "secondary", "tertiary")
    ],
    ("ina-content-tertiary", "ina-background-secondary"),
    ("ina-brand-primary", "ina-background-primary"),
    ("ina-brand-primary", "ina-background-secondary"),
    ("ina-brand-primary", "ina-brand-soft"),
    ("ina-brand-on", "ina-brand-primary"),
    ("ina-brand-on", "ina-brand-hover"),
    ("ina-background-primary", "ina-negative"),
    *[(f"ina-{s}", f"ina-{s}-soft") for s in ("positive", "warning", "negative")],
    *[("ina-content-primary", f"ina-{s}-soft") for s in ("positive", "warning", "negative")],
    *[("ina-content-primary", f"s{n}") for n in (1, 2, 3)],
    *[("ina-brand-on", f"s{n}") for n in (4, 5)],
]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_stands_out_from_its_ground(text, ground, dark):
    colours = tokens(dark)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_borders_of_inputs_and_squares_can_be_seen(dark):
    colours = tokens(dark)
    assert contrast(colours["ina-stroke-secondary"], colours["ina-background-primary"]) >= 3
    assert contrast(colours["ina-stroke-secondary"], colours["ina-background-secondary"]) >= 3


def test_the_stylesheet_stays_small():
    assert len(gzip.compress(CSS.encode(), 9)) <= 8_000
