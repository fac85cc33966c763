"""The kiosk: open it with a witness, identify, sign with the two held keys, wait where the day's cap is reached."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from ikrar.accounts.operations import record_act
from ikrar.kernel.ids import new_id
from ikrar.pledges.domain import IdentifiedBy, PresenceLevel, TroubleKind, cards, checking
from ikrar.pledges.domain import kiosk as rules
from ikrar.pledges.domain import presence as presence_rules
from ikrar.pledges.domain.presence import Shown
from ikrar.pledges.domain.running import TOKEN_LENGTH, SiteIsClosed
from ikrar.pledges.models import CodeCard, Duty, Kiosk, KioskEntry, Pledge, Site
from ikrar.pledges.operations import recording, tallying
from ikrar.pledges.operations.recording import Accepted
from ikrar.pledges.operations.running import token_hash
from ikrar.pledges.operations.trail import Actor, today
from ikrar.pledges.queries import SiteNotFound, gate
from ikrar.roster import queries as roster

SHORTEST_NUMBER = 4


@dataclass(frozen=True, slots=True)
class Opened:
    """What the witness is shown once."""

    token: str
    pin: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Signed, but beyond the day's cap: an officer confirms it."""

    signed_at: datetime


def open_kiosk(*, site_id: str, witness_unit: str, by: Actor, at: datetime) -> Opened:
    """Open a kiosk at a site for a witness of that unit (empty: of another institution)."""
    with transaction.atomic():
        site = Site.objects.select_related("declaration").filter(public_id=site_id).first()
        if site is None:
            raise SiteNotFound
        if site.closed_at or site.cancelled_at:
            raise SiteIsClosed
        unit = roster.unit(public_id=witness_unit, on=today(at)).id if witness_unit else None
        token = new_id(TOKEN_LENGTH)
        made = Kiosk.objects.create(
            site=site,
            token_hash=token_hash(token),
            witness=by,
            witness_unit_id=unit,
            opened_at=at,
            last_used_at=at,
        )
        record_act(
            actor=by,
            act="kiosk.opened",
            subject=site.public_id,
            detail={"kiosk": made.public_id, "unit": witness_unit},
            at=at,
        )
    return Opened(token, rules.pin(secret=_secret(), kiosk=made.public_id))


def close_kiosk(*, token: str, pin: str, at: datetime) -> None:
    """The witness closes it on the screen itself."""
    found = open_one(token=token, at=at)
    check_pin(found, pin, at=at)
    with transaction.atomic():
        Kiosk.objects.filter(pk=found.pk).update(closed_at=at)
        record_act(actor=found.witness, act="kiosk.closed", subject=found.public_id, at=at)


def open_one(*, token: str, at: datetime) -> Kiosk:
    """The kiosk behind an address, still open; raises `KioskIsClosed`."""
    found = (
        Kiosk.objects.select_related("site__declaration", "witness")
        .filter(token_hash=token_hash(token))
        .first()
    )
    if found is None or not _is_open(found, at=at):
        raise rules.KioskIsClosed
    return found


def _is_open(found: Kiosk, *, at: datetime) -> bool:
    return found.site.closed_at is None and rules.is_open(
        opened_at=found.opened_at, last_used_at=found.last_used_at, closed_at=found.closed_at, at=at
    )


def check_pin(found: Kiosk, typed: str, *, at: datetime) -> None:
    """Raise unless this is the witness's code; five wrong ones in a row close the kiosk."""
    if rules.is_pin(typed, secret=_secret(), kiosk=found.public_id):
        Kiosk.objects.filter(pk=found.pk).update(wrong_tries=0, last_used_at=at)
        return
    with transaction.atomic():
        locked = Kiosk.objects.select_for_update(of=("self",)).get(pk=found.pk)
        locked.wrong_tries += 1
        locked.closed_at = at if locked.wrong_tries >= rules.TRIES else None
        locked.save(update_fields=["wrong_tries", "closed_at"])
    if locked.closed_at:
        raise rules.KioskIsClosed
    raise rules.WitnessCodeWrong(rules.TRIES - locked.wrong_tries)


