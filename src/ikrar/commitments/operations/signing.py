"""One institution signs: the turn, the mandate and the words are checked, the entry is made, and the last one completes."""

from datetime import datetime

from django.db import IntegrityError, transaction

from ikrar.commitments.domain import (
    FEWEST,
    AlreadySigned,
    Phase,
    Place,
    Way,
    check_gong,
    check_turn,
    is_done,
)
from ikrar.commitments.models import (
    Commitment,
    CommitmentText,
    Delegate,
    InstitutionSignature,
    Signatory,
)
from ikrar.commitments.operations.signatories import check_delegate
from ikrar.commitments.operations.trail import Actor, enter, locked, note, today
from ikrar.commitments.queries import notices
from ikrar.kernel.canonical import Value
from ikrar.pledges.domain.texts import signable_from
from ikrar.register.domain import moment


class TooFewInstitutions(Exception):
    """A joint commitment is of two institutions at least."""

    def __init__(self) -> None:
        super().__init__()
        self.fewest = FEWEST


class TextNotYetSignable(Exception):
    """The words have not been public for a day, or are not public at all."""


class SigningHasBegun(Exception):
    """Somebody has signed; it cannot be taken back."""


def open_signing(*, commitment: str, by: Actor, at: datetime) -> None:
    """The ceremony begins: who signs in which order is entered, and signatures are taken."""
    with transaction.atomic():
        row = locked(commitment, Phase.PUBLIC)
        ones = list(row.signatories.select_related("institution").order_by("place"))
        if len(ones) < FEWEST:
            raise TooFewInstitutions
        text = signable_text(row, at=at)
        delegates = [(one, check_delegate(one, on=today(at))) for one in ones]
        row.opened_at = at
        row.save(update_fields=["opened_at"])
        enter(row, "commitment-opened", _opening(row, text, delegates), at=at)
        note(row, "opened", by=by, at=at)


def hold_signing(*, commitment: str, by: Actor, at: datetime) -> None:
    """Take the opening back while nobody has signed."""
    with transaction.atomic():
        row = locked(commitment, Phase.OPEN)
        if row.signatures.exists():
            raise SigningHasBegun
        row.opened_at = None
        row.save(update_fields=["opened_at"])
        enter(row, "commitment-held", {}, at=at)
        note(row, "held", by=by, at=at)


def check_may_sign(row: Commitment, one: Signatory, *, at: datetime) -> tuple[Delegate, CommitmentText]:
    """Who signs which words for the institution now; raises whatever stands against it."""
    check_turn(_places(row), one.institution.name, is_ordered=row.is_ordered)
    return check_delegate(one, on=today(at)), signable_text(row, at=at)


def record(
    row: Commitment,
    one: Signatory,
    *,
    way: Way,
    evidence: dict[str, Value],
    signed_at: datetime,
    by: Actor,
    at: datetime,
) -> InstitutionSignature:
    """Record the institution's signature, with the commitment locked. The last one completes it."""
    delegate, text = check_may_sign(row, one, at=at)
    nth = row.signatures.count() + 1
    body: dict[str, Value] = {
        "institution": one.institution.name,
        "representative": delegate.name,
        "position": delegate.position,
        "nth": nth,
        "way": way.value.lower(),
        "signed_at": moment(signed_at),
        "text_sha256": text.text_sha256,
        "evidence": evidence,
    }
    leaf_hash = enter(row, "commitment-signature", body, at=at)
    try:
        with transaction.atomic():
            made = InstitutionSignature.objects.create(
                commitment=row,
                signatory=one,
                delegate=delegate,
                text=text,
                nth=nth,
                way=way,
                evidence=evidence,
                signed_at=signed_at,
                recorded_by=by,
                leaf_hash=leaf_hash,
            )
    except IntegrityError as e:
        raise AlreadySigned(one.institution.name) from e
    note(row, "signed", by=by, at=at, place=one.place, way=way.value)
    if is_done(_places(row)):
        _complete(row, text, at=at)
    return made


def gong(*, commitment: str, by: Actor, at: datetime) -> None:
    """The closing act, once the last has signed; it is struck once."""
    with transaction.atomic():
        row = locked(commitment, Phase.OPEN, Phase.DONE)
        check_gong(_places(row))
        row.closed_at = at
        row.save(update_fields=["closed_at"])
        enter(row, "commitment-closed", {}, at=at)
        note(row, "closed", by=by, at=at)


def _complete(row: Commitment, text: CommitmentText, *, at: datetime) -> None:
    """Seal: one entry that tells who signed which words, how and when."""
    signed = row.signatures.select_related("signatory__institution", "delegate").order_by("nth")
    signatures: list[Value] = [
        {
            "institution": one.signatory.institution.name,
            "representative": one.delegate.name,
            "position": one.delegate.position,
            "way": one.way.lower(),
            "signed_at": moment(one.signed_at),
            "leaf_hash": bytes(one.leaf_hash).hex(),
        }
        for one in signed
    ]
    body: dict[str, Value] = {
        "title": row.title,
        "declaration": row.declaration.public_id if row.declaration else None,
        "text_sha256": text.text_sha256,
        "is_ordered": row.is_ordered,
        "signatures": signatures,
        "witnesses": _witnesses(row),
    }
    row.completed_at, row.leaf_hash = at, enter(row, "commitment", body, at=at)
    row.save(update_fields=["completed_at", "leaf_hash"])


def _opening(
    row: Commitment, text: CommitmentText, delegates: list[tuple[Signatory, Delegate]]
) -> dict[str, Value]:
    institutions: list[Value] = [
        {
            "institution": one.institution.name,
            "representative": person.name,
            "position": person.position,
            "certificate": notices.as_entered(notices.awaited_of(one)),
        }
        for one, person in delegates
    ]
    return {
        "text_sha256": text.text_sha256,
        "is_ordered": row.is_ordered,
        "institutions": institutions,
        "witnesses": _witnesses(row),
    }


def _witnesses(row: Commitment) -> list[Value]:
    return [{"name": one.name, "office": one.office} for one in row.witnesses.order_by("pk")]


def signable_text(row: Commitment, *, at: datetime) -> CommitmentText:
    """The newest public words, if they were public long enough."""
    text = row.texts.exclude(published_at=None).order_by("-version").first()
    if text is None or text.published_at is None:
        raise TextNotYetSignable
    if at < signable_from(text.published_at, rehearsal=False):
        raise TextNotYetSignable
    return text


def _places(row: Commitment) -> tuple[Place, ...]:
    signed = set(row.signatures.values_list("signatory_id", flat=True))
    ones = row.signatories.select_related("institution").order_by("place")
    return tuple(Place(one.institution.name, one.pk in signed) for one in ones)
