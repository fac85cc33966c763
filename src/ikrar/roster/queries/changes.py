"""What changed in the roster since one has last looked, a few rows at a time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from ikrar.roster import models
from ikrar.roster.domain import Standing
from ikrar.roster.queries.editions import edition, holds, memberships, seen


@dataclass(frozen=True, slots=True)
class Began:
    """Somebody began in a unit; `row` is where the next look goes on."""

    row: int
    official_id: int
    unit_id: int
    begins_on: date


def began(*, after_edition: int, until_edition: int, after_row: int, limit: int) -> list[Began]:
    """Memberships that editions after the one, up to the other, brought and that still hold or will."""
    rows = models.Membership.objects.filter(
        seen(until_edition), since_seq__gt=after_edition, id__gt=after_row, ends_before=None
    )
    found = rows.order_by("id").values_list("id", "official_id", "unit_id", "begins_on")
    return [Began(*one) for one in found[:limit]]


def whereabouts(*, official_ids: Collection[int], on: date) -> dict[int, tuple[int, Standing]]:
    """Unit and standing of these people on that day; who belongs to no unit is left out."""
    here = dict(
        memberships(on=on, seq=edition())
        .filter(official_id__in=official_ids)
        .values_list("official_id", "unit_id")
    )
    absent = set(
        models.Absence.objects.filter(holds(on), official_id__in=here).values_list("official_id", flat=True)
    )
    return {
        official: (unit, Standing.EXCUSED if official in absent else Standing.BOUND)
        for official, unit in here.items()
    }
