"""Sealing a paper: the institution's own mark that nothing was changed since, uncertified and saying so."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

from ikrar.papers import seals

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


def attach(*, pdf: bytes, name: str, content: bytes, media: str, words: str, at: datetime) -> bytes:
    """The PDF with a file put into it, to be sealed afterwards."""
    from ikrar.papers.sealing import attaching  # noqa: PLC0415 (likewise)

    return attaching.attach(pdf, name, content, media=media, words=words, at=at)
