"""Write checked pledges: one stroke for a batch, and the database decides what may stand beside what.

Only what the database did not take is looked at singly: a repetition, another pledge of the same person, a stronger
key that replaces a weaker one.
"""

import secrets as random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import OperationalError, transaction
from django.db.models import Q

from ikrar.kernel.canonical import Value
from ikrar.pledges.domain import armour, checking, numbers, record
from ikrar.pledges.domain.checking import Checked
from ikrar.pledges.domain.values import PresenceLevel
from ikrar.pledges.models import Pledge
from ikrar.pledges.operations import settling
from ikrar.pledges.operations.recording import rows
from ikrar.pledges.operations.recording.answers import Accepted, AlreadyPledged, Answer, NotAsked, repeated
from ikrar.pledges.operations.recording.rows import Row
from ikrar.pledges.queries import gate
from ikrar.pledges.queries.gate import Asked, Loaded
from ikrar.pledges.queries.receipts import number_of
from ikrar.register import domain as register_domain
from ikrar.register import operations as register
from ikrar.roster.domain import Standing

REPLACED = "pledge-replaced"
LOOKS = 3  # what stood in the way and then vanished does so once, hardly ever again


@dataclass(frozen=True, slots=True)
class Ready:
    """A checked pledge with its declaration, waiting to be written."""

    checked: Checked
    loaded: Loaded
    place: int


@dataclass(frozen=True, slots=True)
class _Draft:
    """A row to be put down, and its leaf."""

    row: Row
    leaf: bytes
    place: int
    is_rehearsal: bool


def write(ready: Sequence[Ready], answers: list[Answer | None], *, at: datetime, settle: bool) -> None:
    """All of them in one stroke; then, one by one, those whose place was taken.

    With `settle` the same transaction does what else is left to the clerk.
    """
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)  # the record says milliseconds
    left = _drafts(ready, answers, at=at)
    for _ in range(LOOKS):
        left = _stroke(left, answers, at=at, settle=settle)
        if not left:
            return
        left = _met(left, answers, at=at, settle=settle)
    for draft in left:
        answers[draft.place] = OperationalError("another writer holds this person and cannot be seen")


def _stroke(
    drafts: Sequence[_Draft], answers: list[Answer | None], *, at: datetime, settle: bool
) -> list[_Draft]:
    """One durable transaction; what the database did not take comes back."""
    if not drafts:
        return []
    first: dict[str, _Draft] = {}  # of several under one pass
    for draft in drafts:
        first.setdefault(draft.row.tid, draft)
    with transaction.atomic():
        ids = _put(list(first.values()), at=at, settle=settle)
    secret = settings.KEYRING.secret("numbers")
    for tid, pledge_id in ids.items():
        row = first[tid].row
        number = numbers.number_of(pledge_id, secret=secret)
        answers[first[tid].place] = Accepted(pledge_id, number, row.leaf_hash, at, row.device_minutes_off)
    return [draft for draft in drafts if answers[draft.place] is None]


def _put(drafts: Sequence[_Draft], *, at: datetime, settle: bool) -> dict[str, int]:
    """Rows, leaves and the queue of what is to be settled; inside a transaction."""
    ids = rows.insert([draft.row for draft in drafts], at=at)
    for rehearsal in (False, True):
        leaves = [
            (register_domain.PLEDGE, draft.leaf)
            for draft in drafts
            if draft.is_rehearsal == rehearsal and draft.row.tid in ids
        ]
        if leaves:
            register.enter_leaves(leaves=leaves, at=at, rehearsal=rehearsal)
    rows.queue(list(ids.values()))
    if settle:
        settling.settle_these(pledges=list(ids.values()), at=at)
    return ids


def _met(
    drafts: Sequence[_Draft], answers: list[Answer | None], *, at: datetime, settle: bool
) -> list[_Draft]:
    """An answer from what stands in the way of each; the drafts again in whose way nothing stands any more."""
    mine = Q(tid__in=[d.row.tid for d in drafts]) | Q(
        duty__in=[d.row.duty_id for d in drafts], effective=True
    )
    found = list(Pledge.objects.filter(mine))
    by_tid = {pledge.tid: pledge for pledge in found}
    by_duty = {pledge.duty_id: pledge for pledge in found if pledge.effective}
    for draft in sorted(drafts, key=lambda one: one.row.duty_id):
        prior, before = by_tid.get(draft.row.tid), by_duty.get(draft.row.duty_id)
        if prior is not None:
            answers[draft.place] = repeated(prior, draft.row.statement)
        elif before is not None and record.may_replace(old=before.key_kind, new=draft.row.key_kind):
            answers[draft.place] = _replaced(before.id, draft, at=at, settle=settle)
        elif before is not None:
            answers[draft.place] = AlreadyPledged(number=number_of(before.id), received_at=before.received_at)
    return [draft for draft in drafts if answers[draft.place] is None]


