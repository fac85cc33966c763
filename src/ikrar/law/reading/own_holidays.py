"""The operator's own list of days off: a decree that came after this release, in the lists of texts/holidays.yaml."""

from pathlib import Path

from ikrar.law.domain.holidays import HolidayTable, table
from ikrar.law.reading import holidays, parsing
from ikrar.law.reading.record import Record, RecordIsWrong, built


class HolidayListIsBroken(Exception):
    """The operator's list cannot be used; says where and why."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}")
        self.file, self.line, self.reason = file, line, reason


def with_own(base: HolidayTable, path: Path) -> HolidayTable:
    """The table after the operator's list: a year it names is the operator's whole, single days come on top."""
    text = _text_of(path)
    try:
        return built(parsing.values(text), (), lambda record: _after(base, record))
    except parsing.TextIsNotYaml as e:
        raise HolidayListIsBroken(path.name, e.line, e.reason) from e
    except RecordIsWrong as e:
        raise HolidayListIsBroken(path.name, parsing.line_of(text, e.path), e.reason) from e


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as e:
        raise HolidayListIsBroken(path.name, 0, f"the file cannot be read ({e.strerror})") from e
    except UnicodeDecodeError as e:
        raise HolidayListIsBroken(path.name, 0, "the file is no text in UTF-8") from e


def _after(base: HolidayTable, record: Record) -> HolidayTable:
    years = {year.year: year for year in record.many("holiday_years", holidays.year)}
    days = record.many("days_off", holidays.day_off)
    known = {**base.years, **years}
    for place, holiday in enumerate(days):
        if holiday.day.year not in known:
            span = ", ".join(str(year) for year in sorted(known))
            reason = f"{holiday.day} belongs to a year without a decree; known are {span}"
            raise RecordIsWrong(("days_off", place, "day"), reason)
    kept = [one for day, one in base.days.items() if one not in base.years[day.year].days]
    return table(name=record.words("name"), years=known.values(), days=(*kept, *days))
