"""Plan a commitment: its name, when and where, to which declaration it belongs, who witnesses; or call it off."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from ikrar.commitments.domain import Phase
from ikrar.commitments.models import CeremonyWitness, Commitment
from ikrar.commitments.operations.trail import Actor, check_reason, enter, locked, note
from ikrar.pledges import queries as pledges

PLANNING = (Phase.PLANNED, Phase.PUBLIC)


class RehearsalCannotCommit(Exception):
    """A rehearsal carries no joint commitment, for what institutions sign is never an exercise."""


class WitnessNamedBefore(Exception):
    """This witness is on the list already."""


def begin(*, title: str, by: Actor, at: datetime, declaration: str = "") -> str:
    """A commitment with a name alone; its public id."""
    with transaction.atomic():
        row = Commitment.objects.create(
            title=title.strip(), declaration_id=_declaration_id(declaration), created_at=at, created_by=by
        )
        note(row, "begun", by=by, at=at)
    return row.public_id


def edit(
    *,
    commitment: str,
    title: str,
    by: Actor,
    at: datetime,
    declaration: str = "",
    held_on: date | None = None,
    place: str = "",
    is_ordered: bool = True,
) -> None:
    """Change the plan. Whether the order binds is settled once signing opens."""
    with transaction.atomic():
        row = locked(commitment, *PLANNING)
        row.title, row.held_on, row.place = title.strip(), held_on, place.strip()
        row.is_ordered, row.declaration_id = is_ordered, _declaration_id(declaration)
        row.save(update_fields=["title", "held_on", "place", "is_ordered", "declaration_id"])
        note(row, "edited", by=by, at=at)


def add_witness(*, commitment: str, name: str, office: str, by: Actor, at: datetime) -> None:
    """Somebody who will see the signing."""
    with transaction.atomic():
        row = locked(commitment, *PLANNING, Phase.OPEN)
        try:
            with transaction.atomic():
                CeremonyWitness.objects.create(commitment=row, name=name.strip(), office=office.strip())
        except IntegrityError as e:
            raise WitnessNamedBefore from e
        note(row, "witness-named", by=by, at=at)


def drop_witness(*, commitment: str, witness: int, by: Actor, at: datetime) -> None:
    """A witness who will not come; until signing opens."""
    with transaction.atomic():
        row = locked(commitment, *PLANNING)
        row.witnesses.filter(pk=witness).delete()
        note(row, "witness-dropped", by=by, at=at)


def cancel(*, commitment: str, reason: str, by: Actor, at: datetime) -> None:
    """Call it off before the last has signed. What was signed stays on record."""
    with transaction.atomic():
        row = locked(commitment, *PLANNING, Phase.OPEN)
        said = check_reason(reason)
        row.cancelled_at, row.cancel_reason = at, said
        row.save(update_fields=["cancelled_at", "cancel_reason"])
        if row.texts.exclude(published_at=None).exists():
            enter(row, "commitment-cancelled", {"reason": said}, at=at)
        note(row, "cancelled", by=by, at=at)


def _declaration_id(public_id: str) -> int | None:
    if not public_id:
        return None
    found = pledges.declaration(public_id=public_id)
    if found.is_rehearsal:
        raise RehearsalCannotCommit
    return found.id
