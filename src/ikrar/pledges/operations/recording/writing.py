"""Write checked pledges: one stroke for a batch, and the database decides what may stand beside what."""

import secrets as random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from ikrar.kernel.canonical import Value
from ikrar.pledges.domain import armour, checking
from ikrar.pledges.domain.checking import Checked
from ikrar.pledges.domain.record import BLIND_BYTES, digest, may_replace
from ikrar.pledges.domain.record import record as record_of
from ikrar.pledges.domain.values import KeyKind, PresenceLevel
from ikrar.pledges.models import DeviceKey, Duty, Pledge, Refusal, Site
from ikrar.pledges.operations.recording.answers import (
    AlreadyPledged,
    Answer,
    NotAsked,
    PassUsed,
    accepted,
)
from ikrar.pledges.operations.recording.troubles import note_shared_devices
from ikrar.pledges.queries.gate import Loaded
from ikrar.pledges.queries.receipts import number_of
from ikrar.register import operations as register
from ikrar.roster.domain import Standing

REPLACED = "pledge-replaced"


@dataclass(slots=True)
class Ready:
    """A checked pledge with its declaration, waiting to be written."""

    checked: Checked
    loaded: Loaded
    place: int


@dataclass(slots=True)
class _Known:
    """What the database says about the people and passes of a batch."""

    duties: dict[tuple[int, str], Duty]
    by_tid: dict[str, Pledge]
    by_duty: dict[int, Pledge]
    sites: dict[str, int]
    made: list[tuple[Ready, Pledge]] = field(default_factory=list)
    replaced: list[tuple[Pledge, bool]] = field(default_factory=list)


def write(ready: Sequence[Ready], answers: list[Answer | None], *, at: datetime) -> None:
    """All of them in one stroke; where another writer came between, each for itself."""
    try:
        with transaction.atomic():
            _write_together(ready, answers, at=at)
    except IntegrityError:
        for item in ready:
            _write_alone(item, answers, at=at)


def _write_alone(item: Ready, answers: list[Answer | None], *, at: datetime) -> None:
    try:
        with transaction.atomic():
            _write_together([item], answers, at=at)
    except IntegrityError:
        # Another writer won this very person between our look and our insert; the second look sees it.
        with transaction.atomic():
            _write_together([item], answers, at=at)


def _write_together(ready: Sequence[Ready], answers: list[Answer | None], *, at: datetime) -> None:
    known = _known(ready)
    stored: dict[int, Pledge] = {}
    for item in ready:
        try:
            stored[item.place] = _decided(item, known, at=at)
        except (PassUsed, NotAsked, checking.SigningNotOpen) as refusal:
            answers[item.place] = refusal
    _insert(known, at=at)
    for item in ready:
        if item.place in stored:
            answers[item.place] = _answer(item, stored[item.place])


def _answer(item: Ready, pledge: Pledge) -> Answer:
    """Accepted when the stored pledge is this one; else somebody of that name was here before."""
    if pledge.tid == item.checked.given.tid:
        return accepted(pledge)
    return AlreadyPledged(number=number_of(pledge.id), received_at=pledge.received_at)


def _known(ready: Sequence[Ready]) -> _Known:
    officials = {item.checked.given.official for item in ready}
    declarations = {item.loaded.id for item in ready}
    duties = Duty.objects.filter(declaration__in=declarations, official__public_id__in=officials)
    found = {(d.declaration_id, d.official.public_id): d for d in duties.select_related("official", "site")}
    ids = [duty.id for duty in found.values()]
    tids = [item.checked.given.tid for item in ready]
    places = {p for item in ready if (p := item.checked.place)}
    return _Known(
        duties={(key[0], key[1]): duty for key, duty in found.items() if key[0] is not None},
        by_tid={p.tid: p for p in Pledge.objects.filter(tid__in=tids)},
        by_duty={p.duty_id: p for p in Pledge.objects.filter(duty__in=ids, effective=True) if p.duty_id},
        sites=dict(Site.objects.filter(public_id__in=places).values_list("public_id", "id")),
    )


def _decided(item: Ready, known: _Known, *, at: datetime) -> Pledge:
    """The pledge that stands: one this repeats, one of the same person before, or a new one."""
    given = item.checked.given
    if given.tid in known.by_tid:
        return _same(known.by_tid[given.tid], item.checked)
    duty = known.duties.get((item.loaded.id, given.official))
    if duty is None or duty.standing == Standing.LEFT:
        raise NotAsked
    _check_own_site_open(item, duty, at=at)
    before = known.by_duty.get(duty.id)
    if before is not None:
        if not may_replace(old=before.key_kind, new=item.checked.signed.kind):
            return before
        before.effective = False
        known.replaced.append((before, item.loaded.is_rehearsal))
    pledge = _pledge(item, duty, known, at=at)
    known.by_tid[given.tid] = known.by_duty[duty.id] = pledge
    known.made.append((item, pledge))
    return pledge


