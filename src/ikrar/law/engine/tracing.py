"""Why an answer says what it says: steps in legal words over values that hash the same for ever.

What is hashed are codes, days and articles, not our own sentences: those may be improved without making an old
answer impossible to reproduce. The texts themselves are covered by the law version the trace names.
"""

import hashlib
from dataclasses import dataclass

from ikrar.kernel.canonical import Value, canonical
from ikrar.kernel.words import Words
from ikrar.law.domain import Basis, Norm
from ikrar.law.engine.placing import Position
from ikrar.law.engine.situation import Situation

FORM = "ikrar.law.trace/v1"  # a change of what is hashed is a new name


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was looked at: its words, the provisions it rests on, and the codes that are hashed."""

    kind: str
    says: Words
    value: tuple[tuple[str, str], ...] = ()
    cites: tuple[Basis, ...] = ()

    def as_value(self) -> Value:
        """The hashed form."""
        cites: list[Value] = [[basis.instrument, basis.article, basis.inferred] for basis in self.cites]
        return {"kind": self.kind, "cites": cites, **dict(self.value)}


@dataclass(frozen=True, slots=True)
class Trace:
    """`law` is the version of the book; `asked` and `result` are what went in and came out, as codes."""

    about: str
    law: str
    asked: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    not_considered: tuple[Step, ...]
    result: tuple[tuple[str, str], ...]

    def as_value(self) -> Value:
        """Everything that is hashed."""
        return {
            "form": FORM,
            "about": self.about,
            "law": self.law,
            "asked": dict(self.asked),
            "steps": [step.as_value() for step in self.steps],
            "not_considered": [step.as_value() for step in self.not_considered],
            "result": dict(self.result),
        }

    @property
    def canonical(self) -> bytes:
        """The RFC 8785 bytes."""
        return canonical(self.as_value())

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical bytes, in hex; printed with the answer."""
        return hashlib.sha256(self.canonical).hexdigest()


def asked(situation: Situation) -> tuple[tuple[str, str], ...]:
    """What was told, as codes in a fixed order."""
    told = (
        ("day", situation.day.isoformat()),
        ("groups", " ".join(sorted(situation.groups))),
        ("regime", situation.regime),
        ("contest", situation.contest),
    )
    return told + tuple((f"fact {code}", value) for code, value in sorted(situation.facts.items()))


def day_step(where: Position) -> Step:
    """The day, and where it lies."""
    value = (
        ("day", where.day.isoformat()),
        ("standing", where.standing.value),
        ("stages", " ".join(stage.code for stage in where.stages)),
        ("phases", " | ".join(" ".join(sorted(footing.phases)) for footing in where.footings)),
    )
    words = Words(
        f"Perbuatan dinilai menurut aturan hari itu, {where.day.isoformat()}. {where.says.id}",
        f"An act is judged by the law of its day, {where.day.isoformat()}. {where.says.en}",
    )
    return Step("day", words, value)


def norm_step(norm: Norm, says: Words, *, kind: str, held: str) -> Step:
    """A norm that was looked at, with the provisions it rests on."""
    return Step(kind, says, (("norm", norm.code), ("held", held)), norm.basis)
