"""Fixing freezes who is asked, per unit, in the register; later differences need a person and a reason."""

from datetime import UTC, date, datetime, time

import pytest

from ikrar.pledges import operations, queries
from ikrar.pledges.domain import State, StateNotAllowed
from ikrar.pledges.models import CodeCard, Declaration, Denominator, DenominatorChange, Duty
from ikrar.pledges.operations.recounting import RecountRunning
from ikrar.roster import models as roster
from ikrar.roster.domain import Standing
from tests.entries import entries, kind_at
from tests.pledges.planning.conftest import DAY, LONG_AGO, NOW, add_person

TOO_EARLY = datetime(2026, 11, 5, 3, 0, tzinfo=UTC)


def test_everybody_of_the_invited_units_has_a_duty(planned, city, citra):
    frozen = operations.fix(declaration=planned.id, by=citra, at=NOW)
    assert (frozen.bound, frozen.units) == (city.size, len(city.units))
    assert Duty.objects.filter(declaration__public_id=planned.id).count() == city.size
    assert queries.declaration(public_id=planned.id).state == State.FIXED


def test_the_nearest_invitation_decides_the_site(fixed, city):
    of_mawar = Duty.objects.filter(unit=city.units["mawar"]).select_related("site")
    of_kenanga = Duty.objects.filter(unit=city.units["kenanga"]).select_related("site")
    assert {duty.site.name for duty in of_mawar} == {"Kecamatan Barat"}
    assert {duty.site.name for duty in of_kenanga} == {"Balai Kota"}


def test_lawfully_absent_people_are_counted_apart(planned, city, citra):
    absent = city.people["mawar"][0]
    roster.Absence.objects.create(
        official=absent, begins_on=DAY, ends_before=date(2026, 11, 17), reason="PERMITTED", entered_at=NOW
    )
    frozen = operations.fix(declaration=planned.id, by=citra, at=NOW)
    assert (frozen.bound, frozen.excused) == (city.size - 1, 1)
    assert Denominator.objects.get(unit=city.units["mawar"]).count == 2


def test_the_denominators_stand_in_the_register(fixed):
    leaf = Declaration.objects.get(public_id=fixed.id).denominator_leaf
    assert kind_at(leaf) == "denominator"


def test_it_is_fixed_although_the_clerk_begins_to_count_it_first(planned, citra, monkeypatch):
    def is_counted_already(**_):
        raise RecountRunning

    monkeypatch.setattr("ikrar.pledges.operations.fixing.recount", is_counted_already)
    operations.fix(declaration=planned.id, by=citra, at=NOW)
    assert queries.declaration(public_id=planned.id).state == State.FIXED


def test_it_is_fixed_only_once(fixed, citra):
    with pytest.raises(StateNotAllowed):
        operations.fix(declaration=fixed.id, by=citra, at=NOW)


def test_a_young_text_stands_in_the_way(planned, citra, text, make_user):
    young = operations.draft(title="Pakta baru", reading="r", body="b", by=citra, at=NOW)
    late = datetime(2026, 11, 15, 1, 0, tzinfo=UTC)  # 08.00 the day before, 23 h 45 min ahead
    sha = queries.text(public_id=young).text_sha256
    for person in (citra, make_user("Hana Contoh", "ORGANISER")):
        operations.approve(text=young, text_sha256=sha, by=person, at=late)
    operations.choose_text(declaration=planned.id, text=young, by=citra, at=late)
    with pytest.raises(operations.NotReady):
        operations.fix(declaration=planned.id, by=citra, at=late)
    assert [one.kind for one in queries.readiness(public_id=planned.id, on=DAY)] == ["TEXT_TOO_YOUNG"]


def test_a_unit_nobody_invited_is_named(planned, city):
    operations.uninvite(declaration=planned.id, units=[city.units["kota"].pk])
    found = {one.kind: one for one in queries.readiness(public_id=planned.id, on=NOW.date())}
    assert set(found["UNIT_WITHOUT_SITE"].names) == {"Dinas Contoh", "Kecamatan Contoh Timur"}
    assert found["SITE_WITHOUT_UNITS"].names == ("Balai Kota",)


def test_moving_keeps_the_hour_of_each_site_and_the_frozen_numbers(fixed, citra, city):
    operations.move(
        declaration=fixed.id, held_on=date(2026, 11, 18), starts_at=time(7, 45), place="Aula",
        reason="Libur bersama.", by=citra, at=NOW,
    )  # fmt: skip
    view = queries.declaration(public_id=fixed.id)
    assert {site.hour for site in view.sites} == {"07.45 WIB"}
    assert view.cut_off_at == datetime(2026, 11, 18, 16, 59, tzinfo=UTC)
    assert sum(row.frozen for row in queries.denominators(public_id=fixed.id)) == city.size
    assert queries.changes(public_id=fixed.id)[0].reason == "Libur bersama."


def test_a_fixed_declaration_is_not_moved_into_the_past(fixed, citra):
    with pytest.raises(operations.NotReady):
        operations.move(
            declaration=fixed.id, held_on=date(2026, 11, 9), starts_at=time(7, 45), place="Aula",
            reason="Lebih awal.", by=citra, at=NOW,
        )  # fmt: skip
    assert queries.declaration(public_id=fixed.id).held_on == DAY


