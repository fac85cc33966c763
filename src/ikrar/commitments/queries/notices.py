"""How the certificate of each institution's representative must look: what was told and confirmed beforehand."""

from datetime import datetime

from django.db.models import Q

from ikrar.commitments.domain.certificates import Awaited
from ikrar.commitments.models import CertificateNotice, Commitment, Delegate, Signatory
from ikrar.kernel.canonical import Value


def awaited(row: Commitment) -> list[Awaited]:
    """Of every institution, in their order."""
    return [awaited_of(one) for one in row.signatories.select_related("institution").order_by("place")]


def awaited_of(one: Signatory, *, at: datetime | None = None) -> Awaited:
    """Of one institution, now or as it stood at a moment.

    Without a notice that counts, the organisation is awaited as the institution is called here; a fingerprint told for
    somebody who was replaced says nothing any more.
    """
    delegate = Delegate.objects.filter(_stood("named_at", at), signatory=one).order_by("-pk").first()
    told = (
        CertificateNotice.objects.filter(_stood("confirmed_at", at), signatory=one)
        .order_by("-confirmed_at")
        .first()
    )
    is_theirs = told is not None and delegate is not None and told.delegate_id == delegate.pk
    return Awaited(
        place=one.place,
        institution=one.institution.name,
        name=delegate.name if delegate else "",
        organisation=(told.organisation if told else "") or one.institution.name,
        unit=told.unit if told else "",
        certificate_sha256=told.certificate_sha256 if told and is_theirs else "",
    )


def as_entered(one: Awaited) -> Value:
    """What the register's records tell of it."""
    return {
        "organisation": one.organisation,
        "unit": one.unit or None,
        "certificate_sha256": one.certificate_sha256 or None,
    }


def _stood(begins: str, at: datetime | None) -> Q:
    if at is None:
        return Q(ended_at=None, **{f"{begins}__isnull": False})
    return Q(Q(ended_at=None) | Q(ended_at__gt=at), **{f"{begins}__lte": at})
