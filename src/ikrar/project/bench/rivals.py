"""What else could be done for each person: a PAdES signature of one page, with pyHanko as it comes."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID


@dataclass(frozen=True, slots=True)
class Pades:
    """Signatures a second of one core, and what one added to the page."""

    per_second: float
    bytes_added: int


def pades(*, seconds: float) -> Pades | None:
    """Sign one page over and over; None where pyHanko is not installed."""
    try:
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415 (a development package)
        from pyhanko.sign import signers  # noqa: PLC0415 (likewise)
    except ImportError:
        return None
    page, signer = _page(), _signer()
    wanted = signers.PdfSignatureMetadata(field_name="Signature1", subfilter=_subfilter())
    began, count, size = time.process_time(), 0, 0
    while count == 0 or time.process_time() - began < seconds:
        signed = signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(page)), wanted, signer=signer)
        count, size = count + 1, len(signed.getbuffer())
    return Pades(count / (time.process_time() - began), size - len(page))


def _page() -> bytes:
    import typst  # noqa: PLC0415 (slow to load, and only this rival needs it)

    return bytes(typst.compile(b"= Pakta Integritas\n\n" + b"Saya menyatakan netral. " * 40))


def _subfilter() -> Any:
    from pyhanko.sign.fields import SigSeedSubFilter  # noqa: PLC0415 (a development package)

    return SigSeedSubFilter.PADES


def _signer() -> Any:
    """A signer with a P-256 key and a certificate of our own making."""
    from pyhanko.sign import signers  # noqa: PLC0415 (a development package)

    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Contoh")])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    certificate = made.sign(key, hashes.SHA256())
    kept = pkcs12.serialize_key_and_certificates(b"bench", key, certificate, None, NoEncryption())
    return signers.SimpleSigner.load_pkcs12_data(kept, other_certs=[])
