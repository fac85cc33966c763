"""The working of a term as a page shows it: one small calendar for each way of counting, and the days in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from ikrar.kernel.words import Words
from ikrar.law.domain import Unit
from ikrar.law.engine import terms as engine
from ikrar.web.formats import day as in_words
from ikrar.web.languages import is_english, say
from ikrar.web.months import Mark, months

PICTURE = Words("{cara}: kalender dari {mulai} sampai {akhir}", "{cara}: calendar from {mulai} to {akhir}")
WHY_MARKS: dict[engine.Why, Mark] = {
    engine.Why.EVENT: Mark.BEGIN,
    engine.Why.COUNTED: Mark.COUNTED,
}


@dataclass(frozen=True, slots=True)
class Working:
    """The readings in one unit: they walk the same days and differ only in whether the first one counts."""

    unit: Unit
    readings: tuple[engine.Reading, ...]
    picture: SafeString
    told: tuple[tuple[engine.Reading, tuple[engine.Stretch, ...]], ...]
    has_alarm: bool


def workings(answer: engine.TermAnswer) -> tuple[Working, ...]:
    """One for each unit that is read, in the order of the readings."""
    units = dict.fromkeys(reading.unit for reading in answer.readings)
    return tuple(
        _working(unit, tuple(r for r in answer.readings if r.unit is unit), answer)
        for unit in units
        if unit is not Unit.HOURS
    )


def _working(unit: Unit, readings: tuple[engine.Reading, ...], answer: engine.TermAnswer) -> Working:
    first, last = answer.event.on, max(reading.last_day for reading in readings)
    title = say(
        PICTURE,
        cara=say(engine.UNIT_WORDS[unit]).capitalize(),
        mulai=in_words(first, english=is_english()),
        akhir=in_words(last, english=is_english()),
    )
    told = tuple((reading, engine.stretches(reading.steps)) for reading in readings)
    marks = _marks(readings, answer.alarm)
    return Working(unit, readings, months(marks, title=title), told, Mark.ALARM in marks.values())


def _marks(readings: Iterable[engine.Reading], alarm: date | None) -> dict[date, Mark]:
    """The longest walk shows every day; the last day of each reading is marked, the earliest of all of them apart."""
    longest = max(readings, key=lambda reading: len(reading.steps))
    marks = {step.day: WHY_MARKS.get(step.why, Mark.OFF) for step in longest.steps}
    marks.update({r.last_day: Mark.ALARM if r.last_day == alarm else Mark.END for r in readings})
    return marks
