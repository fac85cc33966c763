"""The DCAT catalogue: every dataset and file with licence, publisher, time, checksum, and place where it is known."""

from hashlib import sha256

import pytest

ADDRESS = "https://ikrar.test"


@pytest.fixture
def catalogue(published, client):
    return client.get("/data/katalog.jsonld").json()


def dataset(catalogue):
    return next(one for one in catalogue["dcat:dataset"] if one["dct:identifier"] != "calendar")


def nodes(found):
    """Every object in it."""
    if isinstance(found, dict):
        yield found
        found = list(found.values())
    if isinstance(found, list):
        for inner in found:
            yield from nodes(inner)


def test_it_is_json_ld_whose_every_prefix_is_known(published, client, catalogue):
    assert client.get("/data/katalog.jsonld")["Content-Type"] == "application/ld+json"
    names = {
        name
        for node in nodes(catalogue)
        for name in node
        if not name.startswith("@") and node is not catalogue["@context"]
    }
    types = {node["@type"] for node in nodes(catalogue) if "@type" in node}
    for name in names | types:
        assert name.partition(":")[0] in catalogue["@context"], name


def test_the_catalogue_and_its_datasets_have_what_dcat_ap_demands(catalogue):
    for name in ("dct:title", "dct:description", "dct:publisher", "dcat:dataset"):
        assert catalogue[name]
    for one in catalogue["dcat:dataset"]:
        assert one["dct:title"]
        assert one["dct:description"]
        assert one["dct:publisher"]["foaf:name"]["@value"] == "Pemerintah Kota Contoh"
        assert one["dct:license"]["@id"] == "https://creativecommons.org/licenses/by/4.0/"
        for file in one["dcat:distribution"]:
            assert file["dcat:accessURL"]["@id"].startswith(ADDRESS)
            assert file["dct:license"]
            assert file["dcat:mediaType"]["@id"].startswith("https://www.iana.org/assignments/media-types/")


def test_a_dataset_covers_its_days(catalogue):
    told = dataset(catalogue)["dct:temporal"]
    assert (told["dcat:startDate"]["@value"], told["dcat:endDate"]["@value"]) == ("2026-11-23", "2026-11-24")


def test_every_file_is_there_and_every_checksum_is_that_of_its_bytes(catalogue, client):
    checked = 0
    for one in catalogue["dcat:dataset"]:
        for file in one["dcat:distribution"]:
            content = client.get(file["dcat:downloadURL"]["@id"].removeprefix(ADDRESS))
            assert content.status_code == 200
            assert (
                content["Content-Type"].split(";")[0] in file["dcat:mediaType"]["@id"]
                or "dcat:packageFormat" in file
            )
            if "spdx:checksum" in file:
                checked += 1
                value = file["spdx:checksum"]["spdx:checksumValue"]
                assert value == {"@type": "xsd:hexBinary", "@value": sha256(content.content).hexdigest()}
            if "dcat:byteSize" in file:
                assert int(file["dcat:byteSize"]["@value"]) == len(content.content)
    assert checked == 8  # six tables and two publications


def test_a_place_is_told_only_where_the_operator_named_it(published, client, settings):
    assert "dct:spatial" not in dataset(client.get("/data/katalog.jsonld").json())
    settings.IKRAR_REGION = "31.71"
    told = dataset(client.get("/data/katalog.jsonld").json())["dct:spatial"]
    assert told["dct:identifier"] == "31.71"
    assert told["skos:exactMatch"]["skos:notation"] == "31.71"


def test_before_the_first_figures_the_calendar_is_all_there_is(city, client):
    [only] = client.get("/data/katalog.jsonld").json()["dcat:dataset"]
    assert only["dct:identifier"] == "calendar"
