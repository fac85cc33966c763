"""Sealing a paper: the institution's own mark that nothing was changed since, uncertified and saying so."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from ikrar.kernel.canonical import Value
from ikrar.papers import seals
from ikrar.papers.sealing.certificates import facts_of
from ikrar.register import operations as register

if TYPE_CHECKING:
    from ikrar.papers.sealing.putting import Sealed


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


def replace_seal(*, reason: str, at: datetime) -> None:
    """A new key for the seal; the old certificate stays published, and both stand in the register."""
    if settings.IKRAR_SEAL_MODULE:
        raise SealIsOnToken
    file = seals.key_file()
    old = facts_of(file.certificate(at=at)).fingerprint
    file.replace(at=at)
    new = facts_of(file.certificate(at=at))
    body: dict[str, Value] = {
        "certificate_sha256": new.fingerprint,
        "organisation": new.organisation,
        "replaces": old,
        "reason": reason,
    }
    with transaction.atomic():
        register.enter(kind="seal", body=body, at=at)
