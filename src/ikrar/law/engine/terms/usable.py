"""The last usable moment: a term may end on a day on which nobody opens the counter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from ikrar.law.domain.calendars import Calendar
from ikrar.law.domain.holidays import HolidayTable
from ikrar.law.domain.terms import Hours, Reception
from ikrar.law.domain.validity import Held
from ikrar.law.engine.terms.counting import ONE_DAY

LAST_MINUTE = time(23, 59)


class Counter(StrEnum):
    """What is known of the counter at the end of a term."""

    CLOSES = "closes"
    AROUND_THE_CLOCK = "around-the-clock"
    HOURS_NOT_FOUND = "hours-not-found"
    NEVER_OPEN = "never-open"


@dataclass(frozen=True, slots=True)
class Usable:
    """The last moment somebody is at the counter, local time; None where it is not known or never open."""

    counter: Counter
    at: datetime | None = None
    reception: Reception | None = None


@dataclass(frozen=True, slots=True)
class Counters:
    """The counters at which one kind of act is done, and what decides when they are open."""

    receptions: tuple[Reception, ...]
    stages: Mapping[str, tuple[date, date]]
    holidays: HolidayTable
    zone: ZoneInfo

    def last_usable(self, *, event_on: date, last_day: date) -> Usable | None:
        """Looking back from the last day to the day of the event; None where no counter belongs to the term."""
        if not self.receptions:
            return None
        day = last_day
        while day >= event_on:
            found = self._on(day)
            if found is not None:
                return found
            day -= ONE_DAY
        return Usable(Counter.NEVER_OPEN, reception=self._valid_on(last_day))

    def _valid_on(self, day: date) -> Reception | None:
        return next((r for r in self.receptions if r.validity.on(day) is not Held.NO), None)

    def _on(self, day: date) -> Usable | None:
        reception = self._valid_on(day)
        if reception is None:
            return Usable(Counter.HOURS_NOT_FOUND)
        if self._around_the_clock(reception, day):
            return Usable(Counter.AROUND_THE_CLOCK, self._local(day, LAST_MINUTE), reception)
        hours = self._hours(reception, day)
        if hours is not None:
            return Usable(Counter.CLOSES, self._local(day, hours.closes), reception)
        return None if reception.hours else Usable(Counter.HOURS_NOT_FOUND, reception=reception)

    def _around_the_clock(self, reception: Reception, day: date) -> bool:
        spans = (self.stages[code] for code in reception.around_the_clock_stages if code in self.stages)
        return any(begins_on <= day < ends_before for begins_on, ends_before in spans)

    def _hours(self, reception: Reception, day: date) -> Hours | None:
        """Office hours; on a day off nobody is there (our reading), except on voting day where hours are named."""
        if reception.voting_day and self.holidays.is_voting_day(day, regime=reception.regime):
            return reception.voting_day
        if day in self.holidays.days:
            return None
        return next((hours for hours in reception.hours if day.isoweekday() in hours.days), None)

    def _local(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, tzinfo=self.zone)


def spans(calendars: Iterable[Calendar]) -> dict[str, tuple[date, date]]:
    """First day and the day after the last of every stage that ends, by its code."""
    return {
        stage.code: (stage.period.begins_on, stage.period.ends_before)
        for calendar in calendars
        for stage in calendar.stages
        if stage.period.ends_before is not None
    }
