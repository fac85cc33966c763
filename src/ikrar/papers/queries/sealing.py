"""The seal in use, as anybody may know it: its certificate's fingerprint is published so that readers can compare."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.db import DatabaseError

from ikrar.kernel.words import Words
from ikrar.papers import seals
from ikrar.papers.checking.shapes import FormerSeal
from ikrar.papers.models import SealCertificate
from ikrar.papers.sealing.certificates import LABEL, Facts, facts_of
from ikrar.register import queries as register


@dataclass(frozen=True, slots=True)
class SealView:
    """A certificate's facts and itself, where its key is held, whether seals get a timestamp, and former ones."""

    facts: Facts
    pem: str
    is_on_token: bool = False
    has_timestamps: bool = False
    before: tuple["SealView", ...] = ()
    leaf_hash: str = ""  # of its entry; none while the clerk has not come by
    index: int | None = None  # the entry's place in the register
    until: datetime | None = None  # when the next one took its place

    @property
    def label(self) -> Words:
        return LABEL

    @property
    def groups(self) -> str:
        """The fingerprint as people compare it: groups of four."""
        return _in_fours(self.facts.fingerprint.upper())

    @property
    def leaf_groups(self) -> str:
        return _in_fours(self.leaf_hash)


def _in_fours(digits: str) -> str:
    return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))


def seal_in_use(*, at: datetime) -> SealView:
    """The seal that the next paper gets; its key is made here, if this installation never had one."""
    certificate = seals.holder().certificate(at=at)
    return SealView(
        facts=facts_of(certificate),
        pem=_pem(certificate),
        is_on_token=bool(settings.IKRAR_SEAL_MODULE),
        has_timestamps=bool(settings.IKRAR_TSA),
        before=_before(certificate),
        **_entered(
            next((one for one in _rows() if one.fingerprint == facts_of(certificate).fingerprint), None)
        ),
    )


def former_seals() -> tuple[FormerSeal, ...]:
    """The seals that were replaced, as they are entered, each with its time."""
    rows = _rows()
    return tuple(FormerSeal(one.fingerprint, one.begins_at, after.begins_at) for one, after in pairwise(rows))


def _rows() -> list[SealCertificate]:
    """Every certificate that is entered, in their order; none where there are no tables yet."""
    try:
        return list(SealCertificate.objects.order_by("id"))
    except DatabaseError:
        return []


def _before(certificate: x509.Certificate) -> tuple[SealView, ...]:
    """All others this installation ever sealed with, the newest first: those entered, and certificates kept as files."""
    rows = _rows()
    ends = {one.fingerprint: after.begins_at for one, after in pairwise(rows)}
    found: dict[str, tuple[x509.Certificate, SealCertificate | None]] = {
        row.fingerprint: (x509.load_pem_x509_certificate(row.certificate.encode()), row) for row in rows
    }
    for one in seals.key_file().retired():
        found.setdefault(facts_of(one).fingerprint, (one, None))
    found.pop(facts_of(certificate).fingerprint, None)
    views = [
        SealView(facts_of(one), _pem(one), until=ends.get(fingerprint), **_entered(row))
        for fingerprint, (one, row) in found.items()
    ]
    return tuple(sorted(views, key=lambda view: view.facts.holds_from, reverse=True))


def _entered(row: SealCertificate | None) -> dict[str, Any]:
    if row is None:
        return {}
    place = register.inclusion(leaf_hash=bytes(row.leaf_hash))
    return {"leaf_hash": bytes(row.leaf_hash).hex(), "index": place.index if place else None}


def lacks_seal() -> bool:
    """Whether the seal's key is still to be made here, or to be copied from another host."""
    return not settings.IKRAR_SEAL_MODULE and not seals.key_file().exists()


def known_seals(*, at: datetime) -> frozenset[str]:
    """The fingerprints of all certificates this installation has sealed with."""
    seal = seal_in_use(at=at)
    return frozenset(one.facts.fingerprint for one in (seal, *seal.before))


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(Encoding.PEM).decode()