def _same(prior: Pledge, checked: Checked) -> Pledge:
    if prior.statement is None or bytes(prior.statement) != checked.statement:
        raise PassUsed
    return prior


def _check_own_site_open(item: Ready, duty: Duty, *, at: datetime) -> None:
    # Without a stage code a person belongs to the site of his or her unit.
    if item.checked.place is None and duty.site is not None:
        checking.check_open(item.loaded.rules, site=duty.site.public_id, at=at)


def _pledge(item: Ready, duty: Duty, known: _Known, *, at: datetime) -> Pledge:
    checked, shown = item.checked, item.checked.shown
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)  # the record says milliseconds
    return Pledge(
        tid=checked.given.tid,
        declaration_id=item.loaded.id,
        duty=duty,
        unit_id=duty.unit_id,
        site_id=known.sites.get(checked.place or "", duty.site_id),
        key_kind=checked.signed.kind,
        identified_by=checked.given.identified_by,
        presence=shown.level if shown else PresenceLevel.NONE,
        presence_window=shown.window if shown else None,
        presence_site=shown.site if shown else "",
        statement=checked.statement,
        signature=checked.signed.as_json(),
        key_thumbprint=checked.signed.thumbprint,
        salt=armour.unb64(checked.given.salt),
        signer_shown=checked.signer.as_json(),
        blind=random.token_bytes(BLIND_BYTES),
        received_at=at,
        device_minutes_off=checked.minutes_off,
    )


def _insert(known: _Known, *, at: datetime) -> None:
    _enter(known, at=at)
    old = [pledge.pk for pledge, _ in known.replaced if pledge.pk]
    if old:
        Pledge.objects.filter(id__in=old).update(effective=False)
    Pledge.objects.bulk_create([pledge for _, pledge in known.made])
    for pledge, rehearsal in known.replaced:
        body: dict[str, Value] = {"leaf_hash": armour.b64(bytes(pledge.leaf_hash)), "reason": "stronger-key"}
        register.enter(kind=REPLACED, body=body, at=at, rehearsal=rehearsal)
    _after([pledge for _, pledge in known.made], at=at)


def _enter(known: _Known, *, at: datetime) -> None:
    """Enter the leaves, and give each pledge its own."""
    for rehearsal in (False, True):
        group = [(item, pledge) for item, pledge in known.made if item.loaded.is_rehearsal == rehearsal]
        if not group:
            continue
        entries = [("pledge", _digest(item.checked, pledge)) for item, pledge in group]
        leaves = register.enter_hashed(entries=entries, at=at, rehearsal=rehearsal)
        for (_, pledge), leaf_hash in zip(group, leaves, strict=True):
            pledge.leaf_hash = leaf_hash


def _digest(checked: Checked, pledge: Pledge) -> bytes:
    return digest(
        record_of(
            statement=checked.statement,
            signature=checked.signed.as_json(),
            identified_by=str(checked.given.identified_by),
            shown=checked.shown,
            received_at=pledge.received_at,
            blind=bytes(pledge.blind or b""),
        )
    )


def _after(made: list[Pledge], *, at: datetime) -> None:
    """What a pledge brings with it: the person was asked, no longer declines, and the device's key is known."""
    if not made:
        return
    duties = [pledge.duty_id for pledge in made if pledge.duty_id]
    Duty.objects.filter(id__in=duties, asked_at=None).update(asked_at=at)
    Refusal.objects.filter(duty__in=duties).delete()
    on_devices = [pledge for pledge in made if pledge.key_kind == KeyKind.DEVICE]
    DeviceKey.objects.bulk_create(
        [key for pledge in on_devices if (key := _device_key(pledge, at=at))], ignore_conflicts=True
    )
    note_shared_devices(on_devices, at=at)


def _device_key(pledge: Pledge, *, at: datetime) -> DeviceKey | None:
    if pledge.duty is None or not pledge.signature:
        return None
    return DeviceKey(
        official_id=pledge.duty.official_id,
        thumbprint=pledge.key_thumbprint,
        spki=armour.unb64(pledge.signature["key"]),
        enrolled_at=at,
    )
