"""Kept counts say what a recount says, whatever people do, in whatever order, folded or not."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ikrar.pledges.domain import Decline, Outcome
from ikrar.pledges.domain.coverage import BookState
from ikrar.pledges.models import Dispute, Duty, Pledge, Refusal, Tally, TallyBook, TallyStep, Unsettled
from ikrar.pledges.operations import declining, disputing, recounting, settling, tallying
from ikrar.pledges.operations.changes import changing
from ikrar.pledges.operations.duties import correct
from ikrar.pledges.queries import tallies
from ikrar.pledges.queries.board import board
from ikrar.pledges.queries.coverage import branch, coverage, outline, total
from ikrar.pledges.queries.recounting import tally_differences
from ikrar.roster.queries import EVERYWHERE, UnitNotFound
from tests.pledges.day.conftest import MORNING, unit

ACTS = (
    "sign",
    "kiosk",
    "settle",
    "decline",
    "regret",
    "dispute",
    "uphold",
    "withdraw",
    "erase",
    "excuse",
    "ask",
)
ACTS += ("bind", "correct", "fold", "replace", "recount")


def signed(city, duty, **how):
    """A pledge as the gate writes it: in the table and in the queue of those to be settled."""
    pledge = city.sign(duty, **how)
    Unsettled.objects.create(id=pledge.pk)


def erase(pledge):
    with changing(duty_ids=[pledge.duty_id], pledge_ids=[pledge.pk], at=MORNING):
        Pledge.objects.filter(pk=pledge.pk).update(duty=None, disputed=False, erased_at=MORNING)


def stand(duty, standing):
    with changing(duty_ids=[duty.pk], at=MORNING):
        Duty.objects.filter(pk=duty.pk).update(standing=standing)


def replace(city, duty, old):
    settling.settle_these(pledges=[old.pk], at=MORNING)
    settling.retire(old)
    signed(city, duty)


def decide(pledge, outcome):
    found = Dispute.objects.filter(pledge=pledge, decided_at=None).first()
    if found is not None:
        disputing.decide(dispute_id=found.pk, outcome=outcome, note="", by=None, at=MORNING)


def act(city, what, duty):  # noqa: C901, PLR0912 (one case an act)
    """One thing that happens, if it may happen to this person now."""
    pledge = Pledge.objects.filter(duty=duty, effective=True).first()
    match what:
        case "sign" | "kiosk" if pledge is None:
            more = {"key": "kiosk", "by": "witness"} if what == "kiosk" else {}
            signed(city, duty, at=MORNING + timedelta(minutes=duty.pk % 3), **more)
        case "replace" if pledge is not None and not pledge.disputed:
            replace(city, duty, pledge)
        case "settle":
            settling.settle(at=MORNING, limit=2)
        case "decline" if pledge is None:
            declining.decline(duty_id=duty.pk, reason=Decline.NO_REASON_GIVEN, at=MORNING)
        case "regret":
            declining.take_back(duty_id=duty.pk, at=MORNING)
        case "dispute" if pledge is not None and not pledge.disputed:
            disputing.dispute(pledge_id=pledge.pk, at=MORNING)
        case "uphold" | "withdraw" if pledge is not None:
            decide(pledge, Outcome.UPHELD if what == "uphold" else Outcome.WITHDRAWN)
        case "erase" if pledge is not None:
            erase(pledge)
        case "excuse" | "bind":
            stand(duty, "EXCUSED" if what == "excuse" else "BOUND")
        case "ask":
            tallying.note_asked(duty_id=duty.pk, at=MORNING)
        case "correct":
            correct(city.declaration, unit_id=duty.unit_id, delta=-1, reason="contoh", by=None, at=MORNING)
        case "fold":
            tallying.fold(declaration_id=city.declaration.pk, limit=2)
        case "recount":
            recounting.recount(declaration_id=city.declaration.pk, at=MORNING)


@pytest.fixture
def counted(city):
    """The city with a book of counts."""
    recounting.recount(declaration_id=city.declaration.pk, at=MORNING)
    return city


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 5)), min_size=1, max_size=25))
def test_whatever_people_do_the_kept_counts_are_those_of_a_recount(counted, acts):
    people = [duty for duties in counted.duties.values() for duty in duties[:2]]
    with transaction.atomic():
        for what, which in acts:
            act(counted, what, people[which])
        assert [str(one) for one in tally_differences()] == []
        before = coverage(declaration_id=counted.declaration.pk, on=counted.declaration.held_on)
        found = recounting.recount(declaration_id=counted.declaration.pk, at=MORNING)
        assert found.differences == ()
        assert coverage(declaration_id=counted.declaration.pk, on=counted.declaration.held_on) == before
        transaction.set_rollback(True)


def test_a_figure_is_exact_before_and_after_it_is_folded(counted):
    one, two = counted.duties[counted.one.pk][:2]
    for duty in (one, two):
        signed(counted, duty)
    settling.settle(at=MORNING)
    key, on = counted.declaration.pk, counted.declaration.held_on
    before = branch(declaration_id=key, on=on, unit=counted.north.public_id)
    assert (before.unit.pledged, before.unit.missing) == (2, 14)
    assert TallyStep.objects.exists()
    recounting.keep(at=MORNING)
    assert not TallyStep.objects.exists()
    after = branch(declaration_id=key, on=on, unit=counted.north.public_id)
    assert after == before
    assert Tally.objects.get(unit=counted.root, is_whole=True, book__state=BookState.CURRENT).pledged == 2


@pytest.mark.django_db(transaction=True)
def test_a_publication_is_read_as_of_one_moment(counted, monkeypatch):
    real, book_of, inside, asked = tallies.one_snapshot, tallies.book_of, [], []

    @contextmanager
    def one_snapshot():
        with real():
            inside.append(1)
            yield
            inside.pop()

    monkeypatch.setattr(tallies, "one_snapshot", one_snapshot)
    monkeypatch.setattr(tallies, "book_of", lambda **which: asked.append(bool(inside)) or book_of(**which))
    found = outline(declaration_id=counted.declaration.pk, on=counted.declaration.held_on)
    assert sum(bound for _, above, _, _, bound, _ in found.units if above is None) == found.total.bound
    assert set(asked) == {True}


def test_what_waits_to_be_settled_is_not_in_the_figures_yet(counted):
    signed(counted, counted.duties[counted.one.pk][0])
    key, on = counted.declaration.pk, counted.declaration.held_on
    assert total(declaration_id=key, on=on).pledged == 0
    settling.settle(at=MORNING)
    assert total(declaration_id=key, on=on).pledged == 1


def test_a_wrong_count_is_named_and_repaired(counted):
    Tally.objects.filter(unit=counted.one, is_whole=True).update(pledged=7)
    told = [str(one) for one in tally_differences()]
    assert len(told) == 1
    assert f"pledged of unit with all below {counted.one.pk} is kept as 7, counted as 0" in told[0]
    found = recounting.recount(declaration_id=counted.declaration.pk, at=MORNING)
    assert [str(one) for one in found.differences] == told
    assert list(tally_differences()) == []


def test_a_declaration_of_a_former_release_gets_its_book_at_the_clerks_first_turn(city):
    city.sign(city.duties[city.one.pk][0])
    key, on = city.declaration.pk, city.declaration.held_on
    without = coverage(declaration_id=key, on=on), outline(declaration_id=key, on=on).total
    recounting.keep(at=MORNING)
    assert TallyBook.objects.filter(declaration=city.declaration, state=BookState.CURRENT).exists()
    assert (coverage(declaration_id=key, on=on), outline(declaration_id=key, on=on).total) == without


def test_while_it_is_counted_again_steps_wait_and_then_stand_in_the_new_book_once(counted):
    making = TallyBook.objects.create(
        declaration=counted.declaration, state=BookState.MAKING, made_at=MORNING
    )
    declining.decline(
        duty_id=counted.duties[counted.one.pk][0].pk, reason=Decline.NO_REASON_GIVEN, at=MORNING
    )
    assert tallying.fold(declaration_id=counted.declaration.pk) == 0
    with pytest.raises(recounting.RecountRunning):
        recounting.recount(declaration_id=counted.declaration.pk, at=MORNING)
    later = MORNING + recounting.SILENCE + timedelta(seconds=1)  # that one was broken off
    recounting.recount(declaration_id=counted.declaration.pk, at=later)
    assert TallyBook.objects.filter(pk=making.pk, state=BookState.MAKING).count() == 0
    assert Tally.objects.get(unit=counted.one, is_whole=True, book__state=BookState.CURRENT).declined == 1
    assert list(tally_differences()) == []


def test_a_unit_that_the_book_does_not_know_has_it_counted_again(counted):
    new = unit(counted.declaration.institution, "Kelurahan Contoh Baru", counted.north)
    duty = counted.duties[counted.one.pk][0]
    with changing(duty_ids=[duty.pk], at=MORNING):
        Duty.objects.filter(pk=duty.pk).update(unit=new)
    recounting.keep(at=MORNING)
    assert Tally.objects.get(unit=new, is_whole=True, book__state=BookState.CURRENT).people == 1
    assert list(tally_differences()) == []


def test_a_page_of_one_unit_asks_the_same_few_questions_whatever_stands_below(
    counted, django_assert_max_num_queries
):
    with django_assert_max_num_queries(16):
        found = branch(
            declaration_id=counted.declaration.pk,
            on=counted.declaration.held_on,
            unit=counted.north.public_id,
        )
    assert [one.name for one in found.below] == ["Kelurahan Contoh Dua", "Kelurahan Contoh Satu"]
    assert [one.name for one in found.above] == ["Kota Contoh"]


def test_a_large_board_goes_level_by_level_and_stays_within_reach(counted, monkeypatch):
    monkeypatch.setattr("ikrar.pledges.queries.board.ON_ONE_PAGE", 3)
    public_id = counted.declaration.public_id
    top = board(declaration=public_id, scopes=frozenset({EVERYWHERE}), at=MORNING)
    assert [node.row.name for node in top.tree] == ["Kota Contoh"]
    north = frozenset({counted.north.public_id})
    own = board(declaration=public_id, scopes=north, at=MORNING)
    assert [node.row.name for node in own.tree] == ["Kecamatan Contoh Utara"]
    below = board(declaration=public_id, scopes=north, unit=counted.one.public_id, at=MORNING)
    assert [node.row.bound for node in below.tree] == [8]
    with pytest.raises(UnitNotFound):
        board(declaration=public_id, scopes=north, unit=counted.bureau.public_id, at=MORNING)


def test_a_refusal_that_is_taken_back_leaves_the_person_asked(counted):
    duty = counted.duties[counted.two.pk][0]
    declining.decline(duty_id=duty.pk, reason=Decline.NO_REASON_GIVEN, at=MORNING)
    declining.take_back(duty_id=duty.pk, at=MORNING)
    assert not Refusal.objects.exists()
    rows = tallies.rows(declaration_id=counted.declaration.pk, wanted=Q(unit=counted.two, is_whole=True))
    assert (rows[0].counts["asked"], rows[0].counts["declined"]) == (1, 0)


def test_a_pledge_that_cannot_be_settled_does_not_hold_up_the_others(counted, monkeypatch):
    duties = counted.duties[counted.one.pk][:3]
    for duty in duties:
        signed(counted, duty)
    bad = Pledge.objects.get(duty=duties[0]).pk
    first = settling.rows.mark_asked

    def break_on_bad(ids):
        if bad in ids:
            raise ValueError
        return first(ids)

    monkeypatch.setattr(settling.rows, "mark_asked", break_on_bad)
    assert settling.settle(at=MORNING) == len(duties) - 1
    assert [one.pk for one in Unsettled.objects.all()] == [bad]


def test_a_counting_that_says_it_goes_on_is_not_given_up(counted):
    later = MORNING + recounting.SILENCE + timedelta(seconds=1)
    making = TallyBook.objects.create(
        declaration=counted.declaration, state=BookState.MAKING, made_at=MORNING
    )
    turns = iter([False, True])
    recounting._beat(making.pk, later, type("Ended", (), {"wait": lambda self, seconds: next(turns)})())
    with pytest.raises(recounting.RecountRunning):
        recounting.recount(declaration_id=counted.declaration.pk, at=later)


def test_a_book_that_is_folded_at_every_reading_is_read_as_of_one_moment_in_the_end(counted, monkeypatch):
    turns = iter(range(2 * tallies.TRIES))
    whole, used = tallies.book_of, []

    def folded(*, declaration_id):
        book = whole(declaration_id=declaration_id)
        return (book[0], next(turns, -1))

    @contextmanager
    def noted():
        used.append(True)
        yield

    monkeypatch.setattr(tallies, "book_of", folded)
    monkeypatch.setattr(tallies, "one_snapshot", noted)
    assert tallies.site_counts(declaration_id=counted.declaration.pk) is not None
    assert used == [True]
