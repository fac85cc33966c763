"""Days, moments and numbers as people write them, in both languages."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from ikrar.kernel import text
from ikrar.kernel.zones import JAKARTA, ZONES


def day(value: date, *, english: bool, weekday: bool = True) -> str:
    """A day in words.

    >>> day(date(2024, 10, 7), english=False), day(date(2024, 10, 7), english=True, weekday=False)
    ('Senin, 7 Oktober 2024', '7 October 2024')
    """
    whole = text.day_en(value) if english else text.day(value)
    return whole if weekday else whole.partition(", ")[2]


def clock(value: datetime, *, english: bool, zone: ZoneInfo = JAKARTA) -> str:
    """An hour with its zone.

    >>> clock(datetime.fromisoformat("2024-10-07T00:58:00+00:00"), english=False)
    '07.58 WIB'
    """
    local = value.astimezone(zone)
    return f"{local:%H:%M}" + f" {ZONES[zone.key]}" if english else f"{local:%H.%M} {ZONES[zone.key]}"


def moment(value: datetime, *, english: bool, zone: ZoneInfo = JAKARTA) -> str:
    """An hour and its day.

    >>> moment(datetime.fromisoformat("2024-10-07T17:30:00+00:00"), english=True)
    '00:30 WIB, 8 October 2024'
    """
    local = value.astimezone(zone)
    return f"{clock(value, english=english, zone=zone)}, {day(local.date(), english=english, weekday=False)}"


def thousands(value: float, *, english: bool) -> str:
    """A number with its thousands marked.

    >>> thousands(64135, english=False), thousands(64135, english=True)
    ('64.135', '64,135')
    """
    marked = f"{value:,}"
    return marked if english else marked.translate(str.maketrans(",.", ".,"))


HAIR = 1e-9  # a binary fraction may lie this little under the share it stands for; shares of people lie further apart


def floored(share: float, *, parts: int) -> int:
    """How many whole parts of one a share reaches: the one rule by which shares are written, never rounded up.

    >>> floored(57 / 100, parts=1000), floored(9999 / 10000, parts=100), floored(5_588_244 / 5_588_245, parts=1000)
    (570, 99, 999)
    """
    return int(share * parts + HAIR)


def percent(share: float, *, english: bool) -> str:
    """A share of one, as a percentage with one decimal; never rounded up to the whole.

    >>> percent(0.875, english=False), percent(0.99999, english=True), percent(1, english=True)
    ('87,5 %', '99.9 %', '100.0 %')
    """
    return f"{thousands(floored(share, parts=1000) / 10, english=english)} %"
