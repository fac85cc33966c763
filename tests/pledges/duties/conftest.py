"""A small city whose declaration was held, and the days after it."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from ikrar.pledges.domain import IdentifiedBy, KeyKind, PresenceLevel, State
from ikrar.pledges.models import Declaration, Duty, Pledge, Unsettled
from ikrar.pledges.operations import owing, settling
from ikrar.roster import models as roster
from tests.pledges.planning.conftest import (  # noqa: F401 (fixtures)
    DAY,
    LONG_AGO,
    NOW,
    add_person,
    city,
    fixed,
    planned,
    text,
)

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 09.00 WIB, a week after the declaration


@pytest.fixture
def clock(monkeypatch):
    """The server's clock; set `at`."""

    class Clock:
        at = MONDAY

        def __call__(self):
            return self.at

    one = Clock()
    monkeypatch.setattr(timezone, "now", one)
    return one


@pytest.fixture
def held(fixed):  # noqa: F811
    """The declaration of 16 November, a week later; the clerk knew it from the day it was fixed."""
    owing.keep(at=NOW, seconds=60)
    return Declaration.objects.get(public_id=fixed.id)


def look(at=MONDAY):
    """The clerk's look, as long as it takes; twice, because it is to change nothing the second time."""
    owing.keep(at=at, seconds=60)
    owing.keep(at=at, seconds=60)


def sign(duty, at=MONDAY):
    """An accepted pledge of this duty, settled."""
    pledge = Pledge.objects.create(
        tid=f"t{duty.pk}",
        declaration=duty.declaration,
        duty=duty,
        unit=duty.unit,
        site=duty.site,
        key_kind=KeyKind.PAPER,
        identified_by=IdentifiedBy.WITNESS,
        presence=PresenceLevel.SHOWN,
        received_at=at,
        leaf_hash=bytes(32),
    )
    Unsettled.objects.create(pk=pledge.pk)
    settling.settle(at=at)
    return pledge


def duty_of(official, declaration):
    return Duty.objects.get(official=official, declaration=declaration)


def next_edition():
    """The number of the edition that the next rows belong to; `show` lets it be seen."""
    return roster.Edition.objects.get(id=1).seq + 1


def show(seq):
    roster.Edition.objects.filter(id=1).update(seq=seq)


def newcomer(unit, number, name, *, begins_on):
    """Somebody who began in a unit, by an edition of today."""
    seq = next_edition()
    one = add_person(unit, number, name)
    roster.Official.objects.filter(pk=one.pk).update(since_seq=seq)
    roster.Membership.objects.filter(official=one).update(since_seq=seq, begins_on=begins_on)
    show(seq)
    return one


def appoint(officials, *, effective_on=date(2026, 11, 20), title="Pelantikan contoh"):
    seq = next_edition()
    made = roster.Appointment.objects.create(
        title=title, decree="SK 1/2026 contoh", effective_on=effective_on, entered_at=MONDAY, since_seq=seq
    )
    roster.Appointee.objects.bulk_create(
        roster.Appointee(appointment=made, official=one, effective_on=effective_on) for one in officials
    )
    show(seq)
    return made


def write_to(official, email=None, *, changed_at=MONDAY - timedelta(days=30)):
    """The roster knows where to write."""
    email = email or f"p{official.pk}@contoh.example"
    roster.Contact.objects.update_or_create(
        official=official, until_seq=None, defaults={"email": email, "changed_at": changed_at, "since_seq": 1}
    )
    return email


__all__ = ["DAY", "LONG_AGO", "NOW", "State", "add_person", "duty_of"]


@pytest.fixture
def transactional_undo():
    """Undo whatever is done inside its block, so that many examples start from the same rows."""

    @contextmanager
    def undo():
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    return undo
