"""Check what arrived and record what holds."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from ikrar.pledges.domain import checking, passes
from ikrar.pledges.domain.checking import DeclarationUnknown, Offer, Proved
from ikrar.pledges.models import Pledge
from ikrar.pledges.operations.recording.answers import Accepted, Answer, or_raise, repeated
from ikrar.pledges.operations.recording.troubles import note_odd
from ikrar.pledges.operations.recording.writing import Ready, write
from ikrar.pledges.queries import gate
from ikrar.pledges.queries.gate import NOTHING, Loaded, Memory


def record(
    *, batch: Sequence[Offer | Proved], at: datetime, memory: Memory = NOTHING, settle: bool = False
) -> list[Answer]:
    """Check and record; one answer for each, in order. Returns only after the commit.

    What was proved before is not proved again. One bad pledge is refused for itself. A fault of the database is raised: what was committed before it counts, and
    since nobody got an answer, sending the batch again gives those pledges their first answer.
    """
    answers: list[Answer | None] = [None] * len(batch)
    proved = _proved(batch, answers)
    _round(proved, answers, at=at, memory=memory, settle=settle)
    _repeat(proved, answers)
    stale = [place for place in proved if memory.holds and isinstance(answers[place], checking.RULED)]
    if stale:
        for place in stale:
            answers[place] = None
        again = {place: proved[place] for place in stale}
        _round(again, answers, at=at, memory=memory, settle=settle, anew=True)
    note_odd(((one.given.declaration, answers[place]) for place, one in proved.items()), at=at)
    return [answer if answer is not None else DeclarationUnknown() for answer in answers]


def record_one(*, offer: Offer, at: datetime) -> Accepted:
    """A batch of one, settled at once; raises what was refused."""
    return or_raise(record(batch=[offer], at=at, settle=True)[0])


def _proved(batch: Sequence[Offer | Proved], answers: list[Answer | None]) -> dict[int, Proved]:
    secrets = gate.secrets()
    proved = {}
    for place, offer in enumerate(batch):
        try:
            proved[place] = checking.prove(offer, secrets=secrets) if isinstance(offer, Offer) else offer
        except passes.PassForged as refusal:
            answers[place] = refusal
    return proved


def _round(
    proved: Mapping[int, Proved],
    answers: list[Answer | None],
    *,
    at: datetime,
    memory: Memory,
    settle: bool,
    anew: bool = False,
) -> None:
    """Check these by the rules and write those that hold."""
    declarations = {one.given.declaration for one in proved.values()}
    loaded = memory.rules_of(declarations=declarations, at=at, anew=anew)
    ready = _checked(proved, answers, loaded=loaded, at=at)
    if ready:
        write(ready, answers, at=at, settle=settle)


def _checked(
    proved: Mapping[int, Proved],
    answers: list[Answer | None],
    *,
    loaded: dict[str, Loaded],
    at: datetime,
) -> list[Ready]:
    """Those that hold; refusals are answered on the way."""
    passkeys = gate.enrolled(credential_ids=_credentials(proved.values()))
    ready = []
    for place, one in proved.items():
        mine = loaded.get(one.given.declaration)
        try:
            checked = checking.check(
                one,
                rules=_rules(mine),
                enrolled=passkeys.get(one.offer.signature.credential_id),
                at=at,
            )
        except Exception as refusal:  # noqa: BLE001 (each pledge of a batch is refused for itself; the view raises it)
            answers[place] = refusal
        else:
            assert mine is not None  # _rules has seen to it
            ready.append(Ready(checked, mine, place))
    return ready


def _credentials(proved: Iterable[Proved]) -> set[bytes]:
    return {one.offer.signature.credential_id for one in proved if one.offer.signature.credential_id}


def _rules(loaded: Loaded | None) -> checking.Rules:
    if loaded is None:
        raise DeclarationUnknown
    return loaded.rules


def _repeat(proved: Mapping[int, Proved], answers: list[Answer | None]) -> None:
    """Whose pass has signed before gets that answer, whatever would be said to it today."""
    refused = {one.given.tid for place, one in proved.items() if isinstance(answers[place], Exception)}
    if not refused:
        return
    prior = {pledge.tid: pledge for pledge in Pledge.objects.filter(tid__in=refused)}
    for place, one in proved.items():
        if one.given.tid in prior and isinstance(answers[place], Exception):
            answers[place] = repeated(prior[one.given.tid], one.offer.statement)
