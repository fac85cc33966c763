"""What the roster has held about one official over time."""

from dataclasses import dataclass
from datetime import date

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
