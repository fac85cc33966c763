"""Whatever is tried in whatever sequence: done only when all have signed, nobody twice, the order kept."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikrar.commitments.domain import (
    AlreadySigned,
    Moments,
    NotAllHaveSigned,
    OutOfOrder,
    Phase,
    Place,
    check_gong,
    check_turn,
    is_done,
    next_to_sign,
    phase_of,
)
from ikrar.commitments.domain.workflow import signed

NAMES = ("Pemprov", "KPU", "Bawaslu", "TNI", "Polri", "Kejaksaan")
institutions = st.integers(1, 6).map(lambda n: NAMES[:n])


@given(institutions, st.booleans(), st.lists(st.sampled_from((*NAMES, "gong")), max_size=60))
def test_any_path_ends_only_when_all_have_signed(names, is_ordered, tried):
    places, took, closed = tuple(Place(name) for name in names), [], False
    for one in tried:
        try:
            if one == "gong":
                check_gong(places)
                closed = True
            elif one in names:
                check_turn(places, one, is_ordered=is_ordered)
                places, took = signed(places, one), [*took, one]
        except (AlreadySigned, OutOfOrder, NotAllHaveSigned):
            continue
    assert len(took) == len(set(took))
    if is_ordered:
        assert tuple(took) == names[: len(took)]
    assert is_done(places) == (set(took) == set(names))
    assert not closed or set(took) == set(names)


@given(institutions, st.booleans(), st.randoms())
def test_whoever_may_sign_next_can_and_all_arrive_at_the_end(names, is_ordered, random):
    places = tuple(Place(name) for name in names)
    for _ in names:
        assert not is_done(places)
        one = random.choice(next_to_sign(places, is_ordered=is_ordered)).institution
        check_turn(places, one, is_ordered=is_ordered)
        places = signed(places, one)
    assert is_done(places)
    assert next_to_sign(places, is_ordered=is_ordered) == ()
    check_gong(places)


@given(institutions)
def test_out_of_order_names_whose_turn_it_is(names):
    places = tuple(Place(name) for name in names)
    for late in names[1:]:
        with pytest.raises(OutOfOrder) as refused:
            check_turn(places, late, is_ordered=True)
        assert refused.value.expected == names[0]


def test_nobody_at_all_is_never_done():
    with pytest.raises(NotAllHaveSigned):
        check_gong(())


@given(st.lists(st.sampled_from(["published_at", "opened_at", "completed_at", "closed_at"]), unique=True))
def test_the_furthest_moment_decides_the_phase(which):
    first = datetime(2026, 11, 20, tzinfo=UTC)
    names = {"published_at": Phase.PUBLIC, "opened_at": Phase.OPEN, "completed_at": Phase.DONE}
    names["closed_at"] = Phase.CLOSED
    told = Moments(**{name: first + timedelta(hours=n) for n, name in enumerate(which)})
    furthest = max(which, key=list(names).index, default=None)
    assert phase_of(told) == (names[furthest] if furthest else Phase.PLANNED)
