"""Who of a unit has not been asked yet: for its head, and for nobody below the law of names.

Somebody who signed and somebody who declined look the same here: "sudah ditanya".
"""

from dataclasses import dataclass
from datetime import date

from ikrar.pledges.models import Declaration, Duty
from ikrar.pledges.queries.declarations import DeclarationNotFound
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One person of the unit: asked or not, and nothing more."""

    name: str
    number_tail: str
    position: str
    unit_name: str
    is_asked: bool


@dataclass(frozen=True, slots=True)
class UnaskedView:
    """A unit with everybody below it who has the duty."""

    unit_id: str
    unit: str
    declaration: str
    title: str
    held_on: date | None
    is_rehearsal: bool
    rows: tuple[AskedRow, ...]

    @property
    def asked(self) -> int:
        return sum(row.is_asked for row in self.rows)

    @property
    def unasked(self) -> tuple[AskedRow, ...]:
        return tuple(row for row in self.rows if not row.is_asked)


def unasked(*, unit: str, declaration: str) -> UnaskedView:
    """Everybody of the unit and below who has the duty, those not asked yet first."""
    row = Declaration.objects.filter(public_id=declaration, is_record=False).first()
    if row is None or row.held_on is None:
        raise DeclarationNotFound
    place = roster.unit(public_id=unit, on=row.held_on)
    duties = Duty.objects.filter(
        declaration=row,
        unit_id__in=roster.subtree(unit_id=place.id, on=row.held_on),
        standing=Standing.BOUND,
    )
    asked_at = dict(duties.values_list("official_id", "asked_at"))
    answered = set(duties.filter(refusal__isnull=False).values_list("official_id", flat=True))
    answered |= set(duties.filter(pledges__effective=True).values_list("official_id", flat=True))
    people = roster.officials(ids=list(asked_at), on=row.held_on)
    rows = [
        AskedRow(
            name=one.name,
            number_tail=one.number_tail,
            position=one.position,
            unit_name=one.unit_name,
            is_asked=asked_at[one.id] is not None or one.id in answered,
        )
        for one in people
    ]
    return UnaskedView(
        unit_id=unit,
        unit=place.name,
        declaration=row.public_id,
        title=row.title,
        held_on=row.held_on,
        is_rehearsal=row.is_rehearsal,
        rows=tuple(sorted(rows, key=lambda one: one.is_asked)),
    )
