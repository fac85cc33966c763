"""An institution signs by the passkey of its representative, over the bytes of the statement."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ikrar.commitments.domain import Phase, Statement, Way, had_settled
from ikrar.commitments.models import Commitment, CommitmentText, Delegate, RepresentativeKey, Signatory
from ikrar.commitments.operations import signing
from ikrar.commitments.operations.signatories import signatory_at
from ikrar.commitments.operations.trail import found, locked
from ikrar.kernel.canonical import Value
from ikrar.pledges.domain import KeyKind, armour, signature
from ikrar.pledges.domain.signature import Offered
from ikrar.pledges.operations.passing.identified import challenge, check_challenge
from ikrar.pledges.queries import gate
from ikrar.register import queries as register
from ikrar.register.domain import moment


class KeyNotEnrolled(Exception):
    """No passkey of any representative is on file under this credential."""


class KeyOfAnother(Exception):
    """The passkey is of somebody who is not named to sign for this institution."""

    def __init__(self, institution: str) -> None:
        super().__init__(institution)
        self.institution = institution


class KeyEnrolledTooLate(Exception):
    """The passkey was enrolled when the ceremony had begun."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What the representative is asked to sign."""

    statement: Statement
    credential_ids: tuple[bytes, ...]


def offer(*, commitment: str, place: int, at: datetime) -> Offer:
    """The statement for whoever signs for this institution now, with a fresh nonce. Anybody may look; nothing is locked."""
    row = found(commitment, Phase.OPEN)
    one = signatory_at(row, place)
    delegate, text = signing.check_may_sign(row, one, at=at)
    keys = RepresentativeKey.objects.filter(
        representative=delegate.representative_id, revoked_at=None, enrolled_at__lt=row.opened_at
    )
    return Offer(
        _statement(row, one, delegate, text, nonce=challenge(at=at)),
        tuple(bytes(key.credential_id) for key in keys.order_by("pk")),
    )


def sign(
    *,
    commitment: str,
    place: int,
    nonce: str,
    credential_id: bytes,
    value: bytes,
    authenticator_data: bytes,
    client_data: bytes,
    at: datetime,
) -> None:
    """Record the institution's signature, if this passkey of this representative made it over these words."""
    check_challenge(nonce, at=at)
    offered = Offered(
        kind=KeyKind.PASSKEY,
        value=value,
        credential_id=credential_id,
        authenticator_data=authenticator_data,
        client_data=client_data,
    )
    with transaction.atomic():
        row = locked(commitment, Phase.OPEN)
        one = signatory_at(row, place)
        delegate, text = signing.check_may_sign(row, one, at=at)
        key = _key_of(row, one, delegate, credential_id)
        statement = _statement(row, one, delegate, text, nonce=nonce)
        checked = signature.check_assertion(
            offered,
            spki=bytes(key.spki),
            challenge=hashlib.sha256(statement.as_bytes()).digest(),
            party=gate.party(),
        )
        evidence: dict[str, Value] = {
            "statement": statement.members,
            "signature": {
                "kind": "passkey",
                "key": armour.b64(bytes(key.spki)),
                "value": armour.b64(checked),
                "authenticator_data": armour.b64(authenticator_data),
                "client_data": armour.b64(client_data),
            },
            "enrolled_at": moment(key.enrolled_at),
            "enrolled_a_day_before": had_settled(enrolled_at=key.enrolled_at, signed_at=at),
        }
        signing.record(row, one, way=Way.PASSKEY, evidence=evidence, signed_at=at, by=None, at=at)


def _key_of(row: Commitment, one: Signatory, delegate: Delegate, credential_id: bytes) -> RepresentativeKey:
    key = RepresentativeKey.objects.filter(credential_id=credential_id, revoked_at=None).first()
    if key is None:
        raise KeyNotEnrolled
    if key.representative_id != delegate.representative_id:
        raise KeyOfAnother(one.institution.name)
    if row.opened_at is None or key.enrolled_at >= row.opened_at:
        raise KeyEnrolledTooLate
    return key


def _statement(
    row: Commitment, one: Signatory, delegate: Delegate, text: CommitmentText, *, nonce: str
) -> Statement:
    return Statement(
        commitment=row.public_id,
        institution=one.institution.name,
        nonce=nonce,
        position=delegate.position,
        register=register.origin(),
        representative=delegate.name,
        text_sha256=text.text_sha256,
    )
