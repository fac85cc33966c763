"""`norms`."""

from ikrar.law.domain import Confidence, Fact, Group, Level, Norm, NormClass, NormPhase
from ikrar.law.reading.backings import ELECTIONS, backing, basis, validity
from ikrar.law.reading.record import Record

MEDIA = frozenset({"physical", "online", "event", "photo", "document", "decision", "any"})
TARGETS = frozenset({"would-be-candidate", "candidate", "party", "team", "spouse", "any"})


def norm(record: Record) -> Norm:
    bound = frozenset(record.choices("bound", Group))
    if not bound:
        raise record.wrong("bound", "a norm binds somebody")
    return Norm(
        code=record.text("code"),
        book=record.text("set"),
        kind=record.choice("class", NormClass),
        conduct=record.words("conduct"),
        bound=bound,
        media=frozenset(record.known("media", MEDIA)),
        targets=frozenset(record.known("target", TARGETS)),
        contests=frozenset(record.known("contests", ELECTIONS)),
        phase=record.choice("phase", NormPhase),
        level=record.choice("level", Level),
        level_confidence=record.choice("level_confidence", Confidence),
        basis=record.many("basis", basis),
        validity=validity(record),
        backing=backing(record),
        levels=record.choices("levels", Level),
        sanctions=record.texts("sanction"),
        penalty=record.maybe_words("penalty"),
        mirror=record.maybe_text("mirror"),
        needs=record.choices("needs", Fact),
        warning=record.maybe_words("warning"),
    )
