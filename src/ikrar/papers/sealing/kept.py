"""pyHanko's signer with the key object kept."""

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.signers.pdf_cms import Signer

from ikrar.papers.sealing.certificates import PrivateKey


class KeptSigner(Signer):
    """pyHanko's signer with the key object kept: its own loads and proves an RSA key anew at each signature."""

    def __init__(self, key: PrivateKey, certificate: x509.Certificate) -> None:
        super().__init__(signing_cert=asn1.Certificate.load(certificate.public_bytes(Encoding.DER)))
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002, FBT001, FBT002 (pyHanko's own signature)
        return _signature(self._key, data)


def _signature(key: PrivateKey, data: bytes) -> bytes:
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(data, padding.PKCS1v15(), hashes.SHA256())
    return key.sign(data, ec.ECDSA(hashes.SHA256()))
