"""Check what arrived and record what holds."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from ikrar.pledges.domain import checking, passes
from ikrar.pledges.domain.checking import DeclarationUnknown, Offer
from ikrar.pledges.domain.passes import Pass
from ikrar.pledges.models import Pledge
from ikrar.pledges.operations.recording.answers import Accepted, Answer, or_raise, repeated
from ikrar.pledges.operations.recording.troubles import note_odd
from ikrar.pledges.operations.recording.writing import Ready, write
from ikrar.pledges.queries import gate
from ikrar.pledges.queries.gate import NOTHING, Loaded, Memory


def record(
    *, batch: Sequence[Offer], at: datetime, memory: Memory = NOTHING, settle: bool = False
) -> list[Answer]:
    """Check and record; one answer for each, in order. Returns only after the commit.

    One bad pledge is refused for itself. A fault of the database is raised: what was committed before it counts, and
    since nobody got an answer, sending the batch again gives those pledges their first answer.
    """
    answers: list[Answer | None] = [None] * len(batch)
    given = _parsed(batch, answers)
    _round(batch, given, answers, at=at, memory=memory, settle=settle)
    _repeat(batch, given, answers)
    stale = [place for place in given if memory.holds and isinstance(answers[place], checking.RULED)]
    if stale:
        for place in stale:
            answers[place] = None
        again = {place: given[place] for place in stale}
        _round(batch, again, answers, at=at, memory=memory, settle=settle, anew=True)
    note_odd(((given[place].declaration, answers[place]) for place in given), at=at)
    return [answer if answer is not None else DeclarationUnknown() for answer in answers]


def record_one(*, offer: Offer, at: datetime) -> Accepted:
    """A batch of one, settled at once; raises what was refused."""
    return or_raise(record(batch=[offer], at=at, settle=True)[0])


def _parsed(batch: Sequence[Offer], answers: list[Answer | None]) -> dict[int, Pass]:
    keys = gate.secrets().pass_keys
    given = {}
    for place, offer in enumerate(batch):
        try:
            given[place] = passes.parse(offer.token, keys=keys)
        except passes.PassForged as refusal:
            answers[place] = refusal
    return given


def _round(
    batch: Sequence[Offer],
    given: dict[int, Pass],
    answers: list[Answer | None],
    *,
    at: datetime,
    memory: Memory,
    settle: bool,
    anew: bool = False,
) -> None:
    """Check these by the rules and write those that hold."""
    declarations = {found.declaration for found in given.values()}
    loaded = memory.rules_of(declarations=declarations, at=at, anew=anew)
    ready = _checked(batch, given, answers, loaded=loaded, at=at)
    if ready:
        write(ready, answers, at=at, settle=settle)


def _checked(
    batch: Sequence[Offer],
    given: dict[int, Pass],
    answers: list[Answer | None],
    *,
    loaded: dict[str, Loaded],
    at: datetime,
) -> list[Ready]:
    """Those that hold; refusals are answered on the way."""
    secrets = gate.secrets()
    passkeys = gate.enrolled(credential_ids=_credentials(batch[place] for place in given))
    ready = []
    for place, found in given.items():
        offer = batch[place]
        try:
            checked = checking.check(
                offer,
                given=found,
                rules=_rules(loaded, found),
                enrolled=passkeys.get(offer.signature.credential_id),
                secrets=secrets,
                at=at,
            )
        except Exception as refusal:  # noqa: BLE001 (each pledge of a batch is refused for itself; the view raises it)
            answers[place] = refusal
        else:
            ready.append(Ready(checked, loaded[found.declaration], place))
    return ready


def _credentials(offers: Iterable[Offer]) -> set[bytes]:
    return {offer.signature.credential_id for offer in offers if offer.signature.credential_id}


def _rules(loaded: dict[str, Loaded], given: Pass) -> checking.Rules:
    if given.declaration not in loaded:
        raise DeclarationUnknown
    return loaded[given.declaration].rules


def _repeat(batch: Sequence[Offer], given: dict[int, Pass], answers: list[Answer | None]) -> None:
    """Whose pass has signed before gets that answer, whatever would be said to it today."""
    refused = {given[place].tid: place for place in given if isinstance(answers[place], Exception)}
    if not refused:
        return
    prior = {pledge.tid: pledge for pledge in Pledge.objects.filter(tid__in=refused)}
    for place, found in given.items():
        if found.tid in prior and isinstance(answers[place], Exception):
            answers[place] = repeated(prior[found.tid], batch[place].statement)
