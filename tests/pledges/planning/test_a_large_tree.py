"""A large tree of units is shown level by level, and what is confirmed there is what was looked at."""

import pytest
from django.test import Client
from django.urls import reverse

from ikrar.pledges import operations, queries
from ikrar.pledges.queries.differences import differences_with
from ikrar.roster import models
from tests.pledges.planning.conftest import DAY, NOW, add_person

PAGES = ("cards", "denominators", "plan-invitations", "paper")


@pytest.fixture
def large(monkeypatch):
    """Every tree of more than two units is a large one."""
    monkeypatch.setattr("ikrar.roster.queries.tree.ON_ONE_PAGE", 2)
    monkeypatch.setattr("ikrar.roster.queries.organisation.ON_ONE_PAGE", 2)


@pytest.fixture
def organiser(make_user, confirm):
    client = Client()
    client.force_login(make_user("Wulan Contoh", "ORGANISER", "PERSONNEL"))
    return confirm(client)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_one_level_and_leads_to_the_next(fixed, city, organiser, large, name):
    address = reverse(f"pledges:{name}", args=[fixed.id])
    deep = models.Placement.objects.get(unit=city.units["mawar"])
    above = models.Placement.objects.get(unit=deep.parent)
    top = organiser.get(address).content.decode()
    assert f"?unit={above.unit.public_id}" in top
    assert deep.name not in top
    below = organiser.get(f"{address}?unit={above.unit.public_id}").content.decode()
    assert above.name in below
    assert deep.name in below or name == "cards"


def test_the_staff_list_leads_down_too(fixed, city, organiser, large):
    deep = models.Placement.objects.get(unit=city.units["mawar"])
    address = reverse("roster:units")
    assert deep.name not in organiser.get(address).content.decode()
    assert deep.name in organiser.get(f"{address}?unit={deep.parent.public_id}").content.decode()


def test_of_some_units_the_differences_are_those_of_all_that_concern_them(fixed, city, citra):
    newcomer = add_person(city.units["melati"], 198503302010019999, "Pegawai Baru Contoh")
    absent = city.people["mawar"][0]
    models.Absence.objects.create(
        official=absent,
        begins_on=DAY,
        ends_before=DAY.replace(day=DAY.day + 1),
        reason="STUDY",
        entered_at=NOW,
    )
    every = queries.differences(public_id=fixed.id)
    assert {one.official_id for one in every} == {newcomer.pk, absent.pk}
    for name, who in (("melati", newcomer), ("mawar", absent)):
        found = queries.differences(public_id=fixed.id, unit_ids=[city.units[name].pk])
        assert found == [one for one in every if one.official_id == who.pk]
    assert differences_with(public_id=fixed.id, keys=[every[0].key, "n1-BOUND", "x"]) == [every[0]]
    assert operations.sync_duties(
        declaration=fixed.id,
        confirmed=[one.key for one in every],
        reason="Data 11 November.",
        by=citra,
        at=NOW,
    ) == len(every)
    assert queries.differences(public_id=fixed.id) == []
