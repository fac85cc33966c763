"""The seal's key in a token that never gives it away (PKCS#11): a session opened once, opened anew after it was lost."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Any

import pkcs11
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pkcs11.exceptions import PKCS11Error
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from ikrar.papers.troubles import TokenIsMissing


@dataclass(frozen=True, slots=True)
class Access:
    """Where the key is: the module's path, labels, the PIN; a certificate's file where the token holds none."""

    module: str
    token: str
    key: str
    pin: str = field(repr=False)
    certificate: str = ""


class Token:
    """The signer on a token."""

    def __init__(self, access: Access) -> None:
        self.access = access
        self._signer: _TokenSigner | None = None
        self._lock = RLock()

    def certificate(self, *, at: datetime) -> x509.Certificate:
        found = self.signer(at=at).signing_cert
        assert found is not None
        return x509.load_der_x509_certificate(found.dump())

    def signer(self, *, at: datetime) -> Signer:  # noqa: ARG002 (a file makes its key at this moment; a token has one)
        with self._lock:
            if self._signer is None:
                self._signer = self._opened()
            return self._signer

    def reopened(self) -> "_TokenSigner":
        """The signer through a new session."""
        with self._lock:
            self._signer = None
            self._signer = self._opened()
            return self._signer

    def _opened(self) -> "_TokenSigner":
        try:
            return self._found()
        except TokenIsMissing:
            self._look_again()
            return self._found()

    def _look_again(self) -> None:
        """A module may only see tokens that were there when it was loaded."""
        with suppress(PKCS11Error, RuntimeError, OSError):
            pkcs11.lib(self.access.module).reinitialize()

    def _found(self) -> "_TokenSigner":
        access = self.access
        try:
            session = open_pkcs11_session(
                access.module,
                token_criteria=TokenCriteria(label=access.token) if access.token else None,
                user_pin=access.pin or None,
            )
            signer = _TokenSigner(self, session, access)
            _ = signer.signing_cert  # finds key and certificate now, and says at once what is missing
        except (PKCS11Error, RuntimeError, OSError, ValueError) as e:
            raise TokenIsMissing(str(e) or type(e).__name__) from e
        return signer


class _TokenSigner(PKCS11Signer):
    """Hashes here and signs there: SoftHSM2 and many cards know plain ECDSA only."""

    def __init__(self, token: Token, session: Any, access: Access) -> None:
        own, *chain = _read_certificates(access.certificate) if access.certificate else [None]
        super().__init__(
            session,
            key_label=access.key or None,
            cert_label=access.key or None,
            signing_cert=own,
            use_raw_mechanism=True,
        )
        self._token = token
        self._cert_registry = SimpleCertificateStore.from_certs(
            chain
        )  # pyHanko would put its own in a second time

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002 (pyHanko's own signature)
        """Sign; where the session was lost (a token pulled out and put back), once more through a new one."""
        try:
            return bytes(await super().async_sign_raw(data, digest_algorithm, dry_run))
        except PKCS11Error:
            fresh = self._token.reopened()
        try:
            return bytes(await PKCS11Signer.async_sign_raw(fresh, data, digest_algorithm, dry_run))
        except PKCS11Error as e:
            raise TokenIsMissing(str(e) or type(e).__name__) from e


def _read_certificates(path: str) -> list[asn1.Certificate]:
    """The key's own first, then those it leads to."""
    found = x509.load_pem_x509_certificates(Path(path).read_bytes())
    return [asn1.Certificate.load(one.public_bytes(Encoding.DER)) for one in found]
