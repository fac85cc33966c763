"""Rules that any published figures keep: none of them refuses what was published rightly."""

import json
from datetime import timedelta

import pytest

from ikrar.openness.models import Snapshot
from ikrar.openness.opendata import arithmetic
from ikrar.openness.operations import publish_due
from tests.openness.conftest import EVENING

pytestmark = pytest.mark.django_db
DAYS = [
    {},
    {"Kelurahan Contoh Satu": 3},
    {"Kelurahan Contoh Satu": 5, "Kelurahan Contoh Empat": 1},
    {"Badan Kepegawaian Contoh": 6, "Kelurahan Contoh Dua": 4},
    {"Kelurahan Contoh Empat": 12, "Kelurahan Contoh Dua": 1},
    {"Kelurahan Contoh Empat": 4, "Badan Kepegawaian Contoh": 8},
]


def files_of(city):
    rows = Snapshot.objects.filter(declaration=city.declaration).order_by("number")
    return [json.loads(bytes(row.file)) for row in rows]


def codes(files):
    return {one.code for one in arithmetic.differences(files)}


def test_everything_that_was_published_rightly_holds_day_after_day(signed):
    for number, more in enumerate(DAYS):
        at = EVENING + timedelta(days=number)
        for name, count in more.items():
            signed.sign(name, count, at=at - timedelta(hours=3))
        publish_due(at=at)
    signed.close(at=EVENING + timedelta(days=len(DAYS)))
    publish_due(at=EVENING + timedelta(days=len(DAYS) + 1))
    files = files_of(signed)
    assert len(files) >= len(DAYS)
    assert arithmetic.differences(files) == []


def test_a_city_of_which_hardly_anybody_signed_holds(city):
    city.sign("Kelurahan Contoh Satu", 2)
    publish_due(at=EVENING)
    [file] = files_of(city)
    assert file["whole"]["pledged"] is None
    assert arithmetic.differences([file]) == []


def test_a_hidden_unit_that_can_be_worked_out_is_named(signed):
    publish_due(at=EVENING)
    [file] = files_of(signed)
    above = next(one for one in file["units"] if one["name"] == "Kecamatan Contoh Selatan")
    assert above["people"] == 45
    above |= {"pledged": 38, "missing": 7}  # of 20 people in one of its two units at least 13 have pledged
    assert "HiddenCanBeWorkedOut" not in codes([file])
    above |= {"pledged": 40, "missing": 5}
    small = next(one for one in file["units"] if one["name"] == "Kelurahan Contoh Tiga")
    other = next(one for one in file["units"] if one["name"] == "Kelurahan Contoh Empat")
    small["people"], other["people"] = 43, 2
    assert "HiddenCanBeWorkedOut" in codes([file])


def test_arrivals_of_a_first_publication_hold_everybody(signed):
    publish_due(at=EVENING)
    [file] = files_of(signed)
    file["arrivals"][0]["count"] += 5
    assert codes([file]) == {"ArrivalsDoNotAddUp"}


def test_a_unit_told_twice_is_named(signed):
    publish_due(at=EVENING)
    [file] = files_of(signed)
    file["units"].append({**file["units"][-1]})
    assert "UnitTwice" in codes([file])
