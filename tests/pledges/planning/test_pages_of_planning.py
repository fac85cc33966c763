"""A plan through the pages: begun in seconds, decided, fixed; and who may not."""

import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from ikrar.pledges import operations, queries
from ikrar.pledges.domain import State
from tests.pledges.planning.conftest import NOW


@pytest.fixture(autouse=True)
def _on_the_tenth():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def organiser(citra, confirm):
    client = Client()
    client.force_login(citra)
    return confirm(client)


@pytest.fixture
def outsider(dewi, confirm):
    client = Client()
    client.force_login(dewi)
    return confirm(client)


def test_a_title_is_enough_to_begin(city, organiser, outsider, client):
    page = organiser.post("/meja/deklarasi/baru/", {"title": "Deklarasi Netralitas"}, follow=True)
    assert "Hari pelaksanaan belum ditentukan." in page.content.decode()
    assert outsider.post("/meja/deklarasi/baru/", {"title": "x"}).status_code == 403
    assert client.post("/meja/deklarasi/baru/", {"title": "x"}).status_code == 302
    assert len(queries.declarations_public()) == 1


def test_without_a_title_nothing_begins(city, organiser):
    assert organiser.post("/meja/deklarasi/baru/", {"title": " "}).status_code == 422
    assert queries.declarations_public() == []


def test_place_time_and_format_are_settled_one_by_one(city, organiser, citra):
    one = operations.create(title="Deklarasi", by=citra, at=NOW)
    answers = {
        "place": {"value": "Halaman Balai Kota", "note_on_it": "Muat 2.000 orang"},
        "time": {"day": "2026-11-16", "hour": "07:45"},
        "format": {"value": "ROLL_CALL"},
    }
    for aspect, answer in answers.items():
        address = reverse("pledges:plan-question", args=[one, aspect])
        page = organiser.post(address, answer, follow=True).content.decode()
        option = re.search(r"/pilihan/(\d+)/putuskan/", page)[1]
        organiser.post(reverse("pledges:plan-settle", args=[one, option]))
    view = queries.declaration(public_id=one)
    assert (view.place, str(view.held_on), view.format) == ("Halaman Balai Kota", "2026-11-16", "ROLL_CALL")
    assert "Waktu diputuskan" in organiser.get(reverse("pledges:plan", args=[one])).content.decode()


def test_a_bad_option_is_refused_in_words(city, organiser, citra):
    one = operations.create(title="Deklarasi", by=citra, at=NOW)
    page = organiser.post(reverse("pledges:plan-question", args=[one, "time"]), {"day": "kapan-kapan"})
    assert page.status_code == 422
    assert organiser.get(reverse("pledges:plan-question", args=[one, "cuaca"])).status_code == 404


def test_fixing_by_page_asks_for_warnings_to_be_read(planned, organiser, outsider, citra):
    address = reverse("pledges:plan-fix", args=[planned.id])
    operations.set_witnesses(site=planned.sites["Balai Kota"], witnesses=[])
    assert "Lokasi tanpa saksi: Balai Kota." in organiser.get(address).content.decode()
    assert organiser.post(address).status_code == 409
    assert outsider.post(address, {"accepts_warnings": "on"}).status_code == 403
    assert queries.declaration(public_id=planned.id).state == State.PLANNED
    assert organiser.post(address, {"accepts_warnings": "on"}).status_code == 302
    assert queries.declaration(public_id=planned.id).state == State.FIXED


def test_fixing_is_grave(planned, citra):
    client = Client()
    client.force_login(citra)  # signed in, but has not just shown the passkey
    client.post(reverse("pledges:plan-fix", args=[planned.id]), {"accepts_warnings": "on"})
    assert queries.declaration(public_id=planned.id).state == State.PLANNED


@pytest.mark.parametrize(
    ("route", "needs"), [("plan-cancel", "reason"), ("plan-move", "reason"), ("plan-supersede", "reason")]
)
def test_what_people_were_told_changes_only_with_a_reason(fixed, organiser, route, needs):
    page = organiser.post(reverse(f"pledges:{route}", args=[fixed.id]), {needs: ""})
    assert page.status_code == 422
    assert queries.declaration(public_id=fixed.id).state == State.FIXED


def test_cancelling_stays_readable(fixed, organiser):
    organiser.post(reverse("pledges:plan-cancel", args=[fixed.id]), {"reason": "Banjir di halaman."})
    page = organiser.get(reverse("pledges:plan", args=[fixed.id])).content.decode()
    assert "Dibatalkan" in page
    assert "Banjir di halaman." in page


