"""`./ikrar law term RULE DAY [HH:MM] …`: when a term ends, by every reading, and why."""

import argparse
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from ikrar.kernel.words import Words
from ikrar.law.engine import terms as engine
from ikrar.law.queries import terms as queries
from ikrar.law.queries import terms_told
from ikrar.law.reading.own_holidays import with_own
from ikrar.project.commands.law.frame import Told, day
from ikrar.web.formats import day as in_words
from ikrar.web.formats import moment
from ikrar.web.languages import is_english, say

HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
TURN = re.compile(r"(\d{4}-\d\d-\d\d)(?:\+(\d{1,3}))?")
AT_TERMINAL = Words("dari baris perintah", "from the command line")
TURNS: dict[str, engine.Turn] = {
    "suspended": engine.Turn.SUSPENDED,
    "resumed": engine.Turn.RESUMED,
    "extended": engine.Turn.EXTENDED,
    "again": engine.Turn.STARTED_AGAIN,
}


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", help="kode tenggat / code of the term: KEB-1, PKD-LAPOR …")
    parser.add_argument("day", type=day, help="hari kejadian / day of the event: 2024-11-04")
    parser.add_argument("hour", nargs="?", type=hour, help="jam, untuk tenggat dalam jam / hour: 14:30")
    parser.add_argument("--zone", default="WIB", help="WIB, WITA, WIT")
    parser.add_argument("--by", default="", help="menurut siapa / who says so")
    parser.add_argument(
        "--holidays",
        type=Path,
        help="daftar libur lain; tampil sebelum dan sesudah / another list of days off",
    )
    for name in TURNS:
        parser.add_argument(f"--{name}", type=turned, action="append", default=[], metavar="DAY[+N]")


def hour(text: str) -> str:
    """The type of the hour.

    >>> hour("14:30")
    '14:30'
    """
    if not HOUR.fullmatch(text):
        told = f"“{text}”: tulis jam seperti 14:30 / write an hour like 14:30"
        raise argparse.ArgumentTypeError(told)
    return text


def turned(text: str) -> tuple[date, int]:
    """A turn of the clock: a day, and for an extension how many days it adds.

    >>> turned("2024-11-27+3")
    (datetime.date(2024, 11, 27), 3)
    """
    found = TURN.fullmatch(text)
    if found is None:
        told = f"“{text}”: tulis 2024-11-27 atau 2024-11-27+3 / write 2024-11-27 or 2024-11-27+3"
        raise argparse.ArgumentTypeError(told)
    return day(found[1]), int(found[2] or 0)


def answer(asked: argparse.Namespace) -> Told:
    event = _event(asked)
    after = with_own(queries.holidays(), asked.holidays) if asked.holidays else None
    turns = _turns(asked, event)
    if turns:
        clock = queries.turned(engine.Clock(asked.rule, turns), after=after)
        return Told(terms_told.clock_told(clock), list(_clock_lines(clock)))
    found = queries.answered(code=asked.rule, event=event, today=asked.today, after=after)
    return Told(terms_told.answered_told(found), list(_lines(found)))


def _event(asked: argparse.Namespace) -> engine.Event:
    zone = engine.zone_of(asked.zone)
    by = Words(asked.by, asked.by) if asked.by else None
    if asked.hour is None:
        return engine.on_day(asked.day, zone=zone, by=by)
    at = datetime.fromisoformat(f"{asked.day.isoformat()}T{asked.hour}").replace(tzinfo=zone)
    return engine.at_moment(at, zone=zone, by=by)


def _turns(asked: argparse.Namespace, event: engine.Event) -> tuple[engine.Turned, ...]:
    """The clock's turns in the order of their days; none where only its start was given."""
    by = event.by or AT_TERMINAL
    later = [
        engine.Turned(turn, on, by, AT_TERMINAL, days)
        for name, turn in TURNS.items()
        for on, days in getattr(asked, name)
    ]
    start = engine.Turned(engine.Turn.STARTED, event.on, by, AT_TERMINAL)
    return (start, *sorted(later, key=lambda one: one.on)) if later else ()


