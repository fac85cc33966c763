"""`holiday_years` and `days_off`: the days of a year's decree, and days a decree of its own names or takes back."""

from collections import Counter

from ikrar.kernel.words import Words
from ikrar.law.domain.backing import Backing
from ikrar.law.domain.holidays import DayOff, Holiday, HolidayYear
from ikrar.law.reading.backings import backing
from ikrar.law.reading.record import Record

COUNTED: dict[DayOff, str] = {DayOff.NATIONAL: "national", DayOff.JOINT_LEAVE: "joint_leave"}


def year(record: Record) -> HolidayYear:
    number = record.number("year")
    code = record.text("code")
    borne = backing(record)
    days = record.many("days", lambda day: _day_of(day, number, code, borne))
    _check_counts(record, days)
    return HolidayYear(code, number, record.words("decree"), days, borne)


def day_off(record: Record) -> Holiday:
    kind = record.choice("kind", DayOff)
    regime = record.maybe_text("regime")
    if (kind is DayOff.VOTING) != bool(regime):
        raise record.wrong("regime", "a day of voting, and no other day, names its regime")
    return Holiday(
        code=record.text("code"),
        day=record.day("day"),
        kind=kind,
        name=record.words("name"),
        backing=backing(record),
        regime=regime,
        works=record.flag("works"),
    )


def _day_of(record: Record, year: int, code: str, borne: Backing) -> Holiday:
    day = record.day("day")
    if day.year != year:
        raise record.wrong("day", f"{day} is not in {year}: a list for another year")
    kind = record.choice("kind", DayOff)
    if kind not in COUNTED:
        raise record.wrong("kind", "a day of voting stands under days_off, with its own decree")
    name = Words(record.text("id"), record.text("en"))
    return Holiday(f"{code}-{day:%m-%d}", day, kind, name, borne)


def _check_counts(record: Record, days: tuple[Holiday, ...]) -> None:
    """As many days of each kind as the decree has, none of them twice."""
    if len({holiday.day for holiday in days}) < len(days):
        raise record.wrong("days", "a day stands twice")
    given = Counter(holiday.kind for holiday in days)
    for kind, key in COUNTED.items():
        decreed = record.number(key)
        if given[kind] != decreed:
            raise record.wrong(key, f"the decree has {decreed} days, the list gives {given[kind]}")
