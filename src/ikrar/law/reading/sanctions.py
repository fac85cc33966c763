"""`sanctions`, `competence` and `penalties`."""

from ikrar.law.domain import Appeal, Competence, Group, Level, PenaltyNote, Sanction, WhenSwitch
from ikrar.law.reading.backings import backing, basis, validity
from ikrar.law.reading.record import Record, own_words


def sanction(record: Record) -> Sanction:
    return Sanction(
        code=record.text("code"),
        level=record.choice("level", Level),
        name=record.words("name"),
        basis=record.many("basis", basis),
        validity=validity(record),
        active_when=record.choice("active_when_switch", WhenSwitch),
        appeal=record.choice("appeal", Appeal),
        applies_to=frozenset(record.choices("applies_to", Group)),
        backing=backing(record),
        months=record.maybe_number("months"),
        percent=record.maybe_number("percent"),
        switch=record.maybe_text("switch"),
    )


def competence(record: Record) -> Competence:
    return Competence(
        code=record.text("code"),
        person=record.words("person"),
        level=record.choice("level", Level),
        by=record.words("by"),
        basis=record.many("basis", basis),
        backing=backing(record),
    )


def penalty(record: Record) -> PenaltyNote:
    return PenaltyNote(
        code=record.text("code"),
        says=own_words(record),
        begins_on=record.day("from"),
        backing=backing(record),
        touches=record.texts("touches"),
    )
