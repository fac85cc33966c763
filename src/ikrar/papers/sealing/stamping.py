"""Timestamps on seals (RFC 3161): an authority asked over HTTP, checked as strictly as one's own seal, and a null one.

The null one stamps nothing and says so wherever it is asked: a seal without a timestamp proves its time by the
register alone.
"""

import asyncio
import secrets
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from asn1crypto import algos, cms, core, pem, tsp
from asn1crypto import x509 as asn1
from pyhanko.sign.general import CMSExtractionError, extract_certificate_info
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import cms_basic_validation
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from ikrar.kernel.words import Words
from ikrar.papers.troubles import RootsAreBroken

SECONDS = 4.0
TOKEN_BYTES = 8_192  # with the authority's own certificates
SKEW = timedelta(minutes=5)
NONCE_BITS = 63
REST = timedelta(minutes=1)
NOT_SET = Words(
    "tanpa stempel waktu: belum ada otoritas stempel waktu yang dipasang (IKRAR_TSA)",
    "without a timestamp: no timestamp authority is set (IKRAR_TSA)",
)


class NoTimestamp(Exception):
    """The authority gave no timestamp that holds; the text says why."""


class Authority(Protocol):
    """Whoever puts a moment on a hash."""

    is_set: bool

    def stamp(self, message: bytes, *, at: datetime) -> cms.ContentInfo:
        """A checked token over the message; raises `NoTimestamp`."""
        ...


class NoAuthority:
    """No authority is set: asked for a stamp, it says so."""

    is_set = False
    words = NOT_SET

    def stamp(self, message: bytes, *, at: datetime) -> cms.ContentInfo:  # noqa: ARG002 (the protocol's)
        raise NoTimestamp(NOT_SET.en)


@dataclass
class HttpAuthority:
    """An RFC 3161 authority at an address; `roots` are the certificates that its own must lead to, if given."""

    address: str
    roots: Sequence[asn1.Certificate] = ()
    seconds: float = SECONDS
    is_set = True

    def stamp(self, message: bytes, *, at: datetime) -> cms.ContentInfo:
        nonce = secrets.randbits(NONCE_BITS)
        digest = sha256(message).digest()
        token = _granted(self._asked(_request(digest, nonce).dump()))
        said = token["content"]["encap_content_info"]["content"].parsed
        _check_said(said, digest=digest, nonce=nonce, at=at)
        _check_signed(token, self.roots, said_at=said["gen_time"].native)
        return token

    def _asked(self, body: bytes) -> bytes:
        request = urllib.request.Request(  # noqa: S310 (the operator's own setting, https or http)
            self.address,
            data=body,
            headers={"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"},
        )
        try:
            with urllib.request.urlopen(request, timeout=self.seconds) as answer:  # noqa: S310 (likewise)
                return bytes(answer.read(TOKEN_BYTES))
        except (OSError, ValueError) as e:
            raise NoTimestamp(f"the authority does not answer ({type(e).__name__})") from e


class Patient:
    """An authority that is left alone for a minute after it did not answer, so that nobody waits for it twice in a row."""

    is_set = True

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self.failed_at: datetime | None = None
        self.why = ""

    def stamp(self, message: bytes, *, at: datetime) -> cms.ContentInfo:
        if self.failed_at is not None and self.failed_at <= at < self.failed_at + REST:
            raise NoTimestamp(self.why)
        try:
            token = self.authority.stamp(message, at=at)
        except NoTimestamp as e:
            self.failed_at, self.why = at, str(e)
            raise
        self.failed_at = None
        return token


def with_timestamp(made: cms.ContentInfo, token: cms.ContentInfo) -> cms.ContentInfo:
    """The signature with the token beside it; what was signed stays byte for byte."""
    stamped: cms.ContentInfo = cms.ContentInfo.load(made.dump())
    signer = stamped["content"]["signer_infos"][0]
    signer["unsigned_attrs"] = cms.CMSAttributes(
        [cms.CMSAttribute({"type": "signature_time_stamp_token", "values": [token]})]
    )
    return stamped


