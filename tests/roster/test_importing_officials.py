from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ikrar.roster import models, operations, queries
from ikrar.roster.domain.lists import Kind, Reason, State, Verdict
from ikrar.roster.importing.columns import ColumnForbidden, ColumnsMissing, Field
from tests.roster.conftest import ANI, BUDI, CITRA, FEB, HEAD, JAN, MAR, A, B, csv, everybody, rows, xlsx

FIRST = csv(HEAD, f"{ANI};Ani Contoh;Camat;{A}", f"{BUDI};Budi Contoh;Lurah;{B}")


def test_a_list_becomes_the_roster_with_its_units(lists):
    view = lists.apply(FIRST)
    assert view.state == State.APPLIED
    assert [row[0] for row in everybody(JAN)] == ["Ani Contoh", "Budi Contoh"]
    assert everybody(JAN)[0][2][-2:] == ("Kelurahan Contoh Satu", "Seksi Pemerintahan")


def test_nothing_is_seen_before_it_is_applied(lists):
    view = lists.preview(FIRST)
    assert (view.counts[Verdict.NEW], view.counts["UNITS"]) == (2, 2)
    assert everybody(JAN) == []


def test_the_same_list_twice_changes_nothing(lists):
    lists.apply(FIRST)
    before = everybody(FEB)
    assert lists.preview(FIRST, on=FEB).changes == 0
    again = lists.apply(FIRST, on=FEB)
    assert again.counts == {Verdict.UNCHANGED: 2, "UNITS": 0}
    assert everybody(FEB) == before


def test_moved_changed_left_and_new_people_are_told_apart(lists):
    lists.apply(csv(HEAD, f"{ANI};Ani Contoh;Camat;{A}", f"{BUDI};Budi Contoh;Lurah;{B}"))
    second = csv(HEAD, f"{ANI};Ani Contoh;Camat;{B}", f"{CITRA};Citra Contoh;Staf;{A}")
    view = lists.preview(second, on=FEB, is_complete=True)
    assert {v: n for v, n in view.counts.items() if n} == {Verdict.MOVED: 1, Verdict.NEW: 1, Verdict.LEFT: 1}
    assert rows(view, Verdict.LEFT)[0].name == "Budi Contoh"


def test_missing_people_stay_unless_the_list_is_said_to_be_complete(lists):
    lists.apply(FIRST)
    assert Verdict.LEFT not in lists.preview(csv(HEAD, f"{ANI};Ani Contoh;Camat;{A}"), on=FEB).counts


def test_who_is_refused_by_name_is_not_proposed_as_left(lists):
    lists.apply(FIRST)
    view = lists.preview(
        csv(HEAD, f"{ANI};Ani Contoh;Camat;{A}", f";Budi Contoh;Lurah;{B}"), on=FEB, is_complete=True
    )
    assert Verdict.LEFT not in view.counts


def test_the_days_before_keep_what_held_then(lists):
    lists.apply(FIRST)
    lists.apply(csv(HEAD, f"{ANI};Ani Contoh;Sekretaris;{A}"), on=FEB)
    positions = {
        on: queries.official_by_number(number=ANI, on=on).position for on in (JAN, date(2026, 1, 31), FEB)
    }
    assert list(positions.values()) == ["Camat", "Camat", "Sekretaris"]


def test_a_column_that_is_not_in_the_list_changes_nothing(lists):
    lists.apply(FIRST)
    lists.apply(csv("NIP;NAMA", f"{ANI};Ani Contoh"), on=FEB)
    assert queries.official_by_number(number=ANI, on=FEB).position == "Camat"


def test_undo_brings_back_exactly_what_was(lists):
    lists.apply(FIRST)
    before, kept = everybody(FEB), _tables()
    second = csv(
        HEAD, f"{ANI};Ani Contoh;Camat;{B}", f"{CITRA};Citra Contoh;Staf;Seksi Baru - Kelurahan Baru"
    )
    view = lists.apply(second, on=FEB, is_complete=True)
    assert everybody(FEB) != before
    assert lists.undo(view.public_id).state == State.UNDONE
    assert (everybody(FEB), _tables()) == (before, kept)


