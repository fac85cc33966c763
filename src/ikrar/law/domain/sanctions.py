"""Kinds of sanction as enacted, who may impose them, and notes on penalties. Nothing here picks one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ikrar.kernel.words import Words
from ikrar.law.domain.backing import Backing, Basis
from ikrar.law.domain.norms import Group, Level
from ikrar.law.domain.validity import Validity


class Appeal(StrEnum):
    """The way open against a sanction."""

    OBJECTION = "objection"
    BPASN = "bpasn"
    NONE = "none"
    OPEN = "open"


class WhenSwitch(StrEnum):
    """Whether a kind may be used while its transitional switch is on, off, or always."""

    ON = "on"
    OFF = "off"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Sanction:
    """`months` and `percent` as enacted; `switch` names a transitional rule (PP 94/2021 art. 42)."""

    code: str
    level: Level
    name: Words
    basis: tuple[Basis, ...]
    validity: Validity
    active_when: WhenSwitch
    appeal: Appeal
    applies_to: frozenset[Group]
    backing: Backing
    months: int | None = None
    percent: int | None = None
    switch: str = ""


@dataclass(frozen=True, slots=True)
class Competence:
    """Who may punish a holder of this office at this level."""

    code: str
    person: Words
    level: Level
    by: Words
    basis: tuple[Basis, ...]
    backing: Backing


@dataclass(frozen=True, slots=True)
class PenaltyNote:
    """What a reform did to criminal penalties, quoted beside the enacted text, never computed into it.

    `touches` are codes of norms; empty means every norm with a criminal penalty.
    """

    code: str
    says: Words
    begins_on: date
    backing: Backing
    touches: tuple[str, ...] = ()
