"""Two who sign at the same instant: one signature, one number, one completion."""

import threading
from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, connections, transaction

from ikrar.commitments.domain import AlreadySigned, OutOfOrder, Phase, PhaseNotAllowed, Way
from ikrar.commitments.models import Commitment, Delegate, InstitutionSignature, Signatory
from ikrar.commitments.operations import signing
from ikrar.commitments.operations.signatories import signatory_at
from ikrar.commitments.operations.trail import locked
from tests.commitments.conftest import SIX, entries


def sign(public_id, place, *, at):
    with transaction.atomic():
        row = locked(public_id, Phase.OPEN)
        signing.record(
            row, signatory_at(row, place), way=Way.PAPER, evidence={}, signed_at=at, by=None, at=at
        )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_ordered", [True, False])
def test_a_crowd_signs_at_once_and_each_institution_stands_once(begun, institutions, is_ordered):
    if connection.vendor != "postgresql":
        pytest.skip("one writer per file")
    Commitment.objects.update(is_ordered=is_ordered)
    begun.ready([institutions[kind] for kind in SIX])
    begin = threading.Barrier(12)

    def somebody(place):
        begin.wait()
        for _ in range(60):
            with suppress(AlreadySigned, OutOfOrder, PhaseNotAllowed):
                sign(begun.public_id, place, at=begun.clock.at)
        connections.close_all()

    crowd = [threading.Thread(target=somebody, args=(n % 6 + 1,)) for n in range(12)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    kept = InstitutionSignature.objects.order_by("nth")
    assert [one.nth for one in kept] == [1, 2, 3, 4, 5, 6]
    assert len({one.signatory_id for one in kept}) == 6
    assert len(entries("commitment")) == 1
    if is_ordered:
        assert [one.signatory.place for one in kept] == [1, 2, 3, 4, 5, 6]


def test_the_database_itself_refuses_a_second_signature(ceremony):
    ceremony.sign(1)
    first = InstitutionSignature.objects.get()
    first.pk, first.nth = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)
    other = Signatory.objects.get(place=2)
    first.nth, first.signatory, first.delegate = 1, other, Delegate.objects.get(signatory=other)
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_the_database_itself_keeps_the_gong_for_the_end(ceremony):
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.update(closed_at=ceremony.clock.at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.update(completed_at=ceremony.clock.at)


def test_there_is_one_delegate_at_a_time_and_none_ends_without_a_reason(ceremony):
    now = Delegate.objects.get(signatory__place=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegate.objects.create(
            signatory=now.signatory, name="Lain", position="Ketua", named_at=ceremony.clock.at
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegate.objects.filter(pk=now.pk).update(ended_at=ceremony.clock.at)