def _request(digest: bytes, nonce: int) -> tsp.TimeStampReq:
    imprint = {"hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}), "hashed_message": digest}
    return tsp.TimeStampReq(
        {"version": 1, "message_imprint": tsp.MessageImprint(imprint), "cert_req": True, "nonce": nonce}
    )


def _granted(answer: bytes) -> cms.ContentInfo:
    """The token of a granted request."""
    try:
        status = tsp.PKIStatusInfo.load(core.Sequence.load(answer)[0].dump())  # a refusal has no second part
        if status["status"].native not in ("granted", "granted_with_mods"):
            told = "; ".join(status["status_string"].native or ())
            raise NoTimestamp(f"the authority refused: {told or status['status'].native}")
        token: cms.ContentInfo = tsp.TimeStampResp.load(answer, strict=True)["time_stamp_token"]
        if not isinstance(token["content"]["encap_content_info"]["content"].parsed, tsp.TSTInfo):
            raise NoTimestamp("the authority's answer holds no timestamp")
    except (ValueError, TypeError, KeyError, AttributeError) as e:
        raise NoTimestamp("the authority's answer is no RFC 3161 answer") from e
    return token


def _check_said(said: tsp.TSTInfo, *, digest: bytes, nonce: int, at: datetime) -> None:
    imprint = said["message_imprint"]
    if (
        imprint["hash_algorithm"]["algorithm"].native != "sha256"
        or imprint["hashed_message"].native != digest
    ):
        raise NoTimestamp("the authority stamped another hash than ours")
    if said["nonce"].native != nonce:
        raise NoTimestamp("the authority's answer belongs to another request")
    if abs(said["gen_time"].native - at) > SKEW:
        raise NoTimestamp("the authority's clock and ours differ by more than five minutes")


def _check_signed(token: cms.ContentInfo, roots: Sequence[asn1.Certificate], *, said_at: datetime) -> None:
    """That the token is signed, by a certificate for timestamps that held at that moment and leads to a root."""
    usage = TimestampSignatureStatus.default_usage_constraints()
    try:
        own = extract_certificate_info(token["content"]).signer_cert
        _check_certificate(own, said_at=said_at)
        context = ValidationContext(trust_roots=list(roots or [own]), moment=said_at, allow_fetching=False)
        found = asyncio.run(
            cms_basic_validation(token["content"], validation_context=context, key_usage_settings=usage)
        )
    except (SignatureValidationError, CMSExtractionError, ValueError) as e:
        raise NoTimestamp("the authority's signature cannot be checked") from e
    if not (found["intact"] and found["valid"]):
        raise NoTimestamp("the authority's signature does not hold")
    if found["trust_problem_indic"] is not None:
        raise NoTimestamp("the authority's certificate does not lead to IKRAR_TSA_ROOTS")


def _check_certificate(certificate: asn1.Certificate, *, said_at: datetime) -> None:
    usage = certificate.extended_key_usage_value
    if usage is None or usage.native != ["time_stamping"]:
        raise NoTimestamp("the authority's certificate is not for timestamps")
    if not certificate.not_valid_before <= said_at <= certificate.not_valid_after:
        raise NoTimestamp("the authority's certificate has expired")


def read_roots(path: Path) -> tuple[asn1.Certificate, ...]:
    """The certificates of a PEM file; raises `RootsAreBroken`."""
    try:
        found = pem.unarmor(path.read_bytes(), multiple=True)
        return tuple(asn1.Certificate.load(der, strict=True) for _, _, der in found)
    except (OSError, ValueError, TypeError) as e:
        raise RootsAreBroken(path) from e


def authority_at(address: str, roots: str) -> Authority:
    """The authority at an address, or without one the null authority that stamps nothing and says so."""
    if not address:
        return NoAuthority()
    return Patient(HttpAuthority(address, roots=read_roots(Path(roots)) if roots else ()))
