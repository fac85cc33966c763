"""fsck derives everything again, and demands a tombstone for what is gone."""

import pytest
from django.db import transaction

from ikrar.register import domain, operations, queries
from ikrar.register.models import Checkpoint, Entry, Log, Outage, SealingKey


def codes(**given):
    return {finding.code for finding in queries.check_log(**given)}


@pytest.fixture
def filled(office):
    office.publish()
    office.enter(20)
    office.seal()
    return office


def test_a_sound_register_has_no_findings_and_tells_its_progress(filled):
    told = []
    assert list(queries.check_log(progress=lambda done, of: told.append((done, of)))) == []
    assert told == [(21, 21)]
    assert list(queries.check_log(rehearsal=True)) == []


@pytest.mark.parametrize(
    ("code", "harm"),
    [
        ("bad-leaf", lambda: Entry.objects.filter(index=3).update(leaf=b"ikrar.leaf/v1\npledge\nx\n")),
        ("checkpoint-differs", lambda: Entry.objects.filter(index=3).update(leaf_hash=bytes(32))),
        ("bad-body", lambda: Entry.objects.filter(is_public=True).update(body=b"{}")),
        ("no-tombstone", lambda: Entry.objects.filter(is_public=True).update(body=None)),
        ("gap", lambda: Entry.objects.filter(index=20).update(index=2000)),
        ("gap", lambda: Log.objects.update(edge=b"")),
        ("bad-key", lambda: SealingKey.objects.update(vkey="x")),
        ("bad-seal", lambda: Checkpoint.objects.update(note="x")),
        ("checkpoint-differs", lambda: Checkpoint.objects.update(root=bytes(32))),
        ("another-story", lambda: Checkpoint.objects.update(root=bytes(32))),
    ],
)
def test_each_harm_to_the_rows_is_found(filled, code, harm):
    harm()
    assert code in codes()


def test_an_outage_or_a_key_that_was_entered_has_its_row_still(filled, monkeypatch):
    monkeypatch.setattr(operations, "_refusals", operations.outages.Refusals())
    operations.note_refusing(at=filled.now, refused=3, reason="contoh")
    operations.rotate_key(reason="contoh", at=filled.now)
    for _ in range(3):
        filled.wait(30)
        operations.advance(at=filled.now)
    assert codes() == set()
    Outage.objects.all().delete()
    assert codes() == {"bad-outage"}
    SealingKey.objects.filter(to_size=None).delete()
    assert {"bad-outage", "bad-key"} <= codes()


def test_a_harmed_file_is_found(filled, tmp_path):
    path = tmp_path / "register" / "tile" / "0" / "000.p" / "21"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert codes() == {"damaged"}


def test_a_buried_record_is_gone_but_its_leaf_stands(filled, tmp_path, django_capture_on_commit_callbacks):
    entry = Entry.objects.get(is_public=True)
    path = tmp_path / "register" / "record" / f"{entry.index}.json"
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        operations.bury(
            leaf_hash=bytes(entry.leaf_hash), reason="permintaan yang bersangkutan", at=filled.now
        )
    filled.seal()
    assert not path.exists()
    assert queries.public_body(leaf_hash=bytes(entry.leaf_hash)) is None
    assert queries.inclusion(leaf_hash=bytes(entry.leaf_hash)).index == entry.index
    assert codes() == set()


def test_nothing_unknown_is_buried(filled):
    with pytest.raises(operations.NothingToBury):
        operations.bury(leaf_hash=bytes(32), reason="contoh", at=filled.now)


def test_living_pledges_are_held_against_their_leaves(filled):
    living = [(bytes(e.leaf_hash), bytes(e.leaf)) for e in Entry.objects.filter(kind="pledge")]
    assert codes(living=living) == set()
    assert codes(living=living[1:]) == {"no-tombstone"}
    operations.bury(leaf_hash=living[0][0], reason="penghapusan (contoh)", at=filled.now)
    assert codes(living=living[1:]) == set()
    assert codes(living=[*living, (bytes(32), b"x")]) == {"changed", "not-entered"}
    other = domain.leaf("pledge", bytes(32))
    assert codes(living=[*living, (domain.leaf_hash(other), other)]) == {"not-entered"}
