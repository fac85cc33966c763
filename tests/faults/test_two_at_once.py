"""Two clerks, a clerk that comes back as a ghost, and a pledge that knocks at two doors in the same instant."""

import shutil
import signal
import time

import pytest

from ikrar.register import checkpoint
from ikrar.register.shelf import Shelf
from tests.faults.proofs import check_answers, check_nothing_lost

pytestmark = pytest.mark.faults


def test_a_pledge_at_two_doors_in_the_same_instant_is_one_pledge(make_service, drill):
    people = drill.times(sample=150, full=2000)
    service = make_service(people=people)
    service.start()
    with drill.fault("one pledge at gate and pages at once (SQLite)") as row:
        told = knock_twice(service, service.ports)
        row.times = len(told["pledges"])
        assert row.times == people
        check_nothing_lost(service, told, row=row)


def test_a_pledge_at_two_gates_in_the_same_instant_is_one_pledge(make_service, postgres, drill):
    people = drill.times(sample=150, full=2000)
    service = make_service(people=people, database=postgres.address, workers=1)
    second = service.second_gate()
    service.start()
    with drill.fault("one pledge at two gates at once (PostgreSQL)") as row:
        told = knock_twice(service, [service.gate.port, second.port, service.door.port])
        row.times = len(told["pledges"])
        assert row.times == people
        check_nothing_lost(service, told, row=row)


def knock_twice(service, ports):
    """Everybody sends the pledge to all doors at once; all give the same answer (crowd.py sees to it)."""
    crowd = service.crowd(phones=6, ports=ports, both=True)
    crowd.process.wait(timeout=1800)
    told = crowd.finish()
    check_answers(told)
    return told


def test_two_clerks_on_one_folder_keep_one_register(make_service, drill):
    service = make_service(people=drill.times(sample=600, full=6000))
    service.another("clerk")
    service.start()
    with drill.fault("two clerks at once (SQLite)") as row:
        told = sign_while(service, lambda crowd: take_turns(service, crowd, row, drill))
        check_nothing_lost(service, told, row=row)


def test_two_clerks_on_two_hosts_keep_one_register(make_service, postgres, tmp_path, drill):
    people = drill.times(sample=600, full=6000)
    service = make_service(people=people, database=postgres.address, workers=1)
    far = other_host(make_service, service, tmp_path / "far", postgres)
    service.start()
    far.part("clerk").start()
    service.parts.append(far.part("clerk"))
    far.part("clerk").name = "clerk 2"
    with drill.fault("two clerks on two hosts (PostgreSQL)") as row:
        told = sign_while(service, lambda crowd: take_turns(service, crowd, row, drill))
        check_nothing_lost(service, told, row=row)


def other_host(make_service, service, folder, postgres):
    """A second data folder with the same keys and the same database."""
    folder.mkdir()
    shutil.copytree(service.data / "keys", folder / "keys")
    return make_service(data=folder, plan=service.plan, database=postgres.address, workers=1)


def take_turns(service, crowd, row, drill):
    """Now one clerk dies, now the other stands still and wakes as a ghost; somebody is always at work."""
    moments = drill.random("clerks")
    for _ in range(drill.times(sample=3, full=40)):
        part = service.part(moments.choice(["clerk", "clerk 2"]))
        part.crashes = 0  # no growing rests: the next turn is soon
        service.watch_until(lambda part=part: part.process is not None, seconds=120)
        number = moments.choice([signal.SIGKILL, signal.SIGSTOP])
        service.signal(part.name, number)
        time.sleep(moments.uniform(1, 6))
        if number == signal.SIGSTOP:
            service.signal(part.name, signal.SIGCONT)
        service.watch_signing(crowd, more=10)
        row.times += 1


def test_a_ghost_of_a_clerk_changes_nothing(make_service, postgres, tmp_path, drill):
    """The first clerk stands still until another has published; then it wakes in the middle of its step."""
    service = make_service(people=drill.times(sample=600, full=3000), database=postgres.address, workers=1)
    far = other_host(make_service, service, tmp_path / "far", postgres)
    service.start()
    with drill.fault("a clerk stopped, replaced, and back as a ghost") as row:
        told = sign_while(service, lambda crowd: haunt(service, far, crowd, row, drill))
        far.part("clerk").stop()
        check_nothing_lost(service, told, row=row)


def haunt(service, far, crowd, row, drill):
    for _ in range(drill.times(sample=1, full=20)):
        service.watch_signing(crowd, more=10)
        service.signal("clerk", signal.SIGSTOP)
        if far.part("clerk").process is None:
            far.part("clerk").start()
        size = published(far)
        service.watch_until(lambda size=size: published(far) > size, seconds=300)
        service.signal("clerk", signal.SIGCONT)
        row.times += 1
        time.sleep(2)
        far.part("clerk").stop()
        far.part("clerk").process = None


def published(host):
    """The size of the register as this host's files tell it."""
    text = Shelf(host.data / "register").checkpoint()
    return checkpoint.parse(text)[0].size if text else 0


def sign_while(service, act):
    """What the crowd tells that signed while that went on; it takes its time, so that it lasts.

    A clerk that stands still may hold a lock, and then phones are told to come back: in words.
    """
    crowd = service.crowd(phones=4, rest=1.0)
    act(crowd)
    told = crowd.finish()
    check_answers(told, troubles=True)
    return told
