"""Whether a pledge counts: the one place where steps 2 to 7 are checked, for a batch of one or of a thousand.

Plain Python without look-ups: what must be known comes in as values, so that the same check serves the Django view
and the bare gate process.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from msgspec import Struct

from ikrar.pledges.domain import identity, passes, presence, signature, statement
from ikrar.pledges.domain.identity import Signer
from ikrar.pledges.domain.passes import Pass
from ikrar.pledges.domain.presence import Shown, StampForged
from ikrar.pledges.domain.signature import Enrolled, Offered, Party, SignatureWrong, Signed
from ikrar.pledges.domain.values import KeyKind, State

__all__ = [
    "Checked",
    "Offer",
    "Proved",
    "Rules",
    "Secrets",
    "SignatureWrong",
    "Signed",
    "StampForged",
    "check",
    "prove",
]


class DeclarationUnknown(Exception):
    """The pass names a declaration that is not here."""


class DeclarationCancelled(Exception):
    """It will not take place."""


class DeclarationSuperseded(Exception):
    """A corrected declaration took its place and invites again."""


class SigningHasEnded(Exception):
    """The cut-off is over, or the declaration is closed."""


class SigningNotOpen(Exception):
    """The step "signing" has not begun at this site."""


class TextChanged(Exception):
    """The pass was given for other words than those that are signed now."""


class TextTooFresh(Exception):
    """The text has not been public for a day yet."""


class Offer(Struct, frozen=True, kw_only=True):
    """A pledge as it arrives: nothing in it is believed before `check`."""

    token: str
    statement: bytes
    device_time: str
    signer: Signer
    signature: Offered
    stamp: str | None = None
    clock: str | None = None  # the phone's clock when it sent; without it, when it signed


# What the rules of a declaration refuse: they may be remembered for a moment, and are read anew before they do.
RULED = (
    DeclarationUnknown,
    DeclarationCancelled,
    DeclarationSuperseded,
    SigningHasEnded,
    SigningNotOpen,
    TextChanged,
    TextTooFresh,
    passes.PassFromElsewhere,
    passes.PassOutdated,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What holds for one declaration now."""

    register: str
    state: State
    epoch: int
    text_sha256: str
    signable_from: datetime | None
    cut_off_at: datetime | None
    opened: Mapping[str, datetime | None]  # site → since when its signing is open


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """Keys and names of this installation."""

    pass_keys: Mapping[str, bytes]
    stamp: bytes
    party: Party


class Checked(Struct, frozen=True, kw_only=True):
    """A pledge that may be recorded."""

    given: Pass
    statement: bytes
    signer: Signer
    signed: Signed
    shown: Shown | None
    minutes_off: int
    site: str | None = None  # of a kiosk or a paper roll; a phone is where its stage code was shown

    @property
    def place(self) -> str | None:
        """The site where it was signed, as far as that is known."""
        return self.shown.site if self.shown else self.site


class Proved(Struct, frozen=True, kw_only=True):
    """What of an offer holds by itself: neither clock nor rules nor database were asked yet.

    `unfit` is the first reason, of those that a phone is told after its rules, why it does not. A passkey's signature
    is still to be checked, over `asserted`: its key is on file.
    """

    offer: Offer
    given: Pass
    shown: Shown | None
    is_stamped: bool
    statement: bytes
    signed: Signed | None
    unfit: Exception | None
    asserted: bytes | None = None


def prove(offer: Offer, *, secrets: Secrets) -> Proved:
    """Do beforehand what costs most; raises only where there is no pass of ours."""
    given = passes.parse(offer.token, keys=secrets.pass_keys)
    try:
        shown = _stamped(offer.stamp, tid=given.tid, secret=secrets.stamp)
    except StampForged as unfit:
        return _unfit(offer, given, unfit, is_stamped=False)
    try:
        built = _built(offer, given, shown)
        signed, message = None, None
        if offer.signature.kind == KeyKind.PASSKEY:
            message = _asserted(offer.signature, statement=built, party=secrets.party)
        else:
            signed = signature.check_device(offer.signature, statement=built)
    except Exception as unfit:  # noqa: BLE001 (raised by `check`, in its turn)
        return _unfit(offer, given, unfit, shown=shown)
    return Proved(
        offer=offer, given=given, shown=shown, is_stamped=True, statement=built, signed=signed, unfit=None,
        asserted=message,
    )  # fmt: skip


