"""Terms counted, as plain data: the same for `./ikrar law term --json` and for the HTTP API."""

from typing import Any

from ikrar.law.engine import terms as engine
from ikrar.law.queries.terms import Answered

Told = dict[str, Any]


def answered_told(found: Answered) -> Told:
    """Every reading of a term, the earliest as the alarm."""
    one = found.answer
    return {
        "term": one.term.code,
        "rule": engine.rule_in_words(one.term)._asdict(),
        "event": one.event.at.isoformat() if one.event.at else one.event.on.isoformat(),
        "alarm": one.alarm.isoformat() if one.alarm else None,
        "readings": [_reading(reading) for reading in one.readings],
        "practices": [_practice(practice) for practice in one.practices],
        "has_passed": one.has_passed,
        "may_have_passed": one.may_have_passed,
        "doors": [door.code for door in one.doors] if one.may_have_passed else [],
        "unknown_years": list(one.unknown_years),
        "beside": {other.term.code: [d.isoformat() for d in other.days] for other in found.beside},
        "shift": _shift(found.shift),
        "confidence": one.term.backing.confidence.value,
        "needs_confirmation": one.term.backing.confidence.needs_confirmation,
        "questions": list(one.term.backing.questions),
        "sources": list(one.term.backing.sources),
        "holidays": {"name": one.holidays.name._asdict(), "version": one.holidays.version},
        "law": one.law_version,
        "trace": found.trace.hash,
    }


def clock_told(found: engine.ClockAnswer) -> Told:
    """A clock with its turns."""
    return {
        "term": found.term.code,
        "turns": [{"turn": t.turn.value, "on": t.on.isoformat(), "days": t.days} for t in found.clock.turns],
        "alarm": found.alarm.isoformat() if found.alarm else None,
        "stands_still": found.stands_still,
        "runs": [
            {
                "unit": run.unit.value,
                "first_day": run.first_day.value,
                "last_day": run.last_day.isoformat() if run.last_day else None,
                "used": run.used,
                "left": run.left,
                "unknown_years": list(run.unknown_years),
            }
            for run in found.runs
        ],
    }


def _reading(reading: engine.Reading) -> Told:
    usable = reading.usable
    return {
        "unit": reading.unit.value,
        "first_day": reading.first_day.value,
        "last_day": reading.last_day.isoformat(),
        "ends_at": reading.ends_at.isoformat() if reading.ends_at else None,
        "counter": usable.counter.value if usable else None,
        "last_usable": usable.at.isoformat() if usable and usable.at else None,
        "working": [
            {"from": one.begins_on.isoformat(), "to": one.last_day.isoformat(), "why": one.why.value}
            for one in engine.stretches(reading.steps)
        ],
    }


def _practice(one: engine.PracticeReading) -> Told:
    days = [reading.last_day.isoformat() for reading in one.readings]
    return {"where": one.practice.where._asdict(), "last_days": days}


def _shift(shift: engine.Shift | None) -> Told | None:
    if shift is None:
        return None
    return {
        "before": {"holidays": shift.before.holidays.version, "last_days": _days(shift.before)},
        "after": {"holidays": shift.after.holidays.version, "last_days": _days(shift.after)},
        "has_moved": shift.has_moved,
    }


def _days(one: engine.TermAnswer) -> list[str]:
    return [reading.last_day.isoformat() for reading in one.readings]
