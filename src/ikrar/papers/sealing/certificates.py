"""The certificate that stands in every seal: self-made, for the institution, and saying that it is uncertified."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID, ObjectIdentifier

from ikrar.kernel.words import Words

LABEL = Words("Segel Ikrar, tidak tersertifikasi", "Ikrar's seal, uncertified")
LIFETIME = timedelta(days=5 * 365)
NAME_CHARACTERS = 64  # X.520's bound of a name's part
PrivateKey = EllipticCurvePrivateKey | RSAPrivateKey
A_MINUTE = timedelta(minutes=1)  # a reader whose clock is a little behind


@dataclass(frozen=True, slots=True)
class Facts:
    """What a stranger may know of a seal's certificate."""

    fingerprint: str
    subject: str
    organisation: str
    serial: str
    algorithm: str
    holds_from: datetime
    holds_until: datetime
    is_self_made: bool

    def holds(self, *, at: datetime) -> bool:
        return self.holds_from <= at < self.holds_until


def self_made(key: PrivateKey, *, organisation: str, at: datetime) -> x509.Certificate:
    """A certificate that the key signs for itself: nobody vouches for it but its published fingerprint."""
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:NAME_CHARACTERS]),
            x509.NameAttribute(NameOID.COMMON_NAME, LABEL.id),
        ]
    )
    begins = at.replace(microsecond=0) - A_MINUTE
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + LIFETIME)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def fingerprint_of(der: bytes) -> str:
    """SHA-256 of the certificate, as readers of PDFs show it: 64 hexadecimal digits."""
    return sha256(der).hexdigest()


def facts_of(certificate: x509.Certificate) -> Facts:
    """The certificate told in plain values."""
    return Facts(
        fingerprint=fingerprint_of(certificate.public_bytes(Encoding.DER)),
        subject=_part(certificate.subject, NameOID.COMMON_NAME),
        organisation=_part(certificate.subject, NameOID.ORGANIZATION_NAME),
        serial=f"{certificate.serial_number:x}",
        algorithm=_algorithm(certificate),
        holds_from=certificate.not_valid_before_utc,
        holds_until=certificate.not_valid_after_utc,
        is_self_made=certificate.subject == certificate.issuer,
    )


def _part(name: x509.Name, oid: ObjectIdentifier) -> str:
    return next((str(part.value) for part in name.get_attributes_for_oid(oid)), "")


def _algorithm(certificate: x509.Certificate) -> str:
    key = certificate.public_key()
    size = getattr(key, "key_size", "")
    return "P-256" if getattr(getattr(key, "curve", None), "name", "") == "secp256r1" else f"RSA-{size}"


def _usage() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