def test_undo_is_seen_at_once_before_anything_is_deleted(lists, at):
    view = lists.apply(FIRST)
    operations.undo_import(public_id=view.public_id, by=None, at=at)
    assert everybody(JAN) == []
    with pytest.raises(operations.ImportUnderWay):
        operations.set_contact(official_id=1, email="ani@contoh.example", by=None, at=at)


def test_only_the_last_list_can_be_undone(lists, at):
    first = lists.apply(FIRST)
    lists.apply(csv(HEAD, f"{CITRA};Citra Contoh;Staf;{A}"))
    with pytest.raises(operations.OnlyTheLastCanBeUndone):
        operations.undo_import(public_id=first.public_id, by=None, at=at)


def _tables():
    return [
        sorted(model.objects.values_list(*columns))
        for model, columns in (
            (models.Membership, ("official_id", "unit_id", "name", "begins_on", "since_seq")),
            (models.Placement, ("unit_id", "path", "since_seq")),
            (models.Official, ("number",)),
            (models.Unit, ("public_id",)),
        )
    ]


def test_a_run_cut_off_in_the_middle_shows_nothing_and_goes_on_later(lists, at):
    many = csv(HEAD, *[f"19900101201501{2}{i:03d};Orang {i} Contoh;Staf;{A}" for i in range(1, 300)])
    view = lists.preview(many)
    operations.apply_import(public_id=view.public_id, by=None, at=at)
    for _ in range(3):
        lists.advance(view.public_id, seconds=0)  # one step, as if killed after it
        assert everybody(JAN) == []
    assert models.Membership.objects.exists()
    assert lists.advance(view.public_id).state == State.APPLIED
    assert len(everybody(JAN)) == 299


def test_a_run_cut_off_in_the_middle_can_be_discarded(lists, at):
    view = lists.preview(
        csv(HEAD, *[f"19900101201501{2}{i:03d};Orang {i} Contoh;Staf;{A}" for i in range(1, 300)])
    )
    operations.apply_import(public_id=view.public_id, by=None, at=at)
    lists.advance(view.public_id, seconds=0)
    lists.advance(view.public_id, seconds=0)
    operations.discard_import(public_id=view.public_id, by=None, at=at)
    assert lists.advance(view.public_id).state == State.DISCARDED
    assert not models.Membership.objects.exists()
    assert not models.Official.objects.exists()
    assert lists.apply(FIRST).state == State.APPLIED


def test_two_drivers_do_not_work_on_one_run(lists, at):
    run = lists.begin(FIRST)
    models.Import.objects.filter(public_id=run).update(held_until=at + timedelta(seconds=5))
    assert lists.advance(run).state == State.INSPECTING
    operations.advance_import(public_id=run, at=at + timedelta(seconds=6), seconds=5)
    assert queries.import_run(public_id=run).state == State.MAPPING


def test_a_preview_that_is_out_of_date_is_renewed(lists, at):
    stale = lists.preview(csv(HEAD, f"{ANI};Ani Contoh;Camat;{A}"))
    lists.apply(csv(HEAD, f"{ANI};Ani Contoh;Camat;{A}"))
    with pytest.raises(operations.RosterHasMoved):
        operations.apply_import(public_id=stale.public_id, by=None, at=at)
    renewed = lists.advance(stale.public_id)
    assert (renewed.state, renewed.changes) == (State.READY, 0)


def test_the_chosen_columns_are_remembered(lists):
    content = csv("NOMOR PEGAWAI;NAMA;UNOR NAMA", f"{ANI};Ani Contoh;{A}")
    chosen = {"NOMOR PEGAWAI": Field.NUMBER, "NAMA": Field.NAME, "UNOR NAMA": Field.UNIT_PATH}
    assert lists.preview(content, columns=chosen).counts[Verdict.NEW] == 1
    view = lists.advance(lists.begin(content))
    assert view.columns == chosen


