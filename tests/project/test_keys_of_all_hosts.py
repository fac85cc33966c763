"""Every host of an installation holds the same keys: the first makes them all, no other one makes any."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from ikrar.project import keys
from ikrar.project.commands import cluster
from ikrar.web import keyring
from ikrar.web.keyring import Keyring

SOURCE = Path(keyring.__file__).parents[1]


@pytest.fixture
def ring(tmp_path, settings):
    settings.IKRAR_DATA = tmp_path
    settings.KEYRING = Keyring(tmp_path / "keys")
    return settings.KEYRING


@pytest.fixture
def shared(monkeypatch):
    """As if the database were one that several hosts share."""
    monkeypatch.setattr(connection, "vendor", "postgresql")


@pytest.mark.pure
def test_every_secret_that_is_asked_for_stands_in_the_list():
    asked = {
        name
        for path in SOURCE.rglob("*.py")
        for name in re.findall(r"(?:KEYRING|ring)\.secret\(\s*\"([\w-]+)\"", path.read_text(encoding="utf-8"))
    }
    assert len(asked) > 5
    assert asked == set(keyring.NAMES)


def test_a_new_installation_makes_all_keys_at_once(ring, shared, db, monkeypatch):
    monkeypatch.setattr(keys.MigrationRecorder, "applied_migrations", lambda _: {})  # no tables yet
    keys.prepare(at=datetime.now(UTC))
    assert keys.missing() == []


def test_a_machine_with_a_file_of_its_own_makes_what_is_missing(ring, db, monkeypatch):
    """As after an upgrade to a release that asks for another secret: the tables are there."""
    monkeypatch.setattr(connection, "vendor", "sqlite")
    keys.prepare(at=datetime.now(UTC))
    assert keys.missing() == []


def test_a_further_host_makes_none_and_says_where_they_are(ring, shared, db, capsys):
    """The tables are there already: another host has been at work."""
    with pytest.raises(keys.KeysAreElsewhere):
        keys.prepare(at=datetime.now(UTC))
    assert keys.missing() == [*keyring.NAMES, "seal"]
    assert cluster.run(["keys", "--prepare"]) == 1
    assert "Copy the folder keys/" in capsys.readouterr().err


def test_a_host_that_was_given_them_all_starts(ring, shared, db):
    keys.make_all(at=datetime.now(UTC))
    keys.prepare(at=datetime.now(UTC))


def test_fingerprints_tell_two_sets_of_keys_apart_and_nothing_else(ring, tmp_path, settings, capsys):
    ring.make_all()
    assert cluster.run(["keys"]) == 0
    told = capsys.readouterr().out
    assert all(f"{name}.key" in told for name in keyring.NAMES)
    assert not any(ring.secret(name).hex() in told for name in keyring.NAMES)
    settings.IKRAR_DATA = tmp_path / "other"
    Keyring(tmp_path / "other" / "keys").make_all()
    assert cluster.run(["keys"]) == 0
    assert set(capsys.readouterr().out.splitlines()).isdisjoint(told.splitlines())
