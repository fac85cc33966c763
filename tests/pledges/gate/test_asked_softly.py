"""That somebody was asked is noted once, by a commit that waits for no disk, and survives whatever follows."""

import pytest
from django.db import connection

from ikrar.pledges.models import Duty
from ikrar.pledges.operations.passing.soft import soft_commit


def durability():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous" if connection.vendor == "sqlite" else "SHOW synchronous_commit")
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_only_the_one_transaction_is_soft():
    before = durability()
    with soft_commit():
        assert durability() != before
    assert durability() == before
    with pytest.raises(ZeroDivisionError), soft_commit():
        _ = 1 // 0
    assert durability() == before


@pytest.mark.django_db(transaction=True)
def test_the_first_pass_notes_it(hall, ani, phone, now):
    phone.identify(ani)
    assert Duty.objects.get(pk=ani.duty.pk).asked_at == now.at


def test_a_second_pass_keeps_the_first_moment(ani, phone, now):
    first = now.at
    phone.identify(ani)
    now.forward(minutes=5)
    phone.identify(ani)
    assert Duty.objects.get(pk=ani.duty.pk).asked_at == first
