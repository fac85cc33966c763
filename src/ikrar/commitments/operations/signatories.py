"""Who signs: institutions in their order, and who speaks for each. Named and replaced, never rewritten."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from ikrar.commitments.domain import AlreadySigned, Phase
from ikrar.commitments.models import Commitment, Delegate, InstitutionSignature, Signatory
from ikrar.commitments.operations.planning import PLANNING
from ikrar.commitments.operations.trail import Actor, check_reason, enter, locked, note, today
from ikrar.kernel.canonical import Value
from ikrar.roster import queries as roster

OUT_OF_THE_WAY = 10_000  # places are moved past one another by way of numbers nobody has


class InstitutionNamedBefore(Exception):
    """An institution stands in a commitment once."""


class SignatoryNotFound(Exception):
    """This institution is not in the commitment."""


class NoMandate(Exception):
    """The person named does not speak for the institution on that day."""

    def __init__(self, name: str, institution: str) -> None:
        super().__init__(name, institution)
        self.name, self.institution = name, institution


class NobodyNamed(Exception):
    """Nobody is named to sign for the institution."""

    def __init__(self, institution: str) -> None:
        super().__init__(institution)
        self.institution = institution


class OrderIncomplete(Exception):
    """The new order must name each institution once."""


def add(*, commitment: str, institution: str, by: Actor, at: datetime) -> int:
    """An institution takes the last place; which that is."""
    with transaction.atomic():
        row = locked(commitment, *PLANNING)
        body = roster.institution(public_id=institution)
        place = (row.signatories.aggregate(last=Max("place"))["last"] or 0) + 1
        try:
            with transaction.atomic():
                Signatory.objects.create(commitment=row, institution_id=body.id, place=place)
        except IntegrityError as e:
            raise InstitutionNamedBefore from e
        note(row, "institution-added", by=by, at=at, institution=institution)
        return place


def drop(*, commitment: str, place: int, by: Actor, at: datetime) -> None:
    """An institution leaves the plan, before signing opens; the others close up."""
    with transaction.atomic():
        row = locked(commitment, *PLANNING)
        one = signatory_at(row, place)
        Delegate.objects.filter(signatory=one).delete()
        one.delete()
        _number(row, [s.pk for s in row.signatories.order_by("place")])
        note(row, "institution-dropped", by=by, at=at)


def order(*, commitment: str, places: Sequence[int], by: Actor, at: datetime) -> None:
    """Agree on another order: the present places in their new sequence."""
    with transaction.atomic():
        row = locked(commitment, *PLANNING)
        found = {s.place: s.pk for s in row.signatories.all()}
        if sorted(places) != sorted(found):
            raise OrderIncomplete
        _number(row, [found[place] for place in places])
        note(row, "ordered", by=by, at=at)


def name_delegate(
    *, commitment: str, place: int, representative: int, by: Actor, at: datetime, reason: str = ""
) -> None:
    """Name who signs for the institution. Whoever was named before is replaced, with a reason, and stays on record."""
    with transaction.atomic():
        row = locked(commitment, *PLANNING, Phase.OPEN)
        one = _unsigned(row, place)
        person = mandated(one, representative, on=row.held_on or today(at))
        before = one.delegates.filter(ended_at=None).first()
        if before is not None:
            _end(before, reason=check_reason(reason), at=at)
        Delegate.objects.create(
            signatory=one,
            representative_id=person.id,
            name=person.name,
            position=person.position,
            named_at=at,
            named_by=by,
        )
        _enter_change(row, one, before=before, after=person, reason=reason.strip(), at=at)
        note(row, "delegate-named", by=by, at=at, place=place)


def withdraw_delegate(*, commitment: str, place: int, reason: str, by: Actor, at: datetime) -> None:
    """The institution takes its representative back; nobody is named until another is."""
    with transaction.atomic():
        row = locked(commitment, *PLANNING, Phase.OPEN)
        one = _unsigned(row, place)
        before = one.delegates.filter(ended_at=None).first()
        if before is None:
            raise NobodyNamed(one.institution.name)
        said = check_reason(reason)
        _end(before, reason=said, at=at)
        _enter_change(row, one, before=before, after=None, reason=said, at=at)
        note(row, "delegate-withdrawn", by=by, at=at, place=place)


def signatory_at(row: Commitment, place: int) -> Signatory:
    """The institution in this place; raises `SignatoryNotFound`."""
    found = row.signatories.select_related("institution").filter(place=place).first()
    if found is None:
        raise SignatoryNotFound
    return found


def mandated(one: Signatory, representative: int | None, *, on: date) -> roster.RepresentativeView:
    """The representative as the roster tells that day; raises `NoMandate`."""
    of_that_day = roster.representatives(institution_id=one.institution_id, on=on)
    found = next((person for person in of_that_day if person.id == representative), None)
    if found is None:
        named = one.delegates.filter(ended_at=None).values_list("name", flat=True).first()
        raise NoMandate(named or "", one.institution.name)
    return found


def check_delegate(one: Signatory, *, on: date) -> Delegate:
    """Who signs for the institution on that day; the mandate is asked of the roster again."""
    delegate = one.delegates.filter(ended_at=None).first()
    if delegate is None:
        raise NobodyNamed(one.institution.name)
    mandated(one, delegate.representative_id, on=on)
    return delegate


def _unsigned(row: Commitment, place: int) -> Signatory:
    one = signatory_at(row, place)
    if InstitutionSignature.objects.filter(signatory=one).exists():
        raise AlreadySigned(one.institution.name)
    return one


def _end(delegate: Delegate, *, reason: str, at: datetime) -> None:
    delegate.ended_at, delegate.reason = at, reason
    delegate.save(update_fields=["ended_at", "reason"])
    delegate.invitations.filter(used_at=None).update(expires_at=at)


def _enter_change(
    row: Commitment,
    one: Signatory,
    *,
    before: Delegate | None,
    after: roster.RepresentativeView | None,
    reason: str,
    at: datetime,
) -> None:
    """Once signing is open, who was to sign is public: a change of it is an entry."""
    if row.opened_at is None:
        return
    body: dict[str, Value] = {
        "institution": one.institution.name,
        "before": _told(before),
        "after": _told(after),
        "reason": reason,
    }
    enter(row, "commitment-representative", body, at=at)


def _told(person: Delegate | roster.RepresentativeView | None) -> Value:
    return None if person is None else {"name": person.name, "position": person.position}


def _number(row: Commitment, ids: Sequence[int]) -> None:
    row.signatories.update(place=F("place") + OUT_OF_THE_WAY)
    for place, pk in enumerate(ids, start=1):
        Signatory.objects.filter(pk=pk).update(place=place)
