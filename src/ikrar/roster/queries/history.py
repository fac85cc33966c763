"""What the roster has held about one official over time."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ikrar.roster import models
from ikrar.roster.queries.editions import edition, seen


@dataclass(frozen=True, slots=True)
class Once:
    """Who the person was in one unit, for a time."""

    begins_on: date
    ends_before: date | None
    name: str
    status: str
    position: str
    unit: str


@dataclass(frozen=True, slots=True)
class Appointed:
    """An appointment that named the person."""

    decree: str
    position: str
    effective_on: date


def history_of(*, official_id: int) -> list[Once]:
    """Every row that is seen, the newest first."""
    seq = edition()
    rows = models.Membership.objects.filter(seen(seq), official_id=official_id).order_by("-begins_on", "-id")
    places = models.Placement.objects.filter(seen(seq), unit_id__in=rows.values("unit_id")).order_by(
        "begins_on"
    )
    names = dict(places.values_list("unit_id", "name"))
    return [
        Once(r.begins_on, r.ends_before, r.name, r.status, r.position, names.get(r.unit_id, "")) for r in rows
    ]


def appointments_of(*, official_id: int) -> list[Appointed]:
    rows = models.Appointee.objects.filter(
        seen(edition(), "appointment__"), official_id=official_id
    ).select_related("appointment")
    return [
        Appointed(r.appointment.decree, r.position, r.effective_on)
        for r in rows.order_by("-effective_on", "-id")
    ]


@dataclass(frozen=True, slots=True)
class Row:
    """What the list says of a person today, part by part."""

    name: str
    title_before: str
    title_after: str
    position: str


def row_of(*, official_id: int) -> Row | None:
    """The open row; None for whoever left."""
    row = models.Membership.objects.filter(official_id=official_id, ends_before=None, until_seq=None).first()
    return Row(row.name, row.title_before, row.title_after, row.position) if row else None


def replaced_of(*, official_id: int) -> list[str]:
    """What the list said before it was put right or replaced: names, positions and addresses, the newest first."""
    rows = models.Membership.objects.filter(official_id=official_id, until_seq__isnull=False)
    told = [f"{r.name}, {r.position}".strip(", ") for r in rows.order_by("-until_seq", "-id")]
    addresses = models.Contact.objects.filter(official_id=official_id, until_seq__isnull=False)
    return [*told, *addresses.order_by("-until_seq", "-id").values_list("email", flat=True)]


def refused_rows_of(*, official_id: int) -> list[str]:
    """Rows of lists about this person that are still kept, with the reason where one was refused."""
    official = models.Official.objects.get(pk=official_id)
    rows = models.StagedRow.objects.filter(Q(official_id=official_id) | Q(number=official.number))
    return [
        " · ".join(filter(None, (r.name, r.position, r.verdict, r.reason))) for r in rows.order_by("id")[:200]
    ]


def public_id_of(*, official_id: int) -> str:
    """The mark that stands in addresses and in the audit trail."""
    return models.Official.objects.values_list("public_id", flat=True).get(pk=official_id)
