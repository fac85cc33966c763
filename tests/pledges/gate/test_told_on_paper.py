"""Who signed and has no mail address is told by the unit on paper, the day after."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from ikrar.accounts.models import AuditRow
from ikrar.pledges.models import Pledge
from ikrar.pledges.operations.telling import tell_signers
from ikrar.roster.models import Unit


@pytest.fixture
def list_(hall, ani, phone, now):
    """Bayu and Cici have no address, Ani has."""
    hall.contact(ani)
    for person in hall.people:
        phone.sign_as(person)
    tell_signers(at=now.at)
    now.forward(days=1)
    return f"/meja/pemberitahuan/{hall.declaration.public_id}/"


@pytest.fixture
def sheet(list_, hall):
    return f"{list_}{hall.unit.public_id}/"


def through(page):
    return re.search(r'name="through" value="([^"]+)"', page)[1]


def test_the_units_are_listed_with_numbers_and_no_names(list_, citra_client):
    page = citra_client.get(list_).content.decode()
    assert "2 orang menunggu" in page
    assert "Kelurahan Contoh" in page
    assert "Bayu" not in page
    assert not AuditRow.objects.filter(act="roster.names_seen").exists()


def test_the_sheet_names_those_without_an_address_and_looking_is_noted(sheet, citra_client, citra):
    page = citra_client.get(sheet).content.decode()
    assert "Bayu Contoh" in page
    assert "Cici Contoh" in page
    assert "Ani Contoh" not in page
    assert "Bukan saya" in page
    assert AuditRow.objects.get(act="roster.names_seen").actor == citra.public_id
    assert "Not me" in citra_client.get(f"/en{sheet}").content.decode()


def test_marking_tells_how_many_and_empties_the_sheet(list_, sheet, citra_client, hall):
    seen = through(citra_client.get(sheet).content.decode())
    assert citra_client.post(f"{sheet}sudah/", {"through": seen}).status_code == 302
    page = citra_client.get(list_).content.decode()
    assert "2 orang dicatat sudah diberi tahu" in page
    assert "selesai" in page
    assert "Bayu" not in citra_client.get(sheet).content.decode()
    assert AuditRow.objects.get(act="notices.told").detail == {"unit": hall.unit.public_id, "people": 2}
    citra_client.post(f"{sheet}sudah/", {"through": seen})
    assert AuditRow.objects.filter(act="notices.told").count() == 1


def test_who_came_after_the_print_is_not_marked(sheet, citra_client, hall, phone, now):
    seen = through(citra_client.get(sheet).content.decode())
    hall.change(cut_off_at=now.at + timedelta(hours=1))
    hall.change_site(signing_opened_at=now.at)
    phone.sign_as(hall.add("Dodi Contoh"))
    tell_signers(at=now.at)
    citra_client.post(f"{sheet}sudah/", {"through": seen})
    assert Pledge.objects.get(told_by="LIST").duty.official == hall.people[-1].official
    assert "Dodi Contoh" in citra_client.get(sheet).content.decode()


@pytest.mark.parametrize("value", ["", "kemarin", "2026-11-23T08:00:00", "2026-99-99T00:00:00Z"])
def test_without_the_sheet_nobody_is_marked(sheet, citra_client, value):
    assert citra_client.post(f"{sheet}sudah/", {"through": value}).status_code == 422
    assert Pledge.objects.filter(told_by="LIST").count() == 2


def test_the_desk_says_how_many_wait(list_, citra_client):
    page = citra_client.get("/meja/").content.decode()
    assert "Beri tahu di kertas" in page
    assert list_ in page


def test_an_officer_of_one_unit_sees_that_unit_and_no_other(
    list_, sheet, hall, make_user, dewi_client, nobody
):
    other = Unit.objects.create(institution=hall.unit.institution)
    own, foreign = Client(), Client()
    own.force_login(make_user("Eka Contoh", "PERSONNEL", scope=hall.unit.public_id))
    foreign.force_login(make_user("Feri Contoh", "PERSONNEL", scope=other.public_id))
    assert "Bayu Contoh" in own.get(sheet).content.decode()
    assert foreign.get(sheet).status_code == 403
    assert foreign.post(f"{sheet}sudah/", {"through": "2030-01-01T00:00:00Z"}).status_code == 403
    assert "Kelurahan Contoh" not in foreign.get(list_).content.decode()
    assert dewi_client.get(list_).status_code == 403
    assert nobody.get(sheet).status_code == 302


def test_a_head_of_unit_does_not_learn_from_it_who_has_signed(list_, sheet, budi_client):
    assert budi_client.get(list_).status_code == 403
    assert budi_client.get(sheet).status_code == 403
    assert budi_client.post(f"{sheet}sudah/").status_code == 403
