"""An institution signed by certificate: the PDF is checked, and only what is accepted counts; result and hash are kept."""

from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from ikrar.commitments.domain import Phase, Way
from ikrar.commitments.models import CertifiedFile, CommitmentText, Delegate, Signatory
from ikrar.commitments.operations import signing
from ikrar.commitments.operations.signatories import signatory_at
from ikrar.commitments.operations.trail import Actor, found, keep, locked, note
from ikrar.kernel.canonical import Value
from ikrar.kernel.words import Words

if TYPE_CHECKING:
    from ikrar.papers.checking import Checked


class CertificateNotAccepted(Exception):
    """The check of the PDF found something that stands against it, or nobody whom the operator trusts behind it."""

    def __init__(self, found: Words) -> None:
        super().__init__(found)
        self.found = found


class CertifiedFileUsedBefore(Exception):
    """This very PDF was uploaded before; each counts once."""


class TextChangedMeanwhile(Exception):
    """While the file was being checked another text or representative took the place of the one it was checked for."""


def sign(*, commitment: str, place: int, content: bytes, by: Actor, at: datetime) -> None:
    """Check the PDF for these words and this person, outside of any transaction; then record it."""
    from ikrar.papers.checking import plain  # noqa: PLC0415 (the checker takes a second to load; few processes check)

    one, delegate, text = _wanted(commitment, place, at=at)
    _check_unused(content)
    checked = _checked(content, text=text.body, signer=delegate.name, at=at)
    if not checked.is_accepted:
        raise CertificateNotAccepted(checked.worst.words if checked.worst else checked.words)
    file = f"commitments/certified/{checked.sha256}"
    with transaction.atomic():
        row = locked(commitment, Phase.OPEN)
        now = signing.check_may_sign(row, one, at=at)
        if now != (delegate, text):
            raise TextChangedMeanwhile
        signature = signing.record(
            row, one, way=Way.CERTIFIED, evidence=_evidence(checked, delegate), signed_at=at, by=by, at=at
        )
        try:
            with transaction.atomic():
                CertifiedFile.objects.create(
                    signature=signature,
                    sha256=checked.sha256,
                    file=file,
                    verdict=checked.verdict,
                    result=plain(checked),
                    checked_at=at,
                )
        except IntegrityError as e:
            raise CertifiedFileUsedBefore from e
        keep(file, content)
        note(row, "certified", by=by, at=at, place=place, sha256=checked.sha256)


def _checked(content: bytes, *, text: str, signer: str, at: datetime) -> "Checked":
    from ikrar.papers import queries as papers  # noqa: PLC0415 (as above)
    from ikrar.papers.checking import Expected  # noqa: PLC0415 (as above)

    return papers.checked(pdf=content, expected=Expected(text=text, signers=(signer,)), at=at)


def _wanted(commitment: str, place: int, *, at: datetime) -> tuple[Signatory, Delegate, CommitmentText]:
    row = found(commitment, Phase.OPEN)
    one = signatory_at(row, place)
    return one, *signing.check_may_sign(row, one, at=at)


def _check_unused(content: bytes) -> None:
    if CertifiedFile.objects.filter(sha256=sha256(content).hexdigest()).exists():
        raise CertifiedFileUsedBefore


def _evidence(checked: "Checked", delegate: Delegate) -> dict[str, Value]:
    """What the register tells of the check: of every certified signature its holder, authority and times."""
    signers: list[Value] = [
        {
            "name": one.name,
            "organisation": one.organisation,
            "serial": one.serial,
            "issuer": one.issuer,
            "certificate_sha256": one.certificate_sha256,
            "signed_at": one.signed_at.isoformat() if one.signed_at else None,
            "timestamped": one.timestamped,
            "revocation": one.revocation.value.lower(),
        }
        for one in checked.certified
    ]
    findings: list[Value] = [one.code for one in checked.findings]
    return {
        "pdf_sha256": checked.sha256,
        "verdict": checked.verdict.value.lower(),
        "for": delegate.name,
        "signers": signers,
        "findings": findings,
    }
