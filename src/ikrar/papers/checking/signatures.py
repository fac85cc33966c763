"""One signature at a time: what it holds, whether it holds, who made it, and what came after it."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from asn1crypto import cms, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import (
    MultivaluedAttributeError,
    NonexistentAttributeError,
    find_unique_cms_attribute,
)
from pyhanko.sign.validation import dss
from pyhanko.sign.validation.errors import DisallowedAlgorithmError
from pyhanko.sign.validation.pdf_embedded import (
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator.policy_decl import DisallowWeakAlgorithmsPolicy

from ikrar.papers.checking import chains, changes, ranges
from ikrar.papers.checking.shapes import Chain, Coverage, Revocation, SignatureFound, TrustStore
from ikrar.papers.checking.words import Code

STRONG = DisallowWeakAlgorithmsPolicy()  # no MD5, no SHA-1, no RSA below 2,048 bits
NO_DEMANDS = KeyUsageConstraints(key_usage=set())  # who may sign is decided in chains


@dataclass(slots=True)
class Read:
    """A signature as it lies in the file, before anything of it is believed."""

    name: str
    embedded: EmbeddedPdfSignature | None = None
    held: ranges.Range | None = None
    codes: list[Code] = field(default_factory=list)

    @property
    def end(self) -> int:
        return self.held.end if self.held else 0

    @property
    def is_timestamp(self) -> bool:
        return self.embedded is not None and self.embedded.sig_object_type == "/DocTimeStamp"


@dataclass(frozen=True, slots=True)
class Kept:
    """Certificates, lists and answers that the file brings along to speak for its signers."""

    certificates: tuple[x509.Certificate, ...] = ()
    lists: tuple[bytes, ...] = ()
    answers: tuple[bytes, ...] = ()


def read_all(reader: PdfFileReader, pdf: bytes) -> list[Read]:
    """Every place of a signature that is filled, in the order they were put there."""
    return sorted(_read_each(reader, pdf), key=lambda one: one.end)


def _read_each(reader: PdfFileReader, pdf: bytes) -> Iterator[Read]:
    for name, value, place in enumerate_sig_fields(reader):
        if value is None:
            continue
        yield _read(reader, pdf, str(name), place)


def _read(reader: PdfFileReader, pdf: bytes, name: str, place: Any) -> Read:
    signature = place.get_object()["/V"]
    contents = getattr(changes.part(signature, "/Contents"), "original_bytes", b"")
    if not contents.strip(b"\0"):
        return Read(name, codes=[Code.EMPTY_SIGNATURE])
    held = ranges.read(_numbers(signature), size=len(pdf))
    found = Read(name, held=held)
    if fault := ranges.fault(pdf, held, contents):
        found.codes.append(fault)
    try:
        found.embedded = EmbeddedPdfSignature(reader, place, name)
        length = len(cms.ContentInfo.load(contents).dump())
    except Exception:  # noqa: BLE001 (whatever cannot be read is no signature, and has its word)
        found.embedded = None
        found.codes.append(Code.BROKEN_SIGNATURE)
        return found
    if ranges.padding_fault(contents, length):
        found.codes.append(Code.BYTE_RANGE)
    return found


def _numbers(signature: Any) -> list[Any]:
    try:
        return list(signature["/ByteRange"])
    except (KeyError, TypeError):
        return []


def kept_in(reader: PdfFileReader) -> Kept:
    """What stands in the file's own store of proofs."""
    try:
        store = dss.DocumentSecurityStore.read_dss(reader)
        return Kept(
            tuple(store.load_certs()),
            tuple(one.get_object().data for one in store.crls),
            tuple(one.get_object().data for one in store.ocsps),
        )
    except Exception:  # noqa: BLE001 (proofs that cannot be read prove nothing, and harm nothing)
        return Kept()


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one signature."""

    found: SignatureFound | None
    codes: tuple[Code, ...]


def judge(
    read: Read, *, number: int, pdf: bytes, trust: TrustStore, kept: Kept, at: datetime, text_sha256: str
) -> Judged:
    """Look at one signature in every respect."""
    if read.embedded is None:
        return Judged(None, tuple(read.codes))
    codes = list(read.codes)
    try:
        status = _status(read, trust, kept, at=at)
    except DisallowedAlgorithmError:
        status = None
        codes.append(Code.WEAK_ALGORITHM)
    except Exception:  # noqa: BLE001 (a signature that breaks its reader is a broken one)
        status = None
        codes.append(Code.BROKEN_SIGNATURE)
    if Code.WEAK_ALGORITHM not in codes and _is_weak(read.embedded.signer_info, read.embedded.signer_cert):
        codes.append(Code.WEAK_ALGORITHM)
    is_intact = status is not None and bool(status.intact and status.valid) and not codes
    if status is not None and not (status.intact and status.valid):
        codes.append(Code.NOT_INTACT)
    if Code.BYTE_RANGE not in codes:
        codes += _changed(read.embedded, status, pdf, read.end)
    made_at, is_proved, timing = _moment(read, status)
    codes += timing
    led = _led(read, trust, kept, made_at=made_at, is_proved=is_proved, at=at, codes=codes)
    found = _found(read.embedded, number=number, led=led, codes=codes, size=len(pdf), end=read.end)
    return Judged(
        found(is_intact=is_intact, signed_at=made_at, timestamped=is_proved, text_sha256=text_sha256),
        tuple(dict.fromkeys(codes)),
    )


def _status(read: Read, trust: TrustStore, kept: Kept, *, at: datetime) -> Any:
    assert read.embedded is not None
    beside = [*read.embedded.other_embedded_certs, *kept.certificates]
    context = chains.context_at(trust, beside, moment=at)
    if read.is_timestamp:
        return asyncio.run(
            async_validate_pdf_timestamp(read.embedded, context, diff_policy=changes.ONLY_SIGNATURES)
        )
    return asyncio.run(
        async_validate_pdf_signature(
            read.embedded,
            context,
            context,
            diff_policy=changes.ONLY_SIGNATURES,
            key_usage_settings=NO_DEMANDS,
        )
    )


def _is_weak(info: cms.SignerInfo, certificate: x509.Certificate) -> bool:
    """Whether hash or key are too weak to prove anything; pyHanko notes that and takes the signature all the same."""
    by = STRONG.signature_algorithm_allowed(
        info["signature_algorithm"], moment=None, public_key=certificate.public_key
    )
    return not (by and STRONG.digest_algorithm_allowed(info["digest_algorithm"], moment=None))


def _changed(embedded: EmbeddedPdfSignature, status: Any, pdf: bytes, end: int) -> list[Code]:
    """What was done to the file after this signature, in one word."""
    result: Any = embedded.diff_result
    if status is None or result is None:
        return []
    if not isinstance(result, DiffResult):
        if not end or not ranges.behind_the_last(pdf, end):
            return [Code.BYTE_RANGE]
        return [changes.told_apart(PdfFileReader(BytesIO(pdf[:end])), PdfFileReader(BytesIO(pdf)))]
    return [] if status.docmdp_ok else [Code.NOT_ALLOWED]


def _moment(read: Read, status: Any) -> tuple[datetime | None, bool, list[Code]]:
    """When it was signed, whether that is proved, and what there is to say about it."""
    assert read.embedded is not None
    if read.is_timestamp:
        moment = status.timestamp if status is not None else None
        return moment, bool(status is not None and status.trusted), []
    claimed = _aware(read.embedded.self_reported_timestamp)
    stamp = getattr(status, "timestamp_validity", None)
    if stamp is None:
        return claimed, False, [Code.NO_TIMESTAMP]
    if not (stamp.intact and stamp.valid):
        return claimed, False, [Code.TIMESTAMP_BROKEN]
    token = find_unique_cms_attribute(
        read.embedded.signer_info["unsigned_attrs"], "signature_time_stamp_token"
    )
    if not stamp.trusted or _is_weak(token["content"]["signer_infos"][0], stamp.signing_cert):
        return claimed, False, [Code.TIMESTAMP_NOT_TRUSTED]
    return _aware(stamp.timestamp), True, []


def _led(
    read: Read,
    trust: TrustStore,
    kept: Kept,
    *,
    made_at: datetime | None,
    is_proved: bool,
    at: datetime,
    codes: list[Code],
) -> chains.Led:
    assert read.embedded is not None
    lists, answers = _attached(read.embedded)
    signer = chains.Signer(
        certificate=read.embedded.signer_cert,
        beside=(*read.embedded.other_embedded_certs, *kept.certificates),
        lists=(*kept.lists, *lists),
        answers=(*kept.answers, *answers),
        signed_at=made_at or at,
        is_proved=is_proved,
    )
    if read.is_timestamp:
        if not is_proved:
            codes.append(Code.TIMESTAMP_NOT_TRUSTED)
        return chains.Led(Chain.TRUSTED if is_proved else Chain.UNKNOWN_ROOT)
    led = chains.follow(signer, trust, at=at)
    if led.chain is Chain.OWN and Code.NO_TIMESTAMP in codes:
        codes.remove(Code.NO_TIMESTAMP)  # nobody's word depends on when our own seal was put
    codes += led.codes
    return led


def _attached(embedded: EmbeddedPdfSignature) -> tuple[list[bytes], list[bytes]]:
    """Lists and answers inside the signature itself, as Adobe keeps them."""
    try:
        attribute = find_unique_cms_attribute(
            embedded.signer_info["signed_attrs"], "adobe_revocation_info_archival"
        )
        return [one.dump() for one in attribute["crl"] or ()], [one.dump() for one in attribute["ocsp"] or ()]
    except (NonexistentAttributeError, MultivaluedAttributeError, ValueError, TypeError, KeyError):
        return [], []


def _found(
    embedded: EmbeddedPdfSignature,
    *,
    number: int,
    led: chains.Led,
    codes: Sequence[Code],
    size: int,
    end: int,
) -> Any:
    """All of a signature's facts but the four that a caller adds."""
    certificate = embedded.signer_cert
    coverage = Coverage.FILE if end == size else Coverage.REVISION

    def finished(**more: Any) -> SignatureFound:
        return SignatureFound(
            number=number,
            field=str(embedded.field_name),
            name=chains.name_of(certificate),
            organisation=chains.part_of(certificate, "organization_name"),
            unit=chains.part_of(certificate, "organizational_unit_name"),
            serial=f"{certificate.serial_number:x}",
            issuer=certificate.issuer.human_friendly,
            certificate_sha256=certificate.sha256.hex(),
            valid_from=certificate.not_valid_before,
            valid_until=certificate.not_valid_after,
            coverage=Coverage.PART if Code.BYTE_RANGE in codes else coverage,
            chain=led.chain,
            path=led.path,
            revocation=led.revocation,
            reason=str(changes.part(embedded.sig_object, "/Reason", ""))[:500],
            is_timestamp=embedded.sig_object_type == "/DocTimeStamp",
            **more,
        )

    return finished


def _aware(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


__all__ = ["Judged", "Kept", "Read", "Revocation", "judge", "kept_in", "read_all"]
