"""Signatures under a statement: a device's key, a passkey, the kiosk's. All are ECDSA P-256 with SHA-256.

Half of honest browser signatures have a high S. Both S and n−S are accepted and stored as low-S strict DER, so the
other form of a stored signature is a repeat and no second pledge.
"""

import hmac
import struct
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final

from fido2 import cbor
from fido2.cose import CoseKey
from fido2.webauthn import AttestationObject, AuthenticatorData, CollectedClientData
from msgspec import MsgspecError, Struct, field
from msgspec.json import Decoder

from ikrar.kernel.canonical import Value
from ikrar.pledges.domain import armour, p256
from ikrar.pledges.domain.p256 import ORDER, SPKI_HEAD, KeyNotAccepted, SignatureWrong, load, low_s
from ikrar.pledges.domain.values import KeyKind

__all__ = [
    "ORDER",
    "SPKI_HEAD",
    "KeyNotAccepted",
    "SignatureWrong",
    "check_assertion",
    "check_device",
    "low_s",
]

PASSKEY_SETTLES: Final = timedelta(hours=24)
# What the passkey library raises on bytes that are none of a passkey (tests/fuzz found each).
UNREADABLE: Final = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    struct.error,
)


class PasskeyUnknown(Exception):
    """No passkey of this person is enrolled under this credential."""


class PasskeyTooYoung(Exception):
    """Enrolled less than 24 hours ago: it would prove nothing that the device key does not."""


class Offered(Struct, frozen=True, kw_only=True):
    """A signature as it arrives. `key` is empty for a passkey: there only the enrolled key counts."""

    kind: KeyKind
    value: bytes
    key: bytes = b""
    credential_id: bytes = b""
    authenticator_data: bytes = b""
    client_data: bytes = b""
    notes: dict[str, Any] = field(
        default_factory=dict
    )  # public evidence beside it, e.g. a scanned sheet's hash


class Signed(Struct, frozen=True, kw_only=True):
    """A signature that was verified, in the one form that is stored."""

    kind: KeyKind
    key: bytes
    value: bytes
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def thumbprint(self) -> str:
        return sha256(self.key).hexdigest()

    def part(self) -> str:
        """The record's signature part, as canonical JSON.

        >>> Signed(kind=KeyKind.DEVICE, key=b"k", value=b"v").part()
        '{"key":"aw==","kind":"device-key","value":"dg=="}'
        """
        key, value = armour.b64(self.key), armour.b64(self.value)
        if self.more:
            return armour.jcs({**self.more, "kind": str(self.kind), "key": key, "value": value}).decode()
        return f'{{"key":"{key}","kind":"{self.kind.value}","value":"{value}"}}'


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A passkey as it is on file."""

    official: str
    spki: bytes
    enrolled_at: datetime


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a passkey may speak to: the relying party's id and the origins of its pages."""

    rp_id: str
    origins: frozenset[str]

    @property
    def rp_id_hash(self) -> bytes:
        return _hash_of(self.rp_id)


@lru_cache(maxsize=8)
def _hash_of(name: str) -> bytes:
    return sha256(name.encode()).digest()


def check_device(offered: Offered, *, statement: bytes) -> Signed:
    """The verified signature of a key that came with it, or the reason why not."""
    value = check_plain(key=offered.key, value=offered.value, message=statement)
    return Signed(kind=offered.kind, key=offered.key, value=value, more=offered.notes)


def check_plain(*, key: bytes, value: bytes, message: bytes) -> bytes:
    """Verify raw r‖s or DER over the message; the same signature as low-S strict DER."""
    return p256.check(spki=key, value=value, message=message)


def check_assertion(offered: Offered, *, spki: bytes, challenge: bytes, party: Party) -> bytes:
    """Verify a passkey's answer to this challenge: what it says, then its signature."""
    message = asserted(offered, challenge=challenge, party=party)
    return check_plain(key=spki, value=offered.value, message=message)


def asserted(offered: Offered, *, challenge: bytes, party: Party) -> bytes:
    """The bytes a passkey signed to answer this challenge: type, origin, relying party, presence and verification hold.

    What browsers write is seen at a glance; all else is read by the passkey library, which alone refuses.
    """
    if not _is_plain(offered, challenge=challenge, party=party):
        _check_read(offered, challenge=challenge, party=party)
    return offered.authenticator_data + sha256(offered.client_data).digest()


