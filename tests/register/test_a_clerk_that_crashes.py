"""A clerk that ends anywhere, a disk that is full, a folder that is lost: the next step heals it or refuses to sign."""

import pytest

from ikrar.register import (
    checkpoint,
    clerk,
    merkle,
    note,
    operations,
    publishing,
    queries,
    shelf,
)
from ikrar.register.models import Checkpoint, Entry, Log
from tests.register.proving import check_proof

CRASHES = [
    (clerk, "_give_indexes"),
    (clerk, "grow"),
    (shelf.Shelf, "sync"),
    (clerk, "cover"),
    (publishing, "note_of"),
    (publishing, "write_tiles"),
    (publishing, "_write_bundles"),
    (publishing, "_write_level"),
    (publishing, "write_records"),
    (publishing, "check_tiles"),
    (shelf.Shelf, "write_checkpoint"),
    (publishing, "drop_parts"),
]


class PowerCut(BaseException):
    """Nothing after this runs."""


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("place", CRASHES, ids=[name for _, name in CRASHES])
def test_a_crash_anywhere_is_healed_by_the_next_step(office, monkeypatch, place, before):
    office.publish()
    first = office.enter(250)
    office.seal()
    promised = queries.latest_checkpoint().note
    leaves = office.enter(20)
    office.wait()
    where, name = place
    whole = getattr(where, name)

    def cut(*given, **named):
        if not before:
            whole(*given, **named)
        raise PowerCut

    with monkeypatch.context() as patched:
        patched.setattr(where, name, cut)
        with pytest.raises(PowerCut):
            operations.advance(at=office.now)
    later = office.enter(3)
    office.seal()
    assert {check_proof(leaf).size for leaf in (first[0], leaves[0], later[0])} == {274}
    sealed = Entry.objects.exclude(kind="outage").values_list("index", flat=True)
    assert sorted(sealed) == list(range(274))
    assert list(queries.check_log()) == []
    old, _ = checkpoint.parse(promised)
    assert queries.checkpoint_at(size=251).root == old.root


def test_a_half_written_file_is_never_seen(office, tmp_path, monkeypatch):
    monkeypatch.setattr(
        shelf.os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device"))
    )
    office.enter(8)
    with pytest.raises(OSError, match="No space"):
        office.seal()
    monkeypatch.undo()
    assert [path for path in (tmp_path / "register").rglob("*") if path.is_file()] == []
    assert queries.latest_checkpoint() is None


def test_a_full_disk_is_over_when_there_is_room_again(office, monkeypatch):
    leaves = office.enter(8)
    with monkeypatch.context() as patched:
        patched.setattr(
            shelf.os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device"))
        )
        with pytest.raises(OSError, match="No space"):
            office.seal()
    office.seal()
    assert {check_proof(leaf).index for leaf in leaves} == set(range(8))


def test_a_lost_folder_is_laid_out_again_from_the_rows(office, tmp_path):
    leaves = office.enter(20)
    office.seal()
    (tmp_path / "register").rename(tmp_path / "gone")
    operations.advance(at=office.now)
    assert {check_proof(leaf).index for leaf in leaves} == set(range(20))
    assert list(queries.check_log()) == []


def test_a_database_behind_its_files_never_signs(office):
    office.enter(8)
    office.seal()
    office.enter(9)
    office.seal()
    Checkpoint.objects.filter(size=17).delete()
    Entry.objects.filter(index__gte=8).delete()
    log = Log.objects.get()
    log.size, log.edge = 8, merkle.root_of([bytes(e.leaf_hash) for e in Entry.objects.order_by("index")])
    log.save()
    office.enter(8)
    with pytest.raises(publishing.RegisterIsBehindItsFiles):
        office.seal()
    assert "behind" in {finding.code for finding in queries.check_log()}


def test_files_of_another_tree_stop_the_clerk(office, tmp_path):
    office.enter(8)
    office.seal()
    Checkpoint.objects.update(root=bytes(32))
    office.enter(8)
    with pytest.raises(publishing.FilesTellAnotherStory):
        office.seal()
    (tmp_path / "register" / "checkpoint").write_text(
        str(checkpoint.seal(checkpoint.TreeHead("x", 0, bytes(32)), note.new_key("x", note.ED25519)))
    )
    with pytest.raises(publishing.FilesTellAnotherStory):
        office.seal()


def test_a_clerk_that_dies_between_two_strokes_leaves_a_tree_that_the_next_one_covers(office, monkeypatch):
    for name in ("ROWS_MIN", "ROWS_MAX"):
        monkeypatch.setattr(clerk, name, 7)
    monkeypatch.setattr(clerk.PACE, "rows", 7)
    leaves = office.enter(20)
    office.wait()
    whole = clerk._write
    strokes = []

    def twice(*given, **named):
        if len(strokes) == 2:
            raise PowerCut
        strokes.append(whole(*given, **named))

    with monkeypatch.context() as patched:
        patched.setattr(clerk, "_write", twice)
        with pytest.raises(PowerCut):
            operations.advance(at=office.now)
    assert (Entry.objects.count(), Checkpoint.objects.count()) == (14, 0)
    assert operations.advance(at=office.now).published == (
        14,
    )  # not a second after: only what is left is covered
    office.seal()
    assert {check_proof(leaf).index for leaf in leaves} == set(range(20))
    assert list(queries.check_log()) == []
