"""A correction is looked at, given its reason, and published beside what stood there before."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from ikrar.openness.models import Snapshot
from ikrar.openness.operations import (
    ClosingIsAhead,
    NothingToRepublish,
    propose,
    publish_due,
    republish,
)
from ikrar.pledges.models import Pledge, Unsettled
from ikrar.register import queries as register

EVENING = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
NOTE = "Lima ikrar kertas terlambat dimasukkan."


@pytest.fixture
def published(signed):
    publish_due(at=EVENING)
    return signed


def address_of(city, name="republish", *more):
    return reverse(f"openness:{name}", args=[city.declaration.public_id, *more])


def proposed(client, city):
    """What the form of the page sends along: the mark of what was looked at."""
    return client.get(address_of(city)).context["proposal"].mark


def test_the_officer_sees_what_would_change_before_anything_is_published(published, citra_client):
    published.sign("Kelurahan Contoh Dua", 5)
    page = citra_client.get(address_of(published)).content.decode()
    assert "Kelurahan Contoh Dua" in page
    assert "30 dari 40" in page
    assert "35 dari 40" in page
    assert "bertambah 5" in page
    assert Snapshot.objects.count() == 1


def test_it_gives_its_reason_and_keeps_the_former_figures(published, citra_client, client):
    first = bytes(Snapshot.objects.get().file)
    published.sign("Kelurahan Contoh Dua", 5)
    mark = proposed(citra_client, published)
    assert citra_client.post(address_of(published), {"note": "", "seen": mark}).status_code == 422
    answer = citra_client.post(address_of(published), {"note": NOTE, "seen": mark})
    assert answer["Location"].endswith(address_of(published, "version", 2))
    assert NOTE in client.get(address_of(published, "declaration")).content.decode()
    assert bytes(Snapshot.objects.get(number=1).file) == first
    assert json.loads(bytes(Snapshot.objects.get(number=2).file))["whole"]["pledged"] == 129


def test_figures_that_moved_since_they_were_looked_at_are_shown_again_and_not_published(
    published, citra_client
):
    mark = proposed(citra_client, published)
    published.sign("Kelurahan Contoh Dua", 5)
    answer = citra_client.post(address_of(published), {"note": NOTE, "seen": mark})
    assert answer.status_code == 409
    assert "bergerak sejak Anda melihatnya" in answer.content.decode()
    assert "bertambah 5" in answer.content.decode()
    assert Snapshot.objects.count() == 1
    again = answer.context["proposal"].mark
    assert f'value="{again}"' in answer.content.decode()
    assert citra_client.post(address_of(published), {"note": NOTE, "seen": again}).status_code == 302


def test_a_correction_that_was_never_looked_at_is_not_published(published, citra_client):
    assert citra_client.post(address_of(published), {"note": NOTE}).status_code == 409
    assert Snapshot.objects.count() == 1


@pytest.mark.parametrize("client_name", ["dewi_client", "budi_client"])
def test_others_may_not_correct(published, client_name, request):
    someone = request.getfixturevalue(client_name)
    assert someone.post(address_of(published), {"note": "Saya juga."}).status_code == 403
    assert Snapshot.objects.count() == 1


def test_nobody_is_asked_to_sign_in_first(published, client):
    assert "masuk" in client.get(address_of(published))["Location"]


def test_a_correction_asks_again_who_is_there(published, as_user, client):
    as_user(client, "ORGANISER", confirmed=False)
    answer = client.post(address_of(published), {"note": NOTE, "seen": "x"})
    assert Snapshot.objects.count() == 1
    assert "accounts/confirm.html" in [template.name for template in answer.templates]


def test_there_is_none_of_figures_that_never_were(signed, citra):
    with pytest.raises(NothingToRepublish):
        republish(declaration=signed.declaration.public_id, note="Coba", seen="", by=citra, at=EVENING)


def test_it_waits_for_pledges_that_have_not_entered_the_figures(published, citra_client):
    mark = proposed(citra_client, published)
    Unsettled.objects.create(id=Pledge.objects.latest("id").pk)
    assert citra_client.post(address_of(published), {"note": NOTE, "seen": mark}).status_code == 409
    assert Snapshot.objects.count() == 1
    Unsettled.objects.all().delete()
    assert citra_client.post(address_of(published), {"note": NOTE, "seen": mark}).status_code == 302


def test_it_must_not_forestall_the_closing_figures(published, citra_client):
    published.close(at=EVENING + timedelta(hours=5))
    with pytest.raises(ClosingIsAhead):
        propose(declaration=published.declaration.public_id, at=EVENING + timedelta(hours=6))
    answer = citra_client.get(address_of(published))
    assert answer.status_code == 409
    assert "09.00 WIB, 24 November 2026" in answer.content.decode()


def test_the_chain_shows_each_version_with_its_reason_its_entry_and_its_hash(
    published, citra_client, client, clerk
):
    published.sign("Kelurahan Contoh Dua", 5)
    citra_client.post(address_of(published), {"note": NOTE, "seen": proposed(citra_client, published)})
    clerk(EVENING)
    page = client.get(address_of(published, "versions"))
    told = page.content.decode()
    assert [link.snapshot.number for link in page.context["found"].links] == [2, 1]
    for snapshot in Snapshot.objects.all():
        assert snapshot.sha256 in told
        assert (
            f"/register/record/{register.inclusion(leaf_hash=bytes(snapshot.leaf_hash)).index}.json" in told
        )
    assert NOTE in told
    assert "Pemerintah Kota Contoh" in told
    assert "bertambah 5" in told


def test_a_version_keeps_its_address_and_says_what_changed_old_and_new(published, citra_client, client):
    published.sign("Kelurahan Contoh Dua", 5)
    citra_client.post(address_of(published), {"note": NOTE, "seen": proposed(citra_client, published)})
    second = client.get(address_of(published, "version", 2)).content.decode()
    assert "30 dari 40" in second
    assert "35 dari 40" in second
    first = client.get(address_of(published, "version", 1)).content.decode()
    assert "bukan terbitan yang terbaru" in first
    assert "124" in first
    assert client.get(address_of(published, "version", 3)).status_code == 404
    assert "number 2" in client.get("/en" + address_of(published, "version", 1)).content.decode()


def test_the_register_entry_names_the_office_and_the_publication_it_follows(published, citra_client):
    published.sign("Kelurahan Contoh Dua", 5)
    citra_client.post(address_of(published), {"note": NOTE, "seen": proposed(citra_client, published)})
    first, second = Snapshot.objects.order_by("number")
    body = json.loads(register.public_body(leaf_hash=bytes(second.leaf_hash)))["body"]
    assert (body["office"], body["note"], body["follows"]) == ("Pemerintah Kota Contoh", NOTE, first.sha256)
    assert "Citra" not in json.dumps(body)
