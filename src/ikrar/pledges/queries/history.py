"""What the public was told of a declaration and later told otherwise: moved, another hour, cancelled, superseded."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from ikrar.kernel.words import Words
from ikrar.pledges.domain.planning import CHANGE_WORDS, Change
from ikrar.pledges.models import Declaration, PlanChange

TOLD = (Change.MOVED, Change.HOUR, Change.CANCELLED, Change.SUPERSEDED)
IN_THE_REGISTER = frozenset(
    {Change.MOVED, Change.CANCELLED, Change.SUPERSEDED}
)  # so their reasons are public
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class MoveView:
    """One change of what was announced; days where it was moved, the reason where it is public."""

    what: Change
    at: datetime
    from_day: date | None
    to_day: date | None
    reason: str

    @property
    def words(self) -> Words:
        return CHANGE_WORDS[self.what]


@dataclass(frozen=True, slots=True)
class HistoryView:
    """When a declaration was first written down, and every public change since, oldest first."""

    created_at: datetime
    moves: tuple[MoveView, ...]

    @property
    def changed_at(self) -> datetime:
        return self.moves[-1].at if self.moves else self.created_at


def histories() -> dict[str, HistoryView]:
    """Of every declaration but rehearsals, by public id. What was changed while it was only planned is not told."""
    rows = Declaration.objects.filter(rehearsal_of=None)
    known = {row.pk: row for row in rows.only("public_id", "created_at", "fixed_at", "is_record")}
    moves: dict[int, list[MoveView]] = defaultdict(list)
    changes = PlanChange.objects.filter(declaration__in=known, what__in=TOLD).order_by("at", "id")
    for change in changes:
        fixed_at = known[change.declaration_id].fixed_at
        if fixed_at is not None and change.at >= fixed_at:
            moves[change.declaration_id].append(_move(change))
    return {row.public_id: HistoryView(row.created_at, tuple(moves[row.pk])) for row in known.values()}


def _move(row: PlanChange) -> MoveView:
    what = Change(row.what)
    is_told = what in IN_THE_REGISTER
    days = [_day(text) if what == Change.MOVED else None for text in (row.before, row.after)]
    return MoveView(what, row.at, days[0], days[1], row.reason if is_told else "")


def _day(text: str) -> date | None:
    found = _DAY.match(text)
    return date.fromisoformat(found[0]) if found else None
