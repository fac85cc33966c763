"""A grant for a part of the tree: it changes no plan beyond it, and names nobody beyond it."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from ikrar.accounts.models import AuditRow
from ikrar.pledges import operations, queries
from ikrar.pledges.models import Duty
from ikrar.roster import models as roster
from tests.pledges.planning.conftest import DAY, LONG_AGO, NOW, add_person


@pytest.fixture(autouse=True)
def _on_the_tenth():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def umar(city, as_user):
    """Organises and keeps the staff list of Kecamatan Contoh Barat alone."""
    client = Client()
    as_user(client, "ORGANISER", "PERSONNEL", scope=city.units["barat"].public_id, name="Umar Contoh")
    return client


@pytest.fixture
def appointment(city, citra):
    made = roster.Appointment.objects.create(
        title="Pelantikan contoh", decree="Nomor 1", effective_on=LONG_AGO, entered_at=NOW, since_seq=1
    )
    for place in ("mawar", "kenanga"):
        roster.Appointee.objects.create(
            appointment=made, official=city.people[place][0], effective_on=LONG_AGO
        )
    operations.duties_from_appointment(appointment_id=made.pk, due_on=DAY, by=citra, at=NOW)
    return made


CHANGES = (
    ("further-site", {"further-name": "Lanjutan", "further-day": "2026-11-17", "further-hour": "09:00"}),
    ("extend", {"extend-day": "2026-11-17", "extend-hour": "12:00", "extend-reason": "Listrik padam"}),
    ("declaration-close", {}),
    ("plan-cancel", {"reason": "x"}),
    ("plan-supersede", {"reason": "x"}),
    ("plan-rehearse", {"held_on": "2026-11-12", "starts_at": "07:45"}),
    ("cards-sheet", {"unit": "1"}),
    ("cards-letters", {"unit": "1"}),
    ("denominators", {"confirmed": "x", "reason": "x"}),
    ("plan-text", {"text": "x"}),
)


@pytest.mark.parametrize(("route", "typed"), CHANGES, ids=[route for route, _ in CHANGES])
def test_a_plan_beyond_the_grant_is_not_changed(fixed, umar, route, typed):
    before = queries.declaration(public_id=fixed.id)
    assert umar.post(reverse(f"pledges:{route}", args=[fixed.id]), typed).status_code == 403
    assert queries.declaration(public_id=fixed.id) == before


def test_a_site_beyond_the_grant_is_neither_edited_nor_packed(fixed, umar):
    site = fixed.sites["Balai Kota"]
    for route in ("plan-site", "plan-site-remove", "site-kit", "plan-step"):
        assert umar.post(reverse(f"pledges:{route}", args=[site]), {"cards": "1"}).status_code == 403


def test_newly_appointed_people_are_named_within_the_grant_alone(appointment, umar, organiser_of_all):
    address = reverse("pledges:appointment", args=[appointment.pk])
    assert "Kelurahan Kenanga Contoh" in organiser_of_all.get(address).content.decode()
    shown = umar.get(address).content.decode()
    assert "Kelurahan Mawar Contoh" in shown
    assert "Kelurahan Kenanga Contoh" not in shown
    assert AuditRow.objects.filter(act="roster.names_seen", subject=str(appointment.pk)).count() == 2


def test_duties_of_a_whole_appointment_are_made_by_who_reaches_every_unit(appointment, umar):
    address = reverse("pledges:appointment", args=[appointment.pk])
    before = Duty.objects.count()
    assert umar.post(address, {"due_on": "2026-12-01"}).status_code == 403
    assert "Buat kewajiban" not in umar.get(address).content.decode()
    assert Duty.objects.count() == before


def test_differences_name_people_only_to_who_may_see_their_names(fixed, city, as_user):
    add_person(city.units["kenanga"], "198503302010011999", "Wulan Contoh")
    seer, blind = Client(), Client()
    as_user(seer, "ORGANISER", "PERSONNEL", name="Citra Contoh")
    as_user(blind, "ORGANISER", name="Oka Contoh")
    address = reverse("pledges:denominators", args=[fixed.id])
    assert "Wulan" not in blind.get(address).content.decode()
    assert not AuditRow.objects.filter(act="roster.names_seen").exists()
    assert "Wulan" in seer.get(address).content.decode()
    assert AuditRow.objects.filter(act="roster.names_seen", subject=fixed.id).count() == 1


@pytest.fixture
def organiser_of_all(city, as_user):
    client = Client()
    as_user(client, "ORGANISER", "PERSONNEL", name="Citra Contoh")
    return client
