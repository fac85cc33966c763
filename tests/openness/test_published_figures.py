"""Figures are published at the close or once a day, kept for good, and entered in the register."""

import csv
import hashlib
import io
import json
from datetime import UTC, datetime, timedelta

from django.urls import reverse

from ikrar.openness.domain import Reason
from ikrar.openness.models import Snapshot
from ikrar.openness.operations import publish_due, publishing
from ikrar.openness.operations.making import Due
from ikrar.pledges.models import Declaration, Pledge, Unsettled
from ikrar.roster.models import Placement

MORNING = datetime(2026, 11, 23, 0, 50, tzinfo=UTC)
EVENING = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
ANNOUNCED = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # 09.00 WIB on the day after
NEXT_EVENING = EVENING + timedelta(days=1)


def figures_of(city):
    return json.loads(bytes(Snapshot.objects.filter(declaration=city.declaration).latest("number").file))


def unit_in(file, name):
    return next(unit for unit in file["units"] if unit["name"] == name)


def test_nothing_is_published_while_the_day_goes_on(signed):
    assert publish_due(at=MORNING + timedelta(hours=2)) == []
    assert not Snapshot.objects.exists()


def test_the_day_is_published_once_in_the_evening(signed):
    assert publish_due(at=EVENING) == [signed.declaration.public_id]
    assert publish_due(at=EVENING + timedelta(minutes=1)) == []
    file = figures_of(signed)
    assert file["whole"] == {
        "people": 175,
        "pledged": 124,
        "missing": 51,
        "as_of": EVENING.isoformat(timespec="seconds"),
    }
    assert file["reason"] == "daily"


def test_the_close_is_published_at_its_announced_moment_and_once(signed):
    signed.close(at=MORNING + timedelta(hours=16))
    assert publish_due(at=ANNOUNCED - timedelta(seconds=1)) == []
    assert publish_due(at=ANNOUNCED) == [signed.declaration.public_id]
    assert figures_of(signed)["reason"] == "closing"
    assert figures_of(signed)["announced_for"] == ANNOUNCED.isoformat(timespec="seconds")
    assert publish_due(at=NEXT_EVENING) == []


def test_a_complete_unit_is_hidden_and_joined_with_its_neighbour(signed):
    publish_due(at=EVENING)
    file = figures_of(signed)
    complete = unit_in(file, "Kelurahan Contoh Tiga")
    assert (complete["people"], complete["pledged"], complete["missing"]) == (20, None, None)
    assert complete["standing"] == "hidden"
    assert unit_in(file, "Kelurahan Contoh Satu")["pledged"] == 20
    assert unit_in(file, "Kecamatan Contoh Selatan")["pledged"] == 28


def test_rows_are_split_and_small_groups_joined(signed):
    signed.sign("Badan Kepegawaian Contoh", 2, key="paper", by="witness", presence="none")
    publish_due(at=EVENING)
    splits = figures_of(signed)["splits"]
    assert splits["key"] == [
        {"of": ["device-key", "passkey"], "count": 118},
        {"of": ["kiosk", "paper"], "count": 8},
    ]
    assert {"of": ["shown"], "count": 88} in splits["presence"]


def test_a_few_more_the_next_day_change_no_figure(signed):
    publish_due(at=EVENING)
    before = figures_of(signed)
    signed.sign("Kelurahan Contoh Satu", 3, at=EVENING + timedelta(hours=12))
    publish_due(at=NEXT_EVENING)
    after = figures_of(signed)
    assert after["number"] == 2
    assert (after["whole"], after["units"], after["splits"]) == (
        before["whole"],
        before["units"],
        before["splits"],
    )


def test_five_more_in_a_unit_move_its_figure_and_the_whole(signed):
    publish_due(at=EVENING)
    signed.sign("Kelurahan Contoh Satu", 5, at=EVENING + timedelta(hours=12))
    signed.sign("Kelurahan Contoh Dua", 2, at=EVENING + timedelta(hours=12))
    publish_due(at=NEXT_EVENING)
    file = figures_of(signed)
    assert unit_in(file, "Kelurahan Contoh Satu")["pledged"] == 25
    assert unit_in(file, "Kelurahan Contoh Dua")["pledged"] == 30
    assert file["whole"]["pledged"] == 129


def test_each_publication_is_an_entry_with_the_hash_of_its_file(signed, clerk, client):
    publish_due(at=EVENING)
    clerk(EVENING)
    address = reverse("openness:figures-json", args=[signed.declaration.public_id, 1])
    file = client.get(address)
    page = client.get(reverse("openness:declaration", args=[signed.declaration.public_id]))
    entry = page.context["found"].entry
    record = b"".join(client.get(f"/register/record/{entry.index}.json"))
    told = json.loads(record)
    assert told["kind"] == "figure"
    assert told["body"]["sha256"] == hashlib.sha256(file.content).hexdigest()
    assert "immutable" in file["Cache-Control"]


