"""Texts of the integrity pact that are shipped."""

from dataclasses import dataclass

from ikrar.kernel.words import Words
from ikrar.law.domain.backing import Confidence


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a pact that the office fills."""

    name: str
    label: Words
    default: str


@dataclass(frozen=True, slots=True)
class PactTemplate:
    """A shipped pact: `title`, `reading` (the ikrar) and `body` hold `{slots}`."""

    code: str
    name: Words
    title: str
    reading: str
    body: str
    slots: tuple[Slot, ...]
    confidence: Confidence
    sources: tuple[str, ...]
    unverified: tuple[Words, ...]
