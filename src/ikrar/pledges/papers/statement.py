"""A person's own statement: what was pledged with the register's proof, and what is still due. For the person to show."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from ikrar.kernel.canonical import Value, canonical
from ikrar.kernel.zones import JAKARTA
from ikrar.papers.operations.pressing import Job
from ikrar.papers.queries import SealView
from ikrar.pledges.papers.drawing import qr
from ikrar.pledges.papers.sheets import shown
from ikrar.pledges.queries.standing import Owed, OwnStanding, Pledged
from ikrar.register import queries as register
from ikrar.web import formats

TEMPLATE = Path(__file__).parent / "statement.typ"
REASON = "Keterangan ikrar"
ARCHIVE = ("a-2a", "ua-1")


def statement(found: OwnStanding, *, seal: SealView, at: datetime) -> tuple[str, Job]:
    """Its key at the press, and the job: asked for twice on a day it is drawn once."""
    address = f"{settings.IKRAR_ADDRESS}/periksa/"
    data: dict[str, Value] = {
        "marks": ["CONTOH · DEMO"] if settings.IKRAR_DEMO else [],
        "institution": found.institution_name,
        "name": found.name,
        "number_tail": found.number_tail,
        "unit": found.unit_name,
        "day": formats.day(at.astimezone(JAKARTA).date(), english=False),
        "pledged": [_pledged(one) for one in found.pledged],
        "owed": [_owed(one) for one in found.owed],
        "qr": qr(address),
        "address": shown(address),
        "fingerprint": register.fingerprint(rehearsal=False),
        "seal_label": seal.label.id,
        "seal_fingerprint": _groups(seal.facts.fingerprint),
    }
    return sha256(canonical(data)).hexdigest()[:40], Job(
        template=TEMPLATE, data=data, standards=ARCHIVE, reason=REASON, at=at
    )


def _pledged(one: Pledged) -> Value:
    proof = one.proof
    return {
        "title": one.title,
        "text": f"{one.text_title}, versi {one.text_version}",
        "text_sha256": _groups(one.text_sha256),
        "is_replaced": one.is_replaced,
        "number": proof.number,
        "received_at": formats.moment(proof.received_at, english=False),
        "words": f"{proof.key_words.id} · {proof.identified_words.id} · {proof.presence_words.id}",
        "disputed": proof.disputed,
        "register": proof.register,
        "index": "" if one.index is None else formats.thousands(one.index, english=False),
        "size": "" if proof.size is None else formats.thousands(proof.size, english=False),
        "leaf": _groups(proof.leaf_hash.hex()),
    }


def _owed(one: Owed) -> Value:
    place = ""
    if one.session is not None:
        place = f"{one.session.place}, {formats.day(one.session.held_on, english=False)}"
    return {
        "why": one.why.id,
        "day": formats.day(one.due_on, english=False),
        "rule": one.rule.id,
        "since": formats.day(one.since_on, english=False),
        "place": place,
        "is_excused": one.is_excused,
    }


def _groups(digits: str) -> str:
    return " ".join(digits[place : place + 8] for place in range(0, len(digits), 8))
