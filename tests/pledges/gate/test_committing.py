"""Who comes while a commit runs is in the next one; everybody gets an answer, and an honest one."""

import asyncio
import threading
from collections import deque
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, OperationalError

from ikrar.pledges.gate import committing
from ikrar.pledges.gate.committing import Committer, Limits
from ikrar.pledges.gate.counting import Counters
from ikrar.pledges.gate.troubles import DatabaseAway, Overloaded, Unforeseen

AT = datetime(2026, 11, 23, 1, tzinfo=UTC)


class Writer:
    """Stands in for the database: keeps the batches, and can be held or made to fail."""

    def __init__(self):
        self.batches = []
        self.free = threading.Event()
        self.free.set()
        self.begun = threading.Event()
        self.faults = []
        self.bad = None
        self.renewed = self.let_go = 0

    def record(self, batch, at):
        assert at == AT
        self.begun.set()
        self.free.wait(60)
        self.batches.append(list(batch))
        if self.faults:
            raise self.faults.pop(0)
        if self.bad in batch:
            raise IntegrityError
        return [f"number of {one}" for one in batch]

    def renew(self):
        self.renewed += 1

    def drop(self):
        self.let_go += 1


@pytest.fixture
def writer():
    return Writer()


@pytest.fixture
def counters():
    return Counters()


@pytest.fixture
def run(writer, counters):
    """`run(story, **limits)`: tell the story to a committer that has begun, then let it finish."""

    def tell(story, **limits):
        async def whole():
            committer = Committer(
                record=writer.record, clock=lambda: AT, counters=counters, limits=Limits(**limits),
                renew=writer.renew, let_go=writer.drop,
            )  # fmt: skip
            committer.start()
            try:
                return await story(committer)
            finally:
                writer.free.set()
                await committer.finish()

        return asyncio.run(whole())

    return tell


async def record(committer, offer, *, size=1000):
    told = asyncio.get_running_loop().create_future()
    committer.put(offer, size=size, then=lambda answer: told.cancelled() or told.set_result(answer))
    return await told


async def together(committer, *offers):
    return await asyncio.gather(*(record(committer, one) for one in offers), return_exceptions=True)


def test_who_comes_at_the_same_time_is_written_together(run, writer, counters):
    answers = run(lambda c: together(c, *"abcde"))
    assert answers == [f"number of {one}" for one in "abcde"]
    assert writer.batches == [list("abcde")]
    assert (counters.commits, counters.waiting, counters.waiting_bytes) == (1, 0, 0)


def test_who_comes_while_a_commit_runs_is_in_the_next(run, writer):
    async def story(committer):
        writer.free.clear()
        first = asyncio.create_task(together(committer, "a"))
        await asyncio.to_thread(writer.begun.wait, 60)
        others = [asyncio.create_task(together(committer, one)) for one in "bcd"]
        await asyncio.sleep(0.05)
        writer.free.set()
        await asyncio.gather(first, *others)

    run(story)
    assert writer.batches == [["a"], ["b", "c", "d"]]


def test_a_batch_is_cut_at_its_limit(run, writer):
    run(lambda c: together(c, *range(10)), batch=4)
    assert [len(batch) for batch in writer.batches] == [4, 4, 2]


@pytest.mark.parametrize("limits", [{"most": 3}, {"most_bytes": 3000}])
def test_what_has_no_room_is_sent_away_and_told_when_to_come_back(run, writer, limits):
    answers = run(lambda c: together(c, *"abcde"), **limits)
    assert answers[:3] == ["number of a", "number of b", "number of c"]
    assert [type(answer) for answer in answers[3:]] == [Overloaded, Overloaded]
    assert all(5 <= answer.retry_after < 25 for answer in answers[3:])


