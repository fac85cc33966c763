"""Putting the seal on a PDF: an increment at its end that covers every byte before it (PAdES B-B, ETSI EN 319 142-1)."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import cms
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfTBSDocument

from ikrar.papers.sealing.certificates import LABEL
from ikrar.papers.sealing.increment import Increment
from ikrar.papers.sealing.stamping import TOKEN_BYTES, Authority, NoTimestamp, with_timestamp
from ikrar.papers.troubles import PaperIsNoPDF, PaperTakesNoSeal, SealHasExpired, SealNeedsTimestamp

log = logging.getLogger(__name__)
FIELD = "SegelIkrar"
AROUND = 1_536  # bytes of a seal besides its certificates: attributes, and a signature by RSA-4096
DIGEST = "sha256"


class _PdfSigner(PdfSigner):
    """As PAdES has it on a PDF 1.7, which PDF/A-2 and -3 are; pyHanko would raise it to 2.0 because of P-256."""

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:  # noqa: ARG002 (pyHanko's own signature)
        pdf_out.register_extension(ESIC_EXTENSION_1)


@dataclass(frozen=True, slots=True)
class Sealed:
    """The sealed paper. Without a timestamp `why` says which reason the authority gave, if one is set."""

    pdf: bytes
    is_stamped: bool
    why: str = ""


def put_seal(
    pdf: bytes, *, signer: Signer, authority: Authority, reason: str, at: datetime, needs_stamp: bool = False
) -> Sealed:
    """Seal the paper as of `at`. An authority that does not answer stops it only where a timestamp is needed."""
    _check_holds(signer, at=at)
    try:
        writer = Increment(BytesIO(pdf))
        session = _pdf_signer(signer, reason).init_signing_session(writer)
    except SigningError as e:
        raise PaperTakesNoSeal from e
    except (PdfReadError, ValueError) as e:
        raise PaperIsNoPDF from e
    session.system_time = at.replace(microsecond=0)
    output = BytesIO()
    reserved = _reserved(signer, authority)
    prepared, _ = session.prepare_tbs_document(None, reserved).digest_tbs_document(output=output)
    made = asyncio.run(signer.async_sign(prepared.document_digest, DIGEST, use_pades=True))
    sealed, why = _stamped(made, authority, at=at)
    if needs_stamp and sealed is made:
        raise SealNeedsTimestamp(why)
    PdfTBSDocument.resume_signing(output, prepared, sealed)
    return Sealed(output.getvalue(), sealed is not made, why)


def _pdf_signer(signer: Signer, reason: str) -> _PdfSigner:
    meta = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        name=LABEL.id,
        reason=reason,
    )
    # Out of sight and out of the page's box: so it stays PDF/A and PDF/UA; the paper itself says it in words.
    place = SigFieldSpec(
        FIELD, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True), readable_field_name=LABEL.id
    )
    return _PdfSigner(meta, signer, new_field_spec=place)


def _reserved(signer: Signer, authority: Authority) -> int:
    """How many hexadecimal digits are kept free for the seal."""
    certificates = {one.dump() for one in (*signer.cert_registry, signer.signing_cert)}
    return 2 * (sum(map(len, certificates)) + AROUND + (TOKEN_BYTES if authority.is_set else 0))


def _stamped(made: cms.ContentInfo, authority: Authority, *, at: datetime) -> tuple[cms.ContentInfo, str]:
    """With the authority's timestamp on the signature, else as it was and why."""
    if not authority.is_set:
        return made, ""
    signature = made["content"]["signer_infos"][0]["signature"].native
    try:
        return with_timestamp(made, authority.stamp(signature, at=at)), ""
    except NoTimestamp as e:
        log.warning("sealed without a timestamp: %s", e)
        return made, str(e)


def _check_holds(signer: Signer, *, at: datetime) -> None:
    certificate = signer.signing_cert
    assert certificate is not None
    if not certificate.not_valid_before <= at < certificate.not_valid_after:
        raise SealHasExpired(certificate.not_valid_after)
