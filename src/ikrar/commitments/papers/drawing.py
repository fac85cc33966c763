"""The paper filled: Indonesian, as offices file it."""

from datetime import datetime
from pathlib import Path
from typing import Any

from ikrar.commitments.queries.evidence import proof
from ikrar.commitments.queries.shapes import CommitmentView, SignatoryView, SignatureView
from ikrar.kernel.text import day_in_words
from ikrar.register import queries as register
from ikrar.web import formats
from ikrar.web.typesetting import qr, typeset

TEMPLATE = Path(__file__).with_name("commitment.typ")


def drawn(one: CommitmentView, *, address: str, at: datetime, is_demo: bool = False) -> bytes:
    """The PDF: the words, the institutions, and what the register holds of them."""
    assert one.text is not None
    whole = proof(one.leaf_hash) if one.leaf_hash else None
    data: dict[str, Any] = {
        "title": one.title,
        "marks": ["DEMO"] if is_demo else [],
        "opening": _opening(one),
        "text": one.text.body.strip(),
        "text_sha256": one.text.text_sha256,
        "version": one.text.version,
        "is_done": one.completed_at is not None,
        "is_ordered": one.is_ordered,
        "institutions": [_signatory(signatory) for signatory in one.signatories],
        "witnesses": [{"name": w.name, "office": w.office} for w in one.witnesses],
        "completed_at": formats.moment(one.completed_at, english=False) if one.completed_at else "",
        "leaf_hash": whole.leaf_hash if whole else "",
        "index": formats.thousands(whole.index, english=False) if whole and whole.index is not None else "",
        "origin": register.origin(),
        "fingerprint": register.fingerprint(),
        "address": address,
        "qr": qr(address),
        "made_at": formats.moment(at, english=False),
    }
    return typeset(TEMPLATE, data, at=at)


def _opening(one: CommitmentView) -> str:
    when = f"Pada hari {day_in_words(one.held_on)} ({one.held_on:%d-%m-%Y})" if one.held_on else ""
    where = f"bertempat di {one.place}" if one.place else ""
    told = ", ".join(filter(None, (when, where)))
    return (
        f"{told}, kami yang bertanda tangan di bawah ini:"
        if told
        else "Kami yang bertanda tangan di bawah ini:"
    )


def _signatory(one: SignatoryView) -> dict[str, str]:
    signature, person = one.signature, one.delegate
    return {
        "institution": one.institution_name,
        "name": signature.name if signature else (person.name if person else ""),
        "position": signature.position if signature else (person.position if person else ""),
        "way": signature.way_words.id if signature else "",
        "certificate": _certificate(signature),
        "when": formats.moment(signature.signed_at, english=False) if signature else "",
        "proves": signature.proves.id if signature else "",
        "leaf_hash": signature.leaf_hash.hex() if signature else "",
    }


def _certificate(signature: SignatureView | None) -> str:
    signer = signature.signer if signature else None
    if signer is None:
        return ""
    part = f", {signer.unit}" if signer.unit else ""
    return f"sertifikat: {signer.organisation or 'tanpa organisasi'}{part}; sidik {signer.certificate_sha256[:16]}…"
