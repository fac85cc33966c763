"""Why a person still owes a pledge, until when, and how gently the person is reminded. No guilt, no sanction, ever.

Days and hours here are the office's own setting unless a source is named beside them: no law fixes them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA, ZONES
from ikrar.pledges.domain.values import Ground

ONE_DAY = timedelta(days=1)
SATURDAY = 5
IsOff = Callable[[date], bool]
# The grounds that arise from what the roster or a new text says; the invitation itself is not one of them.
CAUSES = (Ground.APPOINTED, Ground.ENTERED, Ground.RETURNED, Ground.SUPERSEDED)

GROUND_WORDS: Mapping[Ground, Words] = {
    Ground.INVITED: Words("diundang", "invited"),
    Ground.APPOINTED: Words("baru diangkat", "newly appointed"),
    Ground.ENTERED: Words("pegawai baru", "new in the office"),
    Ground.RETURNED: Words("kembali dari berhalangan", "back from absence"),
    Ground.SUPERSEDED: Words("naskah diganti", "the text was replaced"),
}
OWN_SETTING = Words("ketentuan kantor", "the office's own setting")


class Asks(StrEnum):
    """Whom a declaration asks: everybody of the invited units, or only those of them who still owe a pledge."""

    EVERYBODY = "EVERYBODY"
    OWING = "OWING"


ASKS_WORDS: Mapping[Asks, Words] = {
    Asks.EVERYBODY: Words("semua pegawai unit yang diundang", "everybody of the invited units"),
    Asks.OWING: Words(
        "hanya yang masih berkewajiban (sesi susulan)",
        "only those who still owe a pledge (follow-up session)",
    ),
}


class RuleUnreadable(ValueError):
    """A rule reads "14 kerja" or "30 kalender", with its source behind a semicolon where there is one."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"not a rule of days: {text!r}; write for example: 14 kerja; SE Wali Kota Nomor 5 Tahun 2026"
        )


class HoursUnreadable(ValueError):
    """Office hours read "07.30-16.00"."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not hours of an office: {text!r}; write for example: 07.30-16.00")


@dataclass(frozen=True, slots=True)
class Rule:
    """How many days after its cause a duty is due; without a source it is the office's own setting."""

    days: int
    working: bool
    source: str = ""

    @property
    def words(self) -> Words:
        kind = ("hari kerja", "working days") if self.working else ("hari", "days")
        return Words(f"{self.days} {kind[0]}", f"{self.days} {kind[1]}")

    @property
    def text(self) -> str:
        """As it is written in the settings, and kept beside each day it gave."""
        kind = "kerja" if self.working else "kalender"
        return f"{self.days} {kind}; {self.source}" if self.source else f"{self.days} {kind}"


_RULE = re.compile(r"\s*(\d{1,3})\s+(kerja|kalender)\s*(?:;\s*(.*\S)\s*)?")


def read_rule(text: str) -> Rule:
    """The rule as the settings write it.

    >>> read_rule("14 kerja; SE Wali Kota Contoh 5/2026").source
    'SE Wali Kota Contoh 5/2026'
    >>> read_rule("30 kalender").words.id
    '30 hari'
    """
    found = _RULE.fullmatch(text)
    if found is None or not int(found[1]):
        raise RuleUnreadable(text)
    return Rule(int(found[1]), found[2] == "kerja", (found[3] or "")[:160])


def due_on(rule: Rule, *, since: date, is_off: IsOff) -> date:
    """The last day: the day after the cause is the first; a last day nobody works moves to the next one that counts.

    >>> due_on(Rule(5, working=True), since=date(2026, 11, 20), is_off=lambda day: False)  # from a Friday
    datetime.date(2026, 11, 27)
    >>> due_on(Rule(8, working=False), since=date(2026, 11, 20), is_off=lambda day: False)  # the 28th is a Saturday
    datetime.date(2026, 11, 30)
    """
    day, counted = since, 0
    while counted < rule.days:
        day += ONE_DAY
        counted += not rule.working or works(day, is_off=is_off)
    while not works(day, is_off=is_off):
        day += ONE_DAY
    return day


