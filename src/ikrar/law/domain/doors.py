"""What stays open when a term has passed."""

from dataclasses import dataclass

from ikrar.kernel.words import Words
from ikrar.law.domain.backing import Backing, Basis


@dataclass(frozen=True, slots=True)
class Door:
    """Another way to the same end; `terms` are the terms whose passing it outlives."""

    code: str
    name: Words
    says: Words
    how: Words
    terms: tuple[str, ...]
    basis: tuple[Basis, ...]
    backing: Backing
    own_term: str = ""
