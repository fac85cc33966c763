"""Institutions signed by certificate: one PDF is checked and counts for every representative whose signature it holds.

All of it or nothing: what stands against one representative's signature refuses the file, and nothing is recorded.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from ikrar.commitments.domain import AlreadySigned, OutOfOrder, Phase, Way, certificates
from ikrar.commitments.domain.certificates import Awaited, Bond, Presented
from ikrar.commitments.models import (
    CertifiedFile,
    CertifiedSignature,
    Commitment,
    CommitmentText,
    InstitutionSignature,
)
from ikrar.commitments.operations import signing
from ikrar.commitments.operations.signatories import mandated, signatory_at
from ikrar.commitments.operations.trail import Actor, found, keep, locked, note, today
from ikrar.commitments.queries import notices
from ikrar.kernel.canonical import Value
from ikrar.kernel.words import Words
from ikrar.pledges.domain.texts import signable_from

if TYPE_CHECKING:
    from ikrar.papers.checking import Checked, SignatureFound


class CertificateNotAccepted(Exception):
    """The check of the PDF found something that stands against it, or nobody whom the operator trusts behind it."""

    def __init__(self, found: Words, signer: str) -> None:
        super().__init__(found, signer)
        about = Words(f" Ini mengenai tanda tangan {signer}.", f" This is about the signature of {signer}.")
        self.found, self.signer = found, about if signer else Words("", "")


class CertifiedFileUsedBefore(Exception):
    """This very PDF was uploaded before; each counts once."""


class TextChangedMeanwhile(Exception):
    """While the file was being checked another text took the place of the one it was checked for."""


class NoRepresentativeSigned(Exception):
    """Whoever signed the file, it is nobody named for the institution."""

    def __init__(self, signers: str, institutions: str) -> None:
        super().__init__(signers, institutions)
        self.signers, self.institutions = signers, institutions


class AnotherTurn(Exception):
    """It is the turn of an institution, and whoever signed the file is not its representative."""

    def __init__(self, expected: str, strangers: str) -> None:
        super().__init__(expected, strangers)
        self.expected, self.strangers = expected, strangers


class SignedBeforeTheText(Exception):
    """By the signature's own time the text had not been public for a day."""

    def __init__(self, name: str, institution: str) -> None:
        super().__init__(name, institution)
        self.name, self.institution = name, institution


class CertificateUsedBefore(Exception):
    """The certificate signed this commitment for another institution."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Counted:
    """For which institutions the file counted, who in it had signed before, and who in it is nobody's representative."""

    institutions: tuple[str, ...]
    before: tuple[str, ...]
    strangers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Arrived:
    """A file that was checked, with the commitment locked."""

    row: Commitment
    file: CertifiedFile
    checked: "Checked"
    by: Actor
    at: datetime


def sign(*, commitment: str, content: bytes, by: Actor, at: datetime, place: int | None = None) -> Counted:
    """Check the PDF for these words, outside of any transaction; then record everybody who signed in it.

    With `place` the representative of that institution must be among them.
    """
    text = _wanted(commitment, place, at=at)
    _check_unused(content)
    checked = _checked(content, text=text.body, at=at)
    with transaction.atomic():
        row = locked(commitment, Phase.OPEN)
        if signing.signable_text(row, at=at) != text:
            raise TextChangedMeanwhile
        file = _file(checked, at=at)
        counted = _count(_Arrived(row, file, checked, by, at))
        _check_counted(row, counted, checked, place)
        keep(file.file, content)
        note(row, "certified", by=by, at=at, institutions=list(counted.institutions), sha256=checked.sha256)
    return counted


def _wanted(commitment: str, place: int | None, *, at: datetime) -> CommitmentText:
    row = found(commitment, Phase.OPEN)
    if place is not None:
        signing.check_may_sign(row, signatory_at(row, place), at=at)
    return signing.signable_text(row, at=at)


def _check_unused(content: bytes) -> None:
    if CertifiedFile.objects.filter(sha256=sha256(content).hexdigest()).exists():
        raise CertifiedFileUsedBefore


def _checked(content: bytes, *, text: str, at: datetime) -> "Checked":
    from ikrar.papers import queries as papers  # noqa: PLC0415 (the checker takes a second to load; few processes check)
    from ikrar.papers.checking import Expected  # noqa: PLC0415 (as above)

    checked = papers.checked(pdf=content, expected=Expected(text=text), at=at)
    if not checked.is_accepted:
        worst = checked.worst
        signers = [one.name for one in checked.signatures if worst and one.number == worst.signature]
        raise CertificateNotAccepted(worst.words if worst else checked.words, "".join(signers))
    return checked


