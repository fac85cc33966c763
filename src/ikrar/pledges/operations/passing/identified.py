"""Identification by card code, by an enrolled key of the phone, or by a passkey."""

import hmac
import secrets as random
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings

from ikrar.pledges.domain import armour, cards, checking, passes, signature
from ikrar.pledges.domain.identity import Signer
from ikrar.pledges.domain.passes import Pass
from ikrar.pledges.domain.signature import Offered, PasskeyUnknown
from ikrar.pledges.domain.values import IdentifiedBy, KeyKind, TroubleKind
from ikrar.pledges.models import DeviceKey, Duty, Passkey, Pledge
from ikrar.pledges.operations import tallying
from ikrar.pledges.operations.passing import looks
from ikrar.pledges.operations.passing.looks import Holder
from ikrar.pledges.operations.passing.soft import soft_commit
from ikrar.pledges.operations.recording import (
    Accepted,
    NotAsked,
    accepted,
    note_trouble,
    pass_of,
    view_of,
)
from ikrar.pledges.queries import gate
from ikrar.pledges.queries.gate import NOTHING, Memory, SitePage

CODES_WRONG_A_MINUTE = 30
CHALLENGE_HOLDS = 600  # seconds
CLOCK_JUMP = 60  # seconds our own clock may be set back between asking and answering

_PURPOSE = b"ikrar-challenge/v1\n"


class CodeWrong(Exception):
    """No card of this declaration has this code; the same answer whatever was wrong with it."""


class CodesGuessed(Exception):
    """So many wrong codes came for this site that a wrong one is not even counted; a right one still works."""

    def __init__(self) -> None:
        super().__init__()
        self.retry_after = 60


class CardReplaced(Exception):
    """The code was right once; a new card was printed since."""


class ChallengeStale(Exception):
    """The challenge is not ours or too old."""


class KeyUnknown(Exception):
    """No key of anybody asked here."""


class KeyShared(Exception):
    """Several people of this declaration signed on this device before: it cannot say which of them this is."""


@dataclass(frozen=True, slots=True)
class Given:
    """A fresh pass, and what the phone may show and must send back."""

    token: str
    given: Pass
    signer: Signer
    short_name: str
    unit: str
    site: SitePage
    already: Accepted | None
    passkeys: tuple[str, ...]


def challenge(*, at: datetime) -> str:
    """Something fresh to sign; nothing is stored for it."""
    body = f"{int(at.timestamp())}.{random.token_hex(16)}"
    return f"{body}.{_mac(body)}"


def check_challenge(token: object, *, at: datetime) -> bytes:
    """The bytes a key signs for this challenge, or `ChallengeStale`."""
    if not isinstance(token, str) or len(token) > 120 or not token.isascii() or token.count(".") != 2:  # noqa: PLR2004 (three parts, well under 120)
        raise ChallengeStale
    body, _, mac = token.rpartition(".")
    if not hmac.compare_digest(_mac(body), mac):
        raise ChallengeStale
    age = at.timestamp() - int(body.partition(".")[0])
    if not -CLOCK_JUMP <= age <= CHALLENGE_HOLDS:
        raise ChallengeStale
    return _PURPOSE + token.encode("ascii")


def open_site(*, short: str, memory: Memory, at: datetime) -> SitePage:
    """The site whose declaration takes pledges now; what is remembered never refuses."""
    site = memory.site_page(short=short, at=at)
    try:
        checking.check_state(site.declaration.rules, at=at)
    except checking.RULED:
        if not memory.holds:
            raise
        return open_site(short=short, memory=gate.NOTHING, at=at)
    return site


def pass_by_code(*, short: str, code: str, at: datetime, memory: Memory = NOTHING) -> Given:
    """A pass for the personal code on a card."""
    site = open_site(short=short, memory=memory, at=at)
    card = _card(code, declaration=site.declaration.public_id)
    if card is None:
        raise _wrong_code(site, at=at)
    holder, revoked_at = card
    if revoked_at is not None:
        raise CardReplaced
    return give_pass(holder, site=site, identified_by=IdentifiedBy.CODE, at=at)


