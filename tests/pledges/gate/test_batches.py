"""A batch is one commit: what it holds stands together, is answered one by one, and is settled exactly once."""

import json
import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, connections

from ikrar.pledges.gate.offers import read_offer
from ikrar.pledges.models import DeviceKey, Duty, Pledge, Refusal, Trouble, Unsettled
from ikrar.pledges.operations import erasing, recording, settling
from ikrar.pledges.operations.recording import Accepted, AlreadyPledged
from ikrar.pledges.queries.gate import Memory
from ikrar.register import operations as register
from ikrar.register.domain import leaf_hash
from ikrar.register.models import Log
from tests.entries import entries
from tests.pledges.gate.conftest import Phone, hall_of


def offer_of(body):
    return read_offer(json.dumps(body).encode())


@pytest.fixture
def pledge(phone):
    """`pledge(person)`: signed and ready to be sent."""

    def make(person, **changes):
        return offer_of(phone.pledge_of(phone.identify(person), **changes))

    return make


def kinds(answers):
    return [type(answer).__name__ for answer in answers]


def test_a_pledge_twice_in_one_batch_gets_one_answer_twice(ani, pledge, now):
    one = pledge(ani)
    first, second = recording.record(batch=[one, one], at=now.at)
    assert first == second
    assert Pledge.objects.count() == len(entries()) == 1


def test_two_statements_under_one_pass_in_one_batch_are_one_pledge(ani, phone, now):
    given = phone.identify(ani)
    two = [offer_of(phone.pledge_of(given, device_time=f"2026-11-23T08:0{n}:00+07:00")) for n in range(2)]
    answers = recording.record(batch=two, at=now.at)
    assert kinds(answers) == ["Accepted", "PassUsed"]
    assert Pledge.objects.count() == len(entries()) == 1


def test_two_passes_of_one_person_in_one_batch_are_one_pledge(ani, pledge, now):
    won, lost = recording.record(batch=[pledge(ani), pledge(ani)], at=now.at)
    assert isinstance(won, Accepted)
    assert isinstance(lost, AlreadyPledged)
    assert lost.number == won.number
    assert Pledge.objects.count() == len(entries()) == 1


def test_of_two_stronger_keys_in_one_batch_one_takes_the_kiosks_place(hall, ani, pledge, now):
    (weak,) = recording.record(batch=[pledge(ani)], at=now.at, settle=True)
    Pledge.objects.update(key_kind="kiosk")
    one, other, neighbour = pledge(ani), pledge(ani), pledge(hall.people[1])
    now.forward(seconds=1)
    won, lost, again, beside = recording.record(batch=[one, other, one, neighbour], at=now.at)
    assert won == again
    assert isinstance(beside, Accepted)
    assert isinstance(lost, AlreadyPledged)
    assert lost.number == won.number != weak.number
    assert list(Pledge.objects.filter(duty=ani.duty, effective=True).values_list("id", flat=True)) == [
        won.pledge_id
    ]
    assert [row.kind for row in entries()].count("pledge-replaced") == 1
    assert len(entries("pledge")) == Pledge.objects.count() == 3
    assert settling.settle(at=now.at) == 2


def test_a_rehearsal_and_the_real_thing_in_one_batch_go_into_their_own_registers(
    place, hall, ani, pledge, now
):
    practice = Phone(hall_of(*place, rehearsal_of=hall.declaration))
    bayu = practice.hall.add("Bayu Contoh")
    trial = offer_of(practice.pledge_of(practice.identify(bayu)))
    answers = recording.record(batch=[trial, pledge(ani)], at=now.at)
    assert kinds(answers) == ["Accepted", "Accepted"]
    stored = {
        bytes(leaf): declaration
        for leaf, declaration in Pledge.objects.values_list("leaf_hash", "declaration")
    }
    assert [stored[answer.leaf_hash] for answer in answers] == [
        practice.hall.declaration.pk,
        hall.declaration.pk,
    ]
    kept = {leaf_hash(bytes(row.leaf)): row.log.kind for row in entries("pledge")}
    assert [kept[answer.leaf_hash] for answer in answers] == [Log.Kind.REHEARSAL, Log.Kind.REAL]


def test_a_large_batch_is_answered_in_its_order(hall, pledge, now):
    people = [*hall.people, *(hall.add() for _ in range(70))]
    batch = [pledge(person) for person in people]
    answers = recording.record(batch=batch, at=now.at)
    assert kinds(answers) == ["Accepted"] * len(people)
    stored = dict(Pledge.objects.values_list("id", "duty_id"))
    assert [stored[answer.pledge_id] for answer in answers] == [person.duty.id for person in people]
    assert recording.record(batch=list(reversed(batch)), at=now.at) == answers[::-1]


