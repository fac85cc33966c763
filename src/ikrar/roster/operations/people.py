"""Single changes about one official: lawful absence, contact, what the list had wrong."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from ikrar.kernel.text import folded
from ikrar.roster import models, queries
from ikrar.roster.domain import AbsenceReason
from ikrar.roster.operations.editions import Actor, edit, name_of, record


class AbsenceTooLong(Exception):
    """A lawful absence is entered for two years at most."""


LONGEST_ABSENCE = timedelta(days=731)


def set_absence(
    *,
    official_id: int,
    on: date,
    reason: AbsenceReason,
    by: Actor,
    at: datetime,
    ends_before: date | None = None,
) -> None:
    """Record a lawful absence from that day on, for one day unless an end is given; again means: instead."""
    end = ends_before or on + timedelta(days=1)
    if not timedelta(0) < end - on <= LONGEST_ABSENCE:
        raise AbsenceTooLong
    with transaction.atomic():
        row, _ = models.Absence.objects.update_or_create(
            official_id=official_id,
            begins_on=on,
            defaults={
                "ends_before": end,
                "reason": AbsenceReason(reason),
                "entered_by": name_of(by),
                "entered_at": at,
            },
        )
        record(by, "roster.absence_entered", str(row.id), {}, at=at)


def withdraw_absence(*, absence_id: int, official_id: int, by: Actor, at: datetime) -> None:
    """The absence was entered by mistake."""
    with transaction.atomic():
        models.Absence.objects.filter(id=absence_id, official_id=official_id).delete()
        record(by, "roster.absence_withdrawn", str(absence_id), {}, at=at)


def set_contact(*, official_id: int, email: str, by: Actor, at: datetime) -> None:
    """Another address; for 72 hours it serves no one-time code (asked through `queries.contact`)."""
    address = email.strip().lower()
    current = models.Contact.objects.filter(official_id=official_id, until_seq__isnull=True).first()
    if current is not None and current.email == address:
        return
    with edit(what="kontak", by=by, on=at.date(), at=at) as seq:
        models.Contact.objects.filter(official_id=official_id, until_seq__isnull=True).update(until_seq=seq)
        if address:
            models.Contact.objects.create(
                official_id=official_id, email=address, changed_at=at, since_seq=seq
            )


@dataclass(frozen=True, slots=True)
class Correction:
    """What the list should have said of a person."""

    name: str
    title_before: str
    title_after: str
    position: str


def correct(*, official_id: int, told: Correction, by: Actor, on: date, at: datetime) -> bool:
    """Put right what the list had wrong, as an edition of its own; whether anything changed.

    The former row stays, known by its edition. A later list of the office says again what the office then has.
    """
    row = models.Membership.objects.filter(official_id=official_id, ends_before=None, until_seq=None).first()
    if row is None:
        raise queries.OfficialNotFound
    said = asdict(told)
    if all(getattr(row, name) == value for name, value in said.items()):
        return False
    with edit(what="pembetulan", by=by, on=on, at=at) as seq:
        models.Membership.objects.filter(pk=row.pk).update(until_seq=seq)
        row.pk, row.since_seq, row.folded_name = None, seq, folded(told.name)
        for name, value in said.items():
            setattr(row, name, value)
        row.save(force_insert=True)
    return True


def note_names_seen(*, subject: str, by: Actor, at: datetime) -> None:
    """Somebody looked at names; that is written down."""
    record(by, "roster.names_seen", subject, {}, at=at)


def names_of_unit(
    *, unit: queries.UnitView, text: str, on: date, limit: int, by: Actor, at: datetime
) -> list[queries.OfficialView]:
    """People of the unit and below, and a note that somebody looked."""
    note_names_seen(subject=unit.public_id, by=by, at=at)
    below = queries.subtree(unit_id=unit.id, on=on)
    return queries.search(unit_ids=below, text=text, on=on, limit=limit)