def test_forbidden_and_missing_columns_are_refused(lists, at):
    run = lists.begin(csv("NIP;NAMA;NIK", f"{ANI};Ani Contoh;1"))
    lists.advance(run)
    with pytest.raises(ColumnForbidden):
        operations.choose_columns(public_id=run, chosen={"NIK": Field.NUMBER, "NAMA": Field.NAME}, at=at)
    with pytest.raises(ColumnsMissing):
        operations.choose_columns(public_id=run, chosen={"NAMA": Field.NAME}, at=at)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f";Ani Contoh;Camat;{A}", Reason.NUMBER_MISSING),
        (f"1,98503E+17;Ani Contoh;Camat;{A}", Reason.NUMBER_NUMERIC),
        (f"198503302010011000;Ani Contoh;Camat;{A}", Reason.NUMBER_NUMERIC),
        (f"198513302010011002;Ani Contoh;Camat;{A}", Reason.NUMBER_WRONG),
        (f"{ANI};;Camat;{A}", Reason.NAME_MISSING),
        (f"{ANI};<b>Ani</b>;Camat;{A}", Reason.NAME_UNCLEAN),
        (f"{ANI};Ani \u202eContoh;Camat;{A}", Reason.NAME_UNCLEAN),
        (f"{ANI};=HYPERLINK(1);Camat;{A}", Reason.NAME_UNCLEAN),
        (f"{ANI};{'a' * 201};Camat;{A}", Reason.TOO_LONG),
        (f"{ANI};Ani Contoh;Camat;", Reason.UNIT_MISSING),
        (f"{ANI};Ani Contoh;Camat;Seksi Pemerintahan", Reason.UNIT_UNKNOWN),
    ],
)
def test_a_bad_row_is_refused_with_its_number_and_reason(lists, line, reason):
    view = lists.preview(csv(HEAD, line, f"{BUDI};Budi Contoh;Lurah;{B}"))
    refused = rows(view, Verdict.REFUSED)
    assert [(row.row, row.reason) for row in refused] == [(2, reason)]
    assert view.counts[Verdict.NEW] == 1


def test_the_second_row_of_one_person_is_refused(lists):
    view = lists.preview(csv(HEAD, f"{ANI};Ani Contoh;Camat;{A}", f"'{ANI};Ani Contoh;Lurah;{A}"))
    assert [(r.row, r.reason) for r in rows(view, Verdict.REFUSED)] == [(3, Reason.TWICE)]


def test_a_leaf_name_alone_never_finds_a_unit(lists):
    lists.apply(FIRST)
    view = lists.preview(csv(HEAD, f"{CITRA};Citra Contoh;Staf;Seksi Pemerintahan"), makes_units=False)
    assert rows(view, Verdict.REFUSED)[0].reason == Reason.UNIT_UNKNOWN
    for path in (A, "Seksi Pemerintahan / Kelurahan Contoh Satu", f"{A} - Pemerintah Kota Contoh"):
        assert (
            lists.preview(csv(HEAD, f"{CITRA};Citra Contoh;Staf;{path}"), makes_units=False).counts[
                Verdict.NEW
            ]
            == 1
        )


def test_a_nip_from_a_numeric_cell_is_proposed_and_a_person_confirms(lists, at):
    lists.apply(FIRST)
    content = xlsx(["NIP", "NAMA", "JABATAN"], [float(BUDI), "Budi Contoh", "Camat"])
    view = lists.preview(content, on=FEB)
    row = rows(view, Verdict.REFUSED)[0]
    assert row.reason == Reason.NUMBER_NUMERIC
    assert row.proposed_id == queries.official_by_number(number=BUDI, on=FEB).id
    operations.confirm_person(public_id=view.public_id, row_id=row.id, by=None, at=at)
    assert queries.import_run(public_id=view.public_id).counts[Verdict.CHANGED] == 1


def test_a_numeric_nip_with_another_name_is_proposed_to_nobody(lists, at):
    lists.apply(FIRST)
    view = lists.preview(xlsx(["NIP", "NAMA"], [float(BUDI), "Orang Lain Contoh"]), on=FEB)
    row = rows(view, Verdict.REFUSED)[0]
    assert row.proposed_id is None
    with pytest.raises(operations.NotProposed):
        operations.confirm_person(public_id=view.public_id, row_id=row.id, by=None, at=at)


def test_an_address_in_the_list_becomes_the_contact_with_its_moment(lists, at):
    head, line = f"{HEAD};EMAIL GOV", f"{ANI};Ani Contoh;Camat;{A};ANI@contoh.example"
    lists.apply(csv(head, line))
    ani = queries.official_by_number(number=ANI, on=JAN)
    assert queries.contact(official_id=ani.id) == queries.Contact("ani@contoh.example", at)
    later = at + timedelta(days=1)
    operations.set_contact(official_id=ani.id, email="lain@contoh.example", by=None, at=later)
    assert queries.contact(official_id=ani.id).changed_at == later