def identify(*, token: str, typed: str, pin: str, at: datetime) -> str:
    """Who stands there: by card code, or by number when the witness has seen the identity card. Returns a tid.

    The witness's code comes first, so that nobody learns from a kiosk which numbers exist.
    """
    found = open_one(token=token, at=at)
    check_pin(found, pin, at=at)
    duty, identified_by = _find(found, typed, at=at)
    if _is_of_witness_unit(found, duty, at=at):
        raise rules.WitnessOfSameUnit
    prior = Pledge.objects.filter(duty=duty, effective=True).first()
    if prior is not None:
        raise recording.AlreadyPledged(number=recording.number_of(prior.pk), received_at=prior.received_at)
    _check_signing(found, at=at)
    sealed = recording.seal(duty_id=duty.pk, identified_by=identified_by, at=at)
    with transaction.atomic():
        KioskEntry.objects.filter(kiosk=found, signed_at=None).delete()
        KioskEntry.objects.create(
            kiosk=found, duty=duty, tid=sealed.tid, sealed=sealed.sealed, identified_at=at
        )
        tallying.note_asked(duty_id=duty.pk, at=at)
    return sealed.tid


def _find(found: Kiosk, typed: str, *, at: datetime) -> tuple[Duty, IdentifiedBy]:
    duty = _by_code(found, typed)
    if duty is not None:
        return duty, IdentifiedBy.CODE
    known = roster.official_by_number(number=typed, on=today(at)) if len(typed) >= SHORTEST_NUMBER else None
    asked = Duty.objects.filter(declaration=found.site.declaration)
    duty = asked.filter(official_id=known.id).first() if known else None
    if duty is None:
        recording.note_trouble(
            declaration_id=found.site.declaration_id,
            site_id=found.site_id,
            kind=TroubleKind.UNKNOWN_NUMBER if typed.strip().isdigit() else TroubleKind.WRONG_CODE,
            at=at,
        )
        raise rules.NotOnTheList
    return duty, IdentifiedBy.WITNESS


def _by_code(found: Kiosk, typed: str) -> Duty | None:
    try:
        code = cards.read_code(typed)
    except cards.CodeIsMistyped:
        return None
    hashed = cards.code_hash(
        secret=settings.KEYRING.secret("codes"), declaration=found.site.declaration.public_id, code=code
    )
    card = (
        CodeCard.objects.filter(code_hash=hashed, revoked_at=None, duty__declaration=found.site.declaration)
        .select_related("duty")
        .first()
    )
    return card.duty if card else None


def _is_of_witness_unit(found: Kiosk, duty: Duty, *, at: datetime) -> bool:
    if found.witness_unit_id is None:
        return False
    own = roster.subtree(unit_id=found.witness_unit_id, on=today(at))
    return duty.unit_id == found.witness_unit_id or duty.unit_id in own


def _check_signing(found: Kiosk, *, at: datetime) -> None:
    declaration, site = found.site.declaration.public_id, found.site.public_id
    loaded = gate.rules_of(declarations=[declaration], sites=[site])[declaration]
    try:
        checking.check_open(loaded.rules, site=site, at=at)
    except checking.SigningNotOpen as e:
        raise rules.SigningNotOpenHere from e


def sign(*, token: str, tid: str, stage_code: str, at: datetime) -> Accepted | Waiting:
    """Sign for the person with the kiosk's and the witness's key. Signing twice gives the first answer."""
    found = open_one(token=token, at=at)
    entry = KioskEntry.objects.select_related("pledge").filter(kiosk=found, tid=tid).first()
    if entry is None:
        raise rules.EntryUnknown
    if entry.pledge is not None:
        return recording.accepted(entry.pledge)
    if entry.signed_at is not None:
        return Waiting(entry.signed_at)
    if at - entry.identified_at > rules.ENTRY_HOLDS:
        raise rules.EntryUnknown
    shown = _shown(found.site, stage_code, at=at)
    with transaction.atomic():
        Site.objects.select_for_update(of=("self",)).get(pk=found.site_id)  # one counts at a time
        entry = KioskEntry.objects.select_related("pledge", "kiosk__site", "kiosk__witness").get(pk=entry.pk)
        if entry.signed_at is not None:  # the button was pressed twice
            return recording.accepted(entry.pledge) if entry.pledge else Waiting(entry.signed_at)
        _note_signed(entry, shown, at=at)
        Kiosk.objects.filter(pk=found.pk).update(last_used_at=at)
        if within_cap(declaration_id=found.site.declaration_id, at=at):
            return record_entry(entry, at=at)
    return Waiting(at)


