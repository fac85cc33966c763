"""An institution signed on paper: one officer scans and marks the sheet, another confirms it."""

from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from ikrar.commitments.domain import AlreadySigned, Phase, Way
from ikrar.commitments.models import SignedSheet
from ikrar.commitments.operations import signing
from ikrar.commitments.operations.signatories import NobodyNamed, signatory_at
from ikrar.commitments.operations.trail import Actor, FileTooLarge, keep, locked, note, place_of
from ikrar.kernel.canonical import Value
from ikrar.pledges.domain import paper as rules
from ikrar.register.domain import moment


class NotASheet(Exception):
    """The file is no whole JPEG, PNG or PDF."""


class SheetNotFound(Exception):
    """No sheet of this institution waits."""


class SheetMarkedBefore(Exception):
    """A sheet of this institution waits already, or this very scan was used before."""


class ConfirmedByAnother(Exception):
    """Who marked a sheet does not confirm it."""


def mark(*, commitment: str, place: int, content: bytes, by: Actor, at: datetime) -> None:
    """Keep the scan and say whose signature stands on it. It counts once another officer confirms it."""
    kind = _kind(content)
    fingerprint = sha256(content).hexdigest()
    with transaction.atomic():
        row = locked(commitment, Phase.OPEN)
        one = signatory_at(row, place)
        delegate, _ = signing.check_may_sign(row, one, at=at)
        try:
            with transaction.atomic():
                SignedSheet.objects.create(
                    signatory=one,
                    delegate=delegate,
                    sha256=fingerprint,
                    file=_file(fingerprint),
                    kind=kind,
                    entered_by=by,
                    entered_at=at,
                )
        except IntegrityError as e:
            raise SheetMarkedBefore from e
        keep(_file(fingerprint), content)
        note(row, "sheet-marked", by=by, at=at, place=place, sha256=fingerprint)


def confirm(*, commitment: str, place: int, by: Actor, at: datetime) -> None:
    """Stand by a sheet that another officer marked; the institution has then signed."""
    with transaction.atomic():
        row = locked(commitment, Phase.OPEN)
        one = signatory_at(row, place)
        sheet = SignedSheet.objects.select_for_update().filter(signatory=one).first()
        if sheet is None:
            raise SheetNotFound
        if sheet.confirmed_at is not None:
            raise AlreadySigned(one.institution.name)
        if sheet.entered_by_id == by.pk:
            raise ConfirmedByAnother
        if not one.delegates.filter(pk=sheet.delegate_id, ended_at=None).exists():
            raise NobodyNamed(one.institution.name)
        sheet.confirmed_by, sheet.confirmed_at = by, at
        sheet.save(update_fields=["confirmed_by", "confirmed_at"])
        evidence: dict[str, Value] = {
            "sheet_sha256": sheet.sha256,
            "marked_at": moment(sheet.entered_at),
            "confirmed_at": moment(at),
            "officers": 2,
        }
        signing.record(row, one, way=Way.PAPER, evidence=evidence, signed_at=sheet.entered_at, by=by, at=at)


def discard(*, commitment: str, place: int, by: Actor, at: datetime) -> None:
    """Throw a sheet away that nobody confirmed, scan and all."""
    with transaction.atomic():
        row = locked(commitment, Phase.OPEN)
        sheet = SignedSheet.objects.filter(signatory=signatory_at(row, place), confirmed_at=None).first()
        if sheet is None:
            raise SheetNotFound
        file = sheet.file
        note(row, "sheet-discarded", by=by, at=at, place=place, sha256=sheet.sha256)
        sheet.delete()
        transaction.on_commit(lambda: place_of(file).unlink(missing_ok=True))


def _kind(content: bytes) -> rules.ScanKind:
    try:
        return rules.kind_of(content)
    except rules.ScanTooLarge as e:
        raise FileTooLarge from e
    except rules.NotAScan as e:
        raise NotASheet from e


def _file(fingerprint: str) -> str:
    return f"commitments/sheets/{fingerprint}"
