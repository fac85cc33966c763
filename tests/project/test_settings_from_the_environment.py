"""Nonsense in the environment is refused at start, with the name of the variable."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from ikrar.project import environment as env


@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("ya", True), ("0", False), ("tidak", False), ("", False)]
)
def test_a_flag_is_yes_or_no(monkeypatch, value, meant):
    monkeypatch.setenv("IKRAR_X", value)
    assert env.flag("IKRAR_X") is meant


@pytest.mark.parametrize(("read", "value"), [(env.flag, "maybe"), (lambda n: env.number(n, 1), "many")])
def test_nonsense_is_named(monkeypatch, read, value):
    monkeypatch.setenv("IKRAR_X", value)
    with pytest.raises(ImproperlyConfigured, match="IKRAR_X"):
        read("IKRAR_X")


def test_a_secret_may_lie_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("rahasia\n", encoding="utf-8")
    monkeypatch.setenv("IKRAR_X_FILE", str(tmp_path / "secret"))
    assert env.text("IKRAR_X") == "rahasia"
    monkeypatch.setenv("IKRAR_X_FILE", str(tmp_path / "gone"))
    with pytest.raises(ImproperlyConfigured, match="IKRAR_X_FILE"):
        env.text("IKRAR_X")


def test_words_are_split_at_commas(monkeypatch):
    monkeypatch.setenv("IKRAR_X", " satu, dua ,,")
    assert env.words("IKRAR_X") == ["satu", "dua"]


def test_the_embedded_database_is_durable_and_leaves_its_log_alone():
    found = env.database("sqlite", data=Path("/data"))
    assert found["NAME"] == Path("/data/ikrar.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    for pragma in ("synchronous=FULL", "wal_autocheckpoint=0", "journal_mode=WAL"):
        assert pragma in found["OPTIONS"]["init_command"]


def test_postgresql_may_have_several_hosts():
    found = env.database("postgresql://ani:s%40ndi@satu:5432,dua:5433/ikrar?sslmode=require", data=Path())
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("satu,dua", "5432,5433", "ikrar")
    assert (found["USER"], found["PASSWORD"]) == ("ani", "s@ndi")
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_postgresql_may_be_a_socket():
    found = env.database("postgresql://postgres:@/postgres?host=/tmp/x", data=Path())
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/tmp/x", "", {})


def test_another_engine_is_refused():
    with pytest.raises(ImproperlyConfigured, match="IKRAR_DATABASE"):
        env.database("mysql://x/y", data=Path())