def test_a_grant_for_a_subtree_does_not_reach_a_plan_beyond_it(planned, city, as_user):
    within = Client()
    as_user(within, "ORGANISER", scope=city.units["barat"].public_id, name="Umar Contoh")
    assert within.get(reverse("pledges:plan", args=[planned.id])).status_code == 403
    assert within.get(reverse("pledges:plan-list")).status_code == 200


def test_a_grant_for_a_subtree_invites_only_its_own_units(city, as_user):
    within = Client()
    user = as_user(within, "ORGANISER", scope=city.units["barat"].public_id, name="Umar Contoh")
    one = operations.create(title="Deklarasi kecamatan", by=user, at=NOW)
    site = operations.add_site(declaration=one, details=operations.SiteDetails(name="Barat"), by=user, at=NOW)
    wanted = [city.units["mawar"].pk, city.units["timur"].pk]
    within.post(reverse("pledges:plan-invitations", args=[one]), {"unit": wanted, "site": site})
    own = [unit.name for unit in queries.invited(public_id=one, on=NOW.date()) if unit.is_own]
    assert own == ["Kelurahan Mawar Contoh"]


def test_one_site_per_kelurahan_in_one_go(city, organiser, citra):
    one = operations.create(title="Deklarasi", by=citra, at=NOW)
    organiser.post(reverse("pledges:plan-sites-bulk", args=[one]), {"kind": "VILLAGE"})
    organiser.post(reverse("pledges:plan-sites-bulk", args=[one]), {"kind": "VILLAGE"})  # a double click
    names = {site.name for site in queries.declaration(public_id=one).sites}
    assert names == {"Kelurahan Kenanga Contoh", "Kelurahan Mawar Contoh", "Kelurahan Melati Contoh"}


def test_a_run_sheet_is_reordered_without_script(planned, organiser):
    site = planned.sites["Balai Kota"]
    before = queries.run_sheet(site_public_id=site)
    organiser.post(reverse("pledges:plan-step-move", args=[site, before[1].id, "naik"]))
    after = queries.run_sheet(site_public_id=site)
    assert [step.id for step in after[:2]] == [before[1].id, before[0].id]
    organiser.post(reverse("pledges:plan-step-move", args=[site, after[0].id, "naik"]))  # already first
    assert [step.id for step in queries.run_sheet(site_public_id=site)] == [step.id for step in after]


def test_every_page_of_a_plan_shows_itself_in_both_languages(fixed, organiser, text):
    site = fixed.sites["Balai Kota"]
    addresses = [
        reverse("pledges:plan-list"),
        reverse("pledges:plan", args=[fixed.id]),
        reverse("pledges:plan-question", args=[fixed.id, "place"]),
        reverse("pledges:plan-sites", args=[fixed.id]),
        reverse("pledges:plan-site-new", args=[fixed.id]),
        reverse("pledges:plan-site", args=[site]),
        reverse("pledges:plan-invitations", args=[fixed.id]),
        reverse("pledges:plan-text", args=[fixed.id]),
        reverse("pledges:plan-rehearse", args=[fixed.id]),
        reverse("pledges:plan-details", args=[fixed.id]),
        reverse("pledges:denominators", args=[fixed.id]),
        reverse("pledges:cards", args=[fixed.id]),
        reverse("pledges:texts"),
        reverse("pledges:text", args=[text]),
        reverse("pledges:text-edit", args=[text]),
        reverse("pledges:text-begin", args=["netralitas-asn"]),
        reverse("pledges:appointments"),
        reverse("pledges:public-text", args=[text]),
    ]
    for address in addresses:
        for language in ("", "/en"):
            page = organiser.get(language + address)
            assert page.status_code == 200, address
            assert page.content.decode().count("<h1") == 1, address


def test_partners_and_the_checklist_are_kept(planned, city, organiser):
    organiser.post(
        reverse("pledges:plan-partner", args=[planned.id]),
        {"institution": city.partner.pk, "representative": "Ketua Contoh", "role": "Ketua"},
    )
    organiser.post(reverse("pledges:plan-item", args=[planned.id]), {"label": "Tenda"})
    page = organiser.get(reverse("pledges:plan", args=[planned.id])).content.decode()
    assert "Bawaslu Kota Contoh" in page
    item = next(one for one in queries.checklist(public_id=planned.id) if one.words.id == "Tenda")
    organiser.post(reverse("pledges:plan-tick", args=[planned.id, item.id]), {"done": "1"})
    assert queries.plan(public_id=planned.id, on=NOW.date()).done == 1