def test_cancelling_stops_passes_and_cards(fixed, citra, city):
    operations.issue_cards(declaration=fixed.id, units=[city.units["mawar"].pk], by=citra, at=NOW)
    epoch = queries.declaration(public_id=fixed.id).epoch
    operations.cancel(declaration=fixed.id, reason="Banjir.", by=citra, at=NOW)
    view = queries.declaration(public_id=fixed.id)
    assert (view.state, view.epoch) == (State.CANCELLED, epoch + 1)
    assert not CodeCard.objects.filter(revoked_at=None).exists()


def test_newcomers_and_absences_are_proposed_and_a_person_confirms(fixed, city, citra):
    newcomer = add_person(city.units["melati"], 198503302010019999, "Pegawai Baru Contoh")
    absent = city.people["mawar"][0]
    roster.Absence.objects.create(
        official=absent, begins_on=DAY, ends_before=date(2026, 11, 17), reason="STUDY", entered_at=NOW
    )
    found = queries.differences(public_id=fixed.id)
    assert {(one.official_id, one.delta) for one in found} == {(newcomer.pk, 1), (absent.pk, -1)}
    assert not DenominatorChange.objects.exists()
    changed = operations.sync_duties(
        declaration=fixed.id,
        confirmed=[one.key for one in found],
        reason="Data 11 November.",
        by=citra,
        at=NOW,
    )
    assert changed == 2
    assert queries.differences(public_id=fixed.id) == []
    assert {row.delta for row in queries.denominators(public_id=fixed.id) if row.delta} == {1, -1}
    for change in DenominatorChange.objects.all():
        assert kind_at(change.leaf_hash) == "denominator-change"


def test_differences_need_a_reason(fixed, citra):
    with pytest.raises(operations.ReasonMissing):
        operations.sync_duties(declaration=fixed.id, confirmed=[], reason=" ", by=citra, at=NOW)


def test_an_appointment_becomes_a_duty_that_the_next_declaration_asks_for(planned, city, citra):
    appointment = roster.Appointment.objects.create(
        title="Pelantikan", decree="SK 1/2026", effective_on=LONG_AGO, entered_at=NOW, since_seq=1
    )
    for official in city.people["dinas"]:
        roster.Appointee.objects.create(appointment=appointment, official=official, effective_on=LONG_AGO)
    for _ in range(2):  # the second time nothing is new
        operations.duties_from_appointment(appointment_id=appointment.pk, due_on=DAY, by=citra, at=NOW)
    assert len(queries.open_duties(appointment_id=appointment.pk, at=NOW)) == 3
    operations.fix(declaration=planned.id, by=citra, at=NOW)
    asked = queries.open_duties(appointment_id=appointment.pk, at=NOW)
    assert {one.session.declaration for one in asked} == {planned.id}
    assert Duty.objects.filter(ground="APPOINTED", declaration__public_id=planned.id).count() == 3
    operations.cancel(declaration=planned.id, reason="Banjir.", by=citra, at=NOW)
    still = queries.open_duties(appointment_id=appointment.pk, at=NOW)
    assert [one.session for one in still] == [None] * 3


def test_a_rehearsal_counts_nowhere_and_leaves_appointments_alone(planned, city, citra):
    copy = operations.rehearse(declaration=planned.id, held_on=date(2026, 11, 12), by=citra, at=NOW)
    operations.fix(declaration=copy, by=citra, at=NOW)
    view = queries.declaration(public_id=copy)
    assert view.is_rehearsal
    assert view.text.body.startswith("LATIHAN")
    assert copy not in {one.public_id for one in queries.declarations_public()}
    leaf = Declaration.objects.get(public_id=copy).denominator_leaf
    assert kind_at(leaf) == "denominator"
    assert entries("denominator")[-1].log != entries("pact-text")[0].log
    with pytest.raises(operations.NotOfARehearsal):
        operations.rehearse(declaration=copy, held_on=DAY, by=citra, at=NOW)


def test_superseding_invites_again_and_keeps_the_old(fixed, city, citra):
    fresh = operations.supersede(declaration=fixed.id, reason="Salah ketik pada butir 2.", by=citra, at=NOW)
    old, new = queries.declaration(public_id=fixed.id), queries.declaration(public_id=fresh)
    assert (old.state, old.superseded_by, old.epoch) == (State.SUPERSEDED, fresh, 2)
    assert (new.state, new.supersedes, len(new.sites)) == (State.PLANNED, fixed.id, 2)
    assert Duty.objects.filter(declaration__public_id=fixed.id).count() == city.size
    own = [unit.name for unit in queries.invited(public_id=fresh, on=DAY) if unit.is_own]
    assert own == ["Kota Contoh", "Kecamatan Contoh Barat"]


def test_a_broken_attempt_is_swept_away(planned, city, citra):
    row = Declaration.objects.get(public_id=planned.id)
    Duty.objects.create(
        declaration=row,
        official=city.people["mawar"][0],
        unit=city.units["timur"],
        ground="INVITED",
        created_at=NOW,
    )
    operations.fix(declaration=planned.id, by=citra, at=NOW)
    assert Duty.objects.get(official=city.people["mawar"][0]).unit == city.units["mawar"]
    assert Duty.objects.filter(standing=Standing.BOUND).count() == city.size
