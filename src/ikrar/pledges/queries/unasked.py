"""Who of a unit has not been asked yet: for its head, and for nobody below the law of names.

Somebody who signed and somebody who declined look the same here: "sudah ditanya".
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from django.db.models import Exists, OuterRef, Q, QuerySet

from ikrar.pledges.models import Declaration, Duty, Pledge
from ikrar.pledges.queries import tallies
from ikrar.pledges.queries.declarations import DeclarationNotFound
from ikrar.roster import queries as roster
from ikrar.roster.domain import Standing

ON_A_PAGE = 200
AT_ONCE = 500  # units in one question
# The same rule as in the figures: asked is who was identified, who answered, and whose pledge counts.
SIGNED = Exists(Pledge.objects.filter(duty=OuterRef("pk"), effective=True))
NOT_ASKED = Q(asked_at=None, refusal=None) & ~Q(SIGNED)


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One person of the unit: asked or not, and nothing more."""

    name: str
    number_tail: str
    position: str
    unit_name: str
    is_asked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnaskedView:
    """A page of a unit with everybody below it who has the duty."""

    unit_id: str
    unit: str
    declaration: str
    title: str
    held_on: date | None
    is_rehearsal: bool
    people: int
    asked: int
    number: int  # of this page, from 1
    pages: int
    rows: tuple[AskedRow, ...]

    @property
    def unasked(self) -> int:
        return self.people - self.asked

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


Unit = tuple[int, int, int]  # by itself: its number, how many have the duty, how many of them were asked


def unasked(*, unit: str, declaration: str, number: int = 1, size: int | None = ON_A_PAGE) -> UnaskedView:
    """Everybody of the unit and below who has the duty, those not asked yet first; without a size all of them."""
    row = Declaration.objects.filter(public_id=declaration, is_record=False).first()
    if row is None or row.held_on is None:
        raise DeclarationNotFound
    place = roster.unit(public_id=unit, on=row.held_on)
    units = _units(row, place.id, on=row.held_on)
    people, asked = sum(map(itemgetter(1), units)), sum(map(itemgetter(2), units))
    size = size or max(people, 1)
    pages = max(-(-people // size), 1)
    number = min(max(number, 1), pages)
    begin = (number - 1) * size
    left = people - asked
    found = [
        *_people(row, units, begin, begin + size, on=row.held_on, is_asked=False),
        *_people(row, units, begin - left, begin + size - left, on=row.held_on, is_asked=True),
    ]
    return UnaskedView(
        unit_id=unit,
        unit=place.name,
        declaration=row.public_id,
        title=row.title,
        held_on=row.held_on,
        is_rehearsal=row.is_rehearsal,
        people=people,
        asked=asked,
        number=number,
        pages=pages,
        rows=tuple(found),
    )


def _units(row: Declaration, unit_id: int, *, on: date) -> list[Unit]:
    """The unit and those below it, by number, as the roster lists people; where nobody has the duty may be left out."""
    kept = tallies.own_below(declaration_id=row.pk, unit_id=unit_id)
    if kept is not None:
        return kept
    below = sorted(roster.subtree(unit_id=unit_id, on=on))
    bound = Duty.objects.filter(declaration=row, unit_id__in=below, standing=Standing.BOUND)
    everybody = Counter(bound.values_list("unit_id", flat=True))
    waiting = Counter(bound.filter(NOT_ASKED).values_list("unit_id", flat=True))
    return [(one, n, n - waiting[one]) for one, n in sorted(everybody.items())]


def _people(
    row: Declaration, units: Sequence[Unit], begin: int, end: int, *, on: date, is_asked: bool
) -> Iterator[AskedRow]:
    """From place `begin` until before `end` among all who were asked, or all who were not; unit by unit."""
    here, first = _covering(units, max(begin, 0), end, is_asked=is_asked)
    skip = max(begin, 0) - first
    wanted = end - max(begin, 0)
    for part in range(0, len(here), AT_ONCE):
        if wanted <= 0:
            return
        ids = _chosen(row, here[part : part + AT_ONCE], is_asked=is_asked)
        for one in roster.officials(ids=ids, on=on):
            if skip > 0:
                skip -= 1
                continue
            if wanted <= 0:
                return
            wanted -= 1
            yield AskedRow(one.name, one.number_tail, one.position, one.unit_name, is_asked=is_asked)


def _covering(units: Iterable[Unit], begin: int, end: int, *, is_asked: bool) -> tuple[list[int], int]:
    """The units in which these places lie, and how many people stand before the first of them."""
    here: list[int] = []
    passed, first = 0, 0
    for number, people, asked in units:
        if passed >= end:
            break
        n = asked if is_asked else people - asked
        if n and passed + n > begin:
            first = first if here else passed
            here.append(number)
        passed += n
    return here, first


def _chosen(row: Declaration, unit_ids: Sequence[int], *, is_asked: bool) -> list[int]:
    bound: QuerySet[Duty] = Duty.objects.filter(
        declaration=row, unit_id__in=unit_ids, standing=Standing.BOUND
    )
    waiting = bound.filter(NOT_ASKED)
    if not is_asked:
        return list(waiting.values_list("official_id", flat=True))
    return list(bound.exclude(pk__in=waiting.values("pk")).values_list("official_id", flat=True))
