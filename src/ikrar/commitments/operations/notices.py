"""How an institution's certificates look: told before the day, entered by one officer, confirmed by another."""

from datetime import datetime

from django.db import transaction

from ikrar.commitments.models import CertificateNotice, Delegate, Signatory
from ikrar.commitments.operations.planning import PLANNING
from ikrar.commitments.operations.signatories import NobodyNamed, signatory_at
from ikrar.commitments.operations.trail import Actor, locked, note
from ikrar.kernel.text import squeezed


class NoticeNotFound(Exception):
    """No notice about the certificates of this institution is there to confirm or to take back."""


class NoticeIsMine(Exception):
    """Who entered a notice does not confirm it."""


class CertificateToldTwice(Exception):
    """The same certificate was told for another institution of this commitment."""

    def __init__(self, institution: str) -> None:
        super().__init__(institution)
        self.institution = institution


def tell(
    *,
    commitment: str,
    place: int,
    organisation: str = "",
    unit: str = "",
    certificate_sha256: str = "",
    source: str,
    by: Actor,
    at: datetime,
) -> None:
    """Enter what the institution told. It counts once another officer confirms it; one that waits is replaced."""
    with transaction.atomic():
        row = locked(commitment, *PLANNING)
        one = signatory_at(row, place)
        delegate = _named(one) if certificate_sha256 else None
        _check_told_once(one, certificate_sha256)
        one.notices.filter(ended_at=None, confirmed_at=None).update(ended_at=at)
        CertificateNotice.objects.create(
            signatory=one,
            delegate=delegate,
            organisation=squeezed(organisation),
            unit=squeezed(unit),
            certificate_sha256=certificate_sha256,
            source=squeezed(source),
            entered_by=by,
            entered_at=at,
        )
        note(row, "certificate-told", by=by, at=at, place=place)


def confirm(*, commitment: str, place: int, notice: int, by: Actor, at: datetime) -> None:
    """Stand by a notice that another officer entered; whatever counted before ends."""
    with transaction.atomic():
        row = locked(commitment, *PLANNING)
        one = signatory_at(row, place)
        found = one.notices.filter(pk=notice, ended_at=None, confirmed_at=None).first()
        if found is None:
            raise NoticeNotFound
        if found.entered_by_id == by.pk:
            raise NoticeIsMine
        _check_told_once(one, found.certificate_sha256)
        one.notices.filter(ended_at=None, confirmed_at__isnull=False).update(ended_at=at)
        found.confirmed_by, found.confirmed_at = by, at
        found.save(update_fields=["confirmed_by", "confirmed_at"])
        note(row, "certificate-confirmed", by=by, at=at, place=place)


def take_back(*, commitment: str, place: int, notice: int, by: Actor, at: datetime) -> None:
    """End a notice, whether it waits or counts; the institution's own name is awaited again."""
    with transaction.atomic():
        row = locked(commitment, *PLANNING)
        one = signatory_at(row, place)
        if not one.notices.filter(pk=notice, ended_at=None).update(ended_at=at):
            raise NoticeNotFound
        note(row, "certificate-taken-back", by=by, at=at, place=place)


def _named(one: Signatory) -> Delegate:
    delegate = one.delegates.filter(ended_at=None).first()
    if delegate is None:
        raise NobodyNamed(one.institution.name)
    return delegate


def _check_told_once(one: Signatory, certificate_sha256: str) -> None:
    others = CertificateNotice.objects.filter(signatory__commitment=one.commitment_id, ended_at=None)
    same = others.filter(certificate_sha256=certificate_sha256).exclude(signatory=one)
    if certificate_sha256 and (found := same.select_related("signatory__institution").first()):
        raise CertificateToldTwice(found.signatory.institution.name)
