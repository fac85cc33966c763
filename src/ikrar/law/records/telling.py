"""A record in rows, with what carries it: how sure it is, its sources, its doubts and the questions that touch it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ikrar.kernel.words import Words
from ikrar.law.domain import Backing, Book, Held, OpenQuestion, Source, Validity
from ikrar.law.records import elections, people, rules
from ikrar.law.records.finding import Found
from ikrar.law.records.rows import Row, row, span

TELL: dict[str, Callable[[Book, Any], tuple[Row, ...]]] = {
    "norms": rules.norm,
    "instruments": rules.instrument,
    "sanctions": rules.sanction,
    "competences": rules.competence,
    "penalties": rules.penalty,
    "questions": rules.question,
    "handlers": people.handler,
    "procedures": people.procedure,
    "terms": people.term,
    "receptions": people.reception,
    "doors": people.door,
    "conducts": people.conduct,
    "calendars": elections.calendar,
    "regions": elections.regions,
    "holiday_years": elections.holiday_year,
    "days_off": elections.day_off,
    "pacts": elections.pact,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A record for a reader. `held` says whether it was in force on the day asked for, None where no day was."""

    found: Found
    title: Words
    rows: tuple[Row, ...]
    backing: Backing
    sources: tuple[Source, ...]
    notes: tuple[Words, ...]
    warning: Words | None
    doubt: Words | None
    questions: tuple[OpenQuestion, ...]
    held: Held | None

    @property
    def needs_confirmation(self) -> bool:
        return self.backing.confidence.needs_confirmation


def tell(book: Book, found: Found, *, on: date | None = None) -> Told:
    """All there is to say about a record; `on` asks whether it was in force."""
    item = found.item
    borne = _backing(item)
    rows = TELL[found.kind.name](book, item)
    validity = getattr(item, "validity", None)
    if isinstance(validity, Validity):
        rows += row("Masa berlaku", "In force", span(validity))
    return Told(
        found=found,
        title=found.title,
        rows=rows,
        backing=borne,
        sources=tuple(book.sources[code] for code in borne.sources if code in book.sources),
        notes=tuple(Words(said, said) for said in borne.sources if said not in book.sources),
        warning=getattr(item, "warning", None),
        doubt=borne.doubt,
        questions=tuple(book.questions[number] for number in borne.questions),
        held=validity.on(on) if on and isinstance(validity, Validity) else None,
    )


def _backing(item: Any) -> Backing:
    """Calendars and pacts say how sure they are in words of their own."""
    if hasattr(item, "backing"):
        borne: Backing = item.backing
        return borne
    origin = getattr(item, "origin", item)
    note = getattr(origin, "note", "")
    return Backing(origin.confidence, origin.sources, Words(note, note) if note else None)
