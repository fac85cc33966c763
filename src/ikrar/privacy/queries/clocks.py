"""When something is due, by the law book: the term with its working and its source, never a number of our own."""

from dataclasses import dataclass
from datetime import datetime

from ikrar.kernel.words import Words
from ikrar.kernel.zones import JAKARTA
from ikrar.law.queries import terms


@dataclass(frozen=True, slots=True)
class Due:
    """The last moment, and where that comes from."""

    term: str
    name: Words
    hours: int
    from_what: Words
    basis: tuple[str, ...]
    is_sure: bool
    doubt: Words | None
    starts_at: datetime
    ends_at: datetime
    law_version: str


def due(*, term: str, starts_at: datetime) -> Due:
    """The term counted from that moment."""
    answer = terms.answered_from(code=term, starts_at=starts_at, zone=JAKARTA)
    reading = answer.alarm_reading
    assert reading is not None
    assert reading.ends_at is not None
    found = answer.term
    return Due(
        term=term,
        name=found.name,
        hours=reading.length,
        from_what=found.counts_from,
        basis=tuple(f"{one.instrument} {one.article}" for one in found.basis),
        is_sure=not found.backing.confidence.needs_confirmation,
        doubt=found.backing.doubt,
        starts_at=starts_at,
        ends_at=reading.ends_at,
        law_version=answer.law_version,
    )
