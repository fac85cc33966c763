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
    """A year whose holidays are known, the decree that names them, and its days."""

    code: str
    year: int
    decree: Words
    days: tuple[Holiday, ...]
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


def table(*, name: Words, years: Iterable[HolidayYear], days: Iterable[Holiday] = ()) -> HolidayTable:
    """The days of all years, then single days on top: added, or taken back where they say so.

    The version hashes what the table says: the same days and years always give the same.
    """
    by_year = {year.year: year for year in sorted(years, key=lambda year: year.year)}
    found = {holiday.day: holiday for year in by_year.values() for holiday in year.days}
    found.update({holiday.day: holiday for holiday in days})
    off = {day: found[day] for day in sorted(found) if not found[day].works}
    said: list[Value] = [[day.isoformat(), one.kind.value, one.regime] for day, one in off.items()]
    return HolidayTable(name, off, by_year, digest({"days": said, "years": list(by_year)}).hex())
