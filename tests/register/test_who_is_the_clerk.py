"""One clerk at a time: elected by the database, replaced when it dies, stopped when it comes back."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F

from ikrar.register import checkpoint, clerk, domain, election, operations, publishing, queries, shelf
from ikrar.register.election import Candidate, TermIsOver
from ikrar.register.models import Checkpoint, Entry, Log, Staged, Term
from tests.entries import the_body


@pytest.fixture
def first(office):
    return Candidate(name="a/1/x")


@pytest.fixture
def second(office):
    return Candidate(name="b/1/x")


def let_pass(seconds):
    """As if the database's clock had moved on."""
    for name in ("renewed_at", "ends_at", "heartbeat_at"):
        Term.objects.exclude(**{name: None}).update(**{name: F(name) - timedelta(seconds=seconds)})


def run_out():
    let_pass(election.TERM_SECONDS + 1)


def test_only_one_is_elected(first, second):
    assert first.stand()
    assert not second.stand()
    assert first.is_elected()
    assert not second.is_elected()
    assert first.stand() == first.office


def test_who_works_keeps_the_office(first, second):
    office = first.stand()
    for _ in range(4):
        let_pass(2)
        assert first.stand() == office
        assert not second.stand()


def test_who_dies_is_replaced_when_the_term_has_run_out(first, second):
    old = first.stand()
    run_out()
    new = second.stand()
    assert new.number > old.number
    assert first.stand() is None
    assert not first.is_elected()


def test_of_two_who_see_the_same_empty_office_one_gets_it(first, second):
    number, _, is_free, _ = election._state()
    assert is_free
    second._take(number)
    first._take(number)
    assert second.office
    assert first.office is None


def test_who_resigns_is_replaced_at_once(first, second):
    first.stand()
    first.resign()
    assert second.stand()
    first.resign()
    assert second.stand()


def test_a_process_of_this_machine_that_is_gone_is_replaced_at_once(second):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    here = election._node()
    assert Candidate(name=f"{here}/{os.getpid()}/x").stand()
    assert not second.stand()
    Term.objects.update(holder=f"{here}/{gone.pid}/x")
    assert second.stand()


def test_a_clock_set_back_leaves_nobody_in_office_for_ever(first, second):
    first.stand()
    let_pass(-3600)
    assert second.stand()


def ghosted(first, second):
    """The first was asleep; the second was elected since, and the first still believes."""
    ghost = first.stand()
    run_out()
    return ghost, second.stand()


def test_a_ghost_gives_no_index(office, first, second):
    office.enter(8)
    office.wait()
    ghost, now = ghosted(first, second)
    with pytest.raises(TermIsOver):
        clerk.drain(Log.objects.get().id, office=ghost, at=office.now)
    assert (Staged.objects.count(), Entry.objects.count(), Log.objects.get().size) == (8, 0, 0)
    assert operations.sequence(office=now, at=office.now).sequenced == 8


def test_a_ghost_stores_no_note(office, first, second):
    office.enter(8)
    office.wait()
    ghost = first.stand()
    log = Log.objects.get()
    clerk.drain(log.id, office=ghost, at=office.now)
    run_out()
    second.stand()
    with pytest.raises(TermIsOver):
        clerk.seal_pending(log.id, office=ghost, at=office.now)
    assert Checkpoint.objects.get().note == ""


def test_a_ghost_makes_up_no_checkpoint_and_ends_no_outage(office, first, second):
    office.enter(8)
    office.wait(20)
    ghost = first.stand()
    log = Log.objects.get()
    with transaction.atomic():
        rows = clerk._batch(log, at=office.now)
        clerk.staging.take([drawn.id for drawn, _ in rows])
        clerk._give_indexes(log, rows)
        clerk.grow(log, [leaf_hash for _, leaf_hash in rows], at=office.now)
    operations.outages.notice(log, at=office.now)
    run_out()
    now = second.stand()
    with pytest.raises(TermIsOver):
        clerk.drain(log.id, office=ghost, at=office.now)
    with pytest.raises(TermIsOver):
        operations.settle_outages(office=ghost, at=office.now)
    assert not Checkpoint.objects.exists()
    assert operations.sequence(office=now, at=office.now).published == (8,)