def test_nobody_joins_behind_one_who_has_waited_too_long(run, writer, monkeypatch):
    clock = SimpleNamespace(monotonic=lambda: clock.now, now=0.0)
    monkeypatch.setattr(committing, "time", clock)

    async def story(committer):
        writer.free.clear()
        tasks = [asyncio.create_task(together(committer, "a"))]
        await asyncio.to_thread(writer.begun.wait, 60)
        tasks.append(asyncio.create_task(together(committer, "b")))
        await asyncio.sleep(0.05)
        clock.now = 9.0
        refused = await together(committer, "c")
        assert not committer.has_room
        writer.free.set()
        return refused, await asyncio.gather(*tasks)

    refused, taken = run(story, oldest=8.0)
    assert isinstance(refused[0], Overloaded)
    assert taken == [["number of a"], ["number of b"]]


def test_who_hangs_up_takes_nobody_along(run, writer, counters):
    async def story(committer):
        leaver = asyncio.create_task(record(committer, "a"))
        stayer = asyncio.create_task(record(committer, "b"))
        await asyncio.sleep(0)
        leaver.cancel()
        return await stayer

    assert run(story) == "number of b"
    assert writer.batches == [["a", "b"]]
    assert counters.waiting == 0


def test_an_answer_that_cannot_be_told_takes_nobody_along(run, caplog):
    async def story(committer):
        committer.put("a", size=1, then=lambda _: 1 / 0)
        return await together(committer, "b")

    assert run(story) == ["number of b"]
    assert "an answer could not be told: ZeroDivisionError" in caplog.text


def test_a_database_that_is_away_is_told_to_each_and_then_the_gate_goes_on(run, writer, counters):
    writer.faults = [OperationalError()]

    async def story(committer):
        return await together(committer, *"ab"), await together(committer, "c")

    away, later = run(story)
    assert [type(answer) for answer in away] == [DatabaseAway, DatabaseAway]
    assert later == ["number of c"]
    assert (writer.let_go, counters.commits_failed) == (1, 1)


def test_a_connection_that_cannot_even_be_closed_does_not_stop_the_gate(run, writer, monkeypatch):
    def stuck():
        raise OperationalError

    monkeypatch.setattr(writer, "drop", stuck)
    writer.faults = [OperationalError()]

    async def story(committer):
        return await together(committer, "a"), await together(committer, "b")

    away, later = run(story)
    assert isinstance(away[0], DatabaseAway)
    assert later == ["number of b"]


def test_there_is_room_in_a_queue_that_is_emptied_while_somebody_looks(run, monkeypatch):
    class Emptied(deque):
        def __bool__(self):
            return True

    async def story(committer):
        monkeypatch.setattr(committer, "_waiting", Emptied())
        return committer.has_room

    assert run(story)


def test_where_the_primary_may_change_a_batch_is_tried_again_for_a_while(run, writer):
    writer.faults = [OperationalError(), OperationalError()]
    assert run(lambda c: together(c, *"ab"), repeat=5.0) == ["number of a", "number of b"]
    assert writer.batches == [list("ab")] * 3
    assert (writer.renewed, writer.let_go) == (3, 2)


def test_one_that_breaks_its_whole_batch_stands_alone_in_the_end(run, writer):
    writer.bad = "d"
    answers = run(lambda c: together(c, *"abcdefg"))
    assert [isinstance(answer, DatabaseAway) for answer in answers] == [one == "d" for one in "abcdefg"]


def test_a_fault_of_ours_is_said_to_be_ours(run, writer):
    writer.faults = [ZeroDivisionError(), ZeroDivisionError()]
    assert isinstance(run(lambda c: together(c, "a"))[0], Unforeseen)


def test_finishing_answers_all_who_wait_and_takes_nobody_new(run, writer):
    async def story(committer):
        tasks = [asyncio.create_task(record(committer, one)) for one in range(20)]
        await asyncio.sleep(0)
        await committer.finish()
        assert await asyncio.gather(*tasks) == [f"number of {one}" for one in range(20)]
        return await together(committer, "late")

    assert isinstance(run(story, batch=3)[0], Overloaded)
    assert sum(map(len, writer.batches)) == 20
