"""Statutes, regulations, decrees, circulars and rulings, and the articles people quote from them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ikrar.kernel.words import Words
from ikrar.law.domain.backing import Backing
from ikrar.law.domain.validity import Validity


class InstrumentKind(StrEnum):
    """What kind of rule it is, in the order of weight."""

    STATUTE = "statute"
    REGULATION = "regulation"
    PRESIDENTIAL = "presidential"
    MINISTERIAL = "ministerial"
    DECREE = "decree"
    RULING = "ruling"
    CIRCULAR = "circular"
    INSTRUCTION = "instruction"
    CODE = "code"


class InstrumentStatus(StrEnum):
    """How it stands; APPLIED_UNCONFIRMED is used by offices although its standing is open."""

    IN_FORCE = "in-force"
    APPLIED_UNCONFIRMED = "applied-unconfirmed"
    REPEALED = "repealed"
    TRANSITION = "transition"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class Survival:
    """What an instrument keeps alive of one it repeals, and until when where that is known."""

    article: str
    of: str
    says: Words
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """`amends`, `repeals`, `replaced_by` are codes; `contests` is pemilu, pilkada or any."""

    code: str
    kind: InstrumentKind
    name: Words
    short: str
    validity: Validity
    status: InstrumentStatus
    backing: Backing
    contests: tuple[str, ...]
    made_on: date | None = None
    amends: tuple[str, ...] = ()
    repeals: tuple[str, ...] = ()
    survives: tuple[Survival, ...] = ()
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class Successor:
    """The provision that applies instead."""

    instrument: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A provision as people quote it; without days of its own it follows those of its instrument."""

    instrument: str
    article: str
    says: Words
    contests: tuple[str, ...]
    validity: Validity
    backing: Backing
    replaced_by: Successor | None = None
    warning: Words | None = None
