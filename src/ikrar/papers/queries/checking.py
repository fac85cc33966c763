"""What a PDF proves here: with the roots this operator trusts and the limits this installation sets."""

from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from django.conf import settings

from ikrar.papers import seals
from ikrar.papers.checking import Checked, Expected, Limits, TrustStore, check, read_folder
from ikrar.papers.queries.sealing import former_seals


def checked(
    *, pdf: bytes, expected: Expected | None = None, at: datetime, roots: Path | None = None
) -> Checked:
    """Check a file with this installation's trust, or that of a folder. Nothing is raised and nothing is kept."""
    return check(pdf, trust=trust(folder=roots), at=at, expected=expected or Expected(), limits=limits())


def trust(*, folder: Path | None = None) -> TrustStore:
    """Whom this installation trusts: the folder of the settings, or the one given, and its own seal by its hash."""
    found = folder or (Path(settings.IKRAR_TRUSTED_ROOTS) if settings.IKRAR_TRUSTED_ROOTS else None)
    return read_folder(found, own=_own_seals(), former=former_seals())


def limits() -> Limits:
    return Limits(bytes=settings.IKRAR_PAPER_BYTES, seconds=settings.IKRAR_PAPER_SECONDS)


def _own_seals() -> tuple[str, ...]:
    """The hash of the certificate in use, without making one."""
    named = settings.IKRAR_SEAL_CERTIFICATE if settings.IKRAR_SEAL_MODULE else ""
    try:
        content = (Path(named) if named else seals.key_path()).read_bytes()
        load = x509.load_pem_x509_certificate if b"-----BEGIN" in content else x509.load_der_x509_certificate
        return (load(content).fingerprint(hashes.SHA256()).hex(),)
    except (OSError, ValueError):
        return ()