def pass_by_key(
    *, short: str, token: str, key: bytes, value: bytes, at: datetime, memory: Memory = NOTHING
) -> Given:
    """A pass for the key this browser made at an earlier pledge."""
    site = open_site(short=short, memory=memory, at=at)
    signature.check_plain(key=key, value=value, message=check_challenge(token, at=at))
    owners = DeviceKey.objects.filter(thumbprint=sha256(key).hexdigest(), revoked_at=None)
    duties = list(
        Duty.objects.filter(declaration=site.declaration.id, official__in=owners.values("official"))[:2]
    )
    if not duties:
        raise KeyUnknown
    if len(duties) > 1:
        raise KeyShared
    return give_pass(looks.holder_of(duties[0]), site=site, identified_by=IdentifiedBy.KEY, at=at)


def pass_by_passkey(
    *, short: str, token: str, offered: Offered, at: datetime, memory: Memory = NOTHING
) -> Given:
    """A pass for an enrolled passkey; only one enrolled a day before identifies as such."""
    site = open_site(short=short, memory=memory, at=at)
    message = check_challenge(token, at=at)
    on_file = gate.enrolled(credential_ids=[offered.credential_id]).get(offered.credential_id)
    if on_file is None:
        raise PasskeyUnknown
    if at - on_file.enrolled_at < signature.PASSKEY_SETTLES:
        raise signature.PasskeyTooYoung
    challenge = sha256(message).digest()
    signature.check_assertion(offered, spki=on_file.spki, challenge=challenge, party=gate.party())
    duty = Duty.objects.filter(declaration=site.declaration.id, official__public_id=on_file.official).first()
    if duty is None:
        raise NotAsked
    return give_pass(looks.holder_of(duty), site=site, identified_by=IdentifiedBy.PASSKEY, at=at)


def give_pass(holder: Holder, *, site: SitePage, identified_by: IdentifiedBy, at: datetime) -> Given:
    """The pass itself, for a person now known; notes that the person was asked."""
    view = view_of(official_id=holder.official_id, standing=holder.standing, loaded=site.declaration, at=at)
    given, signer = pass_of(view, loaded=site.declaration, identified_by=identified_by)
    if not holder.was_asked:
        with soft_commit():
            tallying.note_asked(duty_id=holder.id, at=at)
    company = looks.company(holder)
    return Given(
        token=passes.encode(given, keys=gate.secrets().pass_keys),
        given=given,
        signer=signer,
        short_name=view.short_name,
        unit=view.unit_name,
        site=site,
        already=_already(holder) if company.has_signed else None,
        passkeys=_passkeys(holder.official_id, at=at) if company.has_passkey else (),
    )


def _already(holder: Holder) -> Accepted | None:
    """The pledge that no key of this phone could replace."""
    weaker = [KeyKind.KIOSK, KeyKind.PAPER]
    prior = Pledge.objects.filter(duty=holder.id, effective=True).exclude(key_kind__in=weaker).first()
    return accepted(prior) if prior else None


def _card(code: str, *, declaration: str) -> tuple[Holder, datetime | None] | None:
    try:
        cleaned = cards.read_code(code)
    except cards.CodeIsMistyped:
        return None
    hashed = cards.code_hash(secret=settings.KEYRING.secret("codes"), declaration=declaration, code=cleaned)
    return looks.card(hashed)


def _wrong_code(site: SitePage, *, at: datetime) -> Exception:
    """Put it on the board; guessing never locks out who holds a right code."""
    seen = note_trouble(
        declaration_id=site.declaration.id, site_id=site.id, kind=TroubleKind.WRONG_CODE, at=at
    )
    return CodesGuessed() if seen > CODES_WRONG_A_MINUTE else CodeWrong()


def _passkeys(official_id: int, *, at: datetime) -> tuple[str, ...]:
    """Credentials that count as passkeys now."""
    rows = Passkey.objects.filter(
        official=official_id, revoked_at=None, enrolled_at__lte=at - signature.PASSKEY_SETTLES
    )
    return tuple(armour.url64(bytes(row.credential_id)) for row in rows.order_by("id"))


def _mac(body: str) -> str:
    key = settings.KEYRING.secret("challenge")
    return armour.url64(hmac.digest(key, _PURPOSE + body.encode("ascii"), "sha256"))
