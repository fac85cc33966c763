import io
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ikrar.roster import domain, models, operations, queries
from ikrar.roster.domain import AbsenceReason, InstitutionKind, Post, Spell, Standing
from ikrar.roster.domain.lists import Kind
from tests.roster.conftest import ANI, BUDI, CITRA, FEB, HEAD, JAN, MAR, A, B, csv

THREE = csv(
    HEAD,
    f"{ANI};Ani Rahma Contoh;Camat;{A}",
    f"{BUDI};Budi Contoh;Lurah;{B}",
    f"{CITRA};Citra Contoh;Staf;{A}",
)


def _id(number, on=JAN):
    return queries.official_by_number(number=number, on=on).id


def _ids(on=JAN):
    return [u.id for u in queries.units(on=on)]


def test_standing_is_bound_excused_or_left(lists, at):
    lists.apply(THREE)
    ani, budi, citra = map(_id, (ANI, BUDI, CITRA))
    lists.apply(
        csv(HEAD, f"{ANI};Ani Rahma Contoh;Camat;{A}", f"{CITRA};Citra Contoh;Staf;{A}"),
        on=FEB,
        is_complete=True,
    )
    operations.set_absence(official_id=citra, on=FEB, reason=AbsenceReason.PERMITTED, by=None, at=at)
    units = _ids()
    assert set(queries.standings(unit_ids=units, on=JAN).values()) == {Standing.BOUND}
    assert queries.standings(unit_ids=units, on=FEB) == {
        ani: Standing.BOUND,
        citra: Standing.EXCUSED,
        budi: Standing.LEFT,
    }
    assert queries.standings(unit_ids=units, on=FEB + timedelta(days=1))[citra] == Standing.BOUND


def test_who_moved_on_stands_in_the_new_unit_only(lists):
    lists.apply(THREE)
    lists.apply(csv(HEAD, f"{ANI};Ani Rahma Contoh;Camat;{B}"), on=FEB)
    old, new = (u.id for u in queries.units(on=FEB) if u.name == "Seksi Pemerintahan" and u.depth == 3)
    if queries.official_by_number(number=ANI, on=FEB).unit_id == old:
        old, new = new, old
    assert _id(ANI) not in queries.standings(unit_ids=[old], on=FEB)
    assert queries.standings(unit_ids=[new], on=FEB)[_id(ANI)] == Standing.BOUND


def test_an_absence_can_be_corrected_and_withdrawn_but_not_stretched(lists, at):
    lists.apply(THREE)
    ani = _id(ANI)
    for reason in (AbsenceReason.STUDY, AbsenceReason.SPECIAL_HOURS):
        operations.set_absence(official_id=ani, on=FEB, reason=reason, by=None, at=at)
    (absence,) = queries.absences(official_ids=[ani])
    assert absence.reason == "SPECIAL_HOURS"
    operations.withdraw_absence(absence_id=absence.id, official_id=_id(BUDI), by=None, at=at)
    assert queries.absences(official_ids=[ani])
    operations.withdraw_absence(absence_id=absence.id, official_id=ani, by=None, at=at)
    assert not queries.absences(official_ids=[ani])
    for end in (FEB, date(2030, 1, 1)):
        with pytest.raises(operations.AbsenceTooLong):
            operations.set_absence(
                official_id=ani, on=FEB, ends_before=end, reason=AbsenceReason.STUDY, by=None, at=at
            )


def test_the_closed_list_says_nothing_of_leave_or_health():
    words = " ".join(
        f"{r} {domain.ABSENCE_WORDS[r].id} {domain.ABSENCE_WORDS[r].en}" for r in AbsenceReason
    ).lower()
    assert not [
        w
        for w in ("cuti", "sakit", "hamil", "melahirkan", "leave", "sick", "health", "medical")
        if w in words
    ]


def test_answers_take_the_same_few_questions_however_many_people(lists, django_assert_num_queries):
    lists.apply(THREE)
    units = _ids()
    for wanted in (units[:1], units):
        with django_assert_num_queries(4):
            queries.standings(unit_ids=wanted, on=JAN)
    with django_assert_num_queries(4):  # the fourth names the units above those that every kelurahan has
        assert len(queries.officials_in(unit_ids=units, on=JAN)) == 3
    with django_assert_num_queries(2):
        queries.units(on=JAN)
    with django_assert_num_queries(3):
        queries.subtree(unit_id=units[0], on=JAN)
    with django_assert_num_queries(3):
        queries.unit(id=units[-1], on=JAN)
    with django_assert_num_queries(6):
        queries.unit_tree(scopes=frozenset({"*"}), on=JAN)


def test_an_official_is_found_by_number_however_it_is_typed_and_shown_masked(lists):
    lists.apply(THREE)
    found = queries.official_by_number(number=f" {ANI[:8]} {ANI[8:14]} {ANI[14]} {ANI[15:]} ", on=JAN)
    assert (found.short_name, found.number_tail) == ("Ani R.", "2001")
    assert ANI not in repr(found)
    assert queries.official_by_number(number="000000000000000000", on=JAN) is None
    assert queries.numbers_of(official_ids=[found.id]) == {found.id: ANI}
    assert queries.official(id=found.id, on=JAN) == found
    with pytest.raises(queries.OfficialNotFound):
        queries.official(id=found.id, on=JAN - timedelta(days=1))


