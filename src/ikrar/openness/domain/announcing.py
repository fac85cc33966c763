"""When figures appear: chosen before a declaration is fixed, announced with it, and never moved. Plain Python."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA

ANNOUNCEMENT = "announcement"  # kind of the register entry
EARLIEST, LATEST = (
    time(6),
    time(22),
)  # hours at which figures may appear, so that a late evening keeps its day
MOST_DAYS = 7  # after the day of the event, until the closing figures at the latest
IN_TIME = timedelta(minutes=5)  # the clerk comes by every half minute, and counts what was accepted

_SPANS = (
    (timedelta(days=1), Words("hari", "days")),
    (timedelta(hours=1), Words("jam", "hours")),
    (timedelta(minutes=1), Words("menit", "minutes")),
)


@dataclass(frozen=True, slots=True)
class Times:
    """What an office chooses: the hour of daily figures, and day and hour of the closing ones. Jakarta's clock."""

    daily_at: time
    closing_days: int
    closing_at: time


def read_hour(text: str) -> time:
    """An hour of the settings, as 20:00.

    >>> read_hour("20:00")
    datetime.time(20, 0)
    """
    try:
        hour = time.fromisoformat(text)
    except ValueError as e:
        raise ValueError(f"{text!r}: write an hour such as 20:00") from e
    if not EARLIEST <= hour <= LATEST:
        raise ValueError(f"{text!r}: write an hour from {EARLIEST:%H:%M} to {LATEST:%H:%M}")
    return hour


def read_days(text: str) -> int:
    """Days after the event, of the settings."""
    if text.isdecimal() and 1 <= int(text) <= MOST_DAYS:
        return int(text)
    raise ValueError(f"{text!r}: write a number of days from 1 to {MOST_DAYS}")


def closing_moment(times: Times, *, cut_off_at: datetime) -> datetime:
    """When the closing figures appear: so many days after the day whose pledges count.

    >>> times = Times(time(20), 1, time(9))
    >>> closing_moment(times, cut_off_at=datetime(2024, 10, 7, 16, 59, tzinfo=UTC)).isoformat()
    '2024-10-08T02:00:00+00:00'
    """
    day = cut_off_at.astimezone(JAKARTA).date() + timedelta(days=times.closing_days)
    return _moment(day, times.closing_at)


def announced_closing(times: Times, *, cut_off_at: datetime, at: datetime) -> datetime:
    """The closing moment to announce now. Where it is over already, the next time the hour comes round.

    >>> times, over = Times(time(20), 1, time(9)), datetime(2024, 10, 7, 16, 59, tzinfo=UTC)
    >>> announced_closing(times, cut_off_at=over, at=datetime(2024, 11, 1, 2, 30, tzinfo=UTC)).isoformat()
    '2024-11-02T02:00:00+00:00'
    """
    planned = closing_moment(times, cut_off_at=cut_off_at)
    if planned > at:
        return planned
    today = _moment(at.astimezone(JAKARTA).date(), times.closing_at)
    return today if today > at else today + timedelta(days=1)


def daily_moment(daily_at: time, *, at: datetime) -> datetime:
    """When the figures of the day appear in which this moment lies.

    >>> daily_moment(time(20), at=datetime(2024, 10, 7, 20, 0, tzinfo=UTC)).isoformat()
    '2024-10-08T13:00:00+00:00'
    """
    return _moment(at.astimezone(JAKARTA).date(), daily_at)


def daily_moments(daily_at: time, *, since: datetime, until: datetime) -> list[datetime]:
    """Every announced daily moment from one moment on, before another.

    >>> begin = datetime(2024, 10, 7, 1, tzinfo=UTC)
    >>> [m.day for m in daily_moments(time(20), since=begin, until=begin + timedelta(days=2))]
    [7, 8]
    """
    first = daily_moment(daily_at, at=since)
    days = max(0, (until - first).days + 1)
    return [m for n in range(days) if since <= (m := first + timedelta(days=n)) < until]


def daily_occasion(moment: datetime) -> str:
    """By which a day's publication is known, so that it is made once.

    >>> daily_occasion(datetime(2024, 10, 7, 20, 0, tzinfo=UTC))
    'daily:2024-10-08'
    """
    return f"daily:{moment.astimezone(JAKARTA).date()}"


def late_by(moment: datetime, *, announced: datetime) -> timedelta | None:
    """How much later than announced; None where it came in time.

    >>> noon = datetime(2024, 10, 7, 5, tzinfo=UTC)
    >>> late_by(noon + timedelta(minutes=4), announced=noon)
    >>> late_by(noon + timedelta(minutes=40), announced=noon)
    datetime.timedelta(seconds=2400)
    """
    late = moment - announced
    return late if late > IN_TIME else None


def span_in_words(span: timedelta) -> Words:
    """A length of time in its two largest units.

    >>> span_in_words(timedelta(days=6, hours=1, minutes=3)).id, span_in_words(timedelta(minutes=40)).en
    ('6 hari 1 jam', '40 minutes')
    """
    indonesian: list[str] = []
    english: list[str] = []
    for unit, words in _SPANS:
        count, span = divmod(span, unit)
        if count:
            indonesian.append(f"{count} {words.id}")
            english.append(f"{count} {words.en if count > 1 else words.en[:-1]}")
    return Words(" ".join(indonesian[:2]), " ".join(english[:2]))


def _moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, JAKARTA).astimezone(UTC)
