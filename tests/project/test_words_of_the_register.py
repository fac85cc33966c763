"""`./ikrar register` and `./ikrar backup`: the key before anything is sealed, the successor, what a copy is good for."""

import pytest
from django.db import transaction

from ikrar.project.commands import backup, register, restore
from ikrar.register import election, keeping, note, operations, queries


@pytest.fixture
def sealed(db, at):
    """A register with one public record; its checkpoint."""
    with transaction.atomic():
        operations.enter(kind="note", body={"title": "contoh"}, at=at)
    operations.advance(at=at.replace(year=at.year + 1))
    return queries.latest_checkpoint().note


def test_the_key_is_told_before_anything_is_sealed_and_stays(db, at, capsys):
    assert queries.key() is None
    assert register.run(["key"]) == register.run(["key"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == second == queries.key()
    assert note.parse_vkey(first).name == "ikrar.test/register"
    assert register.run(["key", "--rehearsal"]) == 0
    assert note.parse_vkey(capsys.readouterr().out.strip()).name == "ikrar.test/latihan/register"


def test_a_successor_is_opened_from_the_checkpoint_that_is_shown(sealed, tmp_path, capsys):
    (tmp_path / "shown").write_text(sealed)
    words = ["succeed", "--reason", "kunci bocor (contoh)", "--published", str(tmp_path / "shown")]
    assert register.run(words) == 0
    assert capsys.readouterr().out == "Register ikrar.test/register/2 (penerus / successor)\n"
    assert queries.origin() == "ikrar.test/register/2"


def test_a_foreign_checkpoint_changes_nothing(sealed, tmp_path, capsys):
    (tmp_path / "shown").write_text("not a checkpoint")
    words = ["succeed", "--reason", "contoh", "--published", str(tmp_path / "shown")]
    assert register.run(words) == 1
    assert "nothing was changed" in capsys.readouterr().out
    assert queries.origin() == "ikrar.test/register"


def test_while_the_clerk_works_nothing_is_replaced(sealed, capsys):
    with election.for_a_moment() as held:
        assert held
        assert register.run(["succeed", "--reason", "contoh"]) == 1
        assert register.run(["rotate", "--reason", "contoh"]) == 1
    assert capsys.readouterr().out.count("try again in a moment") == 2
    assert queries.origin() == "ikrar.test/register"


def test_a_reason_must_be_given(db, capsys):
    for word in ("rotate", "succeed"):
        with pytest.raises(SystemExit):
            register.run([word])
    assert "--reason" in capsys.readouterr().err


@pytest.mark.parametrize(("portable", "told"), [(True, "A portable copy"), (False, "Not a portable copy")])
def test_a_copy_says_whether_another_kind_of_database_can_take_it(
    db, monkeypatch, tmp_path, capsys, portable, told
):
    kept = keeping.Kept(tmp_path / "ikrar.tar", 3, 100, portable)
    monkeypatch.setattr(keeping, "backup", lambda **_: kept)
    assert backup.run([str(kept.path)]) == 0
    assert told in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_nothing_is_moved_for_a_checkpoint_that_is_none(sealed, at, settings, tmp_path, capsys):
    kept = keeping.backup(destination=tmp_path / "out" / "ikrar.tar", at=at)
    before = (settings.IKRAR_DATA / "register" / "checkpoint").read_text()
    (tmp_path / "shown").write_text("not a checkpoint")
    for shown in (tmp_path / "shown", tmp_path / "missing"):
        assert restore.run([str(kept.path), "--published", str(shown)]) == 1
        assert "this is no checkpoint" in capsys.readouterr().out
    assert (settings.IKRAR_DATA / "register" / "checkpoint").read_text() == before
    assert not list(settings.IKRAR_DATA.glob("before-restore-*"))
