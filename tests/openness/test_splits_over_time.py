"""Splits of the whole declaration give nothing away either: beside the units, beside each other, day after day."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.openness import books as bookkeeping
from ikrar.openness import disclosure
from ikrar.openness.disclosure import LEAST
from ikrar.openness.domain import SPLITS
from ikrar.openness.figures import Books, Truth, Unit, carried_on, groups, tree

BEGIN = datetime(2026, 11, 23, 13, tzinfo=UTC)
KEYS = ("device-key", "kiosk", "paper")
SIZES = st.lists(st.integers(0, 40), min_size=2, max_size=6)


@st.composite
def weeks(draw):
    """Truths of successive evenings: who pledged stays, with the key and at the minute it was."""
    sizes = draw(SIZES)
    pledged = [0] * len(sizes)
    keys, minutes, days = dict.fromkeys(KEYS, 0), [], []
    for day in range(4):
        new = [draw(st.integers(0, min(size - have, 15))) for size, have in zip(sizes, pledged, strict=True)]
        pledged = [have + more for have, more in zip(pledged, new, strict=True)]
        for _ in range(sum(new)):
            keys[draw(st.sampled_from(KEYS))] += 1
        at = BEGIN + timedelta(days=day)
        if sum(new):
            minutes.append((at - timedelta(hours=6), sum(new)))
        days.append(_truth(sizes, pledged, dict(keys), tuple(minutes)))
    return days


def _truth(sizes, pledged, keys, minutes):
    units = [Unit("top", "Kota", None, sum(sizes), sum(pledged))]
    units += [
        Unit(f"u{n}", f"Unit {n}", "top", size, have)
        for n, (size, have) in enumerate(zip(sizes, pledged, strict=True))
    ]
    seen = keys["kiosk"] + keys["paper"]
    splits = {
        "key": keys,
        "identification": {"code": keys["device-key"], "witness": seen},
        "presence": {"shown": sum(pledged)},
        "unsigned": {"missing": sum(sizes) - sum(pledged)},
        "outside": {},
    }
    return Truth(tuple(units), splits, minutes)


@settings(deadline=None, max_examples=80)
@given(weeks())
def test_every_split_is_large_and_moves_by_enough(days):
    books, history = Books(), []
    for day, truth in enumerate(days):
        books = carried_on(books, truth, at=BEGIN + timedelta(days=day))
        history.append(books)
    for one in history:
        for name, shown in one.splits.items():
            assert min(groups(shown, SPLITS[name]).values()) >= LEAST
        assert all(span.count >= LEAST for span in one.spans)
    for before, after in pairwise(history):
        for name, shown in before.splits.items():
            now = {part.key: part.counts for part in after.splits[name].everything()}
            for part in shown.everything():
                assert disclosure.is_a_step(part.counts, now[part.key])
        assert after.spans[: len(before.spans)] == before.spans


@settings(deadline=None, max_examples=80)
@given(weeks())
def test_a_split_tells_no_single_held_figure(days):
    books = Books()
    for day, truth in enumerate(days):
        at = BEGIN + timedelta(days=day)
        books = carried_on(books, truth, at=at)
        if books.split_at != at.isoformat(timespec="seconds"):
            continue
        told = books.splits["key"].counts[0] if "key" in books.splits else None
        held = [
            (old[0], new[0])
            for _, old, new in disclosure.standing(tree(truth.units, order=books.order), books.coverage)
            if old != new
        ]
        if told is not None:
            difference = told - books.coverage.counts[0]
            assert difference == 0 or (difference >= LEAST and len(held) > 1)


@settings(deadline=None, max_examples=80)
@given(weeks())
def test_kiosk_and_witness_never_differ_by_a_few(days):
    books = Books()
    for day, truth in enumerate(days):
        books = carried_on(books, truth, at=BEGIN + timedelta(days=day))
        if {"key", "identification"} <= books.splits.keys():
            keys = groups(books.splits["key"], SPLITS["key"])
            seen = groups(books.splits["identification"], SPLITS["identification"])
            kiosk = sum(n for joined, n in keys.items() if joined <= {"kiosk", "paper"})
            witness = sum(n for joined, n in seen.items() if joined == {"witness"})
            assert not kiosk or not witness or kiosk == witness or abs(kiosk - witness) >= LEAST


@settings(deadline=None, max_examples=30)
@given(weeks())
def test_books_are_the_same_after_being_put_away(days):
    books = carried_on(Books(), days[-1], at=BEGIN)
    assert bookkeeping.read(bookkeeping.stored(books)) == books