def test_staff_without_a_nip_get_a_local_number_and_keep_it(lists):
    content = csv(
        "NMPPPNPN,NIKPPNPN,NOREK,JABATAN,UNIT_KERJA",
        f"Eko Contoh,317300,99,Sopir,{A}",
        f"Eko Contoh,317301,98,Satpam,{A}",
    )
    view = lists.apply(content, kind=Kind.LOCAL)
    assert view.counts[Verdict.NEW] == 2
    numbers = set(queries.numbers_of(official_ids=[p.id for p in _all(JAN)]).values())
    assert all(number.startswith("N") for number in numbers)
    assert lists.preview(content, kind=Kind.LOCAL, on=FEB).counts == {Verdict.UNCHANGED: 2, "UNITS": 0}
    assert queries.official_by_number(number=numbers.pop().lower(), on=JAN) is not None


def _all(on):
    return queries.officials_in(unit_ids=[u.id for u in queries.units(on=on)], on=on)


def test_appointments_change_the_position_from_their_day_and_are_remembered(lists):
    lists.apply(FIRST)
    content = xlsx(
        ["NO", "NAMA/NIP", "PANGKAT/GOL", "JABATAN LAMA", "JABATAN BARU", "ESELON", "TMT"],
        [1, f"Budi Contoh\n{BUDI}", "III/d", "Lurah", "Camat", "III.a", "01/03/2026"],
        [2, f"Orang Asing Contoh\n{CITRA}", "III/d", "-", "Lurah", "IV.a", "01/03/2026"],
    )
    view = lists.apply(
        content, kind=Kind.APPOINTMENT, on=FEB, title="Pelantikan contoh", decree="Kep. 1/2026"
    )
    assert rows(view, Verdict.REFUSED)[0].reason == Reason.NUMBER_UNKNOWN
    before, after = (queries.official_by_number(number=BUDI, on=on) for on in (FEB, MAR))
    assert [(p.position, p.echelon) for p in (before, after)] == [("Lurah", ""), ("Camat", "III.a")]
    assert queries.appointments(open_on=FEB) == []
    (appointment,) = queries.appointments(open_on=MAR)
    assert (appointment.effective_on, appointment.official_ids) == (MAR, (after.id,))
    lists.undo(view.public_id)
    assert queries.all_appointments() == []


people = st.lists(
    st.tuples(st.integers(1, 12), st.sampled_from(["Camat", "Lurah", "Staf"]), st.sampled_from([A, B])),
    max_size=8,
    unique_by=lambda p: p[0],
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people, people)
def test_import_and_undo_is_nothing_and_import_twice_is_once(lists, first, second):
    def listed(some):
        return csv(
            HEAD,
            f"{CITRA};Citra Contoh;Staf;{A}",
            *[f"19900101201501{2}{n:03d};Orang Contoh;{p};{u}" for n, p, u in some],
        )

    lists.apply(listed(first), is_complete=True)
    before = everybody(FEB)
    view = lists.apply(listed(second), on=FEB, is_complete=True)
    after = everybody(FEB)
    assert len(after) == len(second) + 1
    assert lists.preview(listed(second), on=FEB, is_complete=True).changes == 0
    lists.undo(view.public_id)
    assert everybody(FEB) == before


def test_a_list_that_is_written_in_the_shortest_turns_becomes_the_same_roster(lists, settings):
    people = [f"199001012015012{i:03d};Pegawai Contoh {i:02d};Staf;{(A, B)[i % 2]}" for i in range(10, 60)]
    settings.IKRAR_IMPORT_WRITE_MS = 0  # a transaction ends after the first few rows
    lists.apply(csv(HEAD, *people))
    assert len(everybody(JAN)) == len(people)
    rest = lists.preview(csv(HEAD, *people[:20]), on=FEB, is_complete=True)
    assert rest.counts[Verdict.LEFT] == len(people) - 20
    raised = (f"{one.rpartition(';Staf;')[0]};Lurah;01-03-2026" for one in people)
    appointed = csv("NIP;NAMA;JABATAN BARU;TMT", *raised)
    assert lists.apply(appointed, kind=Kind.APPOINTMENT, title="Contoh", decree="-").state == State.APPLIED
    assert [len(one.official_ids) for one in queries.all_appointments()] == [len(people)]
