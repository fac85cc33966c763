"""Nobody can work out a hidden cell from what is published, at one time or over time.

The attacker here is written apart from the rule: he knows the unit tree, every denominator, all
publications so far and that pledges are not taken back, and narrows each unknown count by going over
every equation until nothing moves.
"""

from collections import defaultdict
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.openness.disclosure import (
    LEAST,
    Cell,
    Shown,
    cell_of,
    is_comparable,
    is_publishable,
    publish,
    tells_apart,
)

TREES = st.recursive(
    st.integers(0, 60),
    lambda inner: st.lists(inner, min_size=1, max_size=5),
    max_leaves=14,
)
MAXIMUM = 10_000


def as_cell(shape, share, prefix="r"):
    """A cell from a nested list of sizes; `share` says how many of a leaf of this name and size pledged."""
    if isinstance(shape, int):
        pledged = share(prefix, shape)
        return Cell(prefix, (pledged, shape - pledged))
    return cell_of(prefix, [as_cell(part, share, f"{prefix}.{at}") for at, part in enumerate(shape)])


def everything(cell):
    return [cell] + [found for part in cell.parts for found in everything(part)]


def facts(shown):
    """What one publication says: (group, pledged, moment)."""
    return {(part.key, part.figure[0], part.as_of) for part in shown.everything() if part.figure is not None}


class Attacker:
    """Bounds for the pledged of every cell at every day, tightened until they rest."""

    def __init__(self, tree, days):
        self.tree, self.days = tree, days
        self.size = {cell.key: cell.size for cell in everything(tree)}
        self.low = {(key, day): 0 for key in self.size for day in days}
        self.high = {(key, day): self.size[key] for key in self.size for day in days}
        self.equations = [
            ([(part.key, day) for part in cell.parts], (cell.key, day))
            for cell in everything(tree)
            if cell.parts
            for day in days
        ]
        self.facts = set()

    def reads(self, shown):
        self.facts.update(facts(shown))

    def narrow(self):
        while self._round():
            pass

    def _round(self):
        before = (dict(self.low), dict(self.high))
        for parts, whole in self.equations:
            self._sum(parts, self.low[whole], self.high[whole])
            self._set(whole, sum(self.low[p] for p in parts), sum(self.high[p] for p in parts))
        for key, pledged, day in self.facts:
            self._set((key, day), pledged, pledged)
        for key in self.size:
            for earlier, later in pairwise(self.days):
                self._set((key, later), self.low[key, earlier], MAXIMUM)
                self._set((key, earlier), 0, self.high[key, later])
        return before != (self.low, self.high)

    def _sum(self, parts, low, high):
        for one in parts:
            others = [part for part in parts if part != one]
            self._set(
                one,
                low - sum(self.high[part] for part in others),
                high - sum(self.low[part] for part in others),
            )

    def _set(self, where, low, high):
        self.low[where] = max(self.low[where], low)
        self.high[where] = min(self.high[where], high)
        assert self.low[where] <= self.high[where], "the attacker's equations contradict each other"

    def width(self, key, day):
        return self.high[key, day] - self.low[key, day]


def is_small(cell):
    return min(cell.counts) < LEAST


def shown_keys(shown):
    return {part.key for part in shown.everything()}


@settings(deadline=None)
@given(shape=TREES, data=st.data())
def test_no_small_cell_can_be_narrowed_below_five_values_at_one_time(shape, data):
    tree = as_cell(shape, lambda key, size: data.draw(st.integers(0, size), label=key))
    shown = publish(tree, former=None, at="1") if tree.size else None
    if shown is None:
        return
    attacker = Attacker(tree, ["1"])
    attacker.reads(shown)
    attacker.narrow()
    for cell in everything(tree):
        if is_small(cell) and cell.size:
            assert cell.key not in shown_keys(shown)
        if cell.key not in shown_keys(shown) and not is_all_of_one_shown(cell, tree, shown):
            assert attacker.width(cell.key, "1") >= min(cell.size, LEAST)


@settings(max_examples=60, deadline=None)
@given(shape=TREES, data=st.data())
def test_no_small_cell_and_no_small_change_can_be_worked_out_over_time(shape, data):
    days = ["1", "2", "3", "4"]
    pledged = defaultdict(int)
    history = []
    shown = None
    for day in days:

        def share(key, size):
            room = size - pledged[key]
            pledged[key] += data.draw(st.integers(0, min(room, 12)) | st.just(room), label=key)
            return pledged[key]

        tree = as_cell(shape, share)
        shown = publish(tree, former=shown, at=day) if tree.size else None
        history.append((tree, shown))
    attacker = Attacker(history[-1][0], days)
    for _, published in history:
        if published is not None:
            attacker.reads(published)
    attacker.narrow()
    for (tree, published), day in zip(history, days, strict=True):
        told_now = set() if published is None else {key for key, _, when in facts(published) if when == day}
        for cell in everything(tree):
            if cell.size and is_small(cell):
                assert cell.key not in told_now
                assert attacker.width(cell.key, day) >= min(cell.size, LEAST)


@settings(deadline=None)
@given(shape=TREES, data=st.data())
def test_every_figure_stands_still_or_moves_by_five_or_more(shape, data):
    def draw(key, size):
        return data.draw(st.integers(0, size), label=key)

    first = as_cell(shape, draw)
    before = publish(first, former=None, at="1") if first.size else None
    if before is None:
        return
    after = publish(as_cell(shape, draw), former=before, at="2")
    for old, new in steps(before, after):
        assert all(a == b or abs(a - b) >= LEAST for a, b in zip(old, new, strict=True))


