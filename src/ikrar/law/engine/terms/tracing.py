"""The trace of a term: what it was counted from, by which reading, with which table, and what was left out."""

from ikrar.kernel.words import Words
from ikrar.law.engine.terms.answer import PracticeReading, Reading, TermAnswer
from ikrar.law.engine.tracing import Step, Trace

ABOUT = "term"


def trace(answer: TermAnswer) -> Trace:
    """Reproducible from the law version, the table's version and what was asked."""
    return Trace(
        about=ABOUT,
        law=answer.law_version,
        asked=_asked(answer),
        steps=(_rule(answer), *(_reading(reading) for reading in answer.readings)),
        not_considered=tuple(_practice(practice) for practice in answer.practices),
        result=(("alarm", answer.alarm.isoformat() if answer.alarm else "not-found"),),
    )


def _asked(answer: TermAnswer) -> tuple[tuple[str, str], ...]:
    event = answer.event
    return (
        ("term", answer.term.code),
        ("event", event.at.isoformat() if event.at else event.on.isoformat()),
        ("zone", event.zone.key),
        ("holidays", answer.holidays.version),
    )


def _rule(answer: TermAnswer) -> Step:
    term = answer.term
    value = (
        ("term", term.code),
        ("length", str(term.length)),
        ("unit", term.unit.value),
        ("first_day", term.first_day.value),
    )
    words = Words(
        f"{term.name.id}: dihitung sejak {term.counts_from.id}.",
        f"{term.name.en}: counted from when {term.counts_from.en}.",
    )
    return Step("rule", words, value, term.basis)


def _reading(reading: Reading) -> Step:
    ends = reading.ends_at.isoformat() if reading.ends_at else reading.last_day.isoformat()
    usable = reading.usable.at.isoformat() if reading.usable and reading.usable.at else ""
    value = (
        ("unit", reading.unit.value),
        ("first_day", reading.first_day.value),
        ("ends", ends),
        ("usable", usable),
        ("unknown_years", " ".join(str(year) for year in reading.unknown_years)),
    )
    words = Words(f"Menurut bacaan ini berakhir {ends}.", f"By this reading it ends {ends}.")
    return Step("reading", words, value)


def _practice(practice: PracticeReading) -> Step:
    days = " ".join(reading.last_day.isoformat() for reading in practice.readings)
    return Step("practice", practice.practice.where, (("ends", days),))
