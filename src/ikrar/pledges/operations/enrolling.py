"""A person's own keys: know oneself again, enrol a passkey before the day, revoke a device."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction

from ikrar.accounts import operations as accounts
from ikrar.kernel.words import Words
from ikrar.pledges.domain import cards, signature
from ikrar.pledges.domain.oneself import ENROLS, KnownBy
from ikrar.pledges.domain.signature import SignatureWrong
from ikrar.pledges.domain.values import State
from ikrar.pledges.models import CodeCard, Declaration, DeviceKey, Duty, Passkey
from ikrar.pledges.operations.passing import CodeWrong, KeyShared, KeyUnknown
from ikrar.pledges.operations.passing.identified import check_challenge
from ikrar.pledges.operations.passing.one_time import count_sent, duty_of, serve, use
from ikrar.pledges.queries import gate
from ikrar.roster import queries as roster

__all__ = [
    "KeyShared",
    "KeyUnknown",
    "NoOtherIdentification",
    "Oneself",
    "PasskeyKnown",
    "SignatureWrong",
    "enrol_passkey",
    "may_enrol",
    "oneself_by_code",
    "oneself_by_key",
    "oneself_by_one_time_code",
    "revoke_device",
    "revoke_passkey",
    "send_own_code",
]


SUBJECT = Words("Passkey baru atas nama Anda", "A new passkey in your name")
BODY = Words(
    "Sebuah passkey baru didaftarkan atas nama Anda di Ikrar. Passkey itu berlaku 24 jam lagi.\n\n"
    "Bukan Anda yang mendaftarkannya? Buka Ikrar saya, bagian Kunci, dan cabut passkey itu, atau hubungi petugas "
    "kepegawaian sebelum 24 jam lewat.\nBila memang Anda, tidak ada yang perlu dilakukan.",
    "A new passkey was enrolled in your name in Ikrar. It counts 24 hours from now.\n\n"
    "It was not you? Open My pledge, then Keys, and revoke it, or contact the personnel office before the 24 hours "
    "are over.\nIf it was you, there is nothing to do.",
)

REVOKED_SUBJECT = Words("Passkey atas nama Anda dicabut", "A passkey in your name was revoked")
REVOKED_BODY = Words(
    "Sebuah passkey atas nama Anda dicabut di Ikrar. Ikrar yang sudah Anda tandatangani tetap berlaku.\n\n"
    "Bukan Anda yang mencabutnya? Hubungi petugas kepegawaian unit Anda.",
    "A passkey in your name was revoked in Ikrar. Pledges you have signed stand.\n\n"
    "It was not you? Contact your unit's personnel officer.",
)


class PasskeyKnown(Exception):
    """This very credential is enrolled already."""


class NoOtherIdentification(Exception):
    """A passkey is enrolled by another identification: card code, one-time code or SSO, not by a passkey."""


@dataclass(frozen=True, slots=True)
class Oneself:
    """Who is at the other end, and how that is known."""

    official_id: int
    identified_by: KnownBy


def oneself_by_code(*, code: str) -> Oneself:
    """By the code on a card of any declaration that is still kept."""
    try:
        cleaned = cards.read_code(code)
    except cards.CodeIsMistyped as e:
        raise CodeWrong from e
    secret = settings.KEYRING.secret("codes")
    states = (State.FIXED, State.CLOSED, State.SUPERSEDED)
    held = Declaration.objects.filter(state__in=states, is_record=False).values_list("public_id", flat=True)
    hashes = [cards.code_hash(secret=secret, declaration=one, code=cleaned) for one in held]
    card = CodeCard.objects.select_related("duty").filter(code_hash__in=hashes, revoked_at=None).first()
    if card is None:
        raise CodeWrong
    return Oneself(card.duty.official_id, KnownBy.CODE)


def oneself_by_key(*, token: str, key: bytes, value: bytes, at: datetime) -> Oneself:
    """By a device key that signed before and belongs to one person only."""
    signature.check_plain(key=key, value=value, message=check_challenge(token, at=at))
    rows = DeviceKey.objects.filter(thumbprint=sha256(key).hexdigest(), revoked_at=None)
    owners = set(rows.values_list("official_id", flat=True))
    if not owners:
        raise KeyUnknown
    if len(owners) > 1:
        raise KeyShared
    return Oneself(owners.pop(), KnownBy.KEY)


def send_own_code(*, number: str, at: datetime) -> None:
    """Send a one-time code to the address in the roster; one answer for everybody."""
    count_sent(number, at=at)
    duty = duty_of(number, declaration_id=None, at=at)
    if duty is not None:
        serve(duty, opens_at=None, at=at)


def oneself_by_one_time_code(*, number: str, code: str, at: datetime) -> Oneself:
    """By that code."""
    duty = duty_of(number, declaration_id=None, at=at)
    use(duty, number=number, code=code, at=at)
    assert isinstance(duty, Duty)  # use has seen to it
    return Oneself(duty.official_id, KnownBy.OTP)


def may_enrol(*, who: Oneself) -> bool:
    """By another identification; and by the SSO only where the list has an address to tell it to."""
    by_another = who.identified_by in ENROLS
    return by_another and (
        who.identified_by is not KnownBy.SSO or roster.contact(official_id=who.official_id) is not None
    )


def enrol_passkey(*, who: Oneself, token: str, client_data: bytes, attestation: bytes, at: datetime) -> None:
    """Keep a new passkey; it counts as one after 24 hours."""
    if not may_enrol(who=who):
        raise NoOtherIdentification
    challenge = sha256(check_challenge(token, at=at)).digest()
    made = signature.check_registration(
        client_data=client_data, attestation=attestation, challenge=challenge, party=gate.party()
    )
    try:
        with transaction.atomic():
            _tell_enrolled(who, at=at)
            Passkey.objects.create(
                official_id=who.official_id,
                credential_id=made.credential_id,
                cose_key=made.cose_key,
                sign_count=made.sign_count,
                identified_by=who.identified_by,
                enrolled_at=at,
            )
    except IntegrityError as e:
        raise PasskeyKnown from e


def _tell_enrolled(who: Oneself, *, at: datetime) -> None:
    """The second channel: a passkey that somebody else enrolled with a found card is noticed within a day."""
    contact = roster.contact(official_id=who.official_id)
    if contact is not None:
        accounts.tell(email=contact.email, subject=SUBJECT, body=BODY, at=at)


def revoke_device(*, official_id: int, key_id: int, at: datetime) -> None:
    """This device no longer identifies the person; pledges it signed stay as they are."""
    DeviceKey.objects.filter(id=key_id, official=official_id, revoked_at=None).update(revoked_at=at)


def revoke_passkey(*, official_id: int, key_id: int, at: datetime) -> None:
    """The same for a passkey; told like its enrolment, so that nobody takes a key away unnoticed."""
    rows = Passkey.objects.filter(id=key_id, official=official_id, revoked_at=None)
    contact = roster.contact(official_id=official_id)
    with transaction.atomic():
        if rows.update(revoked_at=at) and contact is not None:
            accounts.tell(email=contact.email, subject=REVOKED_SUBJECT, body=REVOKED_BODY, at=at)
