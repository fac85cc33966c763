"""Where the law contradicts itself or is silent. A person decides each, never the software."""

from dataclasses import dataclass

from ikrar.kernel.words import Words
from ikrar.law.domain.backing import Backing


@dataclass(frozen=True, slots=True)
class Side:
    """Who says what."""

    who: Words
    says: Words
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """`software` is what the product does until somebody decides, `decides` who that is, `touches` codes of the book."""

    number: int
    question: Words
    sides: tuple[Side, ...]
    software: Words
    decides: Words
    touches: tuple[str, ...]
    backing: Backing
