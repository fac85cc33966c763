"""A sealed PDF that carries a receipt: taking the receipt out, and saying how its seal stands. No Django, no network.

The receipt proves what stands in the register. What is printed around it is held by the seal alone, so both are told,
and neither stands for the other.
"""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import Any

from ikrar.kernel.words import Words
from ikrar.register.receipt import RECEIPT_BYTES, VERSION

MARK = b"%PDF-"
PAPER_BYTES = 5_000_000
UNPACKED_BYTES = 20_000_000  # of all streams looked into; a receipt is small, however it is packed
MOST = 64  # attachments, and nodes of the tree that names them
SEAL_FIELD = "SegelIkrar"
SHA256 = bytes.fromhex(
    "300d06096086480165030402010500"
)  # the algorithm's identifier, as every seal here spells it
_VERSION = f'"v":"{VERSION}"'.encode()


class PaperIsRefused(ValueError):
    """Parent of every reason not to take a receipt out of a PDF."""


class PaperIsDamaged(PaperIsRefused):
    """This is no PDF, or one that cannot be read as it was written."""


class PaperIsTooLarge(PaperIsRefused):
    """No paper with a receipt is this large."""


class PaperIsEncrypted(PaperIsRefused):
    """The PDF is encrypted: nothing in it can be compared with what was sealed."""


class PaperHasNoReceipt(PaperIsRefused):
    """Nothing attached to this PDF is a receipt."""


class PaperHasTwoReceipts(PaperIsRefused):
    """Two receipts are attached: it cannot be said which one the paper is about."""


class Seal(StrEnum):
    """How the seal of a paper stands."""

    INTACT = "INTACT"  # it covers every byte and holds
    CHANGED = "CHANGED"  # something was changed or added after it was put
    NOT_SEALED = "NOT_SEALED"


SEAL_WORDS: dict[Seal, Words] = {
    Seal.INTACT: Words(
        "Segel utuh: tidak satu byte pun berubah sejak disegel.", "Seal intact: no byte was changed since."
    ),
    Seal.CHANGED: Words("Berkas ini diubah setelah disegel.", "This file was changed after it was sealed."),
    Seal.NOT_SEALED: Words("Berkas ini tidak bersegel.", "This file is not sealed."),
}


@dataclass(frozen=True, slots=True)
class SealedPaper:
    """What was found; the fingerprint is of the certificate in the seal, and proves nothing until it is compared."""

    receipt: bytes
    seal: Seal
    fingerprint: str = ""
    subject: str = ""
    sealed_at: datetime | None = None
    is_stamped: bool = False


def is_paper(data: bytes) -> bool:
    """Whether these bytes claim to be a PDF."""
    return data.lstrip()[: len(MARK)] == MARK


def read(data: bytes) -> SealedPaper:
    """The receipt inside and the state of the seal; raises one of the `PaperIsRefused` kinds."""
    if len(data) > PAPER_BYTES:
        raise PaperIsTooLarge(len(data))
    logger = logging.getLogger("pyhanko")
    before = logger.level
    logger.setLevel(logging.CRITICAL)  # what it would complain of is told below
    try:
        return _read(data)
    except PaperIsRefused:
        raise
    except Exception as e:
        raise PaperIsDamaged(type(e).__name__) from e
    finally:
        logger.setLevel(before)


def _read(data: bytes) -> SealedPaper:
    from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget  # noqa: PLC0415 (likewise)
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 (only PDFs need it, and it loads slowly)

    budget = DocumentDecodeBudget(base_allowance=UNPACKED_BYTES, max_ratio=1)
    reader = PdfFileReader(BytesIO(data), decode_limits=DecodeLimits(document_budget=budget))
    if "/Encrypt" in reader.trailer_view:
        raise PaperIsEncrypted
    receipts = [content for content in _attached(reader) if _VERSION in content]
    if not receipts:
        raise PaperHasNoReceipt
    if len(receipts) > 1:
        raise PaperHasTwoReceipts
    return _judged(reader, receipts[0], len(data))


