"""The calendar of declarations as an iCalendar feed (RFC 5545): one event each, whose identifier never changes.

What was moved keeps its event and gets a higher SEQUENCE; what was cancelled stays in it as CANCELLED. The octets are
the same until something happens.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from icalendar import Calendar, Event, Timezone

from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA

LASTS = timedelta(hours=1)
NAME = Words("Deklarasi netralitas ASN", "Declarations of neutrality of civil servants")
OPEN = Words("Jam dan tempat dapat berubah.", "Hour and place may change.")
MOVED = Words(
    "{what} ({at}): dari {before} ke {after}. {reason}", "{what} ({at}): from {before} to {after}. {reason}"
)
CHANGED = Words("{what} ({at}). {reason}", "{what} ({at}). {reason}")


@dataclass(frozen=True, slots=True)
class Change:
    """One line of an event's history."""

    what: Words
    on: date
    before: date | None
    after: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Happening:
    """What the feed tells of one declaration."""

    id: str
    title: str
    convenor: str
    held_on: date
    starts_at: time | None
    place: str
    status: str  # TENTATIVE, CONFIRMED or CANCELLED
    address: str
    created_at: datetime
    changed_at: datetime
    history: Sequence[Change]


def feed(happenings: Iterable[Happening], *, english: bool) -> bytes:
    """All of them as one file."""
    calendar = Calendar()
    calendar.add("prodid", "-//Ikrar//Deklarasi//ID")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _said(NAME, english=english))
    calendar.add("x-published-ttl", "PT12H")
    calendar.add_component(Timezone.from_tzinfo(JAKARTA))
    for one in happenings:
        calendar.add_component(_event(one, english=english))
    return bytes(calendar.to_ical())


def _event(one: Happening, *, english: bool) -> Event:
    event = Event()
    event.add("uid", f"{one.id}@deklarasi.ikrar")
    event.add("sequence", len(one.history))
    event.add("status", one.status)
    event.add("dtstamp", one.changed_at)
    event.add("created", one.created_at)
    event.add("last-modified", one.changed_at)
    event.add("summary", one.title)
    if one.starts_at is None:
        event.add("dtstart", one.held_on)
        event.add("dtend", one.held_on + timedelta(days=1))
    else:
        begins = datetime.combine(one.held_on, one.starts_at, JAKARTA)
        event.add("dtstart", begins)
        event.add("dtend", begins + LASTS)
    if one.place:
        event.add("location", one.place)
    event.add("description", "\n".join(_description(one, english=english)))
    event.add("url", one.address)
    event.add("transp", "TRANSPARENT")
    return event


def _description(one: Happening, *, english: bool) -> list[str]:
    lines = [one.convenor, *([_said(OPEN, english=english)] if one.status == "TENTATIVE" else [])]
    return [*lines, *(_history(change, english=english) for change in one.history), one.address]


def _history(change: Change, *, english: bool) -> str:
    words = MOVED if change.before and change.after else CHANGED
    told = _said(words, english=english).format(
        what=_said(change.what, english=english),
        at=change.on.isoformat(),
        before=change.before,
        after=change.after,
        reason=change.reason,
    )
    return told.strip()


def _said(words: Words, *, english: bool) -> str:
    return words.en if english else words.id