def test_a_ghost_never_replaces_a_newer_checkpoint(office, tmp_path, monkeypatch):
    office.enter(8)
    office.wait()
    with election.for_a_moment() as held:
        operations.sequence(office=held, at=office.now)
    whole = publishing.check_tiles

    def asleep(step, *, root):
        """Between its tiles and its checkpoint the ghost sleeps; another process of this host goes on."""
        monkeypatch.setattr(publishing, "check_tiles", whole)
        office.enter(8)
        office.seal()
        assert publishing.laid_out(step.log) == 16
        whole(step, root=root)

    monkeypatch.setattr(publishing, "check_tiles", asleep)
    operations.lay_out(at=office.now)
    head, _ = checkpoint.parse((tmp_path / "register" / "checkpoint").read_text())
    assert head.size == 16


def test_a_smaller_promise_is_refused_by_the_folder_itself(office, tmp_path):
    office.enter(8)
    office.seal()
    old = queries.latest_checkpoint().note
    office.enter(8)
    office.seal()
    with pytest.raises(shelf.CheckpointIsNewer):
        shelf.Shelf(tmp_path / "register").write_checkpoint(old)


def test_a_folder_held_by_a_sleeper_is_left_for_the_next_turn(office, monkeypatch, tmp_path):
    monkeypatch.setattr(shelf, "LOCK_TRIES", 1)
    folder = shelf.Shelf(tmp_path / "register")
    with folder._alone(), pytest.raises(BlockingIOError), folder._alone():
        pass
    with folder._alone():
        pass


def test_another_host_lays_out_the_same_files(office, settings, tmp_path):
    office.publish()
    leaves = office.enter(300)
    office.seal()
    office.enter(20)
    office.seal()
    settings.IKRAR_DATA = other = tmp_path / "other"
    assert queries.inclusion(leaf_hash=leaves[0]) is None  # this host cannot prove it yet
    assert operations.lay_out(at=office.now) == (321,)
    assert queries.inclusion(leaf_hash=leaves[0]).size == 321
    laid = [path.relative_to(other) for path in other.rglob("[!.]*") if path.is_file()]
    assert len(laid) == 7  # checkpoint, record, two bundles, two tiles below, one above
    assert all((other / path).read_bytes() == (tmp_path / path).read_bytes() for path in laid)
    assert operations.lay_out(at=office.now) == ()


def test_an_empty_folder_catches_up_in_strides(office, settings, tmp_path, monkeypatch):
    monkeypatch.setattr(publishing, "STRIDE", 40)
    for _ in range(6):
        office.enter(30)
        office.seal()
    settings.IKRAR_DATA = tmp_path / "other"
    reached = [operations.lay_out(at=office.now) for _ in range(7)]
    assert reached == [(30,), (60,), (90,), (120,), (150,), (180,), ()]
    assert list(queries.check_log()) == []


def test_a_record_buried_elsewhere_leaves_every_host(office, settings, tmp_path):
    leaf = office.publish()
    office.seal()
    settings.IKRAR_DATA = tmp_path / "other"
    operations.lay_out(at=office.now)
    (there,) = (tmp_path / "other/register/record").iterdir()
    settings.IKRAR_DATA = tmp_path
    with transaction.atomic():
        operations.bury(leaf_hash=leaf, reason="contoh", at=office.now)
    office.seal()
    assert there.exists()
    settings.IKRAR_DATA = tmp_path / "other"
    operations.lay_out(at=office.now)
    assert not there.exists()


def test_a_cosignature_reaches_every_host(office, settings, tmp_path):
    office.enter(8)
    office.seal()
    settings.IKRAR_DATA = tmp_path / "other"
    operations.lay_out(at=office.now)
    line = "— saksi.example/w1 AAAAAAAA\n"
    Checkpoint.objects.update(cosignatures=line)
    assert operations.lay_out(at=office.now) == (8,)
    assert (tmp_path / "other/register/checkpoint").read_text().endswith(line)


