"""Coverage: what the board, the stage and the published figures count."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikrar.pledges.domain.coverage import fifths, roll_up, with_missing
from ikrar.pledges.models import DenominatorChange
from ikrar.pledges.queries.coverage import coverage

KINDS = ("bound", "pledged", "disputed", "declined")


@st.composite
def trees(draw):
    """A unit tree, parents first, with counts of each unit by itself."""
    size = draw(st.integers(1, 25))
    parents = {0: None} | {n: draw(st.integers(0, n - 1)) for n in range(1, size)}
    own = {n: with_missing(Counter({kind: draw(st.integers(0, 9)) for kind in KINDS})) for n in parents}
    return parents, own


def below(parents, unit):
    found = {unit}
    for n, parent in parents.items():
        if parent in found:
            found.add(n)
    return found


@given(trees())
def test_a_rolled_up_figure_equals_counting_everything_below_again(tree):
    parents, own = tree
    sums = roll_up(parents=parents, own=own)
    for unit in parents:
        recount = Counter()
        for n in below(parents, unit):
            recount.update(own[n])
        assert sums[unit] == recount


@given(pledged=st.integers(0, 500), missing=st.integers(0, 500))
def test_a_square_is_full_only_when_nobody_is_missing(pledged, missing):
    filled = fifths(pledged=pledged, bound=pledged + missing)
    assert (filled == 5) == (missing == 0 and pledged > 0)
    assert filled / 5 <= pledged / max(pledged + missing, 1) + 1e-9


def by_name(found):
    return {row.name: row for row in found.rows}


def test_pledged_disputed_declined_and_missing_are_counted_apart_and_rolled_up(city):
    one, two = city.duties[city.one.pk], city.duties[city.two.pk]
    city.sign(one[0])
    city.sign(one[1], key="paper", by="witness", presence="none")
    city.sign(one[2], disputed=True)
    city.decline(one[3])
    city.sign(two[0], presence="late")
    found = coverage(declaration_id=city.declaration.pk, on=city.declaration.held_on)
    rows = by_name(found)
    kelurahan, kecamatan = rows["Kelurahan Contoh Satu"], rows["Kecamatan Contoh Utara"]
    assert (kelurahan.bound, kelurahan.pledged, kelurahan.disputed, kelurahan.declined, kelurahan.missing) == (
        8, 2, 1, 1, 4,
    )  # fmt: skip
    assert (kecamatan.bound, kecamatan.pledged, kecamatan.missing, kecamatan.asked) == (16, 3, 11, 5)
    assert kecamatan.by_key == {"device-key": 2, "paper": 1}
    assert kecamatan.by_identification == {"code": 2, "witness": 1}
    assert kecamatan.by_presence == {"shown": 1, "none": 1, "late": 1}
    assert found.total.pledged == rows["Kota Contoh"].pledged == 3
    assert sum(a.count for a in found.by_minute) == 4
    assert [a.count for a in found.by_hour] == [4]


def test_somebody_who_declined_and_signs_later_counts_as_pledged_once(city):
    duty = city.duties[city.one.pk][0]
    city.decline(duty)
    city.sign(duty)
    row = by_name(coverage(declaration_id=city.declaration.pk, on=city.declaration.held_on))[
        "Kelurahan Contoh Satu"
    ]
    assert (row.pledged, row.declined, row.missing, row.asked) == (1, 0, 7, 1)


def test_the_excused_and_leavers_lie_outside_and_a_recorded_change_moves_the_denominator(city):
    first, second, *_ = city.duties[city.bureau.pk]
    for duty, standing in ((first, "EXCUSED"), (second, "LEFT")):
        duty.standing = standing
        duty.save()
        DenominatorChange.objects.create(
            declaration=city.declaration, unit=city.bureau, delta=-1, reason="contoh", at=duty.created_at,
            leaf_hash=bytes(32),
        )  # fmt: skip
    city.sign(first)  # came although excused: thanked, not counted
    row = by_name(coverage(declaration_id=city.declaration.pk, on=city.declaration.held_on))[
        "Badan Kepegawaian Contoh"
    ]
    assert (row.bound, row.excused, row.left, row.pledged, row.missing) == (6, 1, 1, 0, 6)


@pytest.mark.parametrize("people", [1, 8])
def test_the_number_of_questions_does_not_grow_with_people(city, django_assert_max_num_queries, people):
    for duty in city.duties[city.one.pk][:people]:
        city.sign(duty)
    with django_assert_max_num_queries(8):
        coverage(declaration_id=city.declaration.pk, on=city.declaration.held_on)
