"""What the register was told of joint commitments, derived again from their rows: for fsck, which holds the leaves against it.

What no row keeps (an opening taken back, an earlier opening) stands in the audit trail, which is a chain of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from django.conf import settings

from ikrar.accounts import queries as accounts
from ikrar.commitments.domain import Way
from ikrar.commitments.models import (
    CertifiedFile,
    Commitment,
    CommitmentText,
    Delegate,
    InstitutionSignature,
    Photograph,
    SignedSheet,
)
from ikrar.commitments.queries.notices import as_entered, awaited_of
from ikrar.kernel.canonical import Value
from ikrar.register import queries as register
from ikrar.register.domain import moment
from ikrar.register.queries import Held, Holder

OPENED = frozenset({"text_sha256", "is_ordered", "institutions", "witnesses"})
CHANGED = frozenset({"institution", "before", "after", "reason"})
HELD = "commitment-held"


def _texts() -> Iterator[Held]:
    rows = CommitmentText.objects.exclude(leaf_hash=None).select_related("commitment")
    yield from register.derived(rows, kind="commitment-text", derive=_text)


def _text(row: CommitmentText) -> Held:
    """The title may have been changed since, as long as nobody could sign; the trail tells whether it was."""
    body: dict[str, Value] = {
        "title": row.commitment.title,
        "version": row.version,
        "text_sha256": row.text_sha256,
        "body": row.body,
    }
    edits = accounts.acts_named(act="commitment.edited", subject=row.commitment.public_id)
    is_edited = any(row.published_at is not None and act.at >= row.published_at for act in edits)
    apart = frozenset({"title"}) if is_edited else frozenset[str]()
    return _of(row.commitment, "commitment-text", body, row.published_at, leaf=row.leaf_hash, apart=apart)


def _openings() -> Iterator[Held]:
    rows = Commitment.objects.exclude(opened_at=None)
    yield from register.derived(rows, kind="commitment-opened", derive=_opening)
    for row in Commitment.objects.order_by("id"):
        for name, kind, apart in (
            ("commitment.opened", "commitment-opened", OPENED),
            ("commitment.held", HELD, frozenset[str]()),
        ):
            for act in accounts.acts_named(act=name, subject=row.public_id):
                yield _of(row, kind, {}, act.at, apart=apart)


def _opening(row: Commitment) -> Held:
    assert row.opened_at is not None
    text = row.texts.filter(published_at__lte=row.opened_at).order_by("-version").first()
    ones = row.signatories.select_related("institution").order_by("place")
    institutions: list[Value] = [
        {
            "institution": one.institution.name,
            **_speaker(_delegate_at(one.pk, row.opened_at)),
            "certificate": as_entered(awaited_of(one, at=row.opened_at)),
        }
        for one in ones
    ]
    body: dict[str, Value] = {
        "text_sha256": text.text_sha256 if text else "",
        "is_ordered": row.is_ordered,
        "institutions": institutions,
        "witnesses": _witnesses(row, since_opening=False),
    }
    return _of(row, "commitment-opened", body, row.opened_at)


def _delegate_at(signatory: int, at: datetime) -> Delegate:
    """Who was named for the institution when signing opened."""
    named = Delegate.objects.filter(signatory=signatory, named_at__lte=at).order_by("-pk")
    return next(one for one in named if one.ended_at is None or one.ended_at > at)


def _witnesses(row: Commitment, *, since_opening: bool) -> list[Value]:
    """In the order in which they were named; after the opening one may still be added, and none dropped."""
    found: list[Value] = [{"name": one.name, "office": one.office} for one in row.witnesses.order_by("pk")]
    if since_opening:
        return found
    opened = [act.number for act in accounts.acts_named(act="commitment.opened", subject=row.public_id)]
    named = accounts.acts_named(act="commitment.witness-named", subject=row.public_id)
    later = sum(act.number > max(opened, default=0) for act in named)
    return found[: len(found) - later]


def _changes() -> Iterator[Held]:
    """Who was to sign was public while signing was open: each naming, replacing and withdrawing then."""
    for row in Commitment.objects.order_by("id"):
        spans = _spans(row)
        delegates = Delegate.objects.filter(signatory__commitment=row).select_related(
            "signatory__institution"
        )
        of: dict[int, list[Delegate]] = {}
        for one in delegates.order_by("pk"):
            of.setdefault(one.signatory_id, []).append(one)
        for ones in of.values():
            yield from _changes_of(row, ones, spans)
        if spans and any(accounts.acts_named(act="commitment.institution-dropped", subject=row.public_id)):
            yield from _changes_let_go(row, spans)


@dataclass(frozen=True, slots=True)
class _Span:
    """Signing was open from here until there."""

    begins: datetime
    ends: datetime | None

    def has(self, at: datetime) -> bool:
        return self.begins <= at and (self.ends is None or at <= self.ends)


def _spans(row: Commitment) -> list[_Span]:
    opened = accounts.acts_named(act="commitment.opened", subject=row.public_id)
    held = [act.at for act in accounts.acts_named(act="commitment.held", subject=row.public_id)]
    return [_Span(act.at, min((at for at in held if at >= act.at), default=None)) for act in opened]


def _changes_of(row: Commitment, ones: list[Delegate], spans: list[_Span]) -> Iterator[Held]:
    before: Delegate | None = None
    for place, one in enumerate(ones):
        replaces = before is not None and before.ended_at == one.named_at
        old = before if replaces else None
        reason = old.reason if old else None
        yield from _change(row, one, before=old, after=one, reason=reason, at=one.named_at, spans=spans)
        after = ones[place + 1].named_at if place + 1 < len(ones) else None
        if one.ended_at is not None and one.ended_at != after:
            ended = one.ended_at
            yield from _change(row, one, before=one, after=None, reason=one.reason, at=ended, spans=spans)
        before = one


def _change(
    row: Commitment,
    one: Delegate,
    *,
    before: Delegate | None,
    after: Delegate | None,
    reason: str | None,
    at: datetime,
    spans: list[_Span],
) -> Iterator[Held]:
    if not any(span.has(at) for span in spans):
        return
    body: dict[str, Value] = {
        "institution": one.signatory.institution.name,
        "before": _told(before) if before else None,
        "after": _told(after) if after else None,
        "reason": reason or "",
    }
    is_edge = any(at in (span.begins, span.ends) for span in spans)
    apart = frozenset({"reason"}) if reason is None else frozenset[str]()
    yield _of(row, "commitment-representative", body, at, apart=apart, may_lack=is_edge)


def _changes_let_go(row: Commitment, spans: list[_Span]) -> Iterator[Held]:
    """Of an institution that left the plan after an opening was taken back."""
    for name in ("commitment.delegate-named", "commitment.delegate-withdrawn"):
        for act in accounts.acts_named(act=name, subject=row.public_id):
            if any(span.has(act.at) for span in spans):
                yield _of(row, "commitment-representative", {}, act.at, apart=CHANGED, may_lack=True)


def _signatures() -> Iterator[Held]:
    rows = InstitutionSignature.objects.select_related(
        "commitment", "signatory__institution", "delegate", "text"
    )
    yield from register.derived(rows, kind="commitment-signature", derive=_signature)
    for name, file in (
        *CertifiedFile.objects.values_list("sha256", "file"),
        *SignedSheet.objects.values_list("sha256", "file"),
    ):
        if _hash_of(file) != name:
            yield Held(where=file, kind="commitment-signature", body=None)


def _signature(row: InstitutionSignature) -> Held:
    sheet = SignedSheet.objects.filter(signatory=row.signatory_id).first()
    entered_at = sheet.confirmed_at if row.way == Way.PAPER and sheet else row.signed_at
    body: dict[str, Value] = {
        "institution": row.signatory.institution.name,
        "representative": row.delegate.name,
        "position": row.delegate.position,
        "nth": row.nth,
        "way": row.way.lower(),
        "signed_at": moment(row.signed_at),
        "text_sha256": row.text.text_sha256,
        "evidence": row.evidence,
    }
    held = _of(row.commitment, "commitment-signature", body, entered_at, leaf=row.leaf_hash)
    if _is_of_its_file(row, sheet):
        return held
    return Held(where=held.where, kind=held.kind, body=None, leaf_hash=held.leaf_hash)


def _is_of_its_file(row: InstitutionSignature, sheet: SignedSheet | None) -> bool:
    """The evidence names the file that is kept, and what was found of it."""
    told = row.evidence
    if row.way == Way.CERTIFIED:
        kept = CertifiedFile.objects.filter(sha256=told["pdf_sha256"]).first()
        return kept is not None and kept.verdict.lower() == told["verdict"] == kept.result["verdict"].lower()
    if row.way == Way.PAPER:
        if sheet is None or sheet.confirmed_at is None:
            return False
        kept_as = (sheet.sha256, moment(sheet.entered_at), moment(sheet.confirmed_at), sheet.delegate_id)
        return kept_as == (
            told["sheet_sha256"],
            told["marked_at"],
            told["confirmed_at"],
            row.delegate_id,
        )
    return True


def _whole() -> Iterator[Held]:
    rows = Commitment.objects.exclude(leaf_hash=None).select_related("declaration")
    yield from register.derived(rows, kind="commitment", derive=_sealed)


def _sealed(row: Commitment) -> Held:
    signed = row.signatures.select_related("signatory__institution", "delegate", "text").order_by("nth")
    signatures: list[Value] = [
        {
            "institution": one.signatory.institution.name,
            **_speaker(one.delegate),
            "way": one.way.lower(),
            "signed_at": moment(one.signed_at),
            "leaf_hash": bytes(one.leaf_hash).hex(),
        }
        for one in signed
    ]
    body: dict[str, Value] = {
        "title": row.title,
        "declaration": row.declaration.public_id if row.declaration else None,
        "text_sha256": signed[0].text.text_sha256,
        "is_ordered": row.is_ordered,
        "signatures": signatures,
        "witnesses": _witnesses(row, since_opening=True),
    }
    return _of(row, "commitment", body, row.completed_at, leaf=row.leaf_hash)


def _endings() -> Iterator[Held]:
    rows = Commitment.objects.exclude(closed_at=None)
    yield from register.derived(
        rows, kind="commitment-closed", derive=lambda row: _of(row, "commitment-closed", {}, row.closed_at)
    )
    cancelled = Commitment.objects.exclude(cancelled_at=None)
    yield from register.derived(cancelled, kind="commitment-cancelled", derive=_cancelled)


def _cancelled(row: Commitment) -> Held | None:
    if not row.texts.exclude(published_at=None).exists():
        return None
    return _of(row, "commitment-cancelled", {"reason": row.cancel_reason}, row.cancelled_at)


def _photographs() -> Iterator[Held]:
    rows = Photograph.objects.select_related("commitment")
    yield from register.derived(rows, kind="commitment-photograph", derive=_photograph)
    for row in rows.filter(withdrawn_at=None).order_by("pk"):
        kept = {_hash_of(f"{row.file}.{ending}") for ending in ("jpg", "png")}
        if row.sha256 not in kept or _hash_of(f"{row.file}.shown.jpg") != row.shown_sha256:
            yield Held(where=row.file, kind="commitment-photograph", body=None)


def _photograph(row: Photograph) -> Held:
    body: dict[str, Value] = {"sha256": row.sha256, "shown_sha256": row.shown_sha256}
    return _of(row.commitment, "commitment-photograph", body, row.attached_at, leaf=row.leaf_hash)


def _told(person: Delegate) -> dict[str, Value]:
    return {"name": person.name, "position": person.position}


def _speaker(person: Delegate) -> dict[str, Value]:
    return {"representative": person.name, "position": person.position}


def _of(
    row: Commitment,
    kind: str,
    body: dict[str, Value],
    at: datetime | None,
    *,
    leaf: bytes | memoryview | None = None,
    apart: frozenset[str] = frozenset(),
    may_lack: bool = False,
) -> Held:
    return Held(
        where=str(row),
        kind=kind,
        body={"commitment": row.public_id, **body},
        at=at,
        leaf_hash=None if leaf is None else bytes(leaf),
        apart=apart,
        may_lack=may_lack,
    )


def _hash_of(file: str) -> str:
    try:
        with (Path(settings.MEDIA_ROOT) / file).open("rb") as content:
            return file_digest(content, "sha256").hexdigest()
    except OSError:
        return ""


HOLDERS = (
    Holder(("commitment-text",), _texts),
    Holder(("commitment-opened", HELD), _openings),
    Holder(("commitment-representative",), _changes),
    Holder(("commitment-signature",), _signatures),
    Holder(("commitment",), _whole),
    Holder(("commitment-closed", "commitment-cancelled"), _endings),
    Holder(("commitment-photograph",), _photographs),
)
