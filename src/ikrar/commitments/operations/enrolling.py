"""A representative, who has no account, enrols a passkey before the ceremony, by a one-time link."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from ikrar.commitments.domain import Phase, PhaseNotAllowed, check_phase
from ikrar.commitments.models import KeyInvitation, RepresentativeKey, Signatory
from ikrar.commitments.operations.planning import PLANNING
from ikrar.commitments.operations.signatories import check_delegate, signatory_at
from ikrar.commitments.operations.trail import Actor, locked, note, today
from ikrar.commitments.queries.shapes import phase
from ikrar.kernel.ids import NotACode, clean, new_id
from ikrar.pledges.domain import signature
from ikrar.pledges.operations.passing.identified import check_challenge
from ikrar.pledges.queries import gate

LINK_HOLDS = timedelta(days=7)
TOKEN_LENGTH = 26  # 130 random bits


class InvitationHasExpired(Exception):
    """The link is unknown, used, too old, or for somebody who was replaced; all get the same answer."""


class KeyEnrolledBefore(Exception):
    """This very passkey is on file already."""


class EnrolmentIsOver(Exception):
    """A passkey is enrolled before the ceremony; it has begun."""


@dataclass(frozen=True, slots=True)
class Invited:
    """For whom a link was made."""

    commitment: str
    title: str
    institution: str
    name: str
    position: str
    expires_at: datetime
    known: tuple[bytes, ...]


def invite(*, commitment: str, place: int, by: Actor, at: datetime) -> str:
    """A one-time address for the representative named now; links made before stop working. Kept hashed."""
    with transaction.atomic():
        row = locked(commitment)
        _check_before(phase(row))
        delegate = check_delegate(signatory_at(row, place), on=row.held_on or today(at))
        delegate.invitations.filter(used_at=None).update(expires_at=at)
        token = new_id(TOKEN_LENGTH)
        KeyInvitation.objects.create(
            delegate=delegate, token_hash=_hash(token), made_at=at, made_by=by, expires_at=at + LINK_HOLDS
        )
        note(row, "representative-invited", by=by, at=at, place=place)
    return f"{settings.IKRAR_ADDRESS}/komitmen/undangan/{token}/"


def invited(*, token: str, at: datetime) -> Invited:
    """Whom the link is for; raises `InvitationHasExpired`."""
    link = _open_link(token, at=at)
    delegate = link.delegate
    one = delegate.signatory
    keys = RepresentativeKey.objects.filter(representative=delegate.representative_id, revoked_at=None)
    return Invited(
        commitment=one.commitment.public_id,
        title=one.commitment.title,
        institution=one.institution.name,
        name=delegate.name,
        position=delegate.position,
        expires_at=link.expires_at,
        known=tuple(bytes(key.credential_id) for key in keys.order_by("pk")),
    )


def enrol(*, token: str, challenge: str, client_data: bytes, attestation: bytes, at: datetime) -> str:
    """Keep the representative's passkey and spend the link; the commitment's public id."""
    made = signature.check_registration(
        client_data=client_data,
        attestation=attestation,
        challenge=hashlib.sha256(check_challenge(challenge, at=at)).digest(),
        party=gate.party(),
    )
    with transaction.atomic():
        link = _open_link(token, at=at, is_to_be_spent=True)
        one: Signatory = link.delegate.signatory
        row = locked(one.commitment.public_id)
        _check_before(phase(row))
        delegate = check_delegate(one, on=row.held_on or today(at))
        assert delegate.representative_id is not None  # whom the roster knows that day
        try:
            with transaction.atomic():
                RepresentativeKey.objects.create(
                    representative_id=delegate.representative_id,
                    credential_id=made.credential_id,
                    spki=made.spki,
                    enrolled_at=at,
                    invitation=link,
                )
        except IntegrityError as e:
            raise KeyEnrolledBefore from e
        link.used_at = at
        link.save(update_fields=["used_at"])
        note(row, "key-enrolled", by=None, at=at, place=one.place)
    return row.public_id


def revoke_key(*, commitment: str, place: int, key: int, by: Actor, at: datetime) -> None:
    """The passkey signs no more; what it signed stands."""
    with transaction.atomic():
        row = locked(commitment, *PLANNING, Phase.OPEN)
        one = signatory_at(row, place)
        named = one.delegates.filter(ended_at=None).values("representative")
        RepresentativeKey.objects.filter(pk=key, representative__in=named, revoked_at=None).update(
            revoked_at=at
        )
        note(row, "key-revoked", by=by, at=at, place=place)


def _check_before(now: Phase) -> None:
    try:
        check_phase(now, *PLANNING)
    except PhaseNotAllowed as e:
        raise EnrolmentIsOver from e


def _open_link(token: str, *, at: datetime, is_to_be_spent: bool = False) -> KeyInvitation:
    try:
        hashed = _hash(clean(token))
    except NotACode as e:
        raise InvitationHasExpired from e
    rows = KeyInvitation.objects.select_for_update(of=("self",)) if is_to_be_spent else KeyInvitation.objects
    link = (
        rows.select_related("delegate__signatory__commitment", "delegate__signatory__institution")
        .filter(token_hash=hashed, used_at=None, expires_at__gt=at, delegate__ended_at=None)
        .first()
    )
    if link is None:
        raise InvitationHasExpired
    return link


def _hash(token: str) -> str:
    return hashlib.sha256(b"ikrar-representative/v1\n" + token.encode()).hexdigest()