def _replaced(before: int, draft: _Draft, *, at: datetime, settle: bool) -> Accepted | None:
    """The stronger key in the weaker one's place, in one transaction; None when somebody was quicker."""
    with transaction.atomic():
        settling.settle_these(pledges=[before], at=at)
        old = Pledge.objects.select_for_update(of=("self",)).filter(id=before, effective=True).first()
        if old is None:
            return None
        settling.retire(old)
        ids = _put([draft], at=at, settle=settle)
        if not ids:
            transaction.set_rollback(True)
            return None
        body: dict[str, Value] = {"leaf_hash": armour.b64(bytes(old.leaf_hash)), "reason": "stronger-key"}
        register.enter(kind=REPLACED, body=body, at=at, rehearsal=draft.is_rehearsal)
    pledge_id = ids[draft.row.tid]
    return Accepted(pledge_id, number_of(pledge_id), draft.row.leaf_hash, at, draft.row.device_minutes_off)


def _drafts(ready: Sequence[Ready], answers: list[Answer | None], *, at: datetime) -> list[_Draft]:
    """Rows for those who are asked here; the others are answered."""
    duties = _duties(ready)
    blinds = random.token_bytes(record.BLIND_BYTES * len(ready))
    received_at = register_domain.moment(at)
    made = []
    for nth, item in enumerate(ready):
        duty = duties.get((item.loaded.id, item.checked.given.official))
        refusal = _refusal(item, duty, at=at)
        if refusal is not None or duty is None:
            answers[item.place] = refusal or NotAsked()
            continue
        start = nth * record.BLIND_BYTES
        made.append(_draft(item, duty, blinds[start : start + record.BLIND_BYTES], received_at=received_at))
    return made


def _duties(ready: Sequence[Ready]) -> dict[tuple[int, str], Asked]:
    people: dict[int, set[str]] = {}
    for item in ready:
        people.setdefault(item.loaded.id, set()).add(item.checked.given.official)
    return {
        (declaration, official): duty
        for declaration, officials in people.items()
        for official, duty in gate.asked(declaration_id=declaration, officials=officials).items()
    }


def _refusal(item: Ready, duty: Asked | None, *, at: datetime) -> Exception | None:
    if duty is None or duty.standing == Standing.LEFT:
        return NotAsked()
    # Without a stage code a person belongs to the site of his or her unit.
    if item.checked.place is None and duty.site_id is not None:
        own = item.loaded.site_names.get(duty.site_id)
        opened_at = item.loaded.rules.opened.get(own) if own else None
        if opened_at is None or opened_at > at:
            return checking.SigningNotOpen()
    return None


def _draft(item: Ready, duty: Asked, blind: bytes, *, received_at: str) -> _Draft:
    checked, shown = item.checked, item.checked.shown
    given, signed, place = checked.given, checked.signed, checked.place
    part = signed.part()
    digest = sha256(
        record.canonical_bytes(
            statement=checked.statement,
            signature=part,
            identified_by=given.identified_by,
            shown=shown,
            received_at=received_at,
            blind=blind,
        )
    ).digest()
    leaf = register_domain.leaf(register_domain.PLEDGE, digest)
    row = Row(
        given.tid,
        item.loaded.id,
        duty.id,
        duty.unit_id,
        item.loaded.sites.get(place, duty.site_id) if place else duty.site_id,
        signed.kind,
        given.identified_by,
        shown.level if shown else PresenceLevel.NONE,
        shown.window if shown else None,
        shown.site if shown else "",
        checked.statement,
        part,
        signed.thumbprint,
        armour.unb64(given.salt),
        checked.signer.canonical(),
        blind,
        checked.minutes_off,
        register_domain.leaf_hash(leaf),
    )
    return _Draft(row, leaf, item.place, item.loaded.is_rehearsal)