def test_a_grant_reaches_its_subtree_and_nothing_else(lists):
    lists.apply(THREE)
    by_name = {u.path_names[1:]: u for u in queries.units(on=JAN)}
    district = by_name[("Kecamatan Contoh",)]
    one, two = (
        by_name[("Kecamatan Contoh", "Kelurahan Contoh Satu")],
        by_name[("Kecamatan Contoh", "Kelurahan Contoh Dua")],
    )
    for unit, scope, reached in (
        (one, district, True),
        (one, one, True),
        (district, one, False),
        (two, one, False),
    ):
        scopes = frozenset({scope.public_id})
        assert queries.is_within(unit_public_id=unit.public_id, scopes=scopes, on=JAN) is reached
        assert (unit.id in {u.id for u in queries.units_within(scopes=scopes, on=JAN)}) is reached
    assert queries.is_within(unit_public_id="anything", scopes=frozenset({"*"}), on=JAN)
    assert not queries.is_within(unit_public_id="anything", scopes=frozenset({"else"}), on=JAN)
    with pytest.raises(queries.UnitNotFound):
        queries.unit(public_id="nowhere", on=JAN)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=4),
)
def test_a_subtree_is_what_naive_recursion_finds_also_after_moves(lists, parents, moves):
    models.Unit.objects.filter(placements__depth__gt=0).delete()
    above = {i: (p % i if i else None) for i, p in enumerate(parents)}
    _apply_tree(lists, above)
    for child, parent in moves:
        if child in above and parent in above and parent not in _below(above, child):
            above[child] = parent
    _apply_tree(lists, above)
    ids = {int(u.external_id[1:]): u.id for u in models.Unit.objects.exclude(external_id=None)}
    for number, unit_id in ids.items():
        assert queries.subtree(unit_id=unit_id, on=JAN) == {ids[n] for n in _below(above, number)}


def _apply_tree(lists, above):
    lines = [f"U{i};Unit {i};{'' if p is None else f'U{p}'}" for i, p in above.items()]
    lists.apply(csv("ID;NAMA_UNOR;ID_ATASAN", *lines), kind=Kind.UNITS)


def _below(above, number):
    return {number} | {n for child, p in above.items() if p == number for n in _below(above, child)}


@given(
    st.lists(st.tuples(st.integers(0, 60), st.one_of(st.none(), st.integers(1, 3))), max_size=8),
    st.integers(0, 80),
)
def test_spells_never_overlap_and_the_last_word_holds(changes, asked):
    spells = ()
    for offset, unit in changes:
        spells = domain.with_post(
            spells, Post(unit, "Ani Contoh") if unit else None, on=JAN + timedelta(days=offset)
        )
    day = JAN + timedelta(days=asked)
    assert len([s for s in spells if s.covers(day)]) <= 1
    assert all(s.ends_before is None or s.ends_before > s.begins_on for s in spells)
    if changes:
        offset, unit = changes[-1]
        held = domain.spell_on(spells, JAN + timedelta(days=offset))
        assert (held.post.unit_id if held else None) == unit


def test_institutions_and_their_representatives(city, at):
    bawaslu = operations.add_institution(
        name="Bawaslu Kota Contoh", kind=InstitutionKind.BAWASLU, by=None, at=at
    )
    assert [i.is_convenor for i in queries.institutions()] == [True, False]
    with pytest.raises(operations.NameTaken):
        operations.add_institution(name="Bawaslu Kota Contoh", kind=InstitutionKind.BAWASLU, by=None, at=at)
    said = {"institution_id": bawaslu.id, "name": "Dewi Contoh", "position": "Ketua", "begins_on": JAN}
    operations.add_representative(**said, by=None, at=at)
    with pytest.raises(operations.NameTaken):
        operations.add_representative(**said, by=None, at=at)
    (row,) = queries.representatives(institution_id=bawaslu.id, on=FEB)
    operations.end_representative(
        representative_id=row.id, institution_id=bawaslu.id, ends_before=FEB, by=None, at=at
    )
    assert queries.representatives(institution_id=bawaslu.id, on=MAR) == []
    assert len(queries.representatives(institution_id=bawaslu.id, on=JAN)) == 1


def test_without_a_convenor_no_list_is_taken(db, at):
    with pytest.raises(operations.NoConvenor):
        operations.begin_import(
            file=io.BytesIO(b"x"),
            file_name="x",
            terms=operations.Terms(kind="OFFICIALS", effective_on=JAN),
            by=None,
            at=at,
        )


def test_a_unit_added_by_hand_stands_in_the_tree(city, at):
    (root,) = queries.units(on=JAN)
    made = operations.add_unit(parent_id=root.id, name="Kecamatan Contoh", begins_on=JAN, by=None, at=at)
    assert (made.kind, made.path_names) == ("DISTRICT", ("Pemerintah Kota Contoh", "Kecamatan Contoh"))
    with pytest.raises(operations.NameTaken):
        operations.add_unit(parent_id=root.id, name="kecamatan contoh", begins_on=JAN, by=None, at=at)
    with pytest.raises(queries.UnitNotFound):
        operations.add_unit(parent_id=999, name="X", begins_on=JAN, by=None, at=at)


def test_an_unmoved_post_needs_no_new_spell():
    spell = Spell(Post(1, "Ani Contoh"), JAN)
    assert domain.with_post([spell], None, on=JAN) == ()
