"""Who asks what waits for him, and how far his capabilities reach."""

from datetime import date, datetime
from typing import Protocol

from ikrar.kernel.zones import JAKARTA
from ikrar.roster import queries as roster


class Worker(Protocol):
    """What the desk must know of a signed-in person."""

    @property
    def pk(self) -> int: ...
    def may(self, capability: str) -> bool: ...
    def scopes(self, capability: str) -> frozenset[str]: ...


def today(at: datetime) -> date:
    return at.astimezone(JAKARTA).date()


def units_of(worker: Worker, capability: str, at: datetime) -> frozenset[int] | None:
    """The units a capability reaches; None for all of them."""
    scopes = worker.scopes(capability)
    if "*" in scopes:
        return None
    return roster.unit_ids_within(scopes=scopes, on=today(at))
