"""Properties: invitations, normalised text, the table of states, codes."""

import unicodedata
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikrar.pledges.domain import ALLOWED, CodeIsMistyped, State, StateNotAllowed, TextIsHidden, cards, texts
from ikrar.pledges.domain.planning import Plan, SitePlan, check_state, conflicts, site_of_units

ENDS = {State.CANCELLED, State.SUPERSEDED}


@st.composite
def trees(draw):
    """A forest as parents, and some invitations."""
    size = draw(st.integers(1, 25))
    parents = {
        unit: draw(st.one_of(st.none(), st.integers(0, unit - 1))) if unit else None for unit in range(size)
    }
    invited = draw(st.dictionaries(st.integers(0, size - 1), st.integers(100, 103)))
    return parents, invited


def nearest(unit, parents, invited):
    while unit is not None:
        if unit in invited:
            return invited[unit]
        unit = parents[unit]
    return None


@given(trees(), st.randoms())
def test_each_unit_goes_where_its_nearest_invited_ancestor_goes(tree, random):
    parents, invited = tree
    order = list(parents.items())
    random.shuffle(order)
    naive = {unit: site for unit in parents if (site := nearest(unit, parents, invited)) is not None}
    assert site_of_units(order, invited) == naive


@given(st.text())
def test_normalising_twice_changes_nothing(words):
    try:
        once = texts.normalised(words)
    except TextIsHidden:
        return
    assert texts.normalised(once) == once
    assert once.endswith("\n")
    assert not once.endswith("\n\n")
    assert unicodedata.is_normalized("NFC", once)


@given(st.text("abc é\n", min_size=1))
def test_line_ends_and_composition_do_not_change_the_hash(words):
    other = unicodedata.normalize("NFD", words).replace("\n", "\r\n")
    assert texts.text_sha256(other) == texts.text_sha256(words)


@given(st.lists(st.sampled_from(State), max_size=8))
def test_any_path_through_the_states_never_leaves_an_end(path):
    state = State.PLANNED
    for wanted in path:
        if wanted in ALLOWED[state]:
            check_state(state, wanted)
            state = wanted
        else:
            with pytest.raises(StateNotAllowed):
                check_state(state, wanted)
    assert bool(ALLOWED[state]) == (state not in ENDS)


def test_every_state_comes_to_an_end():
    for state in State:
        seen, front = set(), {state}
        while front - seen:
            seen |= front
            front = {after for one in front for after in ALLOWED[one]}
        assert seen & ENDS


@given(st.integers(0, 11), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_character_is_noticed_before_any_look_up(place, letter):
    code = cards.new_code()
    wrong = code[:place] + letter + code[place + 1 :]
    twins = {"0", "Z"}  # they differ by 31, which the check character cannot see
    if letter == code[place] or {letter, code[place]} == twins:
        return
    with pytest.raises(CodeIsMistyped):
        cards.read_code(wrong)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_mistyped(typed):
    with suppress(CodeIsMistyped):
        assert len(cards.read_code(typed)) == 13


@given(st.booleans(), st.booleans(), st.booleans())
def test_warnings_come_after_what_blocks(leader, witness, units):
    site = SitePlan("A", datetime(2026, 11, 16, tzinfo=UTC), "Asia/Jakarta", leader, witness, units)
    plan = Plan(None, ("x",), has_text=False, text_published_at=None, sites=[site])
    found = [one.blocks for one in conflicts(plan, today=datetime(2026, 11, 1, tzinfo=UTC).date())]
    assert found == sorted(found, reverse=True)
