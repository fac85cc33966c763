"""A calendar as an iCalendar feed (RFC 5545): whole days, exclusive ends, identifiers that never change."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from ikrar.kernel.words import Words
from ikrar.law.domain import Calendar, NotHeld, Stage
from ikrar.law.engine.stages.parts import stages_of

LINE_OCTETS = 75
SPECIAL = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
ALLOWS = Words("Boleh", "Allowed")
FORBIDS = Words("Dilarang", "Forbidden")
NOT_HELD = Words("Tidak jadi diadakan", "Not held")
SOURCE = Words("Sumber", "Source")


def feed(
    calendar: Calendar, *, contest: str = "", at: datetime, address: str, english: bool = False
) -> bytes:
    """The stages of a contest (or all) as one calendar file; `address` is the page they are explained on."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Ikrar//Tahapan pemilihan//ID", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_text(_said(calendar.name, english))}", "X-PUBLISHED-TTL:P1D"]
    for stage in stages_of(calendar, contest):
        lines += ["BEGIN:VEVENT", *_stage(stage, calendar, english), *_common(at, address), "END:VEVENT"]
    for one in calendar.not_held:
        if not contest or not one.contests or contest in one.contests:
            lines += ["BEGIN:VEVENT", *_not_held(one, calendar, english), *_common(at, address), "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def folded(line: str) -> bytes:
    r"""At most 75 octets a line, no character torn apart; what follows begins with a blank.

    >>> [len(part) for part in folded("X" * 100).split(b"\r\n")]
    [75, 26, 0]
    """
    parts, room = [b""], LINE_OCTETS
    for character in line:
        octets = character.encode()
        if len(parts[-1]) + len(octets) > room:
            parts.append(b"")
            room = LINE_OCTETS - 1
        parts[-1] += octets
    return b"\r\n ".join(parts) + b"\r\n"


def _common(at: datetime, address: str) -> Iterator[str]:
    yield f"DTSTAMP:{at:%Y%m%dT%H%M%SZ}"
    yield "TRANSP:TRANSPARENT"
    yield f"URL:{address}"


def _stage(stage: Stage, calendar: Calendar, english: bool) -> Iterator[str]:  # noqa: FBT001 (private)
    yield f"UID:{calendar.code}.{stage.code}@tahapan.ikrar"
    yield from _days(stage.period.begins_on, stage.last_day)
    yield f"SUMMARY:{_text(_said(stage.name, english))}"
    yield f"DESCRIPTION:{_text(_description(stage, calendar, english))}"
    yield "STATUS:CONFIRMED"


def _not_held(one: NotHeld, calendar: Calendar, english: bool) -> Iterator[str]:  # noqa: FBT001 (private)
    yield f"UID:{calendar.code}.{one.code}@tahapan.ikrar"
    yield from _days(one.planned_for, one.planned_for)
    yield f"SUMMARY:{_text(_said(NOT_HELD, english))}: {_text(_said(one.name, english))}"
    yield "STATUS:CANCELLED"


def _days(first: date, last: date) -> Iterator[str]:
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"


def _description(stage: Stage, calendar: Calendar, english: bool) -> str:  # noqa: FBT001 (private)
    said = [_said(calendar.name, english)]
    said += [f"{_said(FORBIDS, english)}: {_said(stage.forbids, english)}"] if stage.forbids else []
    said += [f"{_said(ALLOWS, english)}: {_said(stage.allows, english)}"] if stage.allows else []
    return "\n".join([*said, f"{_said(SOURCE, english)}: {calendar.origin.instrument}"])


def _said(words: Words, english: bool) -> str:  # noqa: FBT001 (private)
    return words.en if english else words.id


def _text(value: str) -> str:
    """Escaped as RFC 5545 3.3.11 asks."""
    return value.translate(SPECIAL)
