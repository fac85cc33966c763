"""What can be checked of a commitment by anybody: signatures again, entries of the register, receipts."""

import json
from dataclasses import dataclass
from typing import Any

from ikrar.commitments.domain import Way
from ikrar.commitments.models import Photograph, SignedSheet
from ikrar.commitments.queries.found import CommitmentNotFound, PhotographNotFound
from ikrar.commitments.queries.shapes import CommitmentView, SignatoryView
from ikrar.kernel.canonical import canonical
from ikrar.kernel.words import Words
from ikrar.pledges.domain.texts import text_sha256
from ikrar.register import queries as register

NOT_CHECKABLE = {
    Way.CERTIFIED: Words(
        "hasil pemeriksaan dan sidik berkas tercatat", "the result and the fingerprint are on record"
    ),
    Way.PAPER: Words("sidik hasil pindai tercatat", "the fingerprint of the scan is on record"),
}
FITS = Words("dihitung ulang dan cocok", "checked again and fits")
FAILS = Words("tidak cocok", "does not fit")


@dataclass(frozen=True, slots=True)
class Proof:
    """Where an entry stands in the register; without an index it waits for the next checkpoint."""

    leaf_hash: str
    index: int | None
    size: int | None


@dataclass(frozen=True, slots=True)
class CheckedSignature:
    """A signature, whether it still fits, and its entry."""

    signatory: SignatoryView
    holds: bool
    said: Words
    proof: Proof


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a stranger may hold against the page."""

    text_fits: bool
    text: Proof
    signatures: tuple[CheckedSignature, ...]
    whole: Proof | None
    fingerprint: str


def evidence(one: CommitmentView) -> Evidence:
    """Check again what can be checked."""
    assert one.text is not None
    assert one.text.leaf_hash is not None
    return Evidence(
        text_fits=text_sha256(one.text.body) == one.text.text_sha256,
        text=proof(one.text.leaf_hash),
        signatures=tuple(_checked(signatory) for signatory in one.signed),
        whole=proof(one.leaf_hash) if one.leaf_hash else None,
        fingerprint=register.fingerprint(),
    )


def proof(leaf_hash: bytes) -> Proof:
    """Where the entry stands."""
    found = register.inclusion(leaf_hash=leaf_hash)
    return Proof(leaf_hash.hex(), found.index if found else None, found.size if found else None)


def receipt(one: CommitmentView, *, nth: int | None = None) -> bytes:
    """The receipt of the whole, or of one signature, as `ikrar-verify` reads it; raises while none can be made."""
    leaf_hash, kind = one.leaf_hash, "commitment"
    if nth is not None:
        found = [s.signature for s in one.signed if s.signature and s.signature.nth == nth]
        leaf_hash, kind = (found[0].leaf_hash if found else None), "commitment-signature"
    body = register.public_body(leaf_hash=leaf_hash) if leaf_hash else None
    if leaf_hash is None or body is None:
        raise CommitmentNotFound
    made = register.receipt(leaf_hash=leaf_hash, record=json.loads(body), kind=kind)
    if made is None:
        raise ReceiptNotYet
    return made


class ReceiptNotYet(Exception):
    """No checkpoint covers the entry yet; one does within seconds."""


def photograph_file(*, photograph: str) -> str:
    """Where the copy for showing lies; raises `PhotographNotFound`."""
    row = Photograph.objects.filter(public_id=photograph, withdrawn_at=None).first()
    if row is None:
        raise PhotographNotFound
    return f"{row.file}.shown.jpg"


def _checked(signatory: SignatoryView) -> CheckedSignature:
    signature = signatory.signature
    assert signature is not None
    where = proof(signature.leaf_hash)
    if signature.way != Way.PASSKEY:
        return CheckedSignature(signatory, holds=True, said=NOT_CHECKABLE[signature.way], proof=where)
    holds = _fits(signature.evidence)
    return CheckedSignature(signatory, holds=holds, said=FITS if holds else FAILS, proof=where)


def _fits(evidence: dict[str, Any]) -> bool:
    """Whether the passkey's signature is over the statement on record."""
    try:
        register.signatures.verify(
            evidence["signature"], statement=canonical(evidence["statement"]), places=None
        )
    except Exception:  # noqa: BLE001 (whatever is wrong with it, it does not fit)
        return False
    return True


def sheet_file(*, commitment: str, place: int) -> tuple[str, str]:
    """Where the scan of a waiting sheet lies and of what kind it is; raises `CommitmentNotFound`."""
    row = SignedSheet.objects.filter(
        signatory__commitment__public_id=commitment, signatory__place=place
    ).first()
    if row is None:
        raise CommitmentNotFound
    return row.file, row.kind
