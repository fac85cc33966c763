"""Secrets are made once and kept to their owner; days and numbers are written as people write them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikrar.web import formats
from ikrar.web.keyring import KeyFileIsOpen, Keyring


def test_a_secret_is_made_once_and_survives(tmp_path):
    first = Keyring(tmp_path / "keys").secret("pass")
    assert len(first) == 32
    assert Keyring(tmp_path / "keys").secret("pass") == first
    assert Keyring(tmp_path / "keys").secret("presence") != first
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "keys" / "pass.key").stat().st_mode & 0o777 == 0o600
    assert [p.name for p in (tmp_path / "keys").iterdir() if p.name.startswith(".")] == []


def test_a_secret_others_can_read_is_refused(tmp_path):
    ring = Keyring(tmp_path)
    ring.secret("pass")
    ring.path("pass").chmod(0o644)
    with pytest.raises(KeyFileIsOpen):
        Keyring(tmp_path).secret("pass")


@given(st.floats(0, 1, exclude_max=True))
def test_a_share_is_never_rounded_up_to_the_whole(share):
    assert formats.percent(share, english=True) != "100.0 %"


def test_a_moment_is_told_in_the_zone_of_the_place():
    at = datetime(2024, 10, 6, 23, 58, tzinfo=UTC)
    assert formats.moment(at, english=False) == "06.58 WIB, 7 Oktober 2024"
    east = formats.ZoneInfo("Asia/Jayapura")
    assert formats.clock(at, english=False, zone=east) == "08.58 WIT"


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_has_its_words_in_both_languages(day):
    indonesian, english = formats.day(day, english=False), formats.day(day, english=True)
    assert str(day.year) in indonesian
    assert str(day.day) in english
