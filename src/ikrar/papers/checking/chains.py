"""Where a signer's certificate leads, whether it was valid at the time, and whether anybody revoked it."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InvalidCertificateError,
    NotYetValidError,
    PathBuildingError,
    PathValidationError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

from ikrar.papers.checking.shapes import Chain, Revocation, TrustStore
from ikrar.papers.checking.words import Code

CLOCKS_DIFFER = timedelta(minutes=10)
NOT_ASKED = CertRevTrustPolicy(
    RevocationCheckingPolicy(RevocationCheckingRule.NO_CHECK, RevocationCheckingRule.NO_CHECK)
)
ASKED = CertRevTrustPolicy(
    RevocationCheckingPolicy(RevocationCheckingRule.CRL_OR_OCSP_REQUIRED, RevocationCheckingRule.NO_CHECK),
    retroactive_revinfo=True,
)
SIGNING = frozenset({"digital_signature", "non_repudiation"})
SIGNING_PURPOSES = frozenset(
    {
        "any_extended_key_usage",
        "email_protection",
        "client_auth",
        "1.3.6.1.5.5.7.3.36",  # document signing, RFC 9336
        "1.3.6.1.4.1.311.10.3.12",  # the same, Microsoft's
        "microsoft_document_signing",
        "1.2.840.113583.1.1.5",  # the same, Adobe's
        "adobe_authentic_documents_trust",
    }
)


@dataclass(frozen=True, slots=True)
class Signer:
    """A certificate with everything at hand that may speak for it."""

    certificate: x509.Certificate
    beside: tuple[x509.Certificate, ...]
    lists: tuple[bytes, ...]
    answers: tuple[bytes, ...]
    signed_at: datetime
    is_proved: bool  # the moment, by a trusted timestamp


@dataclass(frozen=True, slots=True)
class Led:
    """Where the certificate led, and what was found on the way."""

    chain: Chain
    path: tuple[str, ...] = ()
    revocation: Revocation = Revocation.NOT_KNOWN
    codes: tuple[Code, ...] = ()


def follow(signer: Signer, trust: TrustStore, *, at: datetime) -> Led:
    """Follow the certificate up to a trusted root. Whatever is wrong comes back as a code, never as an exception."""
    if own := _own(signer, trust):
        return own
    if _is_self_made(signer.certificate, trust):
        return Led(Chain.SELF_MADE, codes=(Code.SELF_MADE,))
    moment = _within(signer.certificate, signer.signed_at)
    try:
        path = _validate(signer, trust, moment=moment)
    except (PathBuildingError, ValidationError, ValueError) as e:
        return _refused(trust, e)
    if fault := _misused(signer.certificate):
        return Led(Chain.WRONG_USE, _names(path), codes=(fault,))
    if timing := _timing(signer, at=at):
        if timing[0] is not Chain.TRUSTED:
            return Led(timing[0], _names(path), codes=(timing[1],))
        timed: tuple[Code, ...] = (timing[1],)
    else:
        timed = ()
    standing, code = _revocation(signer, trust, path, at=at)
    chain = Chain.REVOKED if code is Code.REVOKED else Chain.TRUSTED
    return Led(chain, _names(path), standing, timed + ((code,) if code else ()))


def _own(signer: Signer, trust: TrustStore) -> Led | None:
    """A seal of Ikrar's own: the one in use, or a former one at a moment when it was."""
    fingerprint, path = signer.certificate.sha256.hex(), (name_of(signer.certificate),)
    if fingerprint in trust.own:
        return Led(Chain.OWN, path, codes=(Code.OWN_SEAL,))
    former = trust.former_seal(fingerprint)
    if former is None:
        return None
    if former.was_in_use(signer.signed_at):
        return Led(Chain.OWN, path, codes=(Code.OWN_SEAL_FORMER,))
    return Led(Chain.EXPIRED, path, codes=(Code.OWN_SEAL_LATE,))


def name_of(certificate: x509.Certificate) -> str:
    """The common name, or whatever else the subject has."""
    return part_of(certificate, "common_name") or certificate.subject.human_friendly


def part_of(certificate: x509.Certificate, part: str) -> str:
    """One part of the subject; a part that stands twice is told once."""
    value = certificate.subject.native.get(part, "")
    return str(value[0] if isinstance(value, list) and value else value or "")


def _is_self_made(certificate: x509.Certificate, trust: TrustStore) -> bool:
    return certificate.self_signed in {"yes", "maybe"} and certificate.dump() not in trust.roots


def _refused(trust: TrustStore, e: Exception) -> Led:
    if isinstance(e, PathBuildingError):
        if not trust.roots:
            return Led(Chain.UNKNOWN_ROOT, codes=(Code.NO_ROOTS,))
        return Led(Chain.UNKNOWN_ROOT, codes=(Code.UNKNOWN_ROOT,))
    if isinstance(e, ExpiredError):
        return Led(Chain.EXPIRED, codes=(Code.EXPIRED_WHEN_SIGNED,))
    if isinstance(e, NotYetValidError):
        return Led(Chain.NOT_YET_VALID, codes=(Code.NOT_YET_VALID,))
    if isinstance(e, InvalidCertificateError):
        return Led(Chain.WRONG_USE, codes=(Code.WRONG_USE,))
    return Led(Chain.BROKEN, codes=(Code.BROKEN_CHAIN,))


