"""Approved by two, public for a day, the bytes that anybody can hash."""

from datetime import timedelta
from hashlib import sha256

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from ikrar.pledges import operations, queries
from ikrar.pledges.models import PactText
from tests.entries import kind_at
from tests.pledges.planning.conftest import NOW


def draft(by, **more):
    words = {"title": "Pakta", "reading": "Kami berikrar.", "body": "Saya berjanji.", **more}
    return operations.draft(by=by, at=NOW, **words)


def approve(text, by):
    sha = queries.text(public_id=text).text_sha256
    return operations.approve(text=text, text_sha256=sha, by=by, at=NOW)


def test_two_people_publish_and_one_does_not(city, citra, make_user):
    text = draft(citra)
    assert not approve(text, citra)
    with pytest.raises(operations.AlreadyApproved):
        approve(text, citra)
    with pytest.raises(queries.TextNotFound):
        queries.published_text(public_id=text)
    assert approve(text, make_user("Hana Contoh", "ORGANISER"))
    found = queries.published_text(public_id=text)
    assert found.signable_from == NOW + timedelta(hours=24)
    leaf = PactText.objects.get(public_id=text).leaf_hash
    assert kind_at(leaf) == "pact-text"


def test_changed_words_lose_their_approval(city, citra, make_user):
    text = draft(citra)
    old = queries.text(public_id=text).text_sha256
    approve(text, citra)
    operations.redraft(text=text, reading="Kami berikrar.", body="Lain.", by=citra, at=NOW)
    hana = make_user("Hana Contoh", "ORGANISER")
    with pytest.raises(operations.TextIsPublished):
        operations.approve(text=text, text_sha256=old, by=hana, at=NOW)
    assert not approve(text, hana)
    assert approve(text, citra)


def test_another_ikrar_to_read_aloud_loses_the_approval_of_the_same_pact(city, citra, make_user):
    text = draft(citra)
    approve(text, citra)
    operations.redraft(text=text, reading="Kami tidak berikrar.", body="Saya berjanji.", by=citra, at=NOW)
    assert not approve(text, make_user("Hana Contoh", "ORGANISER"))


def test_a_published_text_never_changes(text, citra):
    with pytest.raises(operations.TextIsPublished):
        operations.redraft(text=text, reading="r", body="b", by=citra, at=NOW)


def test_the_download_is_exactly_what_is_hashed(text, client):
    body = client.get(reverse("pledges:text-download", args=[text])).content
    assert sha256(body).hexdigest() == queries.text(public_id=text).text_sha256
    page = client.get(reverse("pledges:public-text", args=[text])).content.decode()
    assert sha256(body).hexdigest() in page


def test_a_draft_is_nobodys_business_yet(city, citra, client):
    text = draft(citra)
    assert client.get(reverse("pledges:public-text", args=[text])).status_code == 404
    assert client.get(reverse("pledges:text-download", args=[text])).status_code == 404


def test_a_text_from_the_shipped_template_by_page(city, citra_client, dewi_client):
    address = reverse("pledges:text-begin", args=["netralitas-asn"])
    slots = {
        "tingkat": "Kota Contoh",
        "pemilihan": "Pemilihan Wali Kota",
        "tahun": "2024",
        "tempat": "Contoh",
        "tanggal": "hari ini",
    }
    assert dewi_client.get(address).status_code == 403
    assert "Pemilihan Wali Kota" in citra_client.post(address, {**slots, "look": "1"}).content.decode()
    assert not PactText.objects.exists()
    citra_client.post(address, {**slots, "draft": "1"})
    assert "{" not in PactText.objects.get().body


def test_an_empty_slot_is_refused(city, citra_client):
    address = reverse("pledges:text-begin", args=["netralitas-asn"])
    assert citra_client.post(address, {"draft": "1", "tahun": ""}).status_code == 422


def test_hidden_direction_marks_are_refused_in_words(city, citra, citra_client):
    text = draft(citra)
    page = citra_client.post(reverse("pledges:text-edit", args=[text]), {"reading": "a", "body": "a\u202eb"})
    assert page.status_code == 422
    assert "tidak terlihat" in page.content.decode()


def test_the_second_approval_by_page_is_another_person(city, citra, make_user, confirm):
    text = draft(citra)
    hidden = {"text_sha256": queries.text(public_id=text).text_sha256}
    with time_machine.travel(NOW, tick=False):
        for name in ("Hana Contoh", "Indra Contoh"):
            client = Client()
            client.force_login(make_user(name, "ORGANISER"))
            confirm(client).post(reverse("pledges:text-approve", args=[text]), hidden)
    assert queries.published_text(public_id=text).title == "Pakta"


def test_after_fixing_another_text_needs_a_reason_and_stops_passes(fixed, citra, make_user):
    other = draft(citra, title="Pakta lain")
    with pytest.raises(operations.TextNotPublished):
        operations.choose_text(declaration=fixed.id, text=other, reason="salah ketik", by=citra, at=NOW)
    approve(other, citra)
    approve(other, make_user("Hana Contoh", "ORGANISER"))
    with pytest.raises(operations.ReasonMissing):
        operations.choose_text(declaration=fixed.id, text=other, by=citra, at=NOW)
    operations.choose_text(declaration=fixed.id, text=other, reason="salah ketik", by=citra, at=NOW)
    assert queries.declaration(public_id=fixed.id).epoch == 2