class _Client(Struct):
    type: str
    challenge: str
    origin: str
    crossOrigin: bool = False  # noqa: N815 (WebAuthn's own spelling)


_READ_CLIENT: Final = Decoder(_Client).decode
_PLAIN_BYTES: Final = 37  # hash of the party's name, flags, counter
_BOTH, _MORE_FOLLOWS = 0x05, 0xC0  # user present and verified; credential data or extensions behind


def _is_plain(offered: Offered, *, challenge: bytes, party: Party) -> bool:
    data = offered.authenticator_data
    if len(data) != _PLAIN_BYTES or data[32] & (_BOTH | _MORE_FOLLOWS) != _BOTH:
        return False
    try:
        client = _READ_CLIENT(offered.client_data)
    except (MsgspecError, ValueError, RecursionError):
        return False
    return (
        client.type == "webauthn.get"
        and client.challenge == armour.url64(challenge)
        and client.origin in party.origins
        and not client.crossOrigin
        and data[:32] == party.rp_id_hash
    )


def _check_read(offered: Offered, *, challenge: bytes, party: Party) -> None:
    try:
        client = CollectedClientData(offered.client_data)
        authenticator = AuthenticatorData(offered.authenticator_data)
        told = (str(client.type), str(client.origin))
    except UNREADABLE as e:
        raise SignatureWrong from e
    if told[0] != CollectedClientData.TYPE.GET or told[1] not in party.origins or client.cross_origin:
        raise SignatureWrong
    if not hmac.compare_digest(client.challenge, challenge):
        raise SignatureWrong
    _check_authenticator(authenticator, party=party)


def _check_authenticator(authenticator: AuthenticatorData, *, party: Party) -> None:
    both = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
    if authenticator.rp_id_hash != party.rp_id_hash or authenticator.flags & both != both:
        raise SignatureWrong


def check_passkey(
    offered: Offered, *, message: bytes | None, enrolled: Enrolled | None, at: datetime
) -> Signed:
    """The verified answer of a passkey that is on file for a day at least, or the reason why not.

    `message` is what was `asserted`, nothing where it answers something else.
    """
    if enrolled is None:
        raise PasskeyUnknown
    if at - enrolled.enrolled_at < PASSKEY_SETTLES:
        raise PasskeyTooYoung
    if message is None:
        raise SignatureWrong
    value = check_plain(key=enrolled.spki, value=offered.value, message=message)
    more: dict[str, Value] = {
        "authenticator_data": armour.b64(offered.authenticator_data),
        "client_data": armour.b64(offered.client_data),
    }
    return Signed(kind=KeyKind.PASSKEY, key=enrolled.spki, value=value, more=more)


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """What a registration brought: the credential's name and its public key, as COSE and as SPKI."""

    credential_id: bytes
    cose_key: bytes
    spki: bytes
    sign_count: int


def check_registration(
    *, client_data: bytes, attestation: bytes, challenge: bytes, party: Party
) -> NewPasskey:
    """A new passkey for this challenge, or `SignatureWrong`; only ES256 keys with user verification."""
    try:
        client = CollectedClientData(client_data)
        made = AttestationObject(attestation).auth_data
        told = (str(client.type), str(client.origin))
    except UNREADABLE as e:
        raise SignatureWrong from e
    if (
        told[0] != CollectedClientData.TYPE.CREATE
        or told[1] not in party.origins
        or client.challenge != challenge
    ):
        raise SignatureWrong
    _check_authenticator(made, party=party)
    if made.credential_data is None:
        raise SignatureWrong
    cose = cbor.encode(dict(made.credential_data.public_key))
    return NewPasskey(made.credential_data.credential_id, cose, spki_of_cose(cose), made.counter)


def spki_of_cose(cose: bytes) -> bytes:
    """The key of a passkey in the spelling that records use."""
    try:
        told: Any = cbor.decode(cose)
        numbers = CoseKey.parse(told)
        x, y = bytes(numbers[-2]), bytes(numbers[-3])
        fits = numbers.get(3) == -7 and numbers.get(-1) == 1 and len(x) == len(y) == 32  # noqa: PLR2004 (P-256)
    except UNREADABLE as e:
        raise KeyNotAccepted from e
    if not fits:
        raise KeyNotAccepted
    spki = SPKI_HEAD + b"\x04" + x + y
    load(spki)
    return spki
