"""An officer has all certificates of a unit made: with progress, stopped, gone on with, and noted."""

import io
import time
import zipfile

import pytest

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
    with zipfile.ZipFile(io.BytesIO(taken.content)) as archive:
        assert len(archive.namelist()) == len(hall.people)
        assert all(archive.read(name).startswith(b"%PDF") for name in archive.namelist())
        assert not any(person.number in name for name in archive.namelist() for person in hall.people)
    assert AuditRow.objects.filter(act="certificates.taken").count() == 1
