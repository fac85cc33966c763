"""When figures appear is announced when the declaration is fixed, and nothing moves it."""

import json
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from ikrar.openness.domain import Times
from ikrar.openness.models import Announcement, PublicationChoice, Snapshot
from ikrar.openness.operations import (
    AlreadyAnnounced,
    HourOutsideTheDay,
    NothingToAnnounce,
    TooManyDays,
    announce_due,
    choose_times,
    publish_due,
)
from ikrar.pledges.domain import State
from ikrar.pledges.models import Declaration
from ikrar.register import queries as register

MORNING = datetime(2026, 11, 23, 0, 50, tzinfo=UTC)  # 07.50 WIB
EVENING = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
LATER = Times(time(18, 30), 2, time(10, 0))


@pytest.fixture
def planned(city):
    """The city's declaration while it is still planned and nothing is announced."""
    Announcement.objects.all().delete()
    Declaration.objects.update(state=State.PLANNED)
    return city


def fix(city):
    Declaration.objects.update(state=State.FIXED)
    return announce_due(at=MORNING)


def test_fixing_announces_what_the_office_chose_with_an_entry_of_the_register(planned, citra):
    choose_times(declaration=planned.declaration.public_id, times=LATER, by=citra, at=MORNING)
    assert announce_due(at=MORNING) == []
    assert fix(planned) == [planned.declaration.public_id]
    told = Announcement.objects.get()
    assert (told.daily_at, told.closing_at) == (time(18, 30), datetime(2026, 11, 25, 3, 0, tzinfo=UTC))
    record = json.loads(register.public_body(leaf_hash=bytes(told.leaf_hash)))
    assert record["kind"] == "announcement"
    assert record["body"] == {
        "declaration": planned.declaration.public_id,
        "held_on": "2026-11-23",
        "daily_at": "18:30",
        "zone": "Asia/Jakarta",
        "closing_at": "2026-11-25T03:00:00+00:00",
    }


def test_it_is_announced_once(planned):
    fix(planned)
    assert announce_due(at=EVENING) == []
    assert Announcement.objects.get().announced_at == MORNING


def test_once_fixed_the_choice_is_refused_and_changes_nothing(planned, citra):
    choose_times(declaration=planned.declaration.public_id, times=LATER, by=citra, at=MORNING)
    fix(planned)
    before = Announcement.objects.values().get(), PublicationChoice.objects.values().get()
    with pytest.raises(AlreadyAnnounced):
        choose_times(
            declaration=planned.declaration.public_id,
            times=Times(time(21), 7, time(9)),
            by=citra,
            at=EVENING,
        )
    assert (Announcement.objects.values().get(), PublicationChoice.objects.values().get()) == before


def test_the_database_itself_refuses_to_move_an_announced_time(planned):
    fix(planned)
    with pytest.raises(IntegrityError, match="cannot be moved"), transaction.atomic():
        Announcement.objects.update(closing_at=EVENING + timedelta(days=9))
    assert Announcement.objects.get().closing_at == datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def test_the_database_itself_refuses_to_change_a_publication(signed):
    publish_due(at=EVENING)
    with pytest.raises(IntegrityError, match="stands as it is"), transaction.atomic():
        Snapshot.objects.update(note="lain")
    assert Snapshot.objects.get().note == ""


@pytest.mark.parametrize(
    ("times", "refused"),
    [
        (Times(time(23, 30), 1, time(9)), HourOutsideTheDay),
        (Times(time(20), 1, time(5)), HourOutsideTheDay),
        (Times(time(20), 0, time(9)), TooManyDays),
        (Times(time(20), 8, time(9)), TooManyDays),
    ],
)
def test_times_out_of_the_way_are_refused(planned, citra, times, refused):
    with pytest.raises(refused):
        choose_times(declaration=planned.declaration.public_id, times=times, by=citra, at=MORNING)
    assert not PublicationChoice.objects.exists()


def test_rehearsals_and_records_have_no_times(planned, recorded, citra):
    with pytest.raises(NothingToAnnounce):
        choose_times(declaration=recorded.public_id, times=LATER, by=citra, at=MORNING)
    Declaration.objects.filter(pk=planned.declaration.pk).update(rehearsal_of=recorded)
    assert fix(planned) == []


def test_nothing_appears_before_its_announced_hour(planned, citra):
    choose_times(declaration=planned.declaration.public_id, times=LATER, by=citra, at=MORNING)
    fix(planned)
    planned.sign("Kelurahan Contoh Dua", 20)
    half_past_six = datetime(2026, 11, 23, 11, 30, tzinfo=UTC)
    assert publish_due(at=half_past_six - timedelta(seconds=1)) == []
    assert publish_due(at=half_past_six) == [planned.declaration.public_id]


def test_a_declaration_fixed_before_times_were_announced_gets_the_next_possible_ones(planned):
    Declaration.objects.update(state=State.CLOSED, closed_at=EVENING - timedelta(days=9))
    later = datetime(2026, 12, 1, 4, 0, tzinfo=UTC)  # eleven in the morning: nine o'clock is over
    assert publish_due(at=later) == []
    assert Announcement.objects.get().closing_at == datetime(2026, 12, 2, 2, 0, tzinfo=UTC)
    assert publish_due(at=later + timedelta(hours=22)) == [planned.declaration.public_id]


def test_daily_figures_of_a_day_that_was_over_before_the_announcement_are_not_made_up(planned):
    Declaration.objects.update(state=State.FIXED)
    assert publish_due(at=EVENING) == []  # announced just now, five past eight
    assert publish_due(at=EVENING + timedelta(days=1)) == [planned.declaration.public_id]


def test_what_was_published_at_the_close_before_this_release_needs_no_announcement(signed):
    signed.close(at=MORNING + timedelta(hours=16))
    publish_due(at=EVENING + timedelta(days=1))
    Announcement.objects.all().delete()
    assert announce_due(at=EVENING + timedelta(days=2)) == []


def test_moving_the_event_does_not_move_the_announced_time(planned):
    fix(planned)
    Declaration.objects.update(
        held_on=MORNING.date() + timedelta(days=7), cut_off_at=EVENING + timedelta(days=7)
    )
    assert announce_due(at=EVENING) == []
    assert Announcement.objects.get().closing_at == datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
