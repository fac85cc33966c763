"""The paper of a commitment: drawn, and once all have signed sealed by the institution and kept as it was sealed."""

from datetime import datetime

from django.conf import settings

from ikrar.commitments.operations.trail import Actor, keep, place_of
from ikrar.commitments.papers import drawn
from ikrar.commitments.queries.evidence import proof
from ikrar.commitments.queries.shapes import CommitmentView
from ikrar.papers import operations as papers
from ikrar.papers.domain import PDF, PaperKind

REASON = "Komitmen bersama: berkas tidak berubah sejak disegel"


def commitment_pdf(one: CommitmentView, *, at: datetime, is_sealed: bool = True) -> bytes:
    """The PDF. The sealed one is made once, as soon as a checkpoint covers its entry, and is the same ever after."""
    if not is_sealed or one.leaf_hash is None:
        return _drawn(one, at=at)
    kept = f"commitments/papers/{one.public_id}-{one.leaf_hash.hex()[:16]}.pdf"
    if place_of(kept).exists():
        return place_of(kept).read_bytes()
    made = papers.seal(pdf=_drawn(one, at=at), reason=REASON, at=at)
    if proof(one.leaf_hash).index is None:
        return made
    keep(kept, made)
    return place_of(kept).read_bytes()  # of two who sealed at once, the first was kept


def issue_commitment(one: CommitmentView, *, by: Actor, at: datetime) -> None:
    """Keep the finished paper as it leaves the office; its return is checked and entered by `papers`."""
    papers.issue(
        kind=PaperKind.COMMITMENT,
        subject=one.public_id,
        title=one.title,
        file=commitment_pdf(one, at=at),
        media=PDF,
        by=by,
        at=at,
    )


def _drawn(one: CommitmentView, *, at: datetime) -> bytes:
    address = f"{settings.IKRAR_ADDRESS}/komitmen/{one.public_id}/"
    return drawn(one, address=address, at=at, is_demo=settings.IKRAR_DEMO)
