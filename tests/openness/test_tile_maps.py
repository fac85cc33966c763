"""The tile map: an office places units by keyboard or by file; the public page draws published figures there."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from ikrar.openness.domain import MOST_TILES, Placed, Spot, TooManyTiles, check_layout
from ikrar.openness.models import UnitTile
from ikrar.openness.operations import LARGEST_FILE, publish_due
from ikrar.openness.operations import lay_out as lay_out_units
from tests.openness.conftest import EVENING, lay_out


def address_of(city, name="grid"):
    return reverse(f"openness:{name}", args=[city.institution.public_id])


def spots(city):
    """Where each unit stands, by name."""
    names = {unit.pk: name for name, unit in city.units.items()}
    return {
        names.get(tile.unit_id, "another"): (tile.row, tile.column)
        for tile in UnitTile.objects.order_by("id")
    }


def upload(client, city, text):
    file = SimpleUploadedFile("petak.csv", text.encode(), content_type="text/csv")
    return client.post(address_of(city, "grid-take"), {"file": file})


def test_units_are_placed_by_row_and_column(city, citra_client):
    parent = next(one for one in citra_client.get(address_of(city)).context["found"].lines)
    below = citra_client.get(address_of(city), {"unit": parent.unit}).context["found"].lines
    sent = {f"row-{line.unit}": str(n) for n, line in enumerate(below, 1)}
    sent |= {f"column-{line.unit}": "2" for line in below} | {f"label-{below[0].unit}": "BKD"}
    answer = citra_client.post(f"{address_of(city)}?unit={parent.unit}", sent)
    assert answer.status_code == 302
    assert sorted(UnitTile.objects.values_list("row", "column")) == [(n, 2) for n in range(1, len(below) + 1)]
    assert UnitTile.objects.filter(label="BKD").count() == 1


def test_a_row_without_its_column_is_told_at_the_field_and_changes_nothing(city, citra_client):
    lay_out(city)
    line = citra_client.get(address_of(city)).context["found"].lines[0]
    before = spots(city)
    answer = citra_client.post(address_of(city), {f"row-{line.unit}": "1"})
    assert answer.status_code == 422
    assert "Isi baris dan kolom" in answer.content.decode()
    assert spots(city) == before


def test_two_units_on_one_spot_are_refused_by_the_sentence_and_by_the_database(city, citra_client):
    lay_out(city)
    before = spots(city)
    units = [city.units[name].public_id for name in ("Kelurahan Contoh Satu", "Kelurahan Contoh Dua")]
    text = "id,baris,kolom\n" + "".join(f"{unit},4,4\n" for unit in units)
    answer = upload(citra_client, city, text)
    assert answer.status_code == 422
    assert "Dua unit ada di baris 4, kolom 4" in answer.content.decode()
    assert spots(city) == before
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitTile.objects.update(row=1, column=1)


def test_a_file_given_out_comes_back_as_it_was(city, citra_client):
    lay_out(city)
    before = spots(city)
    file = citra_client.get(address_of(city, "grid-file")).content.decode()
    assert "Kelurahan Contoh Tiga" in file
    UnitTile.objects.all().delete()
    assert upload(citra_client, city, file).status_code == 302
    assert spots(city) == before


def test_a_file_with_semicolons_and_a_mark_of_order_is_read_too(city, citra_client):
    unit = city.units["Kelurahan Contoh Satu"].public_id
    assert upload(citra_client, city, f"\ufeffid;baris;kolom;label\n{unit};2;7;Satu\n").status_code == 302
    assert spots(city) == {"Kelurahan Contoh Satu": (2, 7)}


@pytest.mark.parametrize(
    "text",
    [
        "id,baris,kolom\nTIDAKADA,1,1\n",
        "id,baris,kolom\n{unit},satu,1\n",
        "id,baris,kolom\n{unit},1,\n",
        "id,baris,kolom\n{unit},41,1\n",
        "unit,baris,kolom\n{unit},1,1\n",
        "id,baris,kolom\n{unit},1,1\n{unit},1,2\n",
    ],
)
def test_a_file_that_is_no_layout_names_its_line_and_changes_nothing(city, citra_client, text):
    lay_out(city)
    before = spots(city)
    unit = city.units["Kelurahan Contoh Satu"].public_id
    answer = upload(citra_client, city, text.replace("{unit}", unit))
    assert answer.status_code == 422
    assert spots(city) == before


def test_a_picture_or_a_huge_file_is_no_layout(city, citra_client):
    file = SimpleUploadedFile("petak.csv", b"\x89PNG\r\n\x00\xff")
    assert citra_client.post(address_of(city, "grid-take"), {"file": file}).status_code == 422
    assert upload(citra_client, city, "id,baris,kolom\n" + "x" * LARGEST_FILE).status_code == 413


def insisting(act):
    """SQLite in memory does not wait for a lock, as the product's file does: try again."""
    for _ in range(6000):
        try:
            return act()
        except OperationalError:
            time.sleep(0.01)
    raise TimeoutError


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_once_neither_undoes_the_other(city):
    placed = [Placed(unit.public_id, Spot(1, number + 1)) for number, unit in enumerate(city.units.values())]

    def place(one):
        body = city.institution.public_id
        try:
            insisting(
                lambda: lay_out_units(
                    institution=body, placed=[one], among=[one.unit], by=None, at=timezone.now()
                )
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(len(placed)) as editors:
        list(editors.map(place, placed))
    assert UnitTile.objects.count() == len(placed) > 2


def test_the_first_layout_comes_from_the_tree(city, citra_client):
    assert citra_client.post(address_of(city, "grid-afresh")).status_code == 302
    placed = sorted(UnitTile.objects.values_list("row", "column"))
    assert placed == [(1, 1), (1, 2), (1, 3)]  # the bureau and two kecamatan, below the one top
    assert spots(city)["Badan Kepegawaian Contoh"] == (1, 1)


def test_only_who_publishes_figures_lays_out(city, dewi_client, budi_client, client):
    for name in ("grid", "grid-file", "grid-take", "grid-afresh"):
        assert dewi_client.get(address_of(city, name)).status_code == 403
        assert budi_client.post(address_of(city, name)).status_code == 403
        assert "masuk" in client.get(address_of(city, name))["Location"]


def test_the_public_page_draws_units_where_they_were_placed_with_a_table_that_says_the_same(signed, client):
    publish_due(at=EVENING)
    lay_out(signed)
    page = client.get(reverse("openness:institution", args=[signed.institution.public_id]))
    tiles = {tile.name: tile for tile in page.context["map"].tiles}
    assert page.context["map"].is_laid_out
    assert {name: (tile.spot.row, tile.spot.column) for name, tile in tiles.items()} == spots(signed)
    assert (tiles["Kelurahan Contoh Dua"].percent, tiles["Kelurahan Contoh Dua"].step) == (75, 3)
    told = page.content.decode()
    assert told.count('class="chart tiles') == 2
    assert "<title>Kelurahan Contoh Tiga: disembunyikan (&lt; 5)</title>" in told
    assert re.search(r"Kelurahan Contoh Tiga</th><td>3·2</td><td class=\"number\">–</td>", told)


def test_without_a_layout_the_level_is_drawn_as_the_tree_has_it(signed, client):
    publish_due(at=EVENING)
    page = client.get(reverse("openness:declaration", args=[signed.declaration.public_id]))
    assert [tile.name for tile in page.context["map"].tiles] == [
        "Badan Kepegawaian Contoh",
        "Kecamatan Contoh Selatan",
        "Kecamatan Contoh Utara",
    ]
    unit = next(tile.unit for tile in page.context["map"].tiles if tile.name.endswith("Utara"))
    below = client.get(reverse("openness:declaration", args=[signed.declaration.public_id]), {"unit": unit})
    assert {tile.name for tile in below.context["map"].tiles} == {
        "Kelurahan Contoh Satu",
        "Kelurahan Contoh Dua",
    }


def test_a_map_has_its_bounds():
    placed = [Placed(str(n), Spot(n // 40 + 1, n % 40 + 1)) for n in range(MOST_TILES + 1)]
    check_layout(placed[:-1])
    with pytest.raises(TooManyTiles):
        check_layout(placed)
