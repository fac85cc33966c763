"""Which seal this installation has, from its settings: its key, and the authority that puts the time on it.

Kept for as long as the settings stay the same: a key is loaded once a process, a token's session opened once.
"""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cryptography import x509
from django.conf import settings

if TYPE_CHECKING:
    from pyhanko.sign.signers.pdf_cms import Signer

    from ikrar.papers.sealing import Authority

FILE = "seal.pkey"


class Holder(Protocol):
    """Whatever holds the seal's private key."""

    def certificate(self, *, at: datetime) -> x509.Certificate: ...

    def signer(self, *, at: datetime) -> "Signer": ...


def holder() -> Holder:
    """The token, where a module is set; else the key file."""
    if settings.IKRAR_SEAL_MODULE:
        return _token(
            settings.IKRAR_SEAL_MODULE,
            settings.IKRAR_SEAL_TOKEN,
            settings.IKRAR_SEAL_KEY,
            settings.IKRAR_SEAL_PIN,
            settings.IKRAR_SEAL_CERTIFICATE,
        )
    return _file(key_path(), settings.IKRAR_OFFICE or settings.IKRAR_DOMAIN)


def authority() -> "Authority":
    """The timestamp authority, or one that stamps nothing and says so."""
    return _authority(settings.IKRAR_TSA, settings.IKRAR_TSA_ROOTS)


def key_path() -> Path:
    return Path(settings.IKRAR_DATA) / "keys" / FILE


@cache
def _file(path: Path, organisation: str) -> Holder:
    from ikrar.papers.sealing import KeyFile  # noqa: PLC0415 (pyHanko takes a second to load; few processes seal)

    return KeyFile(path, organisation=organisation)


@cache
def _token(*access: str) -> Holder:
    from ikrar.papers.sealing import Access, Token  # noqa: PLC0415 (likewise)

    return Token(Access(*access))


@cache
def _authority(address: str, roots: str) -> "Authority":
    from ikrar.papers.sealing import HttpAuthority, NoAuthority, Patient, read_roots  # noqa: PLC0415 (likewise)

    if not address:
        return NoAuthority()
    return Patient(HttpAuthority(address, roots=read_roots(Path(roots)) if roots else ()))