def test_the_spreadsheet_says_the_same(signed, client):
    publish_due(at=EVENING)
    answer = client.get(reverse("openness:figures-csv", args=[signed.declaration.public_id, 1]))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    whole = next(row for row in rows if row["row"] == "whole")
    assert (whole["pledged"], whole["missing"]) == ("124", "51")
    hidden = next(row for row in rows if row["name"] == "Kelurahan Contoh Tiga")
    assert (hidden["pledged"], hidden["standing"]) == ("", "hidden")
    assert {row["row"] for row in rows} >= {"unit", "key", "presence", "arrivals"}


def test_a_unit_name_is_no_formula(signed, client):
    Placement.objects.filter(name="Kelurahan Contoh Satu").update(name="=1+1")
    publish_due(at=EVENING)
    answer = client.get(reverse("openness:figures-csv", args=[signed.declaration.public_id, 1]))
    assert "'=1+1" in answer.content.decode()


def test_rehearsals_records_and_unopened_ones_have_no_figures(signed, recorded):
    Declaration.objects.filter(pk=signed.declaration.pk).update(rehearsal_of=recorded)
    assert publish_due(at=EVENING) == []


def test_a_missing_number_is_said_to_be_missing(signed, client):
    answer = client.get(reverse("openness:figures-json", args=[signed.declaration.public_id, 9]))
    assert answer.status_code == 404
    assert "Angka nomor 9 tidak ada" in answer.content.decode()


def test_only_who_may_publish_sees_the_way_to_a_correction(signed, citra_client, dewi_client, client):
    publish_due(at=EVENING)
    address = reverse("openness:declaration", args=[signed.declaration.public_id])
    assert "terbitkan/" in citra_client.get(address).content.decode()
    for other in (dewi_client, client):
        assert "terbitkan/" not in other.get(address).content.decode()


def test_two_clerks_publish_once(signed, monkeypatch):
    publish_due(at=EVENING)
    due = Due("daily:2026-11-23", Reason.DAILY, EVENING)
    monkeypatch.setattr(publishing, "_due", lambda *_: due)
    assert publish_due(at=EVENING) == []
    assert Snapshot.objects.count() == 1


def test_a_disputed_pledge_is_not_counted_and_stands_apart(signed):
    Pledge.objects.filter(unit=signed.units["Kelurahan Contoh Dua"]).update(disputed=True)
    publish_due(at=EVENING)
    file = figures_of(signed)
    assert file["whole"]["pledged"] == 94
    assert {"of": ["declined", "disputed"], "count": 30} in file["splits"]["unsigned"]


def test_a_nation_is_shown_level_by_level_and_a_unit_nobody_knows_is_refused(signed, client, monkeypatch):
    monkeypatch.setattr("ikrar.openness.tables.ON_ONE_PAGE", 2)
    publish_due(at=EVENING)
    file = figures_of(signed)
    page = reverse("openness:declaration", args=[signed.declaration.public_id])
    top = next(unit for unit in file["units"] if unit["above"] is None)
    district = unit_in(file, "Kecamatan Contoh Utara")
    leaf = next(unit for unit in file["units"] if unit["above"] == district["id"])
    first = client.get(page).content.decode()
    assert f"?unit={top['id']}" in first
    assert leaf["name"] not in first
    below = client.get(page, {"unit": district["id"]}).content.decode()
    assert leaf["name"] in below
    assert client.get(page, {"unit": "TIDAKADA"}).status_code == 404


def test_nothing_is_published_before_every_accepted_pledge_has_entered_the_figures(signed):
    waiting = Pledge.objects.filter(declaration=signed.declaration).order_by("id").last()
    Pledge.objects.filter(pk=waiting.pk).update(received_at=EVENING - timedelta(minutes=1))
    Unsettled.objects.create(id=waiting.pk)
    assert publish_due(at=EVENING) == []
    Unsettled.objects.all().delete()
    assert publish_due(at=EVENING) == [signed.declaration.public_id]


def test_a_crowd_that_signs_on_in_the_evening_does_not_cost_the_day_its_figures(signed):
    newest = Pledge.objects.filter(declaration=signed.declaration).latest("pk")
    Pledge.objects.filter(pk=newest.pk).update(received_at=EVENING - timedelta(seconds=1))
    Unsettled.objects.create(id=newest.pk)
    assert publish_due(at=EVENING) == [signed.declaration.public_id]
