"""`holiday_years` and `days_off`: for which years holidays are known, and days a decree of its own names."""

from ikrar.law.domain.holidays import DayOff, Holiday, HolidayYear
from ikrar.law.reading.backings import backing
from ikrar.law.reading.record import Record


def year(record: Record) -> HolidayYear:
    return HolidayYear(
        code=record.text("code"),
        year=record.number("year"),
        decree=record.words("decree"),
        national=record.number("national"),
        joint_leave=record.number("joint_leave"),
        backing=backing(record),
    )


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
