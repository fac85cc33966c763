"""The seal's key as one file: private key and certificate together, so that they can never be of two different seals."""

import os
import secrets
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from ikrar.papers.sealing import certificates
from ikrar.papers.sealing.certificates import PrivateKey, fingerprint_of
from ikrar.papers.troubles import KeyFileIsBroken, KeyFileIsOpen

if TYPE_CHECKING:
    from ikrar.papers.sealing.kept import KeptSigner

RETIRED = "seal-"  # and the beginning of the fingerprint
Mark = tuple[int, int, int]


class KeyFile:
    """The signer in a file; made at first use, read again when another one took its place."""

    def __init__(self, path: Path, *, organisation: str) -> None:
        self.path = path
        self.organisation = organisation
        self._mark: Mark | None = None
        self._signer: KeptSigner | None = None
        self._key: PrivateKey | None = None
        self._certificate: x509.Certificate | None = None
        self._lock = Lock()

    def exists(self) -> bool:
        return self.path.exists()

    def certificate(self, *, at: datetime) -> x509.Certificate:
        self._load(at=at)
        assert self._certificate is not None
        return self._certificate

    def signer(self, *, at: datetime) -> "KeptSigner":
        from ikrar.papers.sealing.kept import KeptSigner  # noqa: PLC0415 (loads pyHanko)

        self._load(at=at)
        with self._lock:
            assert self._key is not None
            assert self._certificate is not None
            self._signer = self._signer or KeptSigner(self._key, self._certificate)
            return self._signer

    def make(self, *, at: datetime) -> None:
        """A new key with its certificate, unless there is one: of two processes at first use the first wins."""
        fresh = self._written(at=at)
        try:
            os.link(fresh, self.path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()

    def replace(self, *, at: datetime) -> None:
        """A new key in the old one's place; nobody can seal with the old one again. Its certificate stays, to compare."""
        if self.exists():
            _, old = read(self.path)
            retired = self.path.with_name(
                f"{RETIRED}{fingerprint_of(old.public_bytes(Encoding.DER))[:16]}.crt"
            )
            _write(retired, old.public_bytes(Encoding.PEM))
        self._written(at=at).replace(self.path)

    def retired(self) -> list[x509.Certificate]:
        """The certificates of former keys, the newest first."""
        found = [
            x509.load_pem_x509_certificate(path.read_bytes())
            for path in self.path.parent.glob(f"{RETIRED}*.crt")
        ]
        return sorted(found, key=lambda one: one.not_valid_before_utc, reverse=True)

    def _load(self, *, at: datetime) -> None:
        with self._lock:
            mark = _mark(self.path)
            if mark is None:
                self.make(at=at)
                mark = _mark(self.path)
            if mark != self._mark:
                self._key, self._certificate = read(self.path)
                self._signer, self._mark = None, mark

    def _written(self, *, at: datetime) -> Path:
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = certificates.self_made(key, organisation=self.organisation, at=at)
        content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        content += certificate.public_bytes(Encoding.PEM)
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self.path.with_name(f".{self.path.name}.{secrets.token_hex(4)}")
        _write(fresh, content)
        return fresh


def read(path: Path) -> tuple[PrivateKey, x509.Certificate]:
    """Key and certificate; raises `KeyFileIsOpen` or `KeyFileIsBroken`."""
    if path.stat().st_mode & 0o077:
        raise KeyFileIsOpen(path)
    content = path.read_bytes()
    try:
        key = load_pem_private_key(content, password=None)
        certificate = x509.load_pem_x509_certificate(content)
    except (ValueError, TypeError) as e:
        raise KeyFileIsBroken(path) from e
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise KeyFileIsBroken(path)
    if key.public_key() != certificate.public_key():
        raise KeyFileIsBroken(path)
    return key, certificate


def _write(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _mark(path: Path) -> Mark | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_mode
