"""Every column of every row that an entry was made from, flipped many times over: fsck names each (pledges: the file beside)."""

import random
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, models, transaction

from ikrar.accounts.models import AuditDay
from ikrar.accounts.operations import seal_day
from ikrar.law.models import LawInForce, LawVersion
from ikrar.law.operations import enter_version
from ikrar.papers import operations as papers
from ikrar.papers.models import SealCertificate
from ikrar.pledges.models import Dispute, PactText, Pledge
from ikrar.pledges.operations.disputing import decide, dispute
from ikrar.project.holders import HOLDERS
from ikrar.register import domain, queries
from tests.pledges.gate.conftest import *  # noqa: F403 (the fixtures of a hall)
from tests.pledges.gate.conftest import enter_text
from tests.register.flips import flipped

pytestmark = [pytest.mark.faults, pytest.mark.django_db]
TIMES = 6  # of each column of each row
# What no leaf covers: who did it, and what tells the row apart for the database alone.
FREE = {
    PactText: {"id", "template", "slots", "drafted_at", "drafted_by_id", "for_rehearsal"},
    Dispute: {"id", "decided_by_id", "note"},
    LawInForce: {"id"},
    LawVersion: {"id", "met_at"},
    AuditDay: {"id"},
    SealCertificate: {"id"},
}


def findings():
    return [
        one for rehearsal in (False, True) for one in queries.check_log(rehearsal=rehearsal, holders=HOLDERS)
    ]


@pytest.fixture
def entered(hall, ani, phone, clerk, now, citra):
    """A text, a dispute that was decided, the law, a day of the trail and two seals."""
    enter_text(hall.declaration.text, waits_since=now.at)
    phone.sign_as(ani)
    clerk()
    dispute(pledge_id=Pledge.objects.get().id, at=now.at)
    decide(dispute_id=Dispute.objects.get().id, outcome="UPHELD", note="contoh", by=citra, at=now.at)
    enter_version(at=now.at)
    papers.enter_seal(at=now.at)
    papers.replace_seal(reason="contoh", at=now.at)
    now.forward(days=2)
    seal_day(at=now.at)
    assert findings() == []


def columns():
    return [
        (model, row.pk, field.attname)
        for model, free in FREE.items()
        for row in model.objects.all()
        for field in model._meta.concrete_fields
        if field.attname not in free and getattr(row, field.attname) not in (None, "", b"")
    ]


def is_noticed(model, pk, column, chance):
    value = model.objects.values_list(column, flat=True).get(pk=pk)
    value = bytes(value) if isinstance(value, memoryview) else value
    changed = value + timedelta(days=1) if type(value) is date else flipped(value, chance)
    if hasattr(value, "microsecond") and domain.moment(changed) == domain.moment(value):
        return True  # finer than what a record tells
    try:
        with transaction.atomic():
            model.objects.filter(pk=pk).update(**{column: changed})
            found = bool(findings())
            transaction.set_rollback(True)
    except (IntegrityError, models.ProtectedError):
        return True
    return found


def test_every_flip_is_named(entered):
    chance = random.Random(20261122)
    places = [place for place in columns() for _ in range(TIMES)]
    assert len(places) > 150
    assert [place for place in places if not is_noticed(*place, chance)] == []
    assert findings() == []
