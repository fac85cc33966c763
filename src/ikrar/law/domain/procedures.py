"""Which body was in charge on which day, and the stages a matter passes."""

from dataclasses import dataclass

from ikrar.kernel.words import Words
from ikrar.law.domain.backing import Backing, Basis
from ikrar.law.domain.validity import Validity


@dataclass(frozen=True, slots=True)
class Handler:
    """A body that watches over neutrality; one without a first day is still to be formed."""

    code: str
    name: Words
    does: Words
    validity: Validity
    basis: tuple[Basis, ...]
    backing: Backing


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of a procedure; `next` are codes in the same procedure, `term` a term's code or empty."""

    code: str
    name: Words
    by: Words
    next: tuple[str, ...]
    term: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """`regime` is pilkada, pemilu, agency, bkn or appeal; the first step is where a matter enters."""

    code: str
    name: Words
    regime: str
    steps: tuple[Step, ...]
    basis: tuple[Basis, ...]
    backing: Backing
