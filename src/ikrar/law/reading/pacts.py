"""A pact of its own file."""

import string

from ikrar.law.domain import Confidence, PactTemplate, Slot
from ikrar.law.reading.record import Record, own_words


def pact(record: Record) -> PactTemplate:
    slots = record.many("slots", _slot)
    title, reading, body = record.text("title"), record.text("reading"), record.text("body")
    _check_slots(record, {slot.name for slot in slots}, title + reading + body)
    borne = tuple(text for _, text in sorted(record.free_texts("source").items()))
    if not borne:
        raise record.wrong("source", "a statement needs a source")
    return PactTemplate(
        code=record.text("code"),
        name=record.words("name"),
        title=title,
        reading=reading,
        body=body,
        slots=slots,
        confidence=record.choice("confidence", Confidence),
        sources=borne,
        unverified=record.many("unverified", own_words),
    )


def _slot(record: Record) -> Slot:
    return Slot(record.text("name"), record.words("label"), record.text("default"))


def _check_slots(record: Record, known: set[str], texts: str) -> None:
    try:
        used = {name for _, name, _, _ in string.Formatter().parse(texts) if name}
    except ValueError as e:
        raise record.wrong("body", f"a brace stands alone ({e})") from e
    if used != known:
        raise record.wrong("slots", f"slots used and slots declared differ: {sorted(used ^ known)}")