def steps(before, after):
    """Each former figure beside what stands for the same people now."""
    now = {part.key: part for part in after.everything()}
    return [(old.figure, now[old.key].counts) for old in before.everything() if old.figure is not None]


def is_all_of_one_shown(cell, tree, shown):
    """A unit with one part only: what is said of it is said of the part."""
    return any(
        one.counts == cell.counts and cell in everything(one)
        for one in everything(tree)
        if one.key in shown_keys(shown)
    )


@pytest.mark.parametrize(
    "sizes", [(3, 3), (2, 3, 2), (4, 4), (1, 4, 2), (1, 5), (1, 1, 6), (5, 5), (4, 4, 5), (2, 9), (1, 3, 7)]
)
def test_even_who_knows_the_rule_itself_cannot_tell_a_hidden_small_cell(sizes):
    """Every possible reality is published with a threshold of two; realities that look alike are compared."""
    seen = defaultdict(list)
    for reality in product(*(range(size + 1) for size in sizes)):
        leaves = [Cell(str(n), (x, sizes[n] - x)) for n, x in enumerate(reality)]
        seen[publish(cell_of("r", leaves, least=2), former=None, at="1", least=2)].append(reality)
    for shown, realities in seen.items():
        if shown is None:
            continue
        hidden = [n for n in range(len(sizes)) if str(n) not in shown_keys(shown)]
        for n in hidden:
            assert len({reality[n] for reality in realities}) > 1, (shown, realities)


def test_small_and_nearly_complete_units_are_shown_only_together_with_a_neighbour():
    parts = [Cell("a", (40, 40)), Cell("b", (3, 30)), Cell("c", (20, 20)), Cell("d", (60, 1))]
    shown = publish(cell_of("city", parts), former=None, at="1")
    assert shown == Shown("city", None, "1", (Shown("a+1", (43, 70), "1"), Shown("c+1", (80, 21), "1")))


def test_neighbours_that_are_both_large_are_shown_apart():
    parts = [Cell("a", (40, 40)), Cell("b", (30, 30)), Cell("c", (3, 20)), Cell("d", (60, 1))]
    shown = publish(cell_of("city", parts), former=None, at="1")
    assert {"a", "b"} < shown_keys(shown)
    assert not {"c", "d"} & shown_keys(shown)
    assert shown.counts == (133, 91)


def test_units_are_joined_with_units_of_their_own_size():
    parts = [
        Cell("a", (2, 1)),
        Cell("b", (90, 90)),
        Cell("c", (6, 9)),
        Cell("d", (8, 9)),
        Cell("e", (80, 90)),
    ]
    order = {part.key: part.size for part in parts}
    shown = publish(cell_of("city", parts, order=order), former=None, at="1")
    assert {"a+2", "e", "b"} < shown_keys(shown)
    assert not {"a", "c", "d"} & shown_keys(shown)


def test_a_change_of_fewer_than_five_keeps_the_former_figure():
    before = publish(Cell("a", (40, 40)), former=None, at="1")
    assert publish(Cell("a", (44, 36)), former=before, at="2") == before
    assert publish(Cell("a", (45, 35)), former=before, at="2") == Shown("a", (45, 35), "2")


def test_a_unit_that_became_nearly_complete_keeps_its_former_figure():
    before = publish(Cell("a", (40, 40)), former=None, at="1")
    assert publish(Cell("a", (79, 1)), former=before, at="2") == before


def test_the_whole_is_the_sum_of_what_is_shown_so_that_comparing_tells_nothing():
    parts = [Cell("a", (40, 40)), Cell("b", (40, 40))]
    before = publish(cell_of("city", parts), former=None, at="1")
    after = publish(cell_of("city", [parts[0], Cell("b", (43, 37))]), former=before, at="2")
    assert after.counts == before.counts == (80, 80)


def test_the_true_total_is_not_told_beside_one_held_figure():
    parts = [Cell("a", (40, 40)), Cell("b", (40, 40))]
    shown = publish(cell_of("city", parts), former=None, at="1")
    assert not is_comparable(cell_of("city", [Cell("a", (80, 0)), Cell("b", (40, 40))]), shown)
    assert is_comparable(cell_of("city", [Cell("a", (43, 37)), Cell("b", (43, 37))]), shown)
    assert is_comparable(cell_of("city", parts), shown)


def test_nothing_is_shown_of_a_whole_that_is_small():
    assert publish(cell_of("city", [Cell("a", (4, 900))]), former=None, at="1") is None


def test_a_large_unit_in_small_company_is_hidden_with_it():
    assert not is_publishable(cell_of("city", [Cell("a", (40, 95)), Cell("b", (1, 1))]))


def test_a_dissolved_unit_keeps_what_was_said_of_it():
    before = publish(cell_of("city", [Cell("a", (40, 40)), Cell("b", (30, 30))]), former=None, at="1")
    after = publish(cell_of("city", [Cell("a", (40, 40))]), former=before, at="2")
    assert after == before


def test_splits_that_hang_together_must_not_differ_by_a_few():
    assert tells_apart(
        {frozenset({"kiosk"}): 40, frozenset({"paper", "passkey"}): 12}, {frozenset({"witness"}): 43}
    )
