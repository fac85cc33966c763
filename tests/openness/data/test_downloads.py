"""How open data leaves the house: kept or not, tagged, packed, named, for every origin, and never by writing."""

import csv
import gzip
import io
import json
import re

import pytest

from ikrar.openness.models import Snapshot
from ikrar.openness.opendata import archive, sheets
from ikrar.openness.opendata.description import BY_NAME, TABLES
from ikrar.openness.operations import publish_due
from ikrar.roster.models import Placement
from tests.openness.conftest import EVENING

TABLE_NAMES = [table.name for table in TABLES]


@pytest.fixture
def at(published):
    public_id = published.declaration.public_id
    return lambda rest: f"/data/{public_id}/{rest}"


def files(public_id):
    digest = Snapshot.objects.get(declaration__public_id=public_id, number=1).sha256
    return {
        "for ever": [
            f"/deklarasi/{public_id}/angka/1.json",
            f"/deklarasi/{public_id}/angka/1.csv",
            f"/data/{public_id}/1/units.csv",
            f"/data/sha256/{digest}.json",
        ],
        "for a while": [
            f"/data/{public_id}/units.csv",
            f"/data/{public_id}/regions.csv",
            f"/data/{public_id}/1/regions.csv",
            f"/data/{public_id}/excel/units.csv",
            f"/data/{public_id}/datapackage.json",
            f"/data/{public_id}/arsip.zip",
            f"/data/{public_id}/1/register.json",
            "/data/katalog.jsonld",
            "/data/skema.json",
            "/deklarasi/kalender.ics",
            "/api/declarations",
            "/api/publications",
        ],
    }


def every_file(public_id):
    return [address for kind in files(public_id).values() for address in kind]


def test_what_was_published_is_kept_for_ever_and_the_rest_for_a_while(published, client):
    kinds = files(published.declaration.public_id)
    for address in kinds["for ever"]:
        assert client.get(address)["Cache-Control"] == "public, max-age=31536000, immutable", address
    for address in kinds["for a while"]:
        assert client.get(address)["Cache-Control"] == "public, max-age=300", address


def test_every_file_has_a_tag_and_is_not_sent_twice(published, client):
    for address in every_file(published.declaration.public_id):
        first = client.get(address)
        assert first.status_code == 200, address
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"]), address
        assert again["Cache-Control"] == first["Cache-Control"]


def test_any_origin_may_read_and_nobody_is_recognised(published, client):
    for address in every_file(published.declaration.public_id):
        answer = client.get(address, headers={"Origin": "https://koran.example"})
        assert answer["Access-Control-Allow-Origin"] == "*", address
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "Set-Cookie" not in answer.headers
        assert not answer.cookies


def test_nothing_here_is_written_to(published, client):
    for address in every_file(published.declaration.public_id):
        assert client.post(address, {}).status_code == 405, address
        assert client.head(address).status_code == 200, address