def works(day: date, *, is_off: IsOff) -> bool:
    """Monday to Friday and no day off."""
    return day.weekday() < SATURDAY and not is_off(day)


@dataclass(frozen=True, slots=True)
class Hours:
    """When the office is open, by the clock of the place."""

    opens: time
    closes: time

    def is_open(self, at: datetime, *, zone: str, is_off: IsOff) -> bool:
        here = at.astimezone(ZoneInfo(zone))
        return works(here.date(), is_off=is_off) and self.opens <= here.time() < self.closes

    def closing(self, at: datetime, *, zone: str) -> datetime:
        """The end of the office's day at that place."""
        here = at.astimezone(ZoneInfo(zone))
        return datetime.combine(here.date(), self.closes, ZoneInfo(zone)).astimezone(UTC)


_HOURS = re.compile(r"\s*(\d{1,2})[.:](\d{2})\s*-\s*(\d{1,2})[.:](\d{2})\s*")


def read_hours(text: str) -> Hours:
    """The hours as the settings write them.

    >>> read_hours("07.30-16.00").closes
    datetime.time(16, 0)
    """
    found = _HOURS.fullmatch(text)
    if found is None:
        raise HoursUnreadable(text)
    numbers = [int(one) for one in found.groups()]
    try:
        hours = Hours(time(numbers[0], numbers[1]), time(numbers[2], numbers[3]))
    except ValueError:
        raise HoursUnreadable(text) from None
    if hours.opens >= hours.closes:
        raise HoursUnreadable(text)
    return hours


def local_day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone) if zone in ZONES else JAKARTA).date()


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a person is reminded: so many letters about one duty, so many days between, not before so many days ahead."""

    letters: int
    days_between: int
    days_before: int

    @property
    def ahead(self) -> timedelta:
        return timedelta(days=self.days_before)

    def is_ready(self, *, due_on: date, sent: int, last_on: date | None, today: date) -> bool:
        """Whether a letter about this duty may go out today.

        >>> pace = Pace(3, 3, 7)
        >>> pace.is_ready(due_on=date(2026, 11, 30), sent=0, last_on=None, today=date(2026, 11, 22))
        False
        >>> pace.is_ready(due_on=date(2026, 11, 30), sent=1, last_on=date(2026, 11, 23), today=date(2026, 11, 26))
        True
        """
        if sent >= self.letters or today < due_on - self.ahead:
            return False
        return last_on is None or last_on + timedelta(days=max(self.days_between, 1)) <= today


class Missing(StrEnum):
    """What the worklist of a unit may be narrowed to."""

    SOON = "segera"
    OVERDUE = "lewat"
    NO_ADDRESS = "tanpa-surel"
    WRONG_ADDRESS = "surel-salah"
    RETURNED = "kembali"
    APPOINTED = "diangkat"
    ENTERED = "baru"
    SUPERSEDED = "naskah"
    NO_SESSION = "tanpa-sesi"


MISSING_WORDS: Mapping[Missing, Words] = {
    Missing.SOON: Words("Segera jatuh tempo", "Due soon"),
    Missing.OVERDUE: Words("Lewat batas", "Overdue"),
    Missing.NO_ADDRESS: Words("Tanpa alamat surel", "Without a mail address"),
    Missing.WRONG_ADDRESS: Words("Alamat dilaporkan salah", "Address reported wrong"),
    Missing.APPOINTED: Words("Baru diangkat", "Newly appointed"),
    Missing.ENTERED: Words("Pegawai baru", "New in the office"),
    Missing.RETURNED: Words("Kembali dari berhalangan", "Back from absence"),
    Missing.SUPERSEDED: Words("Naskah diganti", "Text replaced"),
    Missing.NO_SESSION: Words("Belum ada sesi", "No session yet"),
}
SOON_DAYS = 7
