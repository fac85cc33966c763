"""An operator learns in words what is wrong; a watchdog learns it by status."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils import timezone

from ikrar.project import diagnosis, standing
from ikrar.project.commands import backup, doctor
from ikrar.project.diagnosis import Level
from ikrar.register import keeping
from ikrar.register import operations as writing
from ikrar.register import queries as register


def found(at):
    return {finding.subject: finding for finding in diagnosis.examined(at=at)}


def test_alive_says_so_and_names_its_instance(client, monkeypatch):
    monkeypatch.setenv("IKRAR_INSTANCE", "abc")
    answer = client.get("/sehat")
    assert (answer.status_code, answer.json(), answer["X-Ikrar-Instance"]) == (200, {"alive": True}, "abc")


@pytest.fixture
def operator(settings):
    """Shows the token, and so learns why."""
    settings.IKRAR_OPERATOR_TOKEN = "t" * 32
    return {"Authorization": f"Bearer {settings.IKRAR_OPERATOR_TOKEN}"}


@pytest.fixture
def seated(db):
    """A clerk is at work."""
    candidate = writing.Candidate()
    candidate.stand()
    return candidate


def test_without_a_clerk_nobody_is_ready(client, db, operator):
    answer = client.get("/sehat/siap", headers=operator)
    assert (answer.status_code, answer.json()["clerk"]) == (503, False)


def test_ready_tells_a_stranger_yes_or_no_and_the_operator_why(client, seated, operator, monkeypatch):
    every = {"database": True, "disk": True, "tables": True, "clerk": True, "register": True}
    assert client.get("/sehat/siap").json() == {"ready": True}
    assert client.get("/sehat/siap", headers=operator).json() == {"ready": True, **every}
    monkeypatch.setattr(register, "waiting", lambda: 3)
    answer = client.get("/sehat/siap")
    assert (answer.status_code, answer.json()) == (503, {"ready": False})
    answer = client.get("/sehat/siap", headers=operator)
    assert (answer.status_code, answer.json()) == (503, {"ready": False, **every, "register": False})


def test_not_ready_without_a_database_without_room_or_with_other_tables(
    client, seated, operator, monkeypatch
):
    def broken():
        raise DatabaseError

    def why():
        answer = client.get("/sehat/siap", headers=operator)
        assert answer.status_code == 503
        return sorted(name for name, holds in answer.json().items() if not holds and name != "ready")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", broken)
        assert why() == ["clerk", "database", "register", "tables"]
    with monkeypatch.context() as patched:
        patched.setattr(standing, "disk_free", lambda: standing.DISK_NEEDED - 1)
        assert why() == ["disk"]
    with monkeypatch.context() as patched:
        patched.setattr(standing, "_seen_current", False)
        patched.setattr("django.db.migrations.executor.MigrationExecutor.migration_plan", lambda *_: ["0099"])
        assert why() == ["clerk", "register", "tables"]


def test_a_database_that_only_reads_takes_no_writes(db, monkeypatch):
    assert standing.database_takes_writes()
    with connection.cursor() as cursor:
        cursor.execute(READ_ONLY[connection.vendor])
    assert not standing.database_takes_writes()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only=0")


READ_ONLY = {"sqlite": "PRAGMA query_only=1", "postgresql": "SET TRANSACTION READ ONLY"}


def test_a_readable_key_is_bad_and_the_remedy_names_it(db, at, settings):
    keys = settings.IKRAR_DATA / "keys"
    keys.mkdir(mode=0o700)
    settings.IKRAR_DATA.chmod(0o700)
    (keys / "pass.key").touch(mode=0o600)
    assert found(at)["keys"].level is Level.GOOD
    (keys / "pass.key").chmod(0o640)
    finding = found(at)["keys"]
    assert finding.level is Level.BAD
    assert f"chmod 600 {keys / 'pass.key'}" in finding.remedy.en


def test_a_clock_before_this_software_was_written_is_wrong(db, at):
    assert found(at)["clock"].level is Level.GOOD
    assert found(diagnosis.CLOCK_FLOOR - timedelta(days=400))["clock"].level is Level.BAD


def test_a_missing_backup_is_told_and_a_fresh_one_is_good(db, at, settings):
    assert found(at)["backup"].level is Level.WARNING
    (settings.IKRAR_DATA / "backups").mkdir()
    (settings.IKRAR_DATA / "backups" / "ikrar.tar").touch()
    assert found(at)["backup"].level is Level.GOOD
    assert found(at + timedelta(days=2))["backup"].level is Level.WARNING


def test_leaves_that_wait_for_long_are_bad(db, at, monkeypatch):
    assert found(at)["register"].level is Level.GOOD
    monkeypatch.setattr(register, "waiting", lambda: 7)
    assert found(at)["register"].level is Level.BAD


def test_debug_and_demo_are_told(db, at, settings):
    settings.DEBUG = settings.IKRAR_DEMO = True
    levels = {f.told: f.level for f in diagnosis.examined(at=at) if f.subject == "settings"}
    assert levels["IKRAR_DEBUG=1"] is Level.BAD
    assert levels["IKRAR_DEMO=1"] is Level.WARNING


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"IKRAR_TLS": False}, "IKRAR_TLS=0"),
        ({"IKRAR_ADDRESS": "https://lain.example"}, "IKRAR_ADDRESS=https://lain.example"),
        ({"IKRAR_ADDRESS": "https://ikrar.test/di-bawah"}, "di-bawah"),
        ({"IKRAR_ORIGIN": "lain.example/register"}, "IKRAR_ORIGIN=lain.example/register"),
        ({"IKRAR_OPERATOR_TOKEN": "pendek"}, "IKRAR_OPERATOR_TOKEN: 6"),
        ({"ALLOWED_HOSTS": ["*"]}, "IKRAR_HOSTS=*"),
    ],
)
def test_settings_that_contradict_are_bad(db, at, settings, changes, told):
    settings.IKRAR_TLS, settings.ALLOWED_HOSTS = True, ["ikrar.test"]
    with transaction.atomic():
        writing.enter(kind="note", body={"title": "contoh"}, at=at)
    assert found(at)["settings"].level is Level.GOOD
    for name, value in changes.items():
        setattr(settings, name, value)
    bad = [f.told for f in diagnosis.examined(at=at) if f.subject == "settings" and f.level is Level.BAD]
    assert len(bad) == 1
    assert told in bad[0]


def test_a_backup_carried_elsewhere_counts_too(db, settings, tmp_path, monkeypatch):
    settings.IKRAR_DATA = tmp_path / "data"
    settings.IKRAR_DATA.mkdir()
    kept = SimpleNamespace(path=tmp_path / "elsewhere.tar", files=1, bytes=1, is_portable=True)
    monkeypatch.setattr(keeping, "backup", lambda **_: kept)
    assert backup.run([str(tmp_path / "elsewhere.tar")]) == 0
    assert found(timezone.now())["backup"].level is Level.GOOD


def test_a_database_that_is_away_is_told_and_the_rest_still_looked_at(db, at, monkeypatch):
    def broken(*_, **__):
        raise OperationalError

    monkeypatch.setattr(register, "waiting", broken)
    told = found(at)
    assert told["register keeps up"].level is Level.BAD
    assert told["backup"].subject == "backup"


@pytest.mark.parametrize("quiet", [True, False])
def test_the_word_prints_findings_with_their_remedies(db, capsys, quiet):
    code = doctor.run(["--quiet"] if quiet else [])
    told = capsys.readouterr().out
    assert ("✓ tables" in told) is not quiet
    assert "./ikrar backup" in told
    assert code == (1 if "✗" in told else 0)
