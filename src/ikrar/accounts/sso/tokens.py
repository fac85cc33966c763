"""Read an ID token (OpenID Connect Core 1.0, section 3.1.3.7), and refuse every other one with its reason.

Plain Python: keys, moment and expectations come in. The signature is always checked, by a key of the issuer's published
set and by a closed list of asymmetric algorithms, wherever the token came from. Every name in the header that would
bring a key along (`jwk`, `jku`, `x5u`, `x5c`) is ignored.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import jwt

SKEW = timedelta(seconds=60)  # clocks of two honest servers
FRESH = timedelta(minutes=10)  # a token is made for this very sign-in
LONGEST = 16_384
SUBJECT_LONGEST = 180
# By algorithm: the key's type, its curve where it has one, the hash of `at_hash`.
ALGORITHMS: dict[str, tuple[str, str, str]] = {
    "RS256": ("RSA", "", "sha256"), "RS384": ("RSA", "", "sha384"), "RS512": ("RSA", "", "sha512"),
    "PS256": ("RSA", "", "sha256"), "PS384": ("RSA", "", "sha384"), "PS512": ("RSA", "", "sha512"),
    "ES256": ("EC", "P-256", "sha256"), "ES384": ("EC", "P-384", "sha384"), "ES512": ("EC", "P-521", "sha512"),
    "EdDSA": ("OKP", "Ed25519", "sha512"),
}  # fmt: skip
RSA_LEAST = 2048
LAST_SECOND = 1e11  # far beyond any calendar


class TokenRefused(Exception):
    """The SSO's word is not believed."""


class TokenBroken(TokenRefused):
    """Not a token, not signed, or signed by a key or in a way that is not accepted."""


class TokenExpired(TokenRefused):
    """Its time is over, or it was made for an earlier sign-in."""


class TokenAhead(TokenRefused):
    """It says it was made in the future: one of the two clocks is wrong."""


class TokenForAnother(TokenRefused):
    """It was made for another application."""


class TokenFromAnother(TokenRefused):
    """Another issuer made it."""


class TokenReplayed(TokenRefused):
    """It does not belong to this sign-in, or was used before."""


class KeyNotPublished(TokenBroken):
    """The issuer's published set holds no key that fits; a fresh copy of the set may."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a good token says."""

    issuer: str
    client: str
    nonce: str
    access_token: str = ""


def read(
    token: object, *, keys: Sequence[Mapping[str, Any]], expected: Expected, at: datetime
) -> dict[str, Any]:
    """The claims of a good token; raises a `TokenRefused` that names what is wrong."""
    header, claims = _signed(token, keys=keys)
    _check_parties(claims, expected)
    _check_times(claims, at=at)
    _check_bound(claims, header, expected)
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= SUBJECT_LONGEST or not subject.isprintable():
        raise TokenBroken
    return claims


def _signed(token: object, *, keys: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims, after the signature was checked."""
    if not isinstance(token, str) or not token or len(token) > LONGEST:
        raise TokenBroken
    try:
        header = jwt.get_unverified_header(token)
        algorithm = header.get("alg")
        if algorithm not in ALGORITHMS or "crit" in header or header.get("b64", True) is not True:
            raise TokenBroken
        key = _key(keys, algorithm=algorithm, name=header.get("kid"))
        payload = jwt.PyJWS().decode(token, key.key, algorithms=[algorithm])
        claims = json.loads(payload)
    except (jwt.PyJWTError, ValueError, TypeError, KeyError) as e:
        raise TokenBroken from e
    if not isinstance(claims, dict):
        raise TokenBroken
    return header, claims


def _key(keys: Sequence[Mapping[str, Any]], *, algorithm: str, name: object) -> jwt.PyJWK:
    """The one key of the set that fits; two that fit are as bad as none."""
    kind, curve, _ = ALGORITHMS[algorithm]
    fitting = [
        key
        for key in keys
        if key.get("kty") == kind
        and key.get("crv", "") == curve
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
        and (name is None or key.get("kid") == name)
    ]
    if len(fitting) != 1:
        raise KeyNotPublished
    found = jwt.PyJWK(dict(fitting[0]), algorithm)
    if kind == "RSA" and found.key.key_size < RSA_LEAST:
        raise TokenBroken
    return found


def _check_parties(claims: Mapping[str, Any], expected: Expected) -> None:
    """Made by this issuer, for this application and for no other beside it."""
    if claims.get("iss") != expected.issuer:
        raise TokenFromAnother
    audience = claims.get("aud")
    if audience not in (expected.client, [expected.client]):
        raise TokenForAnother
    if claims.get("azp", expected.client) != expected.client:
        raise TokenForAnother


def _check_times(claims: Mapping[str, Any], *, at: datetime) -> None:
    now, skew = at.timestamp(), SKEW.total_seconds()
    made, ends = _moment(claims, "iat"), _moment(claims, "exp")
    if made > now + skew or ("nbf" in claims and _moment(claims, "nbf") > now + skew):
        raise TokenAhead
    if ends <= now - skew or made < now - FRESH.total_seconds() - skew:
        raise TokenExpired


def check_signed_in_within(claims: Mapping[str, Any], within: timedelta, *, at: datetime) -> None:
    """Raise `TokenExpired` where the SSO says that the person signed in there longer ago; some SSOs do not say."""
    if (
        "auth_time" in claims
        and at.timestamp() - _moment(claims, "auth_time") > (within + SKEW).total_seconds()
    ):
        raise TokenExpired


def _moment(claims: Mapping[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < LAST_SECOND:
        raise TokenBroken
    return float(value)


def _check_bound(claims: Mapping[str, Any], header: Mapping[str, Any], expected: Expected) -> None:
    """It answers this browser's question, and goes with this access token."""
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not hmac.compare_digest(nonce.encode(), expected.nonce.encode()):
        raise TokenReplayed
    if "at_hash" in claims and claims["at_hash"] != at_hash(expected.access_token, header["alg"]):
        raise TokenForAnother


def at_hash(access_token: str, algorithm: str) -> str:
    """The left half of the access token's hash, as the standard spells it.

    >>> at_hash("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y", "RS256")
    '77QmUPtjPfzWtF2AnpK9RQ'
    """
    whole = hashlib.new(ALGORITHMS[algorithm][2], access_token.encode()).digest()
    return base64.urlsafe_b64encode(whole[: len(whole) // 2]).rstrip(b"=").decode()
