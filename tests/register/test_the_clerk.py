"""From a staged entry to a checkpoint that covers it: order, waiting, keys, two clerks at once."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from ikrar.register import (
    clerk,
    domain,
    election,
    note,
    operations,
    queries,
    sealing,
)
from ikrar.register.models import Checkpoint, Entry, Log
from tests.entries import entries
from tests.register.proving import check_proof


def test_an_entry_gets_a_proof_that_leads_to_a_signed_checkpoint(office):
    (leaf_hash,) = office.enter()
    assert queries.inclusion(leaf_hash=leaf_hash) is None
    assert queries.waiting() == 1
    assert office.seal().published == (1,)
    assert check_proof(leaf_hash).origin == queries.origin() == "ikrar.test/register"
    assert queries.waiting() == 0
    latest = queries.latest_checkpoint()
    assert (latest.size, latest.witnesses) == (1, ())
    assert queries.checkpoint_at(size=1) == latest
    assert len(latest.root_in_groups.split()) == 16
    assert queries.fingerprint() == queries.fingerprint_of(queries.key())
    note.verify(note.parse(latest.note), note.parse_vkey(queries.key()))


def test_pledges_leave_only_their_digest(office):
    with transaction.atomic():
        leaves = operations.enter_hashed(
            entries=[("pledge", bytes([at]) * 32) for at in range(9)], at=office.now
        )
    office.seal()
    assert {check_proof(leaf).index for leaf in leaves} == set(range(9))
    assert queries.public_body(leaf_hash=leaves[0]) is None


def test_the_same_record_at_the_same_moment_is_entered_once(office):
    assert office.publish() == office.publish()
    assert len(entries()) == 1
    office.seal()
    office.wait(-3)
    office.publish()
    assert len(entries()) == 1


def test_a_rehearsal_has_its_own_register(office):
    (real,), (rehearsed,) = office.enter(), office.enter(rehearsal=True)
    office.seal()
    assert check_proof(rehearsed, rehearsal=True).origin == "ikrar.test/latihan/register"
    assert queries.inclusion(leaf_hash=rehearsed) is None
    assert queries.key() != queries.key(rehearsal=True)
    assert queries.inclusion(leaf_hash=real, rehearsal=True) is None


@pytest.mark.django_db(transaction=True)
def test_an_entry_needs_the_callers_transaction(office):
    with pytest.raises(operations.NotInATransaction):
        operations.enter(kind="note", body={}, at=office.now)


def test_a_kind_is_one_plain_word(office):
    for kind in ("", "Pledge", "two words", "a\nb", "x" * 41):
        with pytest.raises(domain.KindIsNotAWord):
            operations.enter(kind=kind, body={}, at=office.now)


def test_a_small_batch_waits_for_company_and_a_large_one_does_not(office):
    office.enter(7)
    assert operations.advance(at=office.now).sequenced == 0
    office.wait(2.9)
    assert operations.advance(at=office.now).sequenced == 0
    office.enter(1)
    assert operations.advance(at=office.now).sequenced == 8


def test_the_clerk_drains_at_most_once_a_second(office):
    office.enter(8)
    assert operations.advance(at=office.now).sequenced == 8
    office.wait(0.5)
    office.enter(9)
    assert operations.advance(at=office.now).sequenced == 0
    office.wait(0.5)
    assert operations.advance(at=office.now).sequenced == 9


def test_a_clock_set_back_holds_nothing_up(office):
    office.enter(8)
    operations.advance(at=office.now)
    office.enter(1)
    office.wait(-3600)
    assert operations.advance(at=office.now).sequenced == 1


def test_a_batch_is_permuted(office):
    leaves = office.enter(60)
    office.seal()
    assert [check_proof(leaf).index for leaf in leaves] != list(range(60))


def test_many_batches_fill_tiles_and_old_parts_go(office, tmp_path):
    for _ in range(4):
        leaves = office.enter(100)
        office.seal()
    assert {check_proof(leaf).size for leaf in leaves[::9]} == {400}
    names = {
        path.relative_to(tmp_path / "register").as_posix() for path in (tmp_path / "register").rglob("*")
    }
    assert {"tile/0/000", "tile/entries/000", "tile/0/001.p/144", "tile/1/000.p/1"} <= names
    assert "tile/0/000.p" not in names
    assert list(queries.check_log()) == []


@pytest.mark.django_db(transaction=True)
def test_a_second_clerk_does_nothing_while_the_first_is_at_work(office):
    office.enter(20)
    office.wait()
    with election.for_a_moment() as office_held:
        assert office_held
        assert operations.advance(at=office.now) == operations.Advanced()
        with pytest.raises(operations.ClerkIsAtWork):
            operations.rotate_key(reason="contoh", at=office.now)
        with pytest.raises(operations.ClerkIsAtWork):
            operations.succeed(published=None, reason="contoh", at=office.now)
    assert operations.advance(at=office.now).sequenced == 20


@pytest.mark.django_db(transaction=True)
def test_two_clerks_on_two_machines_never_use_an_index_twice(office):
    office.enter(40)
    office.wait()
    log = Log.objects.get()
    drained, troubles = [], []

    def drain():
        try:
            drained.append(clerk.drain(log.id, office=office_held, at=office.now))
        except Exception as e:  # noqa: BLE001 (the test looks at it)
            troubles.append(e)
        finally:
            connection.close()

    office_held = election.Candidate().stand()  # as if both believed to be it
    threads = [threading.Thread(target=drain) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told_no = (
        clerk.DrawnByAnother,
        OperationalError,
    )  # by the other's draw, or by a lock or a turn that ended
    assert [e for e in troubles if not isinstance(e, told_no)] == []
    assert sum(drained) == 40 or troubles
    clerk.drain(log.id, office=office_held, at=office.now)  # what either left is done by the next step
    assert sorted(Entry.objects.values_list("index", flat=True)) == list(range(40))


def test_an_index_is_given_once(office):
    office.enter(2)
    office.seal()
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(index=0).update(index=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Checkpoint.objects.create(log=Log.objects.get(), size=2, root=bytes(32), made_at=office.now)


def test_a_missed_objective_is_entered_once_it_is_over(office):
    office.enter(8)
    office.wait(40)
    operations.advance(at=office.now)
    (outage,) = queries.outages()
    assert outage.longest_seconds == 40
    assert outage.ended_at - outage.began_at == timedelta(seconds=35)
    office.seal()
    check_proof(bytes(Entry.objects.get(kind="outage").leaf_hash))
    office.wait(60)
    operations.advance(at=office.now)
    assert len(queries.outages()) == 1


def test_an_outage_stays_open_while_entries_wait(office, monkeypatch):
    office.enter(8)
    office.wait(10)
    with monkeypatch.context() as patched:
        patched.setattr(clerk, "drain", lambda *_, **__: 0)
        operations.advance(at=office.now)
        office.wait(10)
        operations.advance(at=office.now)
    assert queries.outages()[0].ended_at is None
    operations.advance(at=office.now)
    assert queries.outages()[0].longest_seconds == 20


def test_the_key_is_made_once_and_kept_from_others(office, tmp_path):
    office.enter()
    office.seal()
    (path,) = (tmp_path / "keys").glob("*.skey")
    assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    vkey = queries.key()
    office.enter(8)
    path.chmod(0o640)
    with pytest.raises(sealing.SealingKeyIsOpen):
        office.seal()
    path.chmod(0o600)
    office.seal()
    assert queries.key() == vkey
    path.unlink()
    office.enter(8)
    with pytest.raises(sealing.SealingKeyIsLost):
        office.seal()


def test_a_new_key_seals_from_the_next_leaf_on(office):
    before = office.enter(8)
    office.seal()
    old = queries.key()
    new = operations.rotate_key(reason="rotasi tahunan (contoh)", at=office.now)
    after = office.enter(8)
    office.seal()
    assert queries.key() == new != old
    assert {check_proof(leaf).size for leaf in before + after} == {17}
    trusted = queries.trust_of().logs[0]
    assert [(key.from_size, key.to_size) for key in trusted.keys] == [(0, 8), (9, None)]
    assert len(entries("key")) == 1
    assert list(queries.check_log()) == []


def test_a_leaf_entered_twice_is_sequenced_once_and_stops_nobody(office):
    twice = [("pledge", bytes([7]) * 32)] * 2 + [("pledge", bytes([8]) * 32)]
    with transaction.atomic():
        leaves = operations.enter_hashed(entries=twice, at=office.now)
    office.seal()
    with transaction.atomic():
        operations.enter_hashed(entries=[("pledge", bytes([7]) * 32)], at=office.now)
    office.enter(8)
    office.seal()
    assert len({check_proof(leaf).index for leaf in leaves}) == 2
    assert Entry.objects.count() == Log.objects.get().size == 10
    assert queries.waiting() == 0
    assert list(queries.check_log()) == []


def test_a_batch_of_any_size_goes_in_short_strokes_and_is_one_checkpoint(office, monkeypatch, settings):
    monkeypatch.setattr(clerk.PACE, "rows", 7)
    monkeypatch.setattr(clerk, "ROWS_MIN", 7)
    monkeypatch.setattr(clerk, "ROWS_MAX", 7)
    leaves = office.enter(50)
    assert office.seal() == operations.Advanced(sequenced=50, published=(50,))
    assert {check_proof(leaf).index for leaf in leaves} == set(range(50))
    assert Checkpoint.objects.count() == 1
    settings.IKRAR_REGISTER_BATCH = 20
    office.enter(50)
    assert office.seal().sequenced == 20
