"""The seal's key as one file: private key and certificate together, so that they can never be of two different seals."""

import os
import secrets
from datetime import datetime
from pathlib import Path
from threading import Lock

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from pyhanko.sign.signers.pdf_cms import Signer

from ikrar.papers.sealing import certificates
from ikrar.papers.troubles import KeyFileIsBroken, KeyFileIsOpen

Mark = tuple[int, int, int]
PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class KeptSigner(Signer):
    """pyHanko's signer with the key object kept: its own loads and proves an RSA key anew at each signature."""

    def __init__(self, key: PrivateKey, certificate: x509.Certificate) -> None:
        super().__init__(signing_cert=asn1.Certificate.load(certificate.public_bytes(Encoding.DER)))
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002, FBT001, FBT002 (pyHanko's own signature)
        return _signature(self._key, data)


class KeyFile:
    """The signer in a file; made at first use, read again when another one took its place."""

    def __init__(self, path: Path, *, organisation: str) -> None:
        self.path = path
        self.organisation = organisation
        self._mark: Mark | None = None
        self._signer: KeptSigner | None = None
        self._certificate: x509.Certificate | None = None
        self._lock = Lock()

    def exists(self) -> bool:
        return self.path.exists()

    def certificate(self, *, at: datetime) -> x509.Certificate:
        self._load(at=at)
        assert self._certificate is not None
        return self._certificate

    def signer(self, *, at: datetime) -> Signer:
        self._load(at=at)
        assert self._signer is not None
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
        """A new key in the old one's place. What the old one sealed stays as it is; nobody can seal with it again."""
        self._written(at=at).replace(self.path)

    def _load(self, *, at: datetime) -> None:
        with self._lock:
            mark = _mark(self.path)
            if mark is None:
                self.make(at=at)
                mark = _mark(self.path)
            if mark != self._mark or self._signer is None:
                key, self._certificate = read(self.path)
                self._signer = KeptSigner(key, self._certificate)
                self._mark = mark

    def _written(self, *, at: datetime) -> Path:
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = certificates.self_made(key, organisation=self.organisation, at=at)
        content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        content += certificate.public_bytes(Encoding.PEM)
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self.path.with_name(f".{self.path.name}.{secrets.token_hex(4)}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
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


def _signature(key: PrivateKey, data: bytes) -> bytes:
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(data, padding.PKCS1v15(), hashes.SHA256())
    return key.sign(data, ec.ECDSA(hashes.SHA256()))


def _mark(path: Path) -> Mark | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_mode
