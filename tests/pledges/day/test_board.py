"""The board names nobody, is cheap while nothing changes, and offers a remedy for each trouble."""

import time

import pytest
from django.urls import reverse

from ikrar.accounts.models import Grant
from ikrar.pledges.models import Trouble
from ikrar.pledges.operations.running import start_step
from ikrar.web import access
from tests.pledges.day.conftest import unit, user


def board(city):
    return reverse("pledges:board", args=[city.declaration.public_id])


def trouble(city, kind, at, *, site=True):
    return Trouble.objects.create(
        declaration=city.declaration, site=city.site if site else None, kind=kind, at=at
    )


def test_it_shows_figures_by_unit_tree_and_the_state_of_sites_without_a_name(signed_in, city, staff, now):
    start_step(site_id=city.site.public_id, order=4, by=staff["hadi"], at=now.at)
    for duty in city.duties[city.one.pk][:3]:
        city.sign(duty)
    city.decline(city.duties[city.one.pk][3])
    shown = signed_in("citra").get(board(city)).content.decode()
    assert "Kecamatan Contoh Utara" in shown
    assert "3/16" in shown
    assert "Penandatanganan dibuka" in shown
    assert "Sari Contoh" not in shown


def test_while_nothing_changed_the_answer_is_304_in_a_handful_of_questions(
    signed_in, city, now, django_assert_max_num_queries
):
    citra = signed_in("citra")
    part = board(city) + "isi/"
    first = citra.get(part)
    with django_assert_max_num_queries(13):  # one of them asks whether the session may still be used
        again = citra.get(part, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("change", ["sign", "decline", "trouble", "step"])
def test_every_change_is_noticed(signed_in, city, staff, now, change):
    citra = signed_in("citra")
    part = board(city) + "isi/"
    first = citra.get(part)
    match change:
        case "sign":
            city.sign(city.duties[city.one.pk][0])
        case "decline":
            city.decline(city.duties[city.one.pk][0])
        case "trouble":
            trouble(city, "WRONG_CODE", now.at)
        case _:
            start_step(site_id=city.site.public_id, order=1, by=staff["hadi"], at=now.at)
    assert citra.get(part, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_trouble_stands_there_with_its_remedy_until_it_was_seen_to(signed_in, city, now):
    for _ in range(3):
        trouble(city, "WRONG_CODE", now.at)
    trouble(city, "UNKNOWN_NUMBER", now.at, site=False)
    citra = signed_in("citra")
    shown = citra.get(board(city)).content.decode()
    assert "Kode kartu salah" in shown
    assert "Cetak ulang kartu" in shown
    assert "Tambahkan orangnya" not in shown  # an organiser may not import
    settle = reverse("pledges:board-settle", args=[city.declaration.public_id])
    citra.post(settle, {"kind": "WRONG_CODE", "site": city.site.public_id})
    citra.post(settle, {"kind": "UNKNOWN_NUMBER", "site": ""})
    assert "Belum ada yang perlu dibantu" in citra.get(board(city)).content.decode()


def test_who_only_looks_settles_nothing(signed_in, city, now):
    trouble(city, "WRONG_CODE", now.at)
    settle = reverse("pledges:board-settle", args=[city.declaration.public_id])
    eka = signed_in("eka")
    assert eka.post(settle, {"kind": "WRONG_CODE", "site": city.site.public_id}).status_code == 403
    assert "Sudah dibantu" not in eka.get(board(city)).content.decode()


def test_the_head_of_a_unit_sees_only_the_own_unit_and_only_who_was_asked(signed_in, city, now):
    city.decline(city.duties[city.one.pk][0])
    shown = signed_in("budi").get(board(city)).content.decode()
    assert "1/8 sudah ditanya" in shown
    assert "Kelurahan Contoh Dua" not in shown
    assert "Memilih tidak" not in shown
    assert (
        signed_in("budi").get(reverse("pledges:after", args=[city.declaration.public_id])).status_code == 403
    )


@pytest.mark.parametrize(("name", "status"), [("eka", 200), ("gita", 403), ("dewi", 403)])
def test_who_may_not_see_the_board_does_not(signed_in, city, now, name, status):
    assert signed_in(name).get(board(city)).status_code == status


def test_an_unknown_declaration_is_not_found(signed_in, city, now):
    assert signed_in("citra").get(reverse("pledges:board", args=["XXXXXXXXXX"])).status_code == 404


def test_a_leader_of_one_place_settles_nothing_elsewhere(client, city, now):
    trouble(city, "UNKNOWN_NUMBER", now.at)
    client.force_login(user("ida", "SITE_LEADER", city.one.public_id))
    settle = reverse("pledges:board-settle", args=[city.declaration.public_id])
    assert client.post(settle, {"kind": "UNKNOWN_NUMBER", "site": ""}).status_code == 403
    assert client.post(settle, {"kind": "UNKNOWN_NUMBER", "site": "XXXXXXXXXX"}).status_code == 403
    assert client.post(settle, {"kind": "x" * 5000, "site": ""}).status_code == 404
    assert Trouble.objects.filter(settled_at=None).count() == 1


@pytest.mark.parametrize(
    "route", ["run", "stage-open", "step-start", "step-end", "signing-hold", "site-close", "kiosk-open"]
)
def test_a_site_that_asks_none_of_ones_units_is_closed(client, city, now, route):
    """A leader and witness of another kecamatan changes the id in the address."""
    elsewhere = unit(city.root.institution, "Kecamatan Contoh Selatan", city.root)
    stranger = user("ida", "SITE_LEADER", elsewhere.public_id)
    Grant.objects.create(
        user=stranger, role="WITNESS", scope=elsewhere.public_id, begins_on="2020-01-01", reason="x"
    )
    client.force_login(stranger)
    surely = client.session
    surely[access.CONFIRMED_AT] = int(time.time())
    surely.save()
    more = [4] if route.startswith("step") else []
    address = reverse(f"pledges:{route}", args=[city.site.public_id, *more])
    assert client.post(address).status_code in {403, 405}
    assert client.get(address).status_code in {403, 405}
    city.site.refresh_from_db()
    assert (city.site.signing_opened_at, city.site.closed_at, city.site.stage_token_hash) == (None, None, "")
