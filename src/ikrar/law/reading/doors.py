"""`doors`: what stays open when a term has passed."""

from ikrar.law.domain.doors import Door
from ikrar.law.reading.backings import backing, basis
from ikrar.law.reading.record import Record


def door(record: Record) -> Door:
    terms = record.texts("terms")
    if not terms:
        raise record.wrong("terms", "a door belongs to a term")
    return Door(
        code=record.text("code"),
        name=record.words("name"),
        says=record.words("says"),
        how=record.words("how"),
        terms=terms,
        basis=record.many("basis", basis),
        backing=backing(record),
        own_term=record.maybe_text("own_term"),
    )