def _attached(reader: Any) -> Iterator[bytes]:
    """What is attached, by whichever way a PDF names attachments; each stream once."""
    seen: set[object] = set()
    for spec in _specs(reader):
        files = _at(spec, "/EF", {})
        for name in ("/F", "/UF"):
            place = files.raw_get(name) if name in files else None
            if place is None or getattr(place, "reference", place) in seen:
                continue
            seen.add(getattr(place, "reference", place))
            content = bytes(files[name].data)
            if len(content) <= RECEIPT_BYTES:
                yield content


def _specs(reader: Any) -> Iterator[Any]:
    root = reader.root
    yield from _items(_at(root, "/AF", []))
    nodes = [_at(_at(root, "/Names", {}), "/EmbeddedFiles", {})]
    for _ in range(MOST):
        if not nodes:
            return
        node = nodes.pop()
        yield from _items(_at(node, "/Names", []))[1::2]
        nodes += _items(_at(node, "/Kids", []))
    raise PaperIsDamaged("too many attachments")


def _at(found: Any, name: str, default: Any) -> Any:
    """What stands there, followed where it is indirect; `get` would not."""
    return found[name] if name in found else default  # noqa: SIM401 (see above)


def _items(array: Any) -> list[Any]:
    """What the array holds; asked for one by one, because only so an indirect one is followed."""
    return [array[place] for place in range(min(len(array), 2 * MOST))]


def _judged(reader: Any, receipt: bytes, size: int) -> SealedPaper:
    own = [one for one in reader.embedded_regular_signatures if one.field_name == SEAL_FIELD]
    if not own:
        is_signed = bool(reader.embedded_signatures)
        return SealedPaper(receipt, Seal.CHANGED if is_signed else Seal.NOT_SEALED)
    (seal,) = own
    certificate = seal.signer_cert
    return SealedPaper(
        receipt=receipt,
        seal=Seal.INTACT if _is_intact(seal, reader, size) else Seal.CHANGED,
        fingerprint=hashlib.sha256(certificate.dump()).hexdigest(),
        subject=str(certificate.subject.native.get("organization_name", "")),
        sealed_at=seal.self_reported_timestamp,
        is_stamped=_is_stamped(seal.signer_info),
    )


def _is_stamped(signer: Any) -> bool:
    return any(one["type"].native == "signature_time_stamp_token" for one in signer["unsigned_attrs"] or ())


def _is_intact(seal: Any, reader: Any, size: int) -> bool:
    """That the seal's signature holds, over all bytes but its own: whatever was added later changed the paper."""
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity  # noqa: PLC0415 (likewise)

    start, before, behind, rest = (int(number) for number in seal.byte_range)
    gap = reader.stream.getvalue()[before:behind]
    if start != 0 or behind + rest != size or gap[:1] != b"<" or gap[-1:] != b">":
        return False
    if not _is_plain(gap[1:-1], seal.pkcs7_content):
        return False
    digest = seal.compute_digest()
    intact, valid = validate_sig_integrity(seal.signer_info, seal.signer_cert, "data", digest)
    return bool(intact and valid)


def _is_plain(digits: bytes, content: bytes) -> bool:
    """One spelling: capitals, the seal in its shortest form, and nothing but zeros behind it.

    What a CMS leaves unsigned has one value too, so that no bit of a paper can be another unnoticed.
    """
    from asn1crypto import cms  # noqa: PLC0415 (likewise)

    told = cms.ContentInfo.load(content)  # type: ignore[no-untyped-call]  # asn1crypto is untyped
    signed = told["content"]
    (signer,) = signed["signer_infos"]
    (algorithm,) = signed["digest_algorithms"]
    spelled = told.dump(force=True)
    return (
        digits == content.hex().upper().encode()
        and content[: len(spelled)] == spelled
        and not any(content[len(spelled) :])
        and signed["version"].native == signer["version"].native == "v1"
        and algorithm.dump() == signer["digest_algorithm"].dump() == SHA256
    )
