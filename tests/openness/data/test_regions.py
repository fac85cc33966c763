"""Region codes: the ministry's own, assigned by the operator, proposed by name, never guessed."""

import csv
import io

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from ikrar.openness.opendata import regions
from ikrar.openness.region_checks import regions_are_known
from ikrar.project.commands import data as command


def region_rows(client, public_id):
    content = client.get(f"/data/{public_id}/regions.csv").content.decode()
    return list(csv.DictReader(io.StringIO(content)))


def test_without_an_assignment_the_table_is_empty(published, client):
    assert region_rows(client, published.declaration.public_id) == []


def test_the_operators_codes_stand_in_the_table(published, client, settings, tmp_path):
    unit = published.units["Kelurahan Contoh Satu"].public_id
    listed = tmp_path / "wilayah.csv"
    listed.write_text(
        f"unit,code,catatan\n{unit},31.71.01.1001,contoh\nLAIN,31.71.02,unit lain\n", encoding="utf-8"
    )
    settings.IKRAR_REGION, settings.IKRAR_REGIONS = "3171", str(listed)
    institution, only = region_rows(client, published.declaration.public_id)
    assert (institution["subject"], institution["code"], institution["level"]) == (
        "institution",
        "31.71",
        "2",
    )
    assert institution["name"] == "Kota Administrasi Jakarta Pusat, Daerah Khusus Ibukota Jakarta"
    assert (only["subject"], only["id"], only["code"], only["level"]) == ("unit", unit, "31.71.01.1001", "4")
    assert "31.71" in client.get("/data/").content.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("satuan,kode\nA,31.71\n", "baris 1"),
        ("unit,code\nA,31.71\nA,31.72\n", "baris 3"),
        ("unit,code\nA\n", "baris 2"),
        ("unit,code\nA,99.99\n", "99.99"),
        ('unit,code\n"A,31.71\n', "baris"),
    ],
)
def test_a_list_that_is_wrong_stops_the_start_and_says_where(settings, tmp_path, text, said):
    listed = tmp_path / "wilayah.csv"
    listed.write_text(text, encoding="utf-8")
    settings.IKRAR_REGIONS = str(listed)
    with pytest.raises(SystemCheckError, match=said):
        call_command("check")


def test_a_code_that_no_region_has_stops_the_start(settings):
    settings.IKRAR_REGION = "00.00"
    with pytest.raises(SystemCheckError, match=r"00\.00"):
        call_command("check")


def test_a_list_that_is_not_there_is_told(settings, tmp_path):
    settings.IKRAR_REGIONS = str(tmp_path / "tidak-ada.csv")
    [wrong] = regions_are_known()
    assert "tidak-ada.csv" in wrong.msg


@pytest.mark.pure
def test_only_what_says_it_is_a_region_and_bears_its_name_is_proposed():
    units = [
        ("u1", "Kecamatan Gambir"),
        ("u2", "Kelurahan Petojo Utara"),
        ("u3", "Dinas Sosial"),
        ("u4", "Gambir"),
        ("u5", "Kelurahan Gambir"),
        ("u6", "Kelurahan Contoh"),
    ]
    found = [(one.unit, one.region.code, one.is_sure) for one in regions.proposed(units, within="31.71")]
    assert [(unit, code) for unit, code, _ in found] == [
        ("u1", "31.71.01"),
        ("u2", "31.71.01.1003"),
        ("u5", "31.71.01.1001"),
    ]
    assert all(sure for *_, sure in found)


@pytest.mark.pure
def test_one_name_in_two_places_is_not_sure():
    found = list(regions.proposed([("u", "Kelurahan Cikini")], within="31"))
    everywhere = list(regions.proposed([("u", "Desa Sukamaju")], within="32"))
    assert all(one.is_sure for one in found)
    assert len(everywhere) > 1
    assert not any(one.is_sure for one in everywhere)


@pytest.mark.pure
def test_what_is_proposed_can_be_kept_as_the_list():
    text = regions.written(regions.proposed([("u1", "Kecamatan Gambir")], within="31.71"))
    assert regions.listed(text) == {"u1": regions.region_of("31.71.01")}


def test_the_command_prints_the_proposals(published, capsys):
    assert command.run(["regions", "--within", "31.71"]) == 0
    assert capsys.readouterr().out.splitlines() == ["unit,code,unit_name,region,sure"]
    assert command.run(["regions", "--within", "00"]) == 1
    assert command.run(["regions", "--within", ""]) == 1


def test_the_command_writes_the_archive_the_site_gives(published, client, tmp_path, capsys):
    public_id = published.declaration.public_id
    assert command.run(["archive", public_id, str(tmp_path / "a.zip")]) == 0
    assert (tmp_path / "a.zip").read_bytes() == client.get(f"/data/{public_id}/arsip.zip").content
    assert command.run(["archive", "TIDAK-ADA"]) == 1
    assert "Deklarasi" in capsys.readouterr().err
