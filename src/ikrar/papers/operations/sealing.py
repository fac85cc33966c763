"""Sealing a paper: the institution's own mark that nothing was changed since, uncertified and saying so."""

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate
from django.conf import settings
from django.db import IntegrityError, transaction

from ikrar.kernel.canonical import Value
from ikrar.papers import seals
from ikrar.papers.domain import SEAL_ENTRY
from ikrar.papers.models import SealCertificate
from ikrar.papers.queries.sealing import lacks_seal
from ikrar.papers.sealing.certificates import facts_of
from ikrar.papers.troubles import TROUBLES
from ikrar.register import operations as register

if TYPE_CHECKING:
    from ikrar.papers.sealing.putting import Sealed

UNKNOWN_REASON = "unknown"  # it was replaced before seals were entered, or in a token


def seal(*, pdf: bytes, reason: str, at: datetime) -> bytes:
    """The sealed PDF. `reason` is shown by readers of PDFs; it holds nobody's name."""
    return seal_told(pdf=pdf, reason=reason, at=at).pdf


def seal_told(*, pdf: bytes, reason: str, at: datetime) -> "Sealed":
    """The same, and whether a timestamp stands on it and why not."""
    from ikrar.papers.sealing.putting import put_seal  # noqa: PLC0415 (loads pyHanko; few processes seal)

    return put_seal(
        pdf,
        signer=seals.holder().signer(at=at),
        authority=seals.authority(),
        reason=reason,
        at=at,
        needs_stamp=settings.IKRAR_TSA_REQUIRED,
    )


def make_seal(*, at: datetime) -> None:
    """Make the seal's key file, unless there is one or the key lies in a token."""
    if not settings.IKRAR_SEAL_MODULE:
        seals.key_file().certificate(at=at)


def attach(*, pdf: bytes, name: str, content: bytes, media: str, words: str, at: datetime) -> bytes:
    """The PDF with a file put into it, to be sealed afterwards."""
    from ikrar.papers.sealing import attaching  # noqa: PLC0415 (likewise)

    return attaching.attach(pdf, name, content, media=media, words=words, at=at)


def probe_authority(*, at: datetime) -> str:
    """Ask the timestamp authority for a stamp on nothing; why it gave none, or nothing to say."""
    from ikrar.papers.sealing.stamping import NoTimestamp, authority_at  # noqa: PLC0415 (likewise)

    try:
        authority_at(settings.IKRAR_TSA, settings.IKRAR_TSA_ROOTS).stamp(b"", at=at)
    except NoTimestamp as e:
        return str(e)
    return ""


class SealIsOnToken(Exception):
    """The seal's key lies in a token, which makes its keys with a tool of its own."""


def enter_seal(*, at: datetime) -> None:
    """Enter the certificate in use, and those that were in use before, if they are not entered yet.

    Makes no key. May be called as often as one likes; a key that cannot be used is the doctor's to tell.
    """
    if lacks_seal():
        return
    try:
        certificates = [*reversed(_retired()), seals.holder().certificate(at=at)]
    except TROUBLES:
        return
    known = set(SealCertificate.objects.values_list("fingerprint", flat=True))
    for one in certificates:
        if facts_of(one).fingerprint not in known:
            _entered(one, reason=UNKNOWN_REASON, at=at)


def replace_seal(*, reason: str, at: datetime) -> None:
    """A new key for the seal; the old certificate stays published, and both stand in the register."""
    if settings.IKRAR_SEAL_MODULE:
        raise SealIsOnToken
    file = seals.key_file()
    file.certificate(at=at)
    enter_seal(at=at)
    file.replace(at=at)
    _entered(file.certificate(at=at), reason=reason, at=at)


def _retired() -> list[Certificate]:
    return [] if settings.IKRAR_SEAL_MODULE else seals.key_file().retired()


def _entered(certificate: Certificate, *, reason: str, at: datetime) -> None:
    """One entry for one certificate; of two processes the second finds it done."""
    facts = facts_of(certificate)
    last = SealCertificate.objects.order_by("-id").values_list("fingerprint", flat=True).first()
    said = reason if last else ""
    body: dict[str, Value] = {
        "certificate_sha256": facts.fingerprint,
        "organisation": facts.organisation,
        "replaces": last,
        "reason": said,
    }
    with suppress(IntegrityError), transaction.atomic():
        SealCertificate.objects.create(
            fingerprint=facts.fingerprint,
            organisation=facts.organisation,
            certificate=certificate.public_bytes(Encoding.PEM).decode(),
            begins_at=facts.holds_from,
            replaces=last or "",
            reason=said,
            entered_at=at,
            leaf_hash=register.enter(kind=SEAL_ENTRY, body=body, at=at).leaf_hash,
        )