def _lines(found: queries.Answered) -> Iterator[str]:
    one = found.answer
    yield f"{say(one.term.name)} ({one.term.code})"
    yield f"  {say(one.term.act)}, {say(engine.rule_in_words(one.term))}"
    if not one.is_found:
        yield say(Words("  Tenggatnya tidak ditemukan.", "  No term was found."))
    for reading in one.readings:
        yield from _reading_lines(reading, is_alarm=reading.last_day == one.alarm)
    yield from _remarks(found)


def _reading_lines(reading: engine.Reading, *, is_alarm: bool) -> Iterator[str]:
    mark = "●" if is_alarm else " "
    ends = _said(reading.ends_at) if reading.ends_at else _day(reading.last_day)
    how = f"{say(engine.UNIT_WORDS[reading.unit])}, {say(engine.FIRST_DAY_WORDS[reading.first_day])}"
    yield f"  {mark} {ends:<28} {how}"
    if reading.usable:
        until = f": {_said(reading.usable.at)}" if reading.usable.at else ""
        yield f"      {say(engine.COUNTER_WORDS[reading.usable.counter])}{until}"
    for step in engine.passed_over(reading.steps):
        assert step.holiday is not None
        yield f"      {step.day}  {say(step.holiday.name)}"


def _remarks(found: queries.Answered) -> Iterator[str]:
    one = found.answer
    for year in one.unknown_years:
        yield say(
            Words(
                f"  Libur {year} belum ditetapkan; perlu konfirmasi. Tanggal ini yang paling awal.",
                f"  The days off of {year} are not settled; to be confirmed. This day is the earliest.",
            )
        )
    for practice in one.practices:
        days = ", ".join(str(reading.last_day) for reading in practice.readings)
        yield f"  {say(Words('praktik', 'practice'))}: {say(practice.practice.where)} {days}"
    if one.may_have_passed:
        yield say(Words("  Sudah lewat menurut bacaan paling awal.", "  Passed by the earliest reading."))
        for door in one.doors:
            yield f"    → {say(door.name)}: {say(door.says)}"
    yield from _shift_lines(found.shift)
    if one.term.backing.confidence.needs_confirmation:
        yield say(Words("  perlu konfirmasi", "  needs confirming"))
    if one.term.backing.doubt:
        yield f"  {say(one.term.backing.doubt)}"
    yield f"  {say(one.holidays.name)} {one.holidays.version[:12]} · {found.trace.hash[:16]}"


def _shift_lines(shift: engine.Shift | None) -> Iterator[str]:
    if shift is None:
        return
    for old, new in shift.pairs:
        yield f"  {say(shift.before.holidays.name)}: {old.last_day} → {say(shift.after.holidays.name)}: {new.last_day}"


def _clock_lines(found: engine.ClockAnswer) -> Iterator[str]:
    yield f"{say(found.term.name)} ({found.term.code})"
    for one in found.clock.turns:
        extra = f" +{one.days}" if one.days else ""
        yield f"  {one.on}  {say(engine.TURN_WORDS[one.turn])}{extra}"
    for run in found.runs:
        how = f"{say(engine.UNIT_WORDS[run.unit])}, {say(engine.FIRST_DAY_WORDS[run.first_day])}"
        ends = _day(run.last_day) if run.last_day else say(Words("berhenti sementara", "stands still"))
        left = say(Words(f"terpakai {run.used}, sisa {run.left}", f"{run.used} used, {run.left} left"))
        yield f"  {'●' if run.last_day == found.alarm else ' '} {ends:<28} {how}; {left}"


def _day(value: date) -> str:
    return in_words(value, english=is_english())


def _said(value: datetime | None) -> str:
    if value is None:
        return ""
    zone = value.tzinfo
    return moment(value, english=is_english(), zone=zone)  # type: ignore[arg-type]  # the event's own zone
