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
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["target_session_attrs"] == "read-write"


def test_one_port_may_serve_all_hosts_and_a_host_may_be_named_by_its_number():
    found = env.database("postgresql://[2001:db8::1]:5432,satu/ikrar", data=Path())
    assert (found["HOST"], found["PORT"]) == ("2001:db8::1,satu", "5432,")


def test_postgresql_may_be_a_socket():
    found = env.database("postgresql://postgres:@/postgres?host=/tmp/x", data=Path())
    assert (found["HOST"], found["PORT"]) == ("/tmp/x", "")
    assert "target_session_attrs" not in found["OPTIONS"]


def test_every_session_with_postgresql_waits_for_the_disk_whatever_the_server_was_told(monkeypatch):
    monkeypatch.delenv("IKRAR_IDLE_SECONDS", raising=False)
    found = env.database("postgresql://satu/ikrar?options=-c%20work_mem%3D8MB", data=Path())
    assert (
        found["OPTIONS"]["options"]
        == "-c synchronous_commit=on -c lock_timeout=10s -c idle_in_transaction_session_timeout=120s -c work_mem=8MB"
    )
    assert found["OPTIONS"]["connect_timeout"] == "3"


def test_the_address_itself_may_say_how_long_to_try_to_connect():
    found = env.database("postgresql://satu/ikrar?connect_timeout=9", data=Path())
    assert found["OPTIONS"]["connect_timeout"] == "9"


def test_a_question_to_postgresql_may_be_given_an_end(monkeypatch):
    monkeypatch.setenv("IKRAR_STATEMENT_SECONDS", "15")
    monkeypatch.setenv("IKRAR_COMMIT_SECONDS", "6")
    found = env.database("postgresql://satu/ikrar", data=Path())
    assert "-c statement_timeout=15s" in found["OPTIONS"]["options"]
    assert found["STATEMENT_SECONDS"] > 15  # the server's end comes first: it tells more
    assert found["COMMIT_SECONDS"] == 6


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ani:rahasia@satu/ikrar?colour=blue",
        "postgresql://ani:rahasia@satu:1,dua:2,tiga:3/ikrar?port=1,2",
        "postgresql://ani:rahasia@satu/ikrar?options=-c%20synchronous_commit%3Doff",
    ],
)
def test_an_address_that_cannot_be_meant_is_refused_without_telling_the_password(address):
    with pytest.raises(ImproperlyConfigured, match="IKRAR_DATABASE") as refused:
        env.database(address, data=Path())
    assert "rahasia" not in str(refused.value)


def test_another_engine_is_refused():
    with pytest.raises(ImproperlyConfigured, match="IKRAR_DATABASE"):
        env.database("mysql://x/y", data=Path())
