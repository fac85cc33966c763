"""Backup and restore, and the rule that an old restore never signs under the old name."""

import json
import tarfile

import pytest

from ikrar.register import election, keeping, operations, queries
from ikrar.register.keeping import archive as archive_module
from ikrar.register.keeping import database
from ikrar.register.models import Checkpoint, Entry, Log
from ikrar.register.succession import NotItsCheckpoint

needs_commits = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive(office, tmp_path):
    """A backup of nine leaves."""
    office.publish()
    office.enter(8)
    office.seal()
    (tmp_path / "keys" / "presence.key").write_text("00" * 32)
    told = []
    kept = keeping.backup(
        destination=tmp_path / "out" / "ikrar.tar",
        at=office.now,
        progress=lambda done, of: told.append((done, of)),
    )
    assert told[-1][0] == told[-1][1]
    return kept


@needs_commits
def test_an_archive_holds_everything_and_is_kept_from_others(archive):
    assert archive.path.stat().st_mode & 0o777 == 0o600
    with tarfile.open(archive.path) as tar:
        names = tar.getnames()
    assert {
        "register/checkpoint",
        "register/tile/entries/000.p/9",
        "keys/presence.key",
        "manifest.json",
    } <= set(names)
    assert any(name.endswith(".skey") for name in names)
    assert names.index("register/checkpoint") < names.index("register/tile/0/000.p/9")
    with pytest.raises(FileExistsError):
        keeping.backup(destination=archive.path, at=Log.objects.get().opened_at)


@needs_commits
def test_a_tile_that_fills_up_during_the_copy_is_in_it(office, tmp_path, monkeypatch, settings):
    office.enter(200)
    office.seal()
    whole = archive_module._files

    def meanwhile():
        listed = list(whole())
        office.enter(100)
        office.seal()
        return listed

    monkeypatch.setattr(archive_module, "_files", meanwhile)
    kept = keeping.backup(destination=tmp_path / "out" / "ikrar.tar", at=office.now)
    with tarfile.open(kept.path) as tar:
        assert {"register/tile/0/000", "register/tile/entries/000"} <= set(tar.getnames())
        assert len(tar.getnames()) == len(set(tar.getnames()))
    settings.IKRAR_DATA = tmp_path / "elsewhere"
    settings.IKRAR_DATA.mkdir()
    keeping.restore(source=kept.path, at=office.now, published=queries.latest_checkpoint().note)
    office.enter(8)
    office.seal()
    assert queries.latest_checkpoint().size == 308
    assert list(queries.check_log()) == []


@needs_commits
def test_a_restore_that_shows_nothing_newer_goes_on_under_its_name(office, archive):
    shown = queries.latest_checkpoint().note
    restored = keeping.restore(source=archive.path, at=office.now, published=shown)
    assert (restored.origins, restored.successors) == (("ikrar.test/register",), ())
    office.enter(8)
    office.seal()
    assert queries.latest_checkpoint().size == 17
    assert list(queries.check_log()) == []


@needs_commits
def test_an_old_restore_opens_a_successor_that_names_the_last_checkpoint(office, archive):
    office.enter(8)
    office.seal()
    newer = queries.latest_checkpoint().note
    restored = keeping.restore(source=archive.path, at=office.now)
    assert restored.successors == ("ikrar.test/register/2",)
    assert (restored.aside / "register" / "checkpoint").exists()
    (leaf_hash,) = office.enter()
    office.seal()
    found = queries.inclusion(leaf_hash=leaf_hash)
    assert (found.origin, found.size) == ("ikrar.test/register/2", 2)
    first = Entry.objects.get(log__generation=2, index=0)
    assert json.loads(bytes(first.body))["body"] == {
        "predecessor": "ikrar.test/register",
        "checkpoint": newer,
        "reason": "restored from a backup",
    }
    assert queries.address() == "/register/2/"
    assert [log.origin for log in queries.trust_of().logs] == ["ikrar.test/register", "ikrar.test/register/2"]
    assert queries.trust_of().logs[1].predecessor_checkpoint == newer
    assert list(queries.check_log()) == []


@needs_commits
def test_without_any_word_from_outside_a_restore_opens_a_successor(office, archive, tmp_path, settings):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    settings.IKRAR_DATA = elsewhere
    restored = keeping.restore(source=archive.path, at=office.now)
    assert restored.successors == ("ikrar.test/register/2",)
    assert queries.inclusion(leaf_hash=bytes(Entry.objects.filter(kind="pledge").first().leaf_hash)).size == 9
    assert (elsewhere / "keys").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (elsewhere / "keys").iterdir()} == {0o600}