def _asserted(offered: Offered, *, statement: bytes, party: Party) -> bytes | None:
    """What the passkey signed; nothing where it answers something else, which is told after what is on file."""
    try:
        return signature.asserted(offered, challenge=sha256(statement).digest(), party=party)
    except SignatureWrong:
        return None


def _built(offer: Offer, given: Pass, shown: Shown | None) -> bytes:
    """The statement, built anew and compared, when the commitment opens to what the receipt will show."""
    identity.check_signer(offer.signer, salt=given.salt, commitment=given.signer)
    built = statement.build(given=given, shown=shown, device_time=offer.device_time)
    if built != offer.statement:
        raise statement.StatementDiffers
    return built


def _unfit(
    offer: Offer, given: Pass, unfit: Exception, *, shown: Shown | None = None, is_stamped: bool = True
) -> Proved:
    return Proved(
        offer=offer, given=given, shown=shown, is_stamped=is_stamped, statement=b"", signed=None, unfit=unfit
    )


def check(proved: Proved, *, rules: Rules, enrolled: Enrolled | None, at: datetime) -> Checked:
    """Raise the first reason why it does not count, or return what is to be recorded."""
    offer, given, shown = proved.offer, proved.given, proved.shown
    # (1) The pass: ours, for this register, still in time, of the present epoch.
    passes.check(given, register=rules.register, at=at)
    check_rules(given, rules=rules, at=at)
    # (2) Presence, if a code was told, and whether signing is open there.
    if proved.unfit is not None and not proved.is_stamped:
        raise proved.unfit
    check_open(rules, site=shown.site if shown else None, at=at)
    # (3) The commitment, (4) the statement and (5) the signature of a device.
    if proved.unfit is not None:
        raise proved.unfit
    signed = proved.signed
    if signed is None:
        mine = enrolled if enrolled and enrolled.official == given.official else None
        signed = signature.check_passkey(offer.signature, message=proved.asserted, enrolled=mine, at=at)
    return Checked(
        given=given,
        statement=proved.statement,
        signer=offer.signer,
        signed=signed,
        shown=shown,
        minutes_off=_minutes_off(offer, at=at),
    )


def check_rules(given: Pass, *, rules: Rules, at: datetime) -> None:
    """Raise unless the declaration takes pledges under this pass now."""
    check_state(rules, at=at)
    passes.check_epoch(given, epoch=rules.epoch)
    if given.text_sha256 != rules.text_sha256:
        raise TextChanged


def check_state(rules: Rules, *, at: datetime) -> None:
    """Raise unless the declaration is fixed, its text signable and its cut-off ahead."""
    if rules.state == State.CANCELLED:
        raise DeclarationCancelled
    if rules.state == State.SUPERSEDED:
        raise DeclarationSuperseded
    if rules.state != State.FIXED or rules.cut_off_at is None or at > rules.cut_off_at:
        raise SigningHasEnded
    if rules.signable_from is None or at < rules.signable_from:
        raise TextTooFresh


def check_open(rules: Rules, *, site: str | None, at: datetime) -> None:
    """Raise unless signing has begun at the site, or, without one, at any site."""
    moments = [rules.opened.get(site)] if site else list(rules.opened.values())
    if not any(moment is not None and moment <= at for moment in moments):
        raise SigningNotOpen


def _stamped(stamp: str | None, *, tid: str, secret: bytes) -> Shown | None:
    return presence.read_stamp(stamp, tid=tid, secret=secret) if stamp is not None else None


def _minutes_off(offer: Offer, *, at: datetime) -> int:
    said = offer.clock if offer.clock is not None else offer.device_time
    return statement.minutes_off(said, at=at)