def _timing(signer: Signer, *, at: datetime) -> tuple[Chain, Code] | None:
    certificate = signer.certificate
    if signer.signed_at > at + CLOCKS_DIFFER:
        return Chain.TRUSTED, Code.SIGNED_IN_THE_FUTURE
    if signer.signed_at < certificate.not_valid_before:
        return Chain.NOT_YET_VALID, Code.NOT_YET_VALID
    if signer.signed_at > certificate.not_valid_after:
        return Chain.EXPIRED, Code.EXPIRED_WHEN_SIGNED
    if at <= certificate.not_valid_after:
        return None
    return Chain.TRUSTED, Code.EXPIRED_SINCE if signer.is_proved else Code.EXPIRED_UNPROVED


def _misused(certificate: x509.Certificate) -> Code | None:
    """A certificate says what it is for; an authority's own, a server's or a timestamp's is for no letter."""
    usage = certificate.key_usage_value
    purposes = certificate.extended_key_usage_value
    wrong = certificate.ca or (usage is not None and not SIGNING & usage.native)
    wrong = wrong or (purposes is not None and not SIGNING_PURPOSES & set(purposes.native))
    return Code.WRONG_USE if wrong else None


def _revocation(
    signer: Signer, trust: TrustStore, path: ValidationPath, *, at: datetime
) -> tuple[Revocation, Code | None]:
    """Revoked if any list or answer says so; good only if they cover the whole chain at a moment that counts."""
    is_over = at > signer.certificate.not_valid_after
    moment = _within(signer.certificate, signer.signed_at) if is_over else at
    standing = []
    for certificate in list(path)[1:]:
        one = replace(signer, certificate=certificate)
        try:
            standing.append(
                _is_good(one, trust, moment) or (signer.is_proved and _is_good(one, trust, signer.signed_at))
            )
        except RevokedError as e:
            return Revocation.REVOKED, _when_revoked(signer, e)
    if standing and all(standing):
        return Revocation.GOOD, None
    return Revocation.NOT_KNOWN, Code.REVOCATION_NOT_KNOWN


def _is_good(signer: Signer, trust: TrustStore, moment: datetime) -> bool:
    """Whether what is at hand says this one certificate was not revoked at the moment."""
    try:
        _validate(signer, trust, moment=moment, policy=ASKED)
    except RevokedError:
        raise
    except (PathBuildingError, ValidationError, ValueError):
        return False
    return True


def _when_revoked(signer: Signer, e: RevokedError) -> Code:
    is_later = signer.is_proved and e.revocation_dt > signer.signed_at
    return Code.REVOKED_LATER if is_later and e.reason.native != "key_compromise" else Code.REVOKED


def _validate(
    signer: Signer, trust: TrustStore, *, moment: datetime, policy: CertRevTrustPolicy | None = None
) -> ValidationPath:
    context = ValidationContext(
        trust_roots=list(loaded(trust.roots)),
        other_certs=[*loaded(trust.helpers), *signer.beside],
        moment=moment,
        crls=[*trust.lists, *signer.lists] if policy else [],
        ocsps=[*trust.answers, *signer.answers] if policy else [],
        revinfo_policy=policy or NOT_ASKED,
        allow_fetching=False,
    )
    validator = CertificateValidator(signer.certificate, signer.beside, context)
    return asyncio.run(validator.async_validate_path())


def context_at(
    trust: TrustStore, beside: Sequence[x509.Certificate], *, moment: datetime
) -> ValidationContext:
    """For timestamps: the same trust, no network."""
    return ValidationContext(
        trust_roots=list(loaded(trust.roots)),
        other_certs=[*loaded(trust.helpers), *beside],
        moment=moment,
        crls=list(trust.lists),
        allow_fetching=False,
    )


def loaded(ders: Sequence[bytes]) -> Iterator[x509.Certificate]:
    return (x509.Certificate.load(der) for der in ders)


def _within(certificate: x509.Certificate, moment: datetime) -> datetime:
    """The moment, or the nearest one at which the certificate itself was valid."""
    earliest: datetime = certificate.not_valid_before
    latest: datetime = certificate.not_valid_after
    return min(max(moment, earliest + timedelta(seconds=1)), latest - timedelta(seconds=1))


def _names(path: ValidationPath) -> tuple[str, ...]:
    return tuple(name_of(one) for one in reversed(list(path)) if isinstance(one, x509.Certificate))


__all__ = ["Led", "PathValidationError", "Signer", "context_at", "follow", "loaded", "name_of", "part_of"]
