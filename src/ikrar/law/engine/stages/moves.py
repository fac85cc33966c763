"""What moved in one calendar between two versions of the law, told by days: before and after."""

from dataclasses import dataclass
from datetime import date

from ikrar.kernel.words import Words
from ikrar.law.domain import Contest, Stage
from ikrar.law.engine.differing import Change, ChangeKind, Difference, RecordKind

Days = tuple[date, date]  # the first and the last


@dataclass(frozen=True, slots=True)
class Moved:
    """A stage, or the day candidates are fixed, on other days than before; one side is None where it is new or gone.

    Where only its words changed, both sides hold the same days.
    """

    code: str
    name: Words
    kind: ChangeKind
    before: Days | None
    after: Days | None


def moved(difference: Difference, *, calendar: str) -> tuple[Moved, ...]:
    """The changes that concern this calendar, in the order of the difference."""
    changes = difference.of(RecordKind.CONTEST, RecordKind.STAGE)
    return tuple(_moved(change) for change in changes if change.code.startswith(f"{calendar} "))


def _moved(change: Change) -> Moved:
    newest: Stage | Contest = change.after if change.after is not None else change.before
    name = newest.fixed if isinstance(newest, Contest) else newest.name
    code = change.code.partition(" ")[2]
    return Moved(code, name, change.kind, _days(change.before), _days(change.after))


def _days(record: Stage | Contest | None) -> Days | None:
    if record is None:
        return None
    if isinstance(record, Contest):
        return record.fixed_on, record.fixed_on
    return record.period.begins_on, record.last_day