def _file(checked: "Checked", *, at: datetime) -> CertifiedFile:
    from ikrar.papers.checking import plain  # noqa: PLC0415 (as above)

    try:
        with transaction.atomic():
            return CertifiedFile.objects.create(
                sha256=checked.sha256,
                file=f"commitments/certified/{checked.sha256}",
                verdict=checked.verdict,
                result=plain(checked),
                checked_at=at,
            )
    except IntegrityError as e:
        raise CertifiedFileUsedBefore from e


def _count(arrived: _Arrived) -> Counted:
    """Record, in the sequence of the file, each signature that is a representative's."""
    mandates = notices.awaited(arrived.row)
    new: list[str] = []
    before: list[str] = []
    strangers: list[Presented] = []
    for one in arrived.checked.certified:
        presented = _presented(one)
        owner = certificates.owner(presented, mandates)
        if owner is None:
            strangers.append(presented)
        elif _has_signed(arrived.row, owner[0]):
            before.append(owner[0].institution)
        else:
            with _turn(strangers):
                _record(arrived, one, *owner)
            new.append(owner[0].institution)
    named = tuple(certificates.names([each]) for each in strangers)
    return Counted(tuple(new), tuple(dict.fromkeys(before)), named)


@contextmanager
def _turn(strangers: Sequence[Presented]) -> Iterator[None]:
    """Where the order stands against it and a stranger signed before, name the stranger too."""
    try:
        yield
    except OutOfOrder as e:
        if strangers:
            raise AnotherTurn(e.expected, certificates.names(strangers)) from e
        raise


def _record(arrived: _Arrived, one: "SignatureFound", awaited: Awaited, bond: Bond) -> None:
    row, by, at = arrived.row, arrived.by, arrived.at
    signatory = signatory_at(row, awaited.place)
    _, text = signing.check_may_sign(row, signatory, at=at)
    _check_moment(row, one, awaited, text)
    evidence = _evidence(one, arrived.checked, awaited=awaited, bond=bond)
    signature = signing.record(
        row, signatory, way=Way.CERTIFIED, evidence=evidence, signed_at=at, by=by, at=at
    )
    try:
        with transaction.atomic():
            CertifiedSignature.objects.create(
                signature=signature,
                commitment=row,
                file=arrived.file,
                number=one.number,
                certificate_sha256=one.certificate_sha256,
            )
    except IntegrityError as e:
        raise CertificateUsedBefore(one.name) from e


def _check_moment(row: Commitment, one: "SignatureFound", awaited: Awaited, text: CommitmentText) -> None:
    """By the signature's own time, too, the text was to be signed and the mandate held."""
    if one.signed_at is None or text.published_at is None:
        return
    if one.signed_at < signable_from(text.published_at, rehearsal=False):
        raise SignedBeforeTheText(one.name, awaited.institution)
    signatory = signatory_at(row, awaited.place)
    delegate = signatory.delegates.filter(ended_at=None).get()
    mandated(signatory, delegate.representative_id, on=today(one.signed_at))


def _check_counted(row: Commitment, counted: Counted, checked: "Checked", place: int | None) -> None:
    """Something was counted, and what was asked for is among it; else nothing stays."""
    wanted = [signatory_at(row, place).institution.name] if place is not None else []
    if counted.institutions and set(wanted) <= set(counted.institutions):
        return
    if counted.before and not counted.institutions:
        raise AlreadySigned(", ".join(counted.before))
    missing = wanted or [
        one.institution.name for one in row.signatories.select_related("institution").order_by("place")
    ]
    raise NoRepresentativeSigned(certificates.names(map(_presented, checked.certified)), ", ".join(missing))


def _has_signed(row: Commitment, awaited: Awaited) -> bool:
    return InstitutionSignature.objects.filter(commitment=row, signatory__place=awaited.place).exists()


def _presented(one: "SignatureFound") -> Presented:
    return Presented(
        number=one.number,
        name=one.name,
        organisation=one.organisation,
        unit=one.unit,
        certificate_sha256=one.certificate_sha256,
    )


def _evidence(one: "SignatureFound", checked: "Checked", *, awaited: Awaited, bond: Bond) -> dict[str, Value]:
    """What the register tells of the check: of this signature its holder, authority and times, and what binds it."""
    told: Sequence[str] = [each.code for each in checked.findings if each.signature in {None, one.number}]
    signer: dict[str, Value] = {
        "name": one.name,
        "organisation": one.organisation,
        "unit": one.unit or None,
        "serial": one.serial,
        "issuer": one.issuer,
        "certificate_sha256": one.certificate_sha256,
        "signed_at": one.signed_at.isoformat() if one.signed_at else None,
        "timestamped": one.timestamped,
        "revocation": one.revocation.value.lower(),
    }
    return {
        "pdf_sha256": checked.sha256,
        "verdict": checked.verdict.value.lower(),
        "for": awaited.name,
        "bound_by": bond.value.lower(),
        "awaited": notices.as_entered(awaited),
        "number": one.number,
        "signatures_in_file": len(checked.certified),
        "signers": [signer],
        "findings": list(told),
    }
