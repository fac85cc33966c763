"""`handlers` and `procedures`."""

from ikrar.law.domain import Handler, Procedure, Step
from ikrar.law.reading.backings import REGIMES, backing, basis, validity
from ikrar.law.reading.record import Record


def handler(record: Record) -> Handler:
    return Handler(
        code=record.text("code"),
        name=record.words("name"),
        does=record.words("does"),
        validity=validity(record),
        basis=record.many("basis", basis),
        backing=backing(record),
    )


def procedure(record: Record) -> Procedure:
    return Procedure(
        code=record.text("code"),
        name=record.words("name"),
        regime=record.one_of("regime", REGIMES),
        steps=record.many("stages", _step),
        basis=record.many("basis", basis),
        backing=backing(record),
    )


def _step(record: Record) -> Step:
    return Step(
        code=record.text("code"),
        name=record.words("name"),
        by=record.words("by"),
        next=record.texts("next"),
        term=record.maybe_text("term"),
    )