def _note_signed(entry: KioskEntry, shown: Shown | None, *, at: datetime) -> None:
    KioskEntry.objects.filter(duty=entry.duty_id, pledge=None).exclude(pk=entry.pk).delete()
    entry.device_time = recording.clock(at)
    entry.presence = shown.level if shown else PresenceLevel.NONE
    entry.presence_window = shown.window if shown else None
    entry.signed_at = at
    entry.save()


def record_entry(entry: KioskEntry, *, at: datetime) -> Accepted:
    """Turn a signed entry into a pledge."""
    assert entry.signed_at is not None
    kiosk = entry.kiosk
    shown = (
        Shown(kiosk.site.public_id, entry.presence_window, PresenceLevel(entry.presence))
        if entry.presence_window is not None
        else None
    )
    statement = recording.statement_of(sealed=entry.sealed, shown=shown, device_time=entry.device_time)
    answer = recording.record_sealed(
        sealed=entry.sealed,
        shown=shown,
        device_time=entry.device_time,
        site_id=kiosk.site_id,
        offered=rules.signed(
            statement, secret=_secret(), kiosk=kiosk.public_id, witness=kiosk.witness.public_id
        ),
        signed_at=entry.signed_at,
        at=at,
    )
    entry.pledge_id, entry.sealed = answer.pledge_id, ""
    entry.save(update_fields=["pledge", "sealed"])
    return answer


def within_cap(*, declaration_id: int, at: datetime) -> bool:
    """Whether another kiosk pledge may count at once: so many a day, until an officer has confirmed them."""
    since = at - timedelta(hours=24)
    unconfirmed = KioskEntry.objects.filter(
        kiosk__site__declaration_id=declaration_id,
        signed_at__gt=since,
        pledge__isnull=False,
        confirmed_at=None,
    )
    return unconfirmed.count() < settings.IKRAR_KIOSK_PER_DAY


def confirm_entries(*, declaration: str, by: Actor, at: datetime) -> int:
    """The personnel office stands by what was signed at kiosks: what waited is recorded, the cap starts anew.

    What the officer witnessed in person waits for another officer.
    """
    recorded = 0
    with transaction.atomic():
        of_others = KioskEntry.objects.filter(
            kiosk__site__declaration__public_id=declaration, signed_at__isnull=False, confirmed_at=None
        ).exclude(kiosk__witness=by)
        for entry in of_others.select_related("kiosk__site", "kiosk__witness").order_by("signed_at", "id"):
            if entry.pledge_id is None:
                recorded += _record_or_drop(entry, at=at)
        confirmed = of_others.update(confirmed_at=at, confirmed_by=by)
        record_act(
            actor=by,
            act="kiosk.confirmed",
            subject=declaration,
            detail={"confirmed": confirmed, "recorded": recorded},
            at=at,
        )
    return recorded


def _record_or_drop(entry: KioskEntry, *, at: datetime) -> int:
    """A person who signed elsewhere meanwhile has a pledge already; the waiting entry is not needed."""
    try:
        with transaction.atomic():
            record_entry(entry, at=at)
    except recording.AlreadyPledged:
        entry.delete()
        return 0
    return 1


def _shown(site: Site, typed: str, *, at: datetime) -> Shown | None:
    if not typed.strip() or site.signing_opened_at is None:
        return None
    return presence_rules.find(
        key=presence_rules.site_key(secret=settings.KEYRING.secret("presence"), site=site.public_id),
        site=site.public_id,
        code=presence_rules.read_code(typed),
        at=at,
        opened_at=site.signing_opened_at,
        closed_at=site.signing_closed_at,
        seconds=settings.IKRAR_PRESENCE_SECONDS,
    )


def _secret() -> bytes:
    return bytes(settings.KEYRING.secret("kiosk"))
