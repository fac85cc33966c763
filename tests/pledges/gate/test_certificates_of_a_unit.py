"""An officer has all certificates of a unit made: with progress, stopped, gone on with, and noted."""

import io
import time
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from ikrar.accounts.models import AuditRow

pytestmark = pytest.mark.django_db


def test_it_fills_while_somebody_looks_stops_and_goes_on(
    hall, phone, clerk, citra_client, dewi_client, nobody
):
    for person in hall.people:
        phone.sign_as(person)
    clerk()
    address = f"/meja/sertifikat/{hall.unit.public_id}/{hall.declaration.public_id}/"
    assert dewi_client.get(address).status_code == 403
    assert "Buat semua" in citra_client.get(address).content.decode()
    assert citra_client.get(f"{address}berkas.zip").status_code == 404
    assert citra_client.post(f"{address}mulai/").status_code == 302
    assert citra_client.get(address)["Refresh"]
    assert citra_client.post(f"{address}henti/").status_code == 302
    stopped = citra_client.get(address)
    assert "Refresh" not in stopped
    citra_client.post(f"{address}mulai/")
    until = time.monotonic() + 180
    while "Semua sudah jadi" not in citra_client.get(address).content.decode():
        assert time.monotonic() < until, "not done within three minutes"
        time.sleep(0.5)
    taken = citra_client.get(f"{address}berkas.zip")
    with zipfile.ZipFile(io.BytesIO(b"".join(taken.streaming_content))) as archive:
        assert len(archive.namelist()) == len(hall.people)
        assert all(archive.read(name).startswith(b"%PDF") for name in archive.namelist())
        assert not any(person.number in name for name in archive.namelist() for person in hall.people)
    assert AuditRow.objects.filter(act="certificates.taken").count() == 1


def test_the_head_of_a_unit_does_not_learn_from_certificates_who_signed(
    hall, phone, clerk, make_user, confirm
):
    phone.sign_as(hall.people[0])
    clerk()
    head = Client()
    head.force_login(make_user("Eko Contoh", "UNIT_HEAD", scope=hall.unit.public_id))
    confirm(head)
    address = f"/meja/sertifikat/{hall.unit.public_id}/{hall.declaration.public_id}/"
    asked = head.get(reverse("pledges:unit-unasked", args=[hall.unit.public_id, hall.declaration.public_id]))
    assert asked.status_code == 200
    assert "/meja/sertifikat/" not in asked.content.decode()
    assert head.get(address).status_code == 403
    assert head.get(f"{address}berkas.zip").status_code == 403
    assert head.post(f"{address}mulai/").status_code == 403
    assert head.post(f"{address}henti/").status_code == 403


def test_taking_all_along_asks_again_who_is_there(hall, citra):
    client = Client()
    client.force_login(citra)
    answer = client.get(f"/meja/sertifikat/{hall.unit.public_id}/{hall.declaration.public_id}/berkas.zip")
    assert answer.status_code in {302, 401, 403}
    assert answer["Content-Type"] != "application/zip"


def test_whoever_makes_the_minutes_finds_them_there(hall, citra_client):
    about = citra_client.get(
        reverse("pledges:minutes-about", args=[hall.declaration.public_id])
    ).content.decode()
    assert f"/meja/sertifikat/{hall.unit.public_id}/{hall.declaration.public_id}/" in about
