"""Check what arrived and record what holds."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ikrar.pledges.domain import checking, passes
from ikrar.pledges.domain.checking import DeclarationUnknown, Offer, Secrets
from ikrar.pledges.domain.passes import Pass
from ikrar.pledges.models import Pledge
from ikrar.pledges.operations.recording.answers import Accepted, Answer, PassUsed, accepted, or_raise
from ikrar.pledges.operations.recording.troubles import note_odd
from ikrar.pledges.operations.recording.writing import Ready, write
from ikrar.pledges.queries import gate
from ikrar.pledges.queries.gate import Loaded


def record(*, batch: Sequence[Offer], at: datetime) -> list[Answer]:
    """Check and record; one answer for each, in order. Returns only after the commit."""
    secrets = gate.secrets()
    answers: list[Answer | None] = [None] * len(batch)
    ready = _checked(batch, answers, secrets=secrets, at=at)
    if ready:
        with transaction.atomic():
            write(ready, answers, at=at)
    note_odd(batch, answers, secrets=secrets, at=at)
    return [answer if answer is not None else DeclarationUnknown() for answer in answers]


def record_one(*, offer: Offer, at: datetime) -> Accepted:
    """A batch of one; raises what was refused."""
    return or_raise(record(batch=[offer], at=at)[0])


def _checked(
    batch: Sequence[Offer], answers: list[Answer | None], *, secrets: Secrets, at: datetime
) -> list[Ready]:
    """Those that hold; refusals and repetitions are answered on the way."""
    given = {
        place: found
        for place, offer in enumerate(batch)
        if (found := _parsed(offer, place, answers, secrets))
    }
    prior = {p.tid: p for p in Pledge.objects.filter(tid__in=[found.tid for found in given.values()])}
    loaded = gate.rules_of(declarations={found.declaration for found in given.values()})
    passkeys = gate.enrolled(
        credential_ids={o.signature.credential_id for o in batch if o.signature.credential_id}
    )
    ready = []
    for place, found in given.items():
        offer = batch[place]
        try:
            if found.tid in prior:
                answers[place] = _repeated(prior[found.tid], offer.statement)
            else:
                checked = checking.check(
                    offer,
                    given=found,
                    rules=_rules(loaded, found),
                    enrolled=passkeys.get(offer.signature.credential_id),
                    secrets=secrets,
                    at=at,
                )
                ready.append(Ready(checked, loaded[found.declaration], place))
        except Exception as refusal:  # noqa: BLE001 (each pledge of a batch is refused for itself; the view raises it)
            answers[place] = refusal
    return ready


def _parsed(offer: Offer, place: int, answers: list[Answer | None], secrets: Secrets) -> Pass | None:
    try:
        return passes.parse(offer.token, keys=secrets.pass_keys)
    except passes.PassForged as refusal:
        answers[place] = refusal
        return None


def _rules(loaded: dict[str, Loaded], given: Pass) -> checking.Rules:
    if given.declaration not in loaded:
        raise DeclarationUnknown
    return loaded[given.declaration].rules


def _repeated(prior: Pledge, offered: bytes) -> Accepted:
    """The same pass and statement: the first answer. Anything else under this pass: refused."""
    if prior.statement is None or bytes(prior.statement) != offered:
        raise PassUsed
    return accepted(prior)
