"""Duties arise from what the roster knows: once per cause, whoever looks and how often, and end without a trace of how."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from ikrar.pledges import operations
from ikrar.pledges.domain import Decline, Ground
from ikrar.pledges.domain.owing import Asks, HoursUnreadable, RuleUnreadable, read_hours, read_rule
from ikrar.pledges.models import Declaration, Duty, Obligation, Sweep
from ikrar.pledges.operations import declining, owing
from ikrar.pledges.operations.owing import sweeping
from ikrar.roster import models as roster
from ikrar.roster.domain import AbsenceReason, Standing
from ikrar.roster.operations import set_absence
from tests.pledges.duties.conftest import MONDAY, appoint, duty_of, look, newcomer, show, sign
from tests.pledges.planning.conftest import DAY, NOW, settle_all

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=1)


def owed(**wanted):
    return list(Obligation.objects.filter(answered_at=None, **wanted).order_by("pk"))


def test_an_appointment_owes_a_pledge_by_the_rule_of_the_office(held, city, settings):
    settings.IKRAR_DUE_APPOINTED = read_rule("5 kerja; SE Wali Kota Contoh 5/2026")
    made = appoint(city.people["mawar"])
    look()
    found = owed()
    assert {one.official_id for one in found} == {one.pk for one in city.people["mawar"]}
    assert {(one.ground, one.appointment_id, one.due_on) for one in found} == {
        (Ground.APPOINTED, made.pk, date(2026, 11, 30))
    }
    assert {one.rule for one in found} == {"5 kerja; SE Wali Kota Contoh 5/2026"}
    look(LATER)
    assert len(owed()) == 3


def test_the_database_itself_refuses_a_cause_twice(held, city):
    appoint(city.people["mawar"])
    look()
    one = owed()[0]
    one.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save(force_insert=True)


def test_a_list_that_was_taken_back_owes_nothing(held, city):
    made = appoint(city.people["mawar"])
    look()
    roster.Appointment.objects.filter(pk=made.pk).update(until_seq=made.since_seq + 1)
    show(made.since_seq + 1)
    look(LATER)
    assert owed() == []


def test_an_officer_may_give_another_day(held, city, citra):
    made = appoint(city.people["mawar"])
    look()
    changed = operations.duties_from_appointment(
        appointment_id=made.pk, due_on=date(2026, 12, 18), by=citra, at=MONDAY
    )
    assert changed == 3
    assert {(one.due_on, one.rule) for one in owed()} == {(date(2026, 12, 18), "")}
    with pytest.raises(operations.NoSuchAppointment):
        operations.duties_from_appointment(appointment_id=0, due_on=DAY, by=citra, at=MONDAY)


def test_a_newcomer_after_the_day_owes_what_the_others_were_asked(held, city):
    one = newcomer(city.units["mawar"], 199001012020011001, "Lala Contoh", begins_on=date(2026, 11, 19))
    look()
    (found,) = owed()
    assert (found.official_id, found.ground, found.declaration_id) == (one.pk, Ground.ENTERED, held.pk)
    assert found.since_on == MONDAY.date()  # nobody is late on the day it becomes known
    assert found.due_on == date(2026, 12, 23)
    look(LATER)
    assert len(owed()) == 1


def test_before_a_declaration_nobody_new_owes_anything(city):
    newcomer(city.units["mawar"], 199001012020011001, "Lala Contoh", begins_on=date(2026, 11, 19))
    look()
    assert owed() == []


def test_a_change_of_position_makes_no_newcomer(held, city):
    person = city.people["mawar"][0]
    seq = held.pk + 10
    old = roster.Membership.objects.get(official=person)
    roster.Membership.objects.filter(pk=old.pk).update(until_seq=seq)
    old.pk, old.position, old.since_seq, old.until_seq = None, "Kepala Seksi Contoh", seq, None
    old.save(force_insert=True)
    show(seq)
    look()
    assert owed() == []


def test_who_was_absent_owes_a_pledge_once_back(planned, city, citra):
    person = city.people["kenanga"][0]
    set_absence(
        official_id=person.pk,
        on=DAY,
        ends_before=date(2026, 11, 24),
        reason=AbsenceReason.LEAVE if hasattr(AbsenceReason, "LEAVE") else next(iter(AbsenceReason)),
        by=citra,
        at=NOW,
    )
    operations.fix(declaration=planned.id, by=citra, at=NOW)
    owing.keep(at=NOW, seconds=60)
    look(MONDAY)
    assert owed() == []
    look(MONDAY + timedelta(days=1))
    (found,) = owed()
    assert (found.official_id, found.ground) == (person.pk, Ground.RETURNED)
    assert found.due_on == date(2026, 12, 14)  # 14 working days


def test_a_replaced_text_is_owed_again_by_those_who_signed_it(held, city, citra):
    person = city.people["mawar"][0]
    sign(duty_of(person, held), at=NOW + timedelta(days=6))
    fresh = operations.supersede(declaration=held.public_id, reason="Salah ketik.", by=citra, at=MONDAY)
    look()
    (found,) = owed()
    assert (found.official_id, found.ground, found.declaration_id) == (
        person.pk,
        Ground.SUPERSEDED,
        held.pk,
    )
    operations.cancel(declaration=fresh, reason="Batal.", by=citra, at=LATER)
    look(LATER)
    assert len(owed()) == 1


def test_a_stop_anywhere_loses_and_doubles_nothing(held, city, monkeypatch):
    """The clerk is stopped after each small step; what it found and how far it came were written together."""
    monkeypatch.setattr(sweeping, "AT_ONCE", 2)
    monkeypatch.setattr("ikrar.pledges.operations.owing.arising.AT_ONCE", 2)
    monkeypatch.setattr("ikrar.pledges.operations.owing.standing.AT_ONCE", 2)
    appoint([one for people in city.people.values() for one in people])
    for number in range(5):
        newcomer(city.units["melati"], 199001012020012000 + number, f"Baru {number} Contoh", begins_on=DAY)
    for _ in range(60):
        owing.keep(at=MONDAY, seconds=0)
    assert len(owed(ground=Ground.APPOINTED)) == city.size
    assert len(owed(ground=Ground.ENTERED)) == 5
    Sweep.objects.all().update(position=0, done=False, mark="1-9")  # as if another began from the front
    Sweep.objects.exclude(name__startswith="entered").update(mark="")
    for _ in range(80):
        owing.keep(at=MONDAY, seconds=0)
    assert Obligation.objects.count() == city.size + 5


def test_signing_and_declining_both_answer_and_look_alike(held, city, citra):
    signer, decliner, silent = city.people["mawar"]
    appoint([signer, decliner, silent])
    look()
    sign(duty_of(signer, held))
    Declaration.objects.filter(pk=held.pk).update(cut_off_at=MONDAY + timedelta(days=1))
    declining.decline(duty_id=duty_of(decliner, held).pk, reason=Decline.OBJECTS_TO_TEXT, at=MONDAY)
    assert [one.official_id for one in owed()] == [silent.pk]
    columns = {field.name for field in Obligation._meta.get_fields()}
    assert not {name for name in columns if "pledge" in name or "refus" in name or "declin" in name}
    declining.take_back(duty_id=duty_of(decliner, held).pk, at=MONDAY)
    assert {one.official_id for one in owed()} == {decliner.pk, silent.pk}


def test_a_rehearsal_answers_nothing(planned, held, city, citra):
    appoint(city.people["mawar"])
    look()
    copy = operations.rehearse(declaration=planned.id, held_on=MONDAY.date(), by=citra, at=MONDAY)
    operations.fix(declaration=copy, by=citra, at=MONDAY, accepts_warnings=True)
    sign(Duty.objects.get(declaration__public_id=copy, official=city.people["mawar"][0]))
    assert len(owed()) == 3


def test_leaving_ends_it_and_absence_excuses_it(held, city, citra):
    leaver, absent, _ = city.people["mawar"]
    appoint(city.people["mawar"])
    look()
    set_absence(
        official_id=absent.pk,
        on=MONDAY.date(),
        ends_before=date(2027, 1, 4),
        reason=next(iter(AbsenceReason)),
        by=citra,
        at=MONDAY,
    )
    roster.Membership.objects.filter(official=leaver).update(ends_before=MONDAY.date())
    look(MONDAY + timedelta(hours=2))
    standing = {one.official_id: one.standing for one in owed()}
    assert standing[leaver.pk] == Standing.LEFT
    assert standing[absent.pk] == Standing.EXCUSED
    look(MONDAY + timedelta(days=43))
    back = Obligation.objects.get(official=absent, ground=Ground.APPOINTED)
    assert back.standing == Standing.BOUND
    assert back.due_on > date(2027, 1, 5)  # nobody is late on the day of coming back


def test_only_those_who_owe_are_asked_at_a_follow_up(held, city, citra, text):
    appoint(city.people["mawar"])
    newcomer(city.units["kenanga"], 199001012020011001, "Lala Contoh", begins_on=date(2026, 11, 19))
    look()
    session = operations.create(title="Sesi susulan contoh", by=citra, at=MONDAY, asks=Asks.OWING)
    settle_all(session, citra, when="2026-11-30T08:00")
    operations.choose_text(declaration=session, text=text, by=citra, at=MONDAY)
    site = operations.add_site(
        declaration=session,
        details=operations.SiteDetails(name="Aula", leader="Sekda Contoh"),
        by=citra,
        at=MONDAY,
    )
    operations.invite(site=site, units=[city.units["kota"].pk])
    operations.fix(declaration=session, by=citra, at=MONDAY, accepts_warnings=True)
    asked = Duty.objects.filter(declaration__public_id=session)
    assert asked.count() == 4
    assert set(asked.values_list("ground", flat=True)) == {Ground.APPOINTED, Ground.ENTERED}
    look(LATER)
    assert len(owed()) == 4  # a follow-up is no new cause


@pytest.mark.parametrize("text", ["", "14", "0 kerja", "14 hari", "kerja 14"])
def test_a_rule_that_cannot_be_read_is_named(text):
    with pytest.raises(RuleUnreadable, match="14 kerja"):
        read_rule(text)


@pytest.mark.parametrize("text", ["", "8-16", "16.00-07.30", "25.00-26.00"])
def test_hours_that_cannot_be_read_are_named(text):
    with pytest.raises(HoursUnreadable, match=r"07\.30-16\.00"):
        read_hours(text)
