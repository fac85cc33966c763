"""Erasure: what leads to a person goes, the leaf and its place stay, and a tombstone says so."""

from datetime import datetime
from functools import partial

from django.db import transaction

from ikrar.accounts import operations as accounts
from ikrar.pledges.models import (
    DeviceKey,
    Dispute,
    KioskEntry,
    PaperEntry,
    Pledge,
    PresenceTrial,
    Trouble,
)
from ikrar.pledges.operations.changes import changing
from ikrar.pledges.operations.disputing import duties_of
from ikrar.pledges.operations.forgetting import remove_drawn
from ikrar.pledges.operations.trail import Actor
from ikrar.pledges.queries.devices import signed_on
from ikrar.register import operations as register


class ErasedAlready(Exception):
    """There is nothing left to erase."""


def erase(*, pledge_id: int, reason: str, by: Actor | None, at: datetime) -> bytes:
    """Delete statement, key, signature, salt, blind and identity; returns the tombstone's leaf hash.

    `reason` is public and names nobody ("erasure-request", "court-order", "retention-ended").
    """
    with transaction.atomic():
        pledge = (
            Pledge.objects.select_for_update(of=("self",))
            .select_related("declaration", "duty")
            .get(id=pledge_id)
        )
        if pledge.erased_at is not None:
            raise ErasedAlready
        leaf_hash = bytes(pledge.leaf_hash)
        tomb = register.bury(
            leaf_hash=leaf_hash, reason=reason, at=at, rehearsal=pledge.declaration.is_rehearsal
        )
        with changing(duty_ids=duties_of(pledge), pledge_ids=[pledge.id], at=at):
            _forget(pledge, at=at)
        Dispute.objects.filter(pledge=pledge).update(note="")
        _forget_traces(pledge)
        transaction.on_commit(partial(remove_drawn, pledge=pledge.id, leaf_hash=leaf_hash))
        accounts.record_act(
            actor=by, act="pledge.erased", subject=leaf_hash.hex(), detail={"reason": reason}, at=at
        )
        return tomb.leaf_hash


def _forget(pledge: Pledge, *, at: datetime) -> None:
    Pledge.objects.filter(id=pledge.id).update(
        duty=None,
        statement=None,
        signature=None,
        key_thumbprint="",
        salt=None,
        signer_shown=None,
        blind=None,
        presence_window=None,
        presence_site="",
        device_minutes_off=0,
        notice_hash="",
        disputed=False,
        erased_at=at,
    )


def _forget_traces(pledge: Pledge) -> None:
    """What lies beside the pledge and leads from it to the person: the entry it came from, the pass, the key."""
    KioskEntry.objects.filter(pledge=pledge).delete()
    PaperEntry.objects.filter(pledge=pledge).delete()
    PresenceTrial.objects.filter(tid=pledge.tid).delete()
    key = pledge.key_thumbprint
    others = signed_on(thumbprints=[key]).filter(erased_at=None).exclude(id=pledge.id)
    if key and not others.exists():
        Trouble.objects.filter(detail=key).update(detail="")
    if key and pledge.duty and not others.filter(duty__official=pledge.duty.official_id).exists():
        DeviceKey.objects.filter(official=pledge.duty.official_id, thumbprint=key).delete()
