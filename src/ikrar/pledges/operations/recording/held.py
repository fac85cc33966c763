"""Record for who has no phone: at a kiosk with a witness, or from a paper roll.

The pass never leaves the server. It is sealed with what its commitment opens to, so that a statement signed now may
be recorded later, when an officer has confirmed it.
"""

import json
import secrets as random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ikrar.kernel.canonical import Value
from ikrar.kernel.zones import JAKARTA
from ikrar.pledges.domain import armour, checking, identity, passes, statement
from ikrar.pledges.domain.checking import Checked, DeclarationUnknown
from ikrar.pledges.domain.identity import Signer
from ikrar.pledges.domain.passes import Pass
from ikrar.pledges.domain.presence import Shown
from ikrar.pledges.domain.signature import Offered, Signed, check_plain
from ikrar.pledges.domain.values import IdentifiedBy
from ikrar.pledges.models import Duty, Site
from ikrar.pledges.operations.recording.answers import Accepted, Answer, NotAsked, or_raise
from ikrar.pledges.operations.recording.writing import Ready, write
from ikrar.pledges.queries import gate
from ikrar.pledges.queries.gate import Loaded
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing
from ikrar.roster.queries import OfficialView


@dataclass(frozen=True, slots=True)
class Sealed:
    """A pass with its opening, for the server's own keeping; `tid` names it."""

    sealed: str
    tid: str


def pass_for(duty: Duty, *, loaded: Loaded, identified_by: IdentifiedBy, at: datetime) -> tuple[Pass, Signer]:
    """A fresh pass for a person of the list, and what its commitment opens to."""
    view = view_of(official_id=duty.official_id, standing=duty.standing, loaded=loaded, at=at)
    return pass_of(view, loaded=loaded, identified_by=identified_by)


def view_of(*, official_id: int, standing: str, loaded: Loaded, at: datetime) -> OfficialView:
    """The person of a duty as the roster knows him or her that day, or `NotAsked`."""
    if standing == Standing.LEFT or loaded.rules.cut_off_at is None:
        raise NotAsked
    try:
        return roster.official(id=official_id, on=at.astimezone(JAKARTA).date())
    except roster.OfficialNotFound as e:
        raise NotAsked from e


def pass_of(view: OfficialView, *, loaded: Loaded, identified_by: IdentifiedBy) -> tuple[Pass, Signer]:
    """A fresh pass for an official whose duty was looked at already."""
    assert loaded.rules.cut_off_at is not None  # a fixed declaration has one
    salt = random.token_bytes(passes.SALT_BYTES)
    signer = Signer(view.institution_name, view.name, view.number_tail)
    given = Pass(
        tid=random.token_hex(passes.TID_HEX // 2),
        register=loaded.rules.register,
        declaration=loaded.public_id,
        epoch=loaded.rules.epoch,
        official=view.public_id,
        identified_by=identified_by,
        signer=identity.commit(signer, salt=salt),
        salt=armour.b64(salt),
        text_sha256=loaded.rules.text_sha256,
        not_after=passes.last_second(loaded.rules.cut_off_at),
    )
    return given, signer


def seal(*, duty_id: int, identified_by: IdentifiedBy, at: datetime) -> Sealed:
    """Identify a person at a kiosk or on paper; raises when nothing may be signed now."""
    duty = Duty.objects.select_related("declaration").get(id=duty_id)
    if duty.declaration is None:
        raise NotAsked
    loaded = _loaded(duty.declaration.public_id)
    given, signer = pass_for(duty, loaded=loaded, identified_by=identified_by, at=at)
    checking.check_rules(given, rules=loaded.rules, at=at)
    token = passes.encode(given, keys=gate.secrets().pass_keys)
    opening: dict[str, Value] = {**signer.as_json()}
    return Sealed(f"{token}~{armour.url64(armour.jcs(opening))}", given.tid)


def statement_of(*, sealed: str, shown: Shown | None, device_time: str) -> bytes:
    """The bytes to be signed by the keys of the kiosk or the paper desk."""
    return statement.build(given=_opened(sealed)[0], shown=shown, device_time=device_time)


def record_sealed(
    *,
    sealed: str,
    shown: Shown | None,
    device_time: str,
    site_id: int,
    offered: Offered,
    signed_at: datetime,
    at: datetime,
) -> Accepted:
    """Record what was signed under a sealed pass. `signed_at` decides whether it was in time, `at` is recorded."""
    given, signer = _opened(sealed)
    loaded = _loaded(given.declaration)
    site = Site.objects.get(id=site_id)
    passes.check(given, register=loaded.rules.register, at=signed_at)
    checking.check_rules(given, rules=loaded.rules, at=signed_at)
    checking.check_open(loaded.rules, site=site.public_id, at=signed_at)
    built = statement.build(given=given, shown=shown, device_time=device_time)
    value = check_plain(key=offered.key, value=offered.value, message=built)
    checked = Checked(
        given=given,
        statement=built,
        signer=signer,
        signed=Signed(kind=offered.kind, key=offered.key, value=value, more=offered.notes),
        shown=shown,
        minutes_off=0,
        site=site.public_id,
    )
    answers: list[Answer | None] = [None]
    write([Ready(checked, loaded, 0)], answers, at=at, settle=True)
    return or_raise(answers[0])


def record_held(
    *,
    duty_id: int,
    site_id: int,
    identified_by: IdentifiedBy,
    sign: Callable[[bytes], Offered],
    at: datetime,
    shown: Shown | None = None,
) -> Accepted:
    """Seal, sign and record in one go; `sign` holds the kiosk's or the paper desk's keys."""
    sealed = seal(duty_id=duty_id, identified_by=identified_by, at=at).sealed
    told = clock(at)
    return record_sealed(
        sealed=sealed,
        shown=shown,
        device_time=told,
        site_id=site_id,
        offered=sign(statement_of(sealed=sealed, shown=shown, device_time=told)),
        signed_at=at,
        at=at,
    )


def clock(at: datetime) -> str:
    """Our own clock as a statement tells it."""
    return f"{at.astimezone(JAKARTA):%Y-%m-%dT%H:%M:%S}+07:00"


def _opened(sealed: str) -> tuple[Pass, Signer]:
    token, _, opening = sealed.partition("~")
    given = passes.parse(token, keys=gate.secrets().pass_keys)
    signer = identity.read_signer(json.loads(armour.unurl64(opening)))
    identity.check_signer(signer, salt=given.salt, commitment=given.signer)
    return given, signer


def _loaded(declaration: str) -> Loaded:
    found = gate.rules_of(declarations=[declaration]).get(declaration)
    if found is None:
        raise DeclarationUnknown
    return found
