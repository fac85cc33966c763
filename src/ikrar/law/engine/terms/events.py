"""What a term runs from: a day or a moment, as somebody asserts it. Nothing here starts a clock by itself."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ikrar.kernel import text
from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA, ZONES


def in_words(day: date) -> Words:
    """`Senin, 7 Oktober 2024`, in both languages."""
    return Words(text.day(day), text.day_en(day))


class NoSuchZone(Exception):
    """Only WIB, WITA and WIT are Indonesian time."""

    def __init__(self, zone: str) -> None:
        super().__init__(zone)
        self.zone = zone


class MomentWithoutZone(Exception):
    """An hour without its zone names three different moments in Indonesia."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(moment)
        self.moment = moment.isoformat(sep=" ")


class EventAfterToday(Exception):
    """What has not happened yet starts no clock."""

    def __init__(self, day: date, today: date) -> None:
        super().__init__(day, today)
        self.day, self.today = in_words(day), in_words(today)


@dataclass(frozen=True, slots=True)
class Event:
    """The day, and the moment where it is known, in local time; `by` says who asserts it."""

    on: date
    at: datetime | None = None
    zone: ZoneInfo = JAKARTA
    by: Words | None = None


def on_day(day: date, *, zone: ZoneInfo = JAKARTA, by: Words | None = None) -> Event:
    """An event of which only the day is known."""
    return Event(day, None, zone, by)


def at_moment(moment: datetime, *, zone: ZoneInfo = JAKARTA, by: Words | None = None) -> Event:
    """An event whose moment is known; its day is the local one, which may differ between WIB and WIT."""
    if moment.tzinfo is None:
        raise MomentWithoutZone(moment)
    local = moment.astimezone(zone)
    return Event(local.date(), local, zone, by)


def zone_of(name: str) -> ZoneInfo:
    """The zone by its Indonesian letters or its key.

    >>> zone_of("WIT").key, zone_of("Asia/Makassar").key
    ('Asia/Jayapura', 'Asia/Makassar')
    """
    for key, letters in ZONES.items():
        if name.upper() == letters or name == key:
            return ZoneInfo(key)
    raise NoSuchZone(name)


def check_has_happened(event: Event, *, today: date | None) -> None:
    if today is not None and event.on > today:
        raise EventAfterToday(event.on, today)
