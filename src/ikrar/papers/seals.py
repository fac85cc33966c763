"""Which seal this installation has, from its settings: its key, and the authority that puts the time on it.

Kept for as long as the settings stay the same: a key is loaded once a process, a token's session opened once.
"""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cryptography import x509
from django.conf import settings

from ikrar.papers.press.jobs import Seal
from ikrar.papers.sealing.keyfile import KeyFile

if TYPE_CHECKING:
    from pyhanko.sign.signers.pdf_cms import Signer

    from ikrar.papers.sealing.stamping import Authority

FILE = "seal.pkey"


class Holder(Protocol):
    """Whatever holds the seal's private key."""

    def certificate(self, *, at: datetime) -> x509.Certificate: ...

    def signer(self, *, at: datetime) -> "Signer": ...


def holder() -> Holder:
    """The token, where a module is set; else the key file."""
    if settings.IKRAR_SEAL_MODULE:
        return _token(*_access())
    return key_file()


def authority() -> "Authority":
    """The timestamp authority, or one that stamps nothing and says so."""
    return _authority(settings.IKRAR_TSA, settings.IKRAR_TSA_ROOTS)


def plain() -> Seal:
    """The same settings as plain values, for the press."""
    return Seal(
        path=str(key_path()),
        organisation=organisation(),
        token=_access() if settings.IKRAR_SEAL_MODULE else (),
        authority=settings.IKRAR_TSA,
        roots=settings.IKRAR_TSA_ROOTS,
        needs_stamp=settings.IKRAR_TSA_REQUIRED,
    )


def organisation() -> str:
    """Whose seal it is, as its certificate says."""
    return str(settings.IKRAR_OFFICE or settings.IKRAR_DOMAIN)


def _access() -> tuple[str, ...]:
    return (
        settings.IKRAR_SEAL_MODULE,
        settings.IKRAR_SEAL_TOKEN,
        settings.IKRAR_SEAL_KEY,
        settings.IKRAR_SEAL_PIN,
        settings.IKRAR_SEAL_CERTIFICATE,
    )


def key_path() -> Path:
    return Path(settings.IKRAR_DATA) / "keys" / FILE


def key_file() -> KeyFile:
    """The key file, whether it is in use or not."""
    return _file(key_path(), organisation())


@cache
def _file(path: Path, organisation: str) -> KeyFile:
    return KeyFile(path, organisation=organisation)


@cache
def _token(*access: str) -> Holder:
    from ikrar.papers.sealing.token import Access, Token  # noqa: PLC0415 (loads pyHanko; few processes seal)

    return Token(Access(*access))


@cache
def _authority(address: str, roots: str) -> "Authority":
    from ikrar.papers.sealing import stamping  # noqa: PLC0415 (likewise)

    return stamping.authority_at(address, roots)
