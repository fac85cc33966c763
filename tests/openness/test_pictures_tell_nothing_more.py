"""Map, line and differences are functions of published files: realities that publish alike look alike."""

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.kernel.canonical import canonical
from ikrar.openness import books as bookkeeping
from ikrar.openness.changes import changes
from ikrar.openness.disclosure import LEAST
from ikrar.openness.domain import Reason, Standing
from ikrar.openness.figures import Books, Truth, Unit, carried_on
from ikrar.openness.pictures import tiles, trend
from ikrar.openness.tables import figures_of

AT = datetime(2026, 11, 23, 13, tzinfo=UTC)
SIZES = st.lists(st.integers(1, 40), min_size=2, max_size=6)


def truth_of(sizes, pledged):
    units = [Unit("top", "Kota", None, sum(sizes), sum(pledged))]
    pairs = enumerate(zip(sizes, pledged, strict=True))
    units += [Unit(f"u{n}", f"Kelurahan {n}", "top", size, have) for n, (size, have) in pairs]
    return Truth(tuple(units), {}, ())


def published(books, truth, *, number, at):
    """The books after one more publication, and the bytes of its file."""
    books = carried_on(books, truth, at=at)
    told = bookkeeping.file_of(
        books=books,
        truth=truth,
        declaration={"id": "D", "title": "Contoh", "institution": "Kota Contoh"},
        number=number,
        reason=Reason.DAILY,
        note="",
        as_of=at.isoformat(),
        announced_for=None,
        register={"origin": "contoh", "size": None, "root": None},
    )
    return books, canonical(told)


def pictures(*files):
    """Everything that is drawn and said of these publications."""
    figures = [figures_of(file) for file in files]
    found = tiles.tile_map(figures[-1], ())
    points = [trend.Point(one.as_of, one.people, one.pledged, one.missing) for one in figures]
    span = trend.span_of(held_on=AT.date(), points=points, until=None)
    said = [changes(*pair) for pair in pairwise(figures)]
    return tiles.drawn(found, title="x"), found, trend.drawn(points, span, title="x"), said


@settings(deadline=None, max_examples=60)
@given(SIZES, st.data())
def test_realities_that_publish_the_same_file_look_the_same(sizes, data):
    one, other = ([data.draw(st.integers(0, size)) for size in sizes] for _ in range(2))
    files = [published(Books(), truth_of(sizes, some), number=1, at=AT)[1] for some in (one, other)]
    if files[0] == files[1]:
        assert pictures(files[0]) == pictures(files[1])


@settings(deadline=None, max_examples=60)
@given(SIZES, st.data())
def test_a_tile_shows_a_share_only_where_the_file_does(sizes, data):
    pledged = [data.draw(st.integers(0, size)) for size in sizes]
    _, file = published(Books(), truth_of(sizes, pledged), number=1, at=AT)
    told = {unit["id"]: unit for unit in json.loads(file)["units"]}
    for tile in tiles.tile_map(figures_of(file), ()).tiles:
        said = told[tile.unit]
        assert (tile.pledged, tile.missing) == (said["pledged"], said["missing"])
        assert (tile.share is None) == (said["pledged"] is None) == (tile.standing != Standing.APART)
        if tile.share is not None:
            assert min(tile.pledged, tile.missing) >= LEAST


@settings(deadline=None, max_examples=60)
@given(SIZES, st.data())
def test_a_correction_tells_no_step_of_fewer_than_five(sizes, data):
    first = [data.draw(st.integers(0, size)) for size in sizes]
    then = [data.draw(st.integers(have, size)) for have, size in zip(first, sizes, strict=True)]
    books, before = published(Books(), truth_of(sizes, first), number=1, at=AT)
    _, after = published(books, truth_of(sizes, then), number=2, at=AT + timedelta(days=1))
    old, new = (figures_of(file).tree.known for file in (before, after))
    for unit in old.keys() & new.keys():
        if old[unit].pledged is not None and new[unit].pledged is not None:
            step = abs(new[unit].pledged - old[unit].pledged)
            assert step == 0 or step >= LEAST
    said = changes(figures_of(before), figures_of(after))
    told = [*said.units, *([said.whole] if said.whole else [])]
    assert not [one for one in told if one.said.en in {f"{n} more" for n in range(1, LEAST)}]