def test_a_batch_that_the_database_does_not_take_leaves_nothing(hall, pledge, now, monkeypatch):
    batch = [pledge(person) for person in hall.people]

    def full(**entries):
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(register, "enter_leaves", full)
        with pytest.raises(OperationalError):
            recording.record(batch=batch, at=now.at)
    assert Pledge.objects.count() == Unsettled.objects.count() == len(entries()) == 0
    assert kinds(recording.record(batch=batch, at=now.at)) == ["Accepted"] * 3


def test_a_batch_is_settled_later_and_once(hall, ani, pledge, now):
    Refusal.objects.create(duty=ani.duty, reason="WANTS_TO_READ_MORE", at=now.at)
    batch = [pledge(person) for person in hall.people]
    Duty.objects.update(asked_at=None)
    recording.record(batch=batch, at=now.at)
    assert Unsettled.objects.count() == 3
    assert not DeviceKey.objects.exists()
    assert settling.settle(at=now.at + timedelta(seconds=9), limit=2) == 2
    assert settling.settle(at=now.at + timedelta(seconds=9)) == 1
    assert settling.settle(at=now.at + timedelta(seconds=9)) == 0
    assert {duty.asked_at for duty in Duty.objects.all()} == {now.at}
    assert not Refusal.objects.exists()
    assert DeviceKey.objects.count() == 3


def test_a_device_that_many_sign_on_is_noticed_when_they_are_settled(hall, pledge, now):
    people = [*hall.people, hall.add("Dedi Contoh"), hall.add("Eka Contoh")]
    recording.record(batch=[pledge(person) for person in people], at=now.at)
    assert not Trouble.objects.exists()
    settling.settle(at=now.at)
    assert list(Trouble.objects.values_list("kind", flat=True)) == ["MANY_ON_DEVICE"]


def test_what_the_ordinary_page_records_is_settled_at_once(ani, phone):
    phone.sign_as(ani)
    assert not Unsettled.objects.exists()
    assert DeviceKey.objects.count() == 1


def test_an_erased_pledge_is_settled_before_and_leaves_no_key(ani, pledge, now):
    (accepted,) = recording.record(batch=[pledge(ani)], at=now.at)
    erasing.erase(pledge_id=accepted.pledge_id, reason="erasure-request", by=None, at=now.at)
    settling.settle(at=now.at)
    assert not DeviceKey.objects.exists()
    assert not Unsettled.objects.exists()


def test_an_acceptance_may_rest_on_what_was_remembered_for_less_than_a_second(hall, pledge, now):
    memory = Memory(holds=timedelta(seconds=1))
    first, second, third = (pledge(person) for person in hall.people)
    assert kinds(recording.record(batch=[first], at=now.at, memory=memory)) == ["Accepted"]
    hall.change(state="CANCELLED")
    now.forward(milliseconds=999)
    assert kinds(recording.record(batch=[second], at=now.at, memory=memory)) == ["Accepted"]
    now.forward(milliseconds=1)
    assert kinds(recording.record(batch=[third], at=now.at, memory=memory)) == ["DeclarationCancelled"]


def test_a_refusal_never_rests_on_what_was_remembered(hall, ani, pledge, now):
    memory = Memory(holds=timedelta(seconds=1))
    one = pledge(ani)
    hall.change_site(signing_opened_at=None)
    assert kinds(recording.record(batch=[one], at=now.at, memory=memory)) == ["SigningNotOpen"]
    hall.change_site(signing_opened_at=now.at)
    assert kinds(recording.record(batch=[one], at=now.at, memory=memory)) == ["Accepted"]


def test_a_clock_that_was_set_back_remembers_nothing(hall, pledge, now):
    memory = Memory(holds=timedelta(seconds=1))
    first, second, _ = (pledge(person) for person in hall.people)
    recording.record(batch=[first], at=now.at, memory=memory)
    hall.change(state="CANCELLED")
    now.forward(milliseconds=-1)
    assert kinds(recording.record(batch=[second], at=now.at, memory=memory)) == ["DeclarationCancelled"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same_pass", [True, False])
def test_two_gates_at_the_same_instant_keep_one_pledge_a_person(hall, pledge, now, same_pass):
    """The same people come to both, in another order; where the pass is the same, both give the same answer."""
    if connection.vendor != "postgresql":
        pytest.skip("one gate per file")
    people = [*hall.people, *(hall.add() for _ in range(20))]
    one = [pledge(person) for person in people]
    two = one[::-1] if same_pass else [pledge(person) for person in reversed(people)]
    begin, said = threading.Barrier(2), {}

    def gate(name, batch):
        try:
            begin.wait()
            said[name] = recording.record(batch=batch, at=now.at)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=gate, args=(name, batch)) for name, batch in (("a", one), ("b", two))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Pledge.objects.count() == len(entries()) == len(people)
    pairs = list(zip(said["a"], said["b"][::-1], strict=True))
    if same_pass:
        assert all(a == b for a, b in pairs)
    else:
        assert all(
            {type(a), type(b)} == {Accepted, AlreadyPledged} and a.number == b.number for a, b in pairs
        )