@needs_commits
@pytest.mark.parametrize("harm", ["cut", "changed", "other", "path"])
def test_a_damaged_archive_changes_nothing(office, archive, tmp_path, harm):
    data = archive.path.read_bytes()
    place = data.index(b"ikrar.leaf/v1")
    broken = {
        "cut": data[: len(data) // 2],
        "changed": data[:place] + b"X" + data[place + 1 :],
        "other": b"not a tar file",
        "path": data.replace(b"register/checkpoint\x00", b"../ister/checkpoint\x00", 1),
    }[harm]
    (tmp_path / "broken.tar").write_bytes(broken)
    before = queries.latest_checkpoint()
    with pytest.raises(keeping.ArchiveIsDamaged):
        keeping.restore(source=tmp_path / "broken.tar", at=office.now)
    assert queries.latest_checkpoint() == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith((".restore", "before-restore"))]


@needs_commits
def test_where_pg_dump_is_missing_the_archive_is_portable_and_says_so(office, monkeypatch, tmp_path):
    monkeypatch.setattr(database, "SQLITE", database.PORTABLE)
    monkeypatch.setattr(database, "_dump_sqlite", database._dump_portable)
    monkeypatch.setattr(database.shutil, "which", lambda _: None)
    office.enter(8)
    office.seal()
    kept = keeping.backup(destination=tmp_path / "ikrar.tar", at=office.now)
    assert kept.is_portable
    before = queries.latest_checkpoint()
    keeping.restore(source=kept.path, at=office.now, published=before.note)
    assert queries.latest_checkpoint() == before
    assert list(queries.check_log()) == []


@needs_commits
def test_an_archive_of_another_engine_moves_nothing(office, archive, tmp_path, monkeypatch):
    for name in ("SQLITE", "DUMP", "PORTABLE"):
        monkeypatch.setattr(database, name, f"another.{name}")
    before = queries.latest_checkpoint()
    with pytest.raises(keeping.AnotherEngine):
        keeping.restore(source=archive.path, at=office.now)
    assert queries.latest_checkpoint() == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith((".restore", "before-restore"))]


def test_a_dump_needs_a_program_that_can_read_it(tmp_path, monkeypatch):
    (tmp_path / database.DUMP).write_bytes(b"no dump")
    monkeypatch.setattr(database.connection, "vendor", "postgresql")
    with pytest.raises(keeping.ToolIsMissing):
        database.check_loadable(tmp_path)
    monkeypatch.setattr(database.shutil, "which", lambda _: None)
    with pytest.raises(keeping.ToolIsMissing):
        database.check_loadable(tmp_path)


def test_a_successor_takes_what_was_never_sealed(office, monkeypatch):
    office.enter(8)
    office.seal()
    waiting = office.enter(3)
    origin = operations.succeed(published=None, reason="kunci bocor (contoh)", at=office.now)
    closed_at = office.now
    office.seal()
    assert {queries.inclusion(leaf_hash=leaf).origin for leaf in waiting} == {origin}
    assert Log.objects.get(generation=1).closed_at == closed_at
    assert list(queries.check_log()) == []


def test_only_the_registers_own_checkpoint_names_its_end(office):
    office.enter(8)
    office.seal()
    own = queries.latest_checkpoint().note
    office.enter(8, rehearsal=True)
    office.seal()
    foreign = queries.latest_checkpoint(rehearsal=True).note
    forged = own.replace("\n8\n", "\n9\n")
    for note in (foreign, "x"):
        with pytest.raises(NotItsCheckpoint):
            operations.succeed(published=note, reason="contoh", at=office.now)
    with pytest.raises(NotItsCheckpoint):
        operations.succeed(published=forged, reason="contoh", at=office.now)
    assert queries.origin() == "ikrar.test/register"


def test_a_register_without_a_checkpoint_can_have_a_successor_too(office):
    office.enter(2)
    operations.succeed(published=None, reason="contoh", at=office.now)
    office.seal()
    assert queries.latest_checkpoint().size == 3
    first = Entry.objects.get(log__generation=2, index=0)
    assert json.loads(bytes(first.body))["body"]["checkpoint"] is None


@needs_commits
def test_a_restore_that_brings_back_less_than_the_backup_saw_says_so(office, archive, monkeypatch):
    whole = database.load

    def lossy(folder):
        whole(folder)
        Entry.objects.filter(index=8).delete()

    monkeypatch.setattr(database, "load", lossy)
    with pytest.raises(keeping.RestoredDiffers):
        keeping.restore(source=archive.path, at=office.now, published=queries.latest_checkpoint().note)


@needs_commits
def test_a_restore_whose_root_is_another_says_so(office, archive, monkeypatch):
    whole = database.load

    def another(folder):
        whole(folder)
        Checkpoint.objects.update(root=bytes(32))

    monkeypatch.setattr(database, "load", another)
    with pytest.raises(keeping.RestoredDiffers):
        keeping.restore(source=archive.path, at=office.now, published=queries.latest_checkpoint().note)


@needs_commits
def test_a_term_that_the_backup_brought_back_is_over(office, archive):
    """Else a restore right after a backup would wait for a clerk that is gone."""
    with election.for_a_moment() as held:
        kept = keeping.backup(destination=archive.path.with_name("second.tar"), at=office.now)
    restored = keeping.restore(source=kept.path, at=office.now)
    assert restored.origins
    assert not election.Candidate().stand().number <= held.number
