"""What the register was told of papers that came back, derived again from rows and kept files: for fsck."""

from collections.abc import Iterator

from cryptography import x509
from django.conf import settings

from ikrar.kernel.canonical import Value
from ikrar.papers import keeping, seals
from ikrar.papers.checking import remembered, wording
from ikrar.papers.domain import ENTRY, SEAL_ENTRY, entry
from ikrar.papers.models import Paper, ReturnedPaper, SealCertificate
from ikrar.papers.queries.papers import damaged_files
from ikrar.papers.queries.sealing import lacks_seal
from ikrar.papers.sealing.certificates import facts_of
from ikrar.papers.sealing.keyfile import read
from ikrar.register import queries as register
from ikrar.register.queries import Held, Holder

LET_GO = frozenset({"signatures"})  # who signed went with the paper's text; the entry itself names nobody


def _papers() -> Iterator[Held]:
    rows = ReturnedPaper.objects.select_related("paper")
    yield from register.derived(rows, kind=ENTRY, derive=_paper)
    for sha256 in damaged_files():
        yield Held(where=keeping.path_of(sha256).name, kind=ENTRY, body=None)


def _paper(row: ReturnedPaper) -> Held:
    checked = remembered(row.checked)
    paper = row.paper
    body = entry(
        kind=paper.kind, subject=paper.subject, number=row.number, issued_sha256=paper.sha256, checked=checked
    )
    fits = (checked.sha256, checked.size) == (row.sha256, row.size) and _is_as_it_left(paper)
    return Held(
        where=str(row),
        kind=ENTRY,
        body=body if fits else None,
        at=row.taken_at,
        leaf_hash=bytes(row.leaf_hash),
        apart=frozenset() if paper.text else LET_GO,
        is_rehearsal=paper.is_rehearsal,
    )


def _is_as_it_left(paper: Paper) -> bool:
    """Its text is the text of its hash, unless the schedule let it go."""
    return not paper.text or wording.digest(paper.text) == paper.text_sha256


def _seals() -> Iterator[Held]:
    rows = SealCertificate.objects.order_by("id")
    yield from register.derived(rows, kind=SEAL_ENTRY, derive=_seal)
    known = set(rows.values_list("fingerprint", flat=True))
    if known and not settings.IKRAR_SEAL_MODULE and not lacks_seal():
        _, certificate = read(seals.key_path())
        if (fingerprint := facts_of(certificate).fingerprint) not in known:
            yield Held(where=fingerprint, kind=SEAL_ENTRY, body=None)


def _seal(row: SealCertificate) -> Held:
    """The certificate is read again, and says the same as the columns beside it."""
    facts = facts_of(x509.load_pem_x509_certificate(row.certificate.encode()))
    told = (row.fingerprint, row.organisation, row.begins_at)
    body: dict[str, Value] = {
        "certificate_sha256": row.fingerprint,
        "organisation": row.organisation,
        "replaces": row.replaces or None,
        "reason": row.reason,
    }
    return Held(
        where=str(row),
        kind=SEAL_ENTRY,
        body=body if told == (facts.fingerprint, facts.organisation, facts.holds_from) else None,
        at=row.entered_at,
        leaf_hash=bytes(row.leaf_hash),
    )


HOLDERS = (Holder((ENTRY,), _papers), Holder((SEAL_ENTRY,), _seals))
