"""Joint commitments as the desk and the public see them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from ikrar.commitments.domain import SHOWN, Moments, Phase, Way, had_settled, phase_of
from ikrar.commitments.domain.certificates import Bond
from ikrar.commitments.models import (
    CertificateNotice,
    Commitment,
    CommitmentText,
    Delegate,
    InstitutionSignature,
    KeyInvitation,
    Photograph,
    RepresentativeKey,
    Signatory,
    SignedSheet,
)
from ikrar.commitments.queries.found import CommitmentNotFound
from ikrar.commitments.queries.shapes import (
    CommitmentView,
    DelegateView,
    KeyView,
    NoticeView,
    PhotographView,
    SheetView,
    SignatoryView,
    SignatureView,
    SignerView,
    TextView,
    WitnessView,
)
from ikrar.pledges.domain.texts import signable_from


def commitment(*, public_id: str) -> CommitmentView:
    """One commitment, whatever its phase; raises `CommitmentNotFound`."""
    row = _everything().filter(public_id=public_id).first()
    if row is None:
        raise CommitmentNotFound
    return _view(row)


def public_commitment(*, public_id: str) -> CommitmentView:
    """The same once its text is public."""
    found = commitment(public_id=public_id)
    if found.phase not in SHOWN or found.text is None:
        raise CommitmentNotFound
    return found


def commitments() -> list[CommitmentView]:
    """Every one: undated ones first, then the newest day."""
    return [_view(row) for row in _everything().order_by("-created_at", "-id")]


def public() -> list[CommitmentView]:
    """Those whose text is public, the newest day first; for the public site and the desk."""
    found = [one for one in commitments() if one.phase in SHOWN and one.text is not None]
    return sorted(found, key=_day, reverse=True)


def of_declaration(public_id: str) -> list[CommitmentView]:
    """The public commitments tied to a declaration."""
    return _shown(_everything().filter(declaration__public_id=public_id))


def waiting() -> list[CommitmentView]:
    """Those that somebody still has to bring further: for the desk."""
    over = (Phase.CLOSED, Phase.CANCELLED)
    return [one for one in commitments() if one.phase not in over]


def waiting_sheets(*, not_by: int) -> list[tuple[CommitmentView, SignatoryView]]:
    """Sheets of paper that wait for the confirmation of somebody who did not mark them."""
    return [
        (one, place)
        for one in waiting()
        if one.phase == Phase.OPEN
        for place in one.signatories
        if place.sheet is not None and not place.has_signed and place.sheet.entered_by_id != not_by
    ]


def waiting_notices(*, not_by: int) -> list[tuple[CommitmentView, SignatoryView]]:
    """What institutions told of their certificates and somebody else than who entered it has to confirm."""
    return [
        (one, place)
        for one in waiting()
        if one.phase in (Phase.PLANNED, Phase.PUBLIC)
        for place in one.signatories
        if place.waiting_notice is not None and place.waiting_notice.entered_by_id != not_by
    ]


def _shown(rows: QuerySet[Commitment]) -> list[CommitmentView]:
    found = [_view(row) for row in rows.filter(texts__published_at__isnull=False).distinct()]
    return sorted((one for one in found if one.phase in SHOWN), key=_day, reverse=True)


def _day(one: CommitmentView) -> tuple[bool, str, datetime]:
    assert one.text is not None
    assert one.text.published_at is not None
    return one.held_on is None, str(one.held_on or ""), one.text.published_at


def _everything() -> QuerySet[Commitment]:
    delegates = Delegate.objects.order_by("named_at", "id").prefetch_related(
        Prefetch("invitations", KeyInvitation.objects.order_by("made_at"))
    )
    notices = CertificateNotice.objects.filter(ended_at=None).select_related("entered_by", "confirmed_by")
    signatories = Signatory.objects.select_related("institution").order_by("place")
    return Commitment.objects.select_related("declaration").prefetch_related(
        Prefetch("texts", CommitmentText.objects.order_by("version").prefetch_related("approvals__user")),
        Prefetch(
            "signatories",
            signatories.prefetch_related(
                Prefetch("delegates", delegates), Prefetch("notices", notices.order_by("pk"))
            ),
        ),
        Prefetch("signatures", InstitutionSignature.objects.order_by("nth").select_related("delegate")),
        "witnesses",
        Prefetch(
            "photographs",
            Photograph.objects.order_by("attached_at", "id").select_related("resembles__commitment"),
        ),
    )


def _view(row: Commitment) -> CommitmentView:
    texts = [_text(text) for text in row.texts.all()]
    published = [text for text in texts if text.published_at is not None]
    return CommitmentView(
        id=row.pk,
        public_id=row.public_id,
        title=row.title,
        declaration=row.declaration.public_id if row.declaration else "",
        declaration_title=row.declaration.title if row.declaration else "",
        held_on=row.held_on,
        place=row.place,
        is_ordered=row.is_ordered,
        phase=_phase(row, published),
        text=published[-1] if published else None,
        draft=next((text for text in texts if text.published_at is None), None),
        signatories=_signatories(row),
        witnesses=tuple(WitnessView(w.pk, w.name, w.office) for w in row.witnesses.all()),
        photographs=tuple(_photograph(one) for one in row.photographs.all()),
        opened_at=row.opened_at,
        completed_at=row.completed_at,
        leaf_hash=bytes(row.leaf_hash) if row.leaf_hash else None,
        closed_at=row.closed_at,
        cancelled_at=row.cancelled_at,
        cancel_reason=row.cancel_reason,
        has_screen=row.screen_token_hash is not None,
    )


def _phase(row: Commitment, published: list[TextView]) -> Phase:
    first = published[0].published_at if published else None
    moments = (row.opened_at, row.completed_at, row.closed_at, row.cancelled_at)
    return phase_of(Moments(first, *moments))


def _text(row: CommitmentText) -> TextView:
    given = [one for one in row.approvals.all() if one.text_sha256 == row.text_sha256]
    return TextView(
        version=row.version,
        body=row.body,
        text_sha256=row.text_sha256,
        published_at=row.published_at,
        signable_from=signable_from(row.published_at, rehearsal=False) if row.published_at else None,
        leaf_hash=bytes(row.leaf_hash) if row.leaf_hash else None,
        approvals=tuple((one.user.display_name, one.at) for one in given),
        approved_by=frozenset(one.user_id for one in given),
    )


def _signatories(row: Commitment) -> tuple[SignatoryView, ...]:
    rows = list(row.signatories.all())
    signatures = {one.signatory_id: one for one in row.signatures.all()}
    sheets = SignedSheet.objects.filter(signatory__in=rows).select_related("entered_by", "delegate")
    by_signatory = {sheet.signatory_id: sheet for sheet in sheets}
    keys = _keys(rows)
    return tuple(
        _signatory(one, signatures.get(one.pk), by_signatory.get(one.pk), keys.get(one.pk, ()))
        for one in rows
    )


def _signatory(
    row: Signatory,
    signature: InstitutionSignature | None,
    sheet: SignedSheet | None,
    keys: tuple[KeyView, ...],
) -> SignatoryView:
    delegates = list(row.delegates.all())
    now = next((one for one in delegates if one.ended_at is None), None)
    notices = list(row.notices.all())
    open_until = [i.expires_at for i in now.invitations.all() if i.used_at is None] if now else []
    return SignatoryView(
        place=row.place,
        institution_id=row.institution_id,
        institution=row.institution.public_id,
        institution_name=row.institution.name,
        kind=row.institution.kind,
        delegate=_delegate(now) if now else None,
        former=tuple(_delegate(one) for one in delegates if one.ended_at is not None),
        signature=_signature(signature) if signature else None,
        keys=keys,
        invited_until=max(open_until, default=None),
        sheet=_sheet(sheet) if sheet else None,
        notice=_notice(next((one for one in notices if one.confirmed_at), None)),
        waiting_notice=_notice(next((one for one in notices if not one.confirmed_at), None)),
    )


def _keys(rows: Iterable[Signatory]) -> dict[int, tuple[KeyView, ...]]:
    """The passkeys on file of whoever is named now, by signatory."""
    named = {
        one.representative_id: row.pk
        for row in rows
        for one in row.delegates.all()
        if one.ended_at is None and one.representative_id is not None
    }
    found: dict[int, tuple[KeyView, ...]] = {}
    kept = RepresentativeKey.objects.filter(representative__in=named, revoked_at=None).order_by("enrolled_at")
    for key in kept:
        place = named[key.representative_id]
        name = bytes(key.credential_id).hex()[:8]
        found[place] = (*found.get(place, ()), KeyView(key.pk, name, key.enrolled_at))
    return found


def _signature(row: InstitutionSignature) -> SignatureView:
    told = row.evidence.get("enrolled_at")
    enrolled_at = datetime.fromisoformat(told) if told else None
    settled = had_settled(enrolled_at=enrolled_at, signed_at=row.signed_at) if enrolled_at else None
    return SignatureView(
        nth=row.nth,
        way=Way(row.way),
        name=row.delegate.name,
        position=row.delegate.position,
        signed_at=row.signed_at,
        evidence=row.evidence,
        leaf_hash=bytes(row.leaf_hash),
        enrolled_at=enrolled_at,
        had_settled=settled,
        signer=_signer(row.evidence) if row.way == Way.CERTIFIED else None,
    )


def _signer(evidence: dict[str, Any]) -> SignerView | None:
    """The signer that the record names; a file taken before certificates were bound may name several."""
    told = evidence.get("signers") or []
    if not told:
        return None
    bound_by = evidence.get("bound_by")
    return SignerView(
        name=told[0]["name"],
        organisation=told[0]["organisation"],
        unit=told[0].get("unit") or "",
        issuer=told[0]["issuer"],
        certificate_sha256=told[0]["certificate_sha256"],
        bond=Bond(bound_by.upper()) if bound_by else None,
    )


def _notice(row: CertificateNotice | None) -> NoticeView | None:
    if row is None:
        return None
    return NoticeView(
        id=row.pk,
        organisation=row.organisation,
        unit=row.unit,
        certificate_sha256=row.certificate_sha256,
        source=row.source,
        entered_by=row.entered_by.display_name,
        entered_by_id=row.entered_by_id,
        entered_at=row.entered_at,
        confirmed_by=row.confirmed_by.display_name if row.confirmed_by else "",
        confirmed_at=row.confirmed_at,
    )


def _delegate(row: Delegate) -> DelegateView:
    return DelegateView(row.pk, row.name, row.position, row.named_at, row.ended_at, row.reason)


def _sheet(row: SignedSheet) -> SheetView:
    return SheetView(
        row.sha256,
        row.kind,
        row.entered_by.display_name,
        row.entered_by_id,
        row.entered_at,
        row.delegate.name,
    )


def _photograph(row: Photograph) -> PhotographView:
    return PhotographView(
        public_id=row.public_id,
        caption=row.caption,
        sha256=row.sha256,
        shown_sha256=row.shown_sha256,
        width=row.width,
        height=row.height,
        attached_at=row.attached_at,
        leaf_hash=bytes(row.leaf_hash),
        resembles=row.resembles.commitment.title if row.resembles else "",
        withdrawn_at=row.withdrawn_at,
        withdrawn_reason=row.withdrawn_reason,
    )
