"""Not me, "bukan saya": marked at once, decided by a named officer, told to the person either way."""

from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from ikrar.accounts import operations as accounts
from ikrar.kernel.canonical import Value
from ikrar.kernel.words import Words
from ikrar.pledges.domain.armour import b64
from ikrar.pledges.domain.values import OUTCOME_WORDS, Outcome
from ikrar.pledges.models import Dispute, Pledge
from ikrar.pledges.operations.changes import changing
from ikrar.pledges.operations.owing import answering
from ikrar.pledges.operations.trail import Actor
from ikrar.register import operations as register
from ikrar.roster import queries as roster

DISPUTED = "pledge-disputed"
DECIDED = "dispute-decided"

SUBJECT = Words("Keputusan atas sanggahan Anda", "The decision on your dispute")
BODY = Words(
    "Anda menyampaikan bahwa sebuah ikrar atas nama Anda bukan Anda buat.\n\nKeputusan petugas: {outcome}.\n"
    "Alasannya: {note}\n\nBila Anda keberatan, hubungi petugas kepegawaian. Rinciannya ada di Ikrar saya.",
    "You said that a pledge in your name was not made by you.\n\nThe officer's decision: {outcome}.\n"
    "The reason: {note}\n\nIf you object, contact the personnel office. The details are under My pledge.",
)


class NothingToDispute(Exception):
    """There is no pledge that counts to say this about."""


class DisputedAlready(Exception):
    """It is marked, and waits for the officer."""


class DecidedAlready(Exception):
    """Another officer was faster."""


class LinkUnknown(Exception):
    """The link in the letter is not ours, or its pledge was erased."""


def dispute(*, pledge_id: int, at: datetime) -> None:
    """Mark a pledge as disputed, in the figures and in the register."""
    with transaction.atomic():
        pledge = _living(pledge_id)
        try:
            with transaction.atomic():
                Dispute.objects.create(pledge=pledge, raised_at=at)
        except IntegrityError as e:
            raise DisputedAlready from e
        with changing(duty_ids=duties_of(pledge), at=at):
            pledge.disputed = True
            pledge.save(update_fields=["disputed"])
        _enter(DISPUTED, pledge, {}, at=at)


def dispute_by_link(*, token: str, at: datetime) -> None:
    """The same from the letter: the token names the pledge, and nobody else knows it."""
    dispute(pledge_id=pledge_behind(token=token), at=at)


def pledge_behind(*, token: str) -> int:
    """The pledge a letter's link is about, or `LinkUnknown`."""
    found = (
        Pledge.objects.filter(notice_hash=link_hash(token), erased_at=None).exclude(notice_hash="").first()
    )
    if found is None:
        raise LinkUnknown
    return found.id


def link_hash(token: str) -> str:
    """What is kept of a link."""
    return sha256(f"ikrar-notice/v1\n{token}".encode()).hexdigest()


def decide(*, dispute_id: int, outcome: Outcome, note: str, by: Actor, at: datetime) -> None:
    """Record what a named officer decided: the pledge stands, or it no longer counts."""
    with transaction.atomic():
        found = Dispute.objects.select_for_update(of=("self",)).get(id=dispute_id)
        if found.decided_at is not None:
            raise DecidedAlready
        found.decided_at, found.decided_by, found.outcome, found.note = at, by, outcome, note
        found.save(update_fields=["decided_at", "decided_by", "outcome", "note"])
        # Locked as in `dispute`: the pledge before its duty.
        pledge = (
            Pledge.objects.select_for_update(of=("self",))
            .select_related("declaration", "duty")
            .get(pk=found.pledge_id)
        )
        with changing(duty_ids=duties_of(pledge), pledge_ids=[pledge.id], at=at):
            pledge.disputed = False
            pledge.effective = pledge.effective and outcome == Outcome.UPHELD
            pledge.save(update_fields=["disputed", "effective"])
        if outcome == Outcome.WITHDRAWN:
            answering.reopen(duty_ids=duties_of(pledge))
        _enter(DECIDED, pledge, {"outcome": str(outcome)}, at=at)
        _tell(pledge, outcome, note, at=at)
        accounts.record_act(
            actor=by, act="dispute.decided", subject=str(found.id), detail={"outcome": str(outcome)}, at=at
        )


def duties_of(pledge: Pledge) -> list[int]:
    """The duty it meets; none after erasure."""
    return [] if pledge.duty_id is None else [pledge.duty_id]


def _living(pledge_id: int) -> Pledge:
    rows = Pledge.objects.select_for_update(of=("self",)).select_related("declaration")
    pledge = rows.filter(id=pledge_id, effective=True, erased_at=None).first()
    if pledge is None:
        raise NothingToDispute
    return pledge


def _enter(kind: str, pledge: Pledge, more: dict[str, Value], *, at: datetime) -> None:
    body: dict[str, Value] = {"leaf_hash": b64(bytes(pledge.leaf_hash)), **more}
    register.enter(kind=kind, body=body, at=at, rehearsal=pledge.declaration.is_rehearsal)


def _tell(pledge: Pledge, outcome: Outcome, note: str, *, at: datetime) -> None:
    contact = roster.contact(official_id=pledge.duty.official_id) if pledge.duty else None
    if contact is None:
        return
    words = OUTCOME_WORDS[outcome]
    body = Words(
        BODY.id.format(outcome=words.id, note=note or "-"), BODY.en.format(outcome=words.en, note=note or "-")
    )
    accounts.tell(email=contact.email, subject=SUBJECT, body=body, at=at)
