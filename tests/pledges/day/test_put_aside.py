"""A pledge that cannot be settled is put aside, named, and tried again; it costs the others nothing."""

from datetime import timedelta

import pytest

from ikrar.pledges.models import Pledge, Unsettled
from ikrar.pledges.operations import recounting, settling
from ikrar.pledges.queries.settling import stuck
from ikrar.project.diagnosis import work
from tests.pledges.day.conftest import MORNING

LATER = MORNING + timedelta(hours=1)


@pytest.fixture
def bad(city, monkeypatch):
    """The number of a pledge that breaks whatever settles it, beside two that do not; `bad.mend()`."""
    recounting.recount(declaration_id=city.declaration.pk, at=MORNING)
    first, *others = [city.sign(duty) for duty in city.duties[city.one.pk][:3]]
    Unsettled.objects.bulk_create(Unsettled(id=pledge.pk) for pledge in (first, *others))
    whole = settling.rows.mark_asked

    def break_on_bad(ids):
        if first.pk in ids:
            raise ValueError
        return whole(ids)

    monkeypatch.setattr(settling.rows, "mark_asked", break_on_bad)
    first.mend = lambda: monkeypatch.setattr(settling.rows, "mark_asked", whole)
    return first


def test_it_rests_before_it_is_tried_again_and_is_settled_once_it_can_be(bad):
    aside = settling.Aside()
    assert settling.settle(at=MORNING, aside=aside) == 2
    bad.mend()
    assert settling.settle(at=MORNING + timedelta(seconds=9), aside=aside) == 0
    assert settling.settle(at=MORNING + timedelta(seconds=10), aside=aside) == 1
    assert not Unsettled.objects.exists()


def test_the_doctor_names_it_and_says_that_it_is_not_lost(bad):
    settling.settle(at=MORNING)
    assert Pledge.objects.filter(pk=bad.pk, effective=True).exists()
    assert stuck(before=LATER, limit=3) == [bad.pk]
    named = [found for found in work.settled(LATER) if found.subject == "put aside"]
    assert [found.told for found in named] == [f"pledges_pledge {bad.pk}"]
    assert "stand in the register" in named[0].remedy.en


@pytest.mark.django_db
def test_the_doctor_is_content_where_nothing_waits():
    assert [found.subject for found in work.settled(LATER)] == ["settling"]


def test_what_breaks_again_and_again_rests_longer_each_time_and_an_hour_at_most():
    aside, tries = settling.Aside(), []
    for minute in range(60 * 12):
        at = MORNING + timedelta(minutes=minute)
        if not aside.resting(at=at):
            tries.append(minute)
            assert aside.note(7, at=at) == (minute == 0)
    assert len(tries) < 24
    assert tries[-1] - tries[-2] == 60
    assert aside.resting(at=MORNING) == []  # the clock was set back: nothing rests for ever
    aside.forget([7])
    assert aside.resting(at=at) == []
