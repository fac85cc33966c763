"""The signature part of a pledge's record: what can be checked of each kind, and what cannot, in words."""

import base64
import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

from ikrar.kernel.words import Words
from ikrar.register.armour import unarmour

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # n of P-256 (SEC 2)
USER_PRESENT = 0x01
USER_VERIFIED = 0x04
AUTHENTICATOR_BYTES = 37


class SignatureIsWrong(Exception):
    """The key did not sign this."""


class SignatureIsNotCanonical(Exception):
    """Not strict DER, or the high of the two forms; records keep the low one."""


class KeyIsNotP256(Exception):
    """The record's key is no P-256 key in SPKI DER."""


class PasskeyAnswersSomethingElse(Exception):
    """The assertion is about another statement, another place, or without the person being verified."""


class SignatureIsMisshapen(Exception):
    """The signature part lacks a member or names an unknown kind."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where passkeys may have been asked for."""

    rp_ids: frozenset[str]
    origins: frozenset[str]


OPERATORS_WORD = Words(
    "Bahwa kunci ini milik orang tersebut adalah kata penyelenggara; berkas ini tidak membuktikannya.",
    "That this key is this person's is the operator's word; this file does not prove it.",
)
PASSKEY_WORD = Words(
    "Kapan passkey ini didaftarkan tidak ada di dalam tanda terima; tanyakan pada register pendaftaran.",
    "When this passkey was enrolled is not in the receipt; ask the register of enrolments.",
)
PASSKEY_PLACE_WORD = Words(
    "Alamat tempat passkey dipakai tidak diperiksa, karena tidak ada berkas kepercayaan.",
    "The address at which the passkey was used was not checked, because there is no trust file.",
)
KIOSK_WORD = Words(
    "Yang menandatangani adalah kunci kios. Orang dan saksinya adalah kata penyelenggara dan saksi itu.",
    "The kiosk's key signed. The person and the witness are the word of the operator and of that witness.",
)
PAPER_WORD = Words(
    "Ini dimasukkan dari lembar kertas. Tanda tangannya ada di kertas itu dan tidak dapat diperiksa di sini.",
    "This was entered from a paper roll. The signature is on that paper and cannot be checked here.",
)
CERTIFIED_WORD = Words(
    "Sertifikatnya tidak diperiksa di sini; periksalah pada penyelenggara sertifikasi elektronik yang menerbitkannya.",
    "The certificate was not checked here; check it with the certification authority that issued it.",
)


def verify(part: dict[str, Any], *, statement: bytes, places: Places | None) -> list[Words]:
    """Raise unless what can be checked holds; the words say what could not be."""
    kind = part.get("kind")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise SignatureIsMisshapen(str(kind)[:40])
    try:
        return _KINDS[kind](part, statement, places)
    except (KeyError, TypeError, AttributeError, ValueError) as e:
        raise SignatureIsMisshapen(str(kind)) from e


def verify_p256(*, key: bytes, signature: bytes, message: bytes) -> None:
    """ECDSA with SHA-256 over P-256; the key in SPKI DER, the signature low-S in strict DER."""
    public = _public(key)
    _check_canonical(signature)
    try:
        public.verify(signature, message, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature as e:
        raise SignatureIsWrong from e


def low_s(signature: bytes) -> bytes:
    """The one form that records keep, from either of the two that browsers make."""
    r, s = decode_dss_signature(signature)
    return encode_dss_signature(r, min(s, ORDER - s))


def _device_key(part: dict[str, Any], statement: bytes, _: Places | None) -> list[Words]:
    verify_p256(key=unarmour(part["key"]), signature=unarmour(part["value"]), message=statement)
    return [OPERATORS_WORD]


def _kiosk(part: dict[str, Any], statement: bytes, places: Places | None) -> list[Words]:
    _device_key(part, statement, places)
    witness = part["witness"]
    if "value" in witness:
        verify_p256(key=unarmour(witness["key"]), signature=unarmour(witness["value"]), message=statement)
    return [KIOSK_WORD]


def _passkey(part: dict[str, Any], statement: bytes, places: Places | None) -> list[Words]:
    authenticator, client = unarmour(part["authenticator_data"]), unarmour(part["client_data"])
    message = authenticator + sha256(client).digest()
    verify_p256(key=unarmour(part["key"]), signature=unarmour(part["value"]), message=message)
    origin = _check_client(json.loads(client), statement)
    _check_authenticator(authenticator)
    _check_place(authenticator[:32], origin, places)
    return [PASSKEY_WORD] if places else [PASSKEY_WORD, PASSKEY_PLACE_WORD]


def _paper(_part: dict[str, Any], _statement: bytes, _places: Places | None) -> list[Words]:
    return [PAPER_WORD]


def _certified(_part: dict[str, Any], _statement: bytes, _places: Places | None) -> list[Words]:
    return [CERTIFIED_WORD]


_KINDS = {
    "device-key": _device_key,
    "kiosk": _kiosk,
    "passkey": _passkey,
    "paper": _paper,
    "certified": _certified,
}


def _check_client(client: dict[str, Any], statement: bytes) -> str:
    """The browser's part; the origin in it."""
    wanted = base64.urlsafe_b64encode(sha256(statement).digest()).rstrip(b"=").decode()
    if client["type"] != "webauthn.get" or client["challenge"] != wanted:
        raise PasskeyAnswersSomethingElse("challenge")
    if client.get("crossOrigin", False) is not False:
        raise PasskeyAnswersSomethingElse("crossOrigin")
    return str(client["origin"])


def _check_authenticator(data: bytes) -> None:
    if len(data) < AUTHENTICATOR_BYTES:
        raise PasskeyAnswersSomethingElse("authenticator_data")
    if data[32] & (USER_PRESENT | USER_VERIFIED) != USER_PRESENT | USER_VERIFIED:
        raise PasskeyAnswersSomethingElse("flags")


def _check_place(rp_id_hash: bytes, origin: str, places: Places | None) -> None:
    if places is not None and origin not in places.origins:
        raise PasskeyAnswersSomethingElse("origin")
    names = places.rp_ids if places is not None else _names_above(origin)
    if rp_id_hash not in {sha256(name.encode()).digest() for name in names}:
        raise PasskeyAnswersSomethingElse("rpId")


def _names_above(origin: str) -> set[str]:
    """The host of an origin and every name above it: what WebAuthn lets it use as rpId."""
    labels = (urlsplit(origin).hostname or "").split(".")
    return {".".join(labels[at:]) for at in range(len(labels))}


def _public(key: bytes) -> ec.EllipticCurvePublicKey:
    try:
        public = load_der_public_key(key)
    except (ValueError, UnsupportedAlgorithm) as e:
        raise KeyIsNotP256 from e
    if not isinstance(public, ec.EllipticCurvePublicKey) or not isinstance(public.curve, ec.SECP256R1):
        raise KeyIsNotP256
    if public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo) != key:
        raise KeyIsNotP256
    return public


def _check_canonical(signature: bytes) -> None:
    try:
        r, s = decode_dss_signature(signature)
    except ValueError as e:
        raise SignatureIsNotCanonical from e
    if encode_dss_signature(r, s) != signature or s > ORDER // 2:
        raise SignatureIsNotCanonical
