"""Days nobody works, as dated data: which decree names them, and for which years a decree is known at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ikrar.kernel.canonical import Value, digest
from ikrar.kernel.words import Words
from ikrar.law.domain.backing import Backing


class DayOff(StrEnum):
    """Why nobody works: a national holiday, joint leave (cuti bersama), or a day of voting."""

    NATIONAL = "national"
    JOINT_LEAVE = "joint-leave"
    VOTING = "voting"


DAY_OFF_WORDS: dict[DayOff, Words] = {
    DayOff.NATIONAL: Words("libur nasional", "national holiday"),
    DayOff.JOINT_LEAVE: Words("cuti bersama", "joint leave"),
    DayOff.VOTING: Words("hari pemungutan suara, diliburkan", "voting day, a holiday"),
}


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day off; `regime` is pemilu or pilkada on a day of voting. `works`: a decree took the day off back."""

    code: str
    day: date
    kind: DayOff
    name: Words
    backing: Backing
    regime: str = ""
    works: bool = False


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """A year whose holidays are known, the decree that names them, and how many dates it has of each kind."""

    code: str
    year: int
    decree: Words
    national: int
    joint_leave: int
    backing: Backing


@dataclass(frozen=True, slots=True)
class HolidayTable:
    """What counts as a day off, for a run of years. A year outside it is not known: say so, never compute."""

    name: Words
    days: Mapping[date, Holiday]
    years: Mapping[int, HolidayYear]
    version: str

    def knows(self, day: date) -> bool:
        return day.year in self.years

    @property
    def first_year(self) -> int:
        return min(self.years)

    @property
    def last_year(self) -> int:
        return max(self.years)

    def is_voting_day(self, day: date, *, regime: str) -> bool:
        found = self.days.get(day)
        return found is not None and found.kind is DayOff.VOTING and found.regime == regime


def table(*, name: Words, days: Iterable[Holiday], years: Iterable[HolidayYear]) -> HolidayTable:
    """A table with the hash of what it says: the same days and years always give the same version."""
    by_day = {holiday.day: holiday for holiday in sorted(days, key=lambda holiday: holiday.day)}
    by_year = {year.year: year for year in sorted(years, key=lambda year: year.year)}
    said: list[Value] = [
        [holiday.day.isoformat(), holiday.kind.value, holiday.regime] for holiday in by_day.values()
    ]
    return HolidayTable(name, by_day, by_year, digest({"days": said, "years": list(by_year)}).hex())


def changed(
    base: HolidayTable, *, name: Words, days: Iterable[Holiday] = (), years: Iterable[HolidayYear] = ()
) -> HolidayTable:
    """The table after a later decree: days added or taken back, years newly known."""
    found = {**base.days, **{holiday.day: holiday for holiday in days}}
    known = {**base.years, **{year.year: year for year in years}}
    off = [holiday for holiday in found.values() if not holiday.works]
    return table(name=name, days=off, years=known.values())
