"""Counting days from an event, one by one, each with its reason. Working days are Monday to Friday."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ikrar.law.domain.holidays import DayOff, Holiday, HolidayTable
from ikrar.law.domain.terms import FirstDay, Unit

SATURDAY = 5
ONE_DAY = timedelta(days=1)


class Why(StrEnum):
    """Why a day counts or does not."""

    EVENT = "event"
    COUNTED = "counted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    JOINT_LEAVE = "joint-leave"
    VOTING = "voting"
    PAUSED = "paused"


WHY_OFF: dict[DayOff, Why] = {
    DayOff.NATIONAL: Why.HOLIDAY,
    DayOff.JOINT_LEAVE: Why.JOINT_LEAVE,
    DayOff.VOTING: Why.VOTING,
}


@dataclass(frozen=True, slots=True)
class Span:
    """How long, in which unit, from which first day."""

    length: int
    unit: Unit
    first_day: FirstDay


@dataclass(frozen=True, slots=True)
class Step:
    """One day of the working; `number` is its place in the count, None for a day that does not count."""

    day: date
    why: Why
    number: int | None = None
    holiday: Holiday | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count because the term stands still: from `begins_on` up to but without `ends_before`."""

    begins_on: date
    ends_before: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.begins_on <= day and (self.ends_before is None or day < self.ends_before)


def walk(
    *, event_on: date, span: Span, holidays: HolidayTable, pauses: tuple[Pause, ...] = ()
) -> tuple[Step, ...]:
    """Every day from the event to the last one that counts, or to the day on which the term came to stand still."""
    steps: list[Step] = []
    day, number = event_on, 0
    while True:
        why = _why(day, span=span, holidays=holidays, pauses=pauses)
        if day == event_on and span.first_day is FirstDay.NEXT_DAY:
            why = Why.EVENT
        counts = why is Why.COUNTED
        number += counts
        steps.append(Step(day, why, number if counts else None, holidays.days.get(day)))
        if number == span.length or _stands_still(day, pauses):
            return tuple(steps)
        day += ONE_DAY


def _stands_still(day: date, pauses: tuple[Pause, ...]) -> bool:
    return any(pause.ends_before is None and day >= pause.begins_on for pause in pauses)


def is_working(day: date, holidays: HolidayTable) -> bool:
    """Monday to Friday and not a day off."""
    return day.weekday() < SATURDAY and day not in holidays.days


def _why(day: date, *, span: Span, holidays: HolidayTable, pauses: tuple[Pause, ...]) -> Why:
    if any(day in pause for pause in pauses):
        return Why.PAUSED
    if span.unit is Unit.CALENDAR or is_working(day, holidays):
        return Why.COUNTED
    if day.weekday() >= SATURDAY:
        return Why.WEEKEND
    return WHY_OFF[holidays.days[day].kind]
