"""The working in words: which days were counted, which were passed over and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ikrar.kernel.words import Words
from ikrar.law.domain.holidays import Holiday
from ikrar.law.domain.terms import FirstDay, Term, Unit
from ikrar.law.engine.terms.counting import ONE_DAY, Step, Why
from ikrar.law.engine.terms.usable import Counter

UNIT_WORDS: dict[Unit, Words] = {
    Unit.CALENDAR: Words("hari kalender", "calendar days"),
    Unit.WORKING: Words("hari kerja", "working days"),
    Unit.HOURS: Words("jam", "hours"),
    Unit.UNCLEAR: Words("hari (kerja atau kalender: tidak jelas)", "days (working or calendar: unclear)"),
    Unit.NOT_FOUND: Words("tenggat tidak ditemukan", "no term was found"),
}
FIRST_DAY_WORDS: dict[FirstDay, Words] = {
    FirstDay.NEXT_DAY: Words("mulai hari berikutnya", "from the next day"),
    FirstDay.EVENT_DAY: Words("hari kejadian ikut dihitung", "the day itself counts"),
    FirstDay.UNCLEAR: Words("hari pertama tidak jelas", "the first day is unclear"),
    FirstDay.MOMENT: Words("sejak jam kejadian", "from the moment itself"),
}
WHY_WORDS: dict[Why, Words] = {
    Why.EVENT: Words("hari kejadian, tidak dihitung", "the day of the event, not counted"),
    Why.COUNTED: Words("dihitung", "counted"),
    Why.WEEKEND: Words("akhir pekan, dilewati", "weekend, passed over"),
    Why.HOLIDAY: Words("libur nasional, dilewati", "national holiday, passed over"),
    Why.JOINT_LEAVE: Words("cuti bersama, dilewati", "joint leave, passed over"),
    Why.VOTING: Words("hari pemungutan suara, libur, dilewati", "voting day, a holiday, passed over"),
    Why.PAUSED: Words("ditangguhkan, tidak dihitung", "suspended, not counted"),
}
COUNTER_WORDS: dict[Counter, Words] = {
    Counter.CLOSES: Words("loket tutup", "the counter closes"),
    Counter.AROUND_THE_CLOCK: Words(
        "loket buka 24 jam pada hari itu", "the counter is open around the clock"
    ),
    Counter.HOURS_NOT_FOUND: Words(
        "jam loket tidak ditemukan; jangan menunggu jam terakhir",
        "the counter's hours were not found; do not wait for the last hour",
    ),
    Counter.NEVER_OPEN: Words(
        "loket tidak buka satu hari pun dalam tenggat ini; tanyakan segera",
        "the counter is not open on a single day of this term; ask at once",
    ),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row that are treated alike; `numbers` are the first and last count in it."""

    begins_on: date
    last_day: date
    why: Why
    numbers: tuple[int, int] | None = None
    holiday: Holiday | None = None


def stretches(steps: Iterable[Step]) -> tuple[Stretch, ...]:
    """The working, days in a row taken together; a day off with a name of its own stands alone."""
    return tuple(_stretch(list(days)) for _, days in groupby(steps, key=_alike))


def passed_over(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Days off on which somebody would otherwise have worked: what a decree took out of this count."""
    return tuple(step for step in steps if step.why in (Why.HOLIDAY, Why.JOINT_LEAVE, Why.VOTING))


def rule_in_words(term: Term) -> Words:
    """`paling lambat 14 hari kerja sejak keputusan diterima`."""
    unit = UNIT_WORDS[term.unit]
    if term.length is None:
        return Words(f"{unit.id}, sejak {term.counts_from.id}", f"{unit.en}, since {term.counts_from.en}")
    if term.is_day_of:
        return Words(
            f"pada hari ke-{term.length} sejak {term.counts_from.id}",
            f"on day {term.length} since {term.counts_from.en}",
        )
    return Words(
        f"paling lambat {term.length} {unit.id} sejak {term.counts_from.id}",
        f"within {term.length} {unit.en} since {term.counts_from.en}",
    )


def days_between(begins_on: date, last_day: date) -> Iterator[date]:
    """Both ends belong to it."""
    day = begins_on
    while day <= last_day:
        yield day
        day += ONE_DAY


def _alike(step: Step) -> tuple[Why, str]:
    is_named = step.why in (Why.HOLIDAY, Why.JOINT_LEAVE, Why.VOTING)
    return step.why, step.holiday.name.id if is_named and step.holiday else ""


def _stretch(days: list[Step]) -> Stretch:
    first, last = days[0], days[-1]
    numbers = (first.number, last.number) if first.number and last.number else None
    named = first.holiday if first.why not in (Why.COUNTED, Why.WEEKEND, Why.EVENT, Why.PAUSED) else None
    return Stretch(first.day, last.day, first.why, numbers, named)
