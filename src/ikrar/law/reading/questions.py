"""`questions`."""

from ikrar.law.domain import Backing, Confidence, OpenQuestion, Side
from ikrar.law.reading.backings import sources
from ikrar.law.reading.record import Record


def question(record: Record) -> OpenQuestion:
    return OpenQuestion(
        number=record.number("number"),
        question=record.words("question"),
        sides=record.many("sides", _side),
        software=record.words("software"),
        decides=record.words("decides"),
        touches=record.texts("touches"),
        backing=Backing(record.choice("confidence", Confidence), sources(record)),
    )


def _side(record: Record) -> Side:
    return Side(record.words("who"), record.words("says"), sources(record))