def test_a_host_that_published_more_than_the_database_holds_stops_every_clerk(office, settings, tmp_path):
    office.enter(8)
    office.seal()
    office.enter(9)
    office.seal()
    Checkpoint.objects.filter(size=17).delete()  # the database was put back, by whatever means
    Entry.objects.filter(index__gte=8).delete()
    Log.objects.update(size=8)
    with pytest.raises(publishing.RegisterIsBehindItsFiles):
        operations.lay_out(at=office.now)
    settings.IKRAR_DATA = tmp_path / "other"  # where nothing was published
    office.enter(8)
    office.wait()
    with pytest.raises(clerk.RegisterIsHeldBack):
        operations.advance(at=office.now)
    assert Staged.objects.count() == 8


def test_a_silence_longer_than_the_objective_is_entered_with_its_span(office, first):
    office.enter(8)
    operations.stand(first, at=office.now)
    began = Term.objects.get().heartbeat_at
    first.resign()
    Term.objects.update(heartbeat_at=began - timedelta(seconds=90))
    later = Candidate(name="c/1/x")
    operations.stand(later, at=began)
    (outage,) = queries.outages()
    assert (outage.kind, outage.longest_seconds, outage.ended_at) == ("DOWN", 90, domain.whole(began))
    assert b'"what":"down"' in the_body("outage")
    let_pass(2)
    assert operations.stand(later, at=began)
    assert len(queries.outages()) == 1


def test_a_short_change_of_clerks_is_no_outage(office, first, second):
    office.enter(8)
    operations.stand(first, at=office.now)
    first.resign()
    operations.stand(second, at=Term.objects.get().heartbeat_at + timedelta(seconds=4))
    assert queries.outages() == []


def test_refusing_is_an_outage_told_once_a_second_and_entered_when_it_is_over(office):
    office.enter(8)
    office.seal()
    for _ in range(3):
        operations.note_refusing(at=office.now, refused=10, reason="antrean penuh / queue full")
    assert queries.outages()[0].refused == 10
    office.wait(2)
    operations.note_refusing(at=office.now, refused=1, reason="antrean penuh / queue full")
    (outage,) = queries.outages()
    assert (outage.kind, outage.refused, outage.ended_at) == ("REFUSING", 31, None)
    operations.advance(at=office.now)
    assert queries.outages()[0].ended_at is None
    last = office.now
    office.wait(6)
    operations.advance(at=office.now)
    assert queries.outages()[0].ended_at == last
    assert b'"refused":31' in the_body("outage")
    assert b"queue full" in the_body("outage")


def test_refusing_before_there_is_any_register_is_kept_for_later(db, at, monkeypatch):
    monkeypatch.setattr(operations, "_refusals", operations.outages.Refusals())
    operations.note_refusing(at=at, refused=5, reason="x")
    assert queries.outages() == []


def test_outages_of_a_period(office):
    office.enter(8)
    office.wait(40)
    operations.advance(at=office.now)
    (found,) = queries.outages()
    hour = timedelta(hours=1)
    assert queries.outages(since=found.began_at - hour, until=found.ended_at + hour) == [found]
    assert queries.outages(since=found.ended_at) == []
    assert queries.outages(until=found.began_at) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no sessions that a server could end"
)
def test_a_clerk_that_sleeps_inside_a_transaction_is_ended_by_the_server(office, first):
    held = first.stand()
    with transaction.atomic():
        assert _idle_after(held, said="120s") == f"{election.TERM_SECONDS}s"
    with transaction.atomic():
        assert _idle_after(held, said="0") == "0"  # the operator wants no limit


def _idle_after(held, *, said):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('idle_in_transaction_session_timeout', %s, true)", [said])
        held.check()
        cursor.execute("SHOW idle_in_transaction_session_timeout")
        return cursor.fetchone()[0]