def test_files_are_packed_for_whoever_can_unpack(published, client, at):
    plain = client.get(at("datapackage.json"))
    packed = client.get(at("datapackage.json"), headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    again = client.get(
        at("datapackage.json"), headers={"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]}
    )
    assert again.status_code == 304


def test_each_file_carries_its_licence_and_a_name_to_save_it_under(published, client, at):
    public_id = published.declaration.public_id
    named = {
        at("units.csv"): f"ikrar-{public_id}-units.csv",
        at("2/units.csv"): f"ikrar-{public_id}-2-units.csv",
        at("excel/units.csv"): f"ikrar-{public_id}-units-excel.csv",
        at("arsip.zip"): f"ikrar-{public_id}.zip",
        at("1/register.json"): f"ikrar-{public_id}-1-register.json",
        f"/deklarasi/{public_id}/angka/1.csv": f"ikrar-{public_id}-1.csv",
    }
    for address, name in named.items():
        answer = client.get(address)
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
        assert answer["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'


def test_an_address_by_hash_and_one_by_number_give_the_same_bytes(published, client):
    public_id = published.declaration.public_id
    for row in Snapshot.objects.filter(declaration=published.declaration):
        by_hash = client.get(f"/data/sha256/{row.sha256}.json").content
        assert (
            by_hash
            == client.get(f"/deklarasi/{public_id}/angka/{row.number}.json").content
            == bytes(row.file)
        )
    assert client.get(f"/data/sha256/{'0' * 64}.json").status_code == 404


def test_a_table_of_one_publication_is_that_part_of_the_whole_table(published, client, at):
    for name in TABLE_NAMES[:-1]:
        whole = list(csv.DictReader(io.StringIO(client.get(at(f"{name}.csv")).content.decode())))
        parts = [
            line
            for number in (1, 2)
            for line in csv.DictReader(io.StringIO(client.get(at(f"{number}/{name}.csv")).content.decode()))
        ]
        assert parts == whole


def test_the_edition_for_spreadsheets_has_the_same_cells(published, client, at):
    for name in TABLE_NAMES:
        plain = client.get(at(f"{name}.csv")).content
        edition = client.get(at(f"excel/{name}.csv")).content
        assert not plain.startswith(b"\xef\xbb\xbf")
        assert edition.startswith(b"\xef\xbb\xbf")
        cells = list(csv.reader(io.StringIO(edition.decode("utf-8-sig"), newline=""), delimiter=";"))
        assert cells == list(csv.reader(io.StringIO(plain.decode(), newline="")))


def test_a_unit_named_like_a_formula_runs_nowhere_and_comes_back_as_it_was(signed, client):
    evil = '=HYPERLINK("http://jahat.example";"klik")'
    Placement.objects.filter(unit=signed.units["Kelurahan Contoh Satu"]).update(name=evil)
    publish_due(at=EVENING)
    public_id = signed.declaration.public_id
    for address in (f"/data/{public_id}/units.csv", f"/deklarasi/{public_id}/angka/1.csv"):
        content = client.get(address).content
        cells = {cell for line in csv.reader(io.StringIO(content.decode(), newline="")) for cell in line}
        assert f"'{evil}" in cells
        assert evil not in cells
    units = sheets.read(BY_NAME["units"], client.get(f"/data/{public_id}/units.csv").content)
    assert evil in {line["name"] for line in units}


def test_the_archive_holds_everything_and_is_the_same_bytes_each_time(published, client, at):
    first = client.get(at("arsip.zip")).content
    assert client.get(at("arsip.zip")).content == first
    members = archive.read(first)
    assert {f"{name}.csv" for name in TABLE_NAMES} <= members.keys()
    assert {"datapackage.json", "README.txt", "publications/1.json", "register/2.json"} <= members.keys()
    assert members["units.csv"] == client.get(at("units.csv")).content
    assert members["datapackage.json"].decode().strip() == client.get(
        at("datapackage.json")
    ).content.decode().strip() or (
        json.loads(members["datapackage.json"]) == client.get(at("datapackage.json")).json()
    )


def test_what_is_not_there_says_so(city, published, recorded, client):
    public_id = published.declaration.public_id
    for address in (
        f"/data/{public_id}/rahasia.csv",
        f"/data/{public_id}/9/units.csv",
        f"/data/{public_id}/9/register.json",
        "/data/tidak-ada/",
        "/data/tidak-ada/arsip.zip",
        f"/data/{recorded.public_id}/",
    ):
        assert client.get(address).status_code == 404, address


def test_before_the_first_figures_there_is_no_data(city, client):
    assert client.get(f"/data/{city.declaration.public_id}/").status_code == 404
    assert "Belum ada angka yang terbit" in client.get("/data/").content.decode()


def test_a_rehearsal_has_no_data(published, client):
    type(published.declaration).objects.filter(pk=published.declaration.pk).update(
        rehearsal_of=published.declaration
    )
    assert client.get(f"/data/{published.declaration.public_id}/").status_code == 404
    assert client.get("/api/declarations").json()["declarations"] == []
    assert client.get(f"/api/declarations/{published.declaration.public_id}").status_code == 404


def test_an_entry_that_waits_for_its_checkpoint_is_told_to_wait(signed, client):
    publish_due(at=EVENING)
    answer = client.get(f"/data/{signed.declaration.public_id}/1/register.json")
    assert answer.status_code == 404
    assert "menunggu" in answer.content.decode()
    packed = archive.read(client.get(f"/data/{signed.declaration.public_id}/arsip.zip").content)
    assert "publications/1.json" in packed
    assert "register/1.json" not in packed


def test_the_pages_lead_to_every_file_in_both_languages(published, client):
    public_id = published.declaration.public_id
    for prefix in ("", "/en"):
        page = client.get(f"{prefix}/data/{public_id}/").content.decode()
        links = set(re.findall(r'href="([^"#]*)"', page))
        for name in TABLE_NAMES:
            assert f"{prefix}/data/{public_id}/{name}.csv" in links
            assert f"{prefix}/data/{public_id}/excel/{name}.csv" in links
        for link in links:
            if link.startswith((f"{prefix}/data/", f"{prefix}/deklarasi/", f"{prefix}/kamus")):
                assert client.get(link).status_code == 200, link
        front = client.get(f"{prefix}/data/").content.decode()
        assert f'href="{prefix}/data/{public_id}/"' in front
        assert f'href="{prefix}/data/katalog.jsonld"' in front
    assert "/data/" in client.get("/").content.decode()


def test_a_page_of_open_data_asks_little_of_the_database(published, client, django_assert_max_num_queries):
    public_id = published.declaration.public_id
    with django_assert_max_num_queries(12):
        client.get("/data/")
    with django_assert_max_num_queries(14):
        client.get(f"/data/{public_id}/")
