"""A hierarchy of certificate authorities that exists only in the tests."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)
DER = serialization.Encoding.DER


@dataclass(frozen=True)
class Held:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def name(common: str, organisation: str = "Kota Contoh", unit: str = "") -> x509.Name:
    told = (
        (NameOID.COUNTRY_NAME, "ID"),
        (NameOID.ORGANIZATION_NAME, organisation),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, unit),
        (NameOID.COMMON_NAME, common),
    )
    return x509.Name([x509.NameAttribute(part, value) for part, value in told if value])


def issue(
    common: str,
    *,
    by: Held | None = None,
    begins: datetime = NOW - 365 * DAY,
    ends: datetime = NOW + 365 * DAY,
    authority: bool = False,
    usages: tuple[str, ...] = ("digital_signature", "content_commitment"),
    purposes: tuple[x509.ObjectIdentifier, ...] = (),
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | None = None,
    responder: str = "",
    signed_by: Held | None = None,
    organisation: str = "Kota Contoh",
    unit: str = "",
) -> Held:
    """A new certificate, by an authority or, without one, by itself."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    signer = signed_by.key if signed_by else by.key if by else key
    names = [
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    ]  # fmt: skip
    wanted = ("key_cert_sign", "crl_sign") if authority else usages
    builder = (
        x509.CertificateBuilder()
        .subject_name(name(common, organisation, unit))
        .issuer_name(by.certificate.subject if by else name(common, organisation, unit))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**{one: one in wanted for one in names}), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key((by.key if by else key).public_key()),
            critical=False,
        )
    )
    if purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=True)
    if responder:
        place = x509.AccessDescription(
            AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(responder)
        )
        builder = builder.add_extension(x509.AuthorityInformationAccess([place]), critical=False)
    return Held(builder.sign(signer, hashes.SHA256()), key)


class Authority:
    """A root, an authority below it, and whom it issues certificates to."""

    def __init__(self, common: str = "Induk Contoh") -> None:
        self.root = issue(common, authority=True, begins=NOW - 3000 * DAY, ends=NOW + 3000 * DAY)
        self.issuing = issue(
            f"{common} Penerbit", by=self.root, authority=True, begins=NOW - 2000 * DAY, ends=NOW + 2000 * DAY
        )

    def person(self, common: str = "Siti Rahma Contoh", **more) -> Held:
        return issue(common, by=self.issuing, **more)

    def clock(self) -> Held:
        return issue(
            "Stempel Waktu Contoh",
            by=self.issuing,
            usages=("digital_signature",),
            purposes=(ExtendedKeyUsageOID.TIME_STAMPING,),
            key=rsa.generate_private_key(65537, 2048),  # all that pyHanko's example of a clock can use
        )

    def revocations(
        self, *revoked: Held, by: Held | None = None, at: datetime = NOW - 2 * DAY, on: datetime = NOW - DAY
    ) -> bytes:
        """A list of revoked certificates, made on a day and good for a week."""
        by = by or self.issuing
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(by.certificate.subject)
            .last_update(on)
            .next_update(on + 7 * DAY)
            .add_extension(x509.CRLNumber(1), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key()), critical=False
            )
        )
        for one in revoked:
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder()
                .serial_number(one.certificate.serial_number)
                .revocation_date(at)
                .add_extension(x509.CRLReason(x509.ReasonFlags.superseded), critical=False)
                .build()
            )
        return builder.sign(by.key, hashes.SHA256()).public_bytes(DER)

    def answer(self, held: Held, *, revoked: bool = False, at: datetime = NOW - 2 * DAY) -> bytes:
        """What a responder says of one certificate."""
        builder = ocsp.OCSPResponseBuilder().add_response(
            cert=held.certificate,
            issuer=self.issuing.certificate,
            algorithm=hashes.SHA1(),  # it only names the issuer, as responders do
            cert_status=ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD,
            this_update=NOW - DAY,
            next_update=NOW + 6 * DAY,
            revocation_time=at if revoked else None,
            revocation_reason=x509.ReasonFlags.superseded if revoked else None,
        )
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, self.issuing.certificate)
        return builder.sign(self.issuing.key, hashes.SHA256()).public_bytes(DER)

    def signer(self, held: Held) -> SimpleSigner:
        return signer_of(held, self.issuing, self.root)


def signer_of(held: Held, *above: Held) -> SimpleSigner:
    """A signer of pyHanko with this key; what stands above goes into the signature."""
    store = SimpleCertificateStore()
    store.register_multiple([asn1.Certificate.load(one.der) for one in above])
    secret = held.key.private_bytes(DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return SimpleSigner(
        signing_cert=asn1.Certificate.load(held.der),
        signing_key=keys.PrivateKeyInfo.load(secret),
        cert_registry=store,
    )
