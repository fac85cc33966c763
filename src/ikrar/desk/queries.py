"""What waits for a person: one tile per kind of work, asked from the context that knows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ikrar.accounts import queries as accounts
from ikrar.kernel.words import Words
from ikrar.register import queries as register


class Worker(Protocol):
    """Who asks what waits for him."""

    def may(self, capability: str) -> bool: ...
    def scopes(self, capability: str) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Tile:
    """One kind of work: how much of it there is, and the page to do it."""

    words: Words
    count: int
    remark: Words
    url_name: str
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Asks for one tile; shown to whoever holds the capability. None: nothing to show."""

    capability: str
    ask: Callable[[Worker, datetime], Tile | None]


def tiles(*, worker: Worker, at: datetime, sources: Iterable[Source] | None = None) -> list[Tile]:
    """What waits for this person, the urgent first."""
    asked = SOURCES if sources is None else sources
    found = [tile for source in asked if worker.may(source.capability) and (tile := source.ask(worker, at))]
    return sorted(found, key=lambda tile: (not tile.is_urgent, tile.count == 0))


def _mail(_: Worker, at: datetime) -> Tile | None:
    state = accounts.post_state(at=at)
    if not (state.late or state.given_up):
        return None
    return Tile(
        Words("Surat tersendat", "Mail is stuck"),
        state.late + state.given_up,
        Words("Terlambat atau menyerah. Periksa server surat.", "Late or given up. Check the mail server."),
        "accounts:post",
        is_urgent=True,
    )


def _checkpoint(_: Worker, at: datetime) -> Tile | None:
    latest = register.latest_checkpoint()
    if latest is None:
        return Tile(
            Words("Register belum punya titik periksa", "The register has no checkpoint yet"),
            0,
            Words(
                "Titik periksa pertama dibuat begitu ada catatan.", "The first is made with the first entry."
            ),
            "accounts:system",
        )
    seconds = int((at - latest.made_at).total_seconds())
    return Tile(
        Words("Catatan di register", "Entries in the register"),
        latest.size,
        Words(f"Titik periksa terakhir {age(seconds).id}.", f"Last checkpoint {age(seconds).en}."),
        "accounts:system",
    )


def age(seconds: int) -> Words:
    """How long ago, in the largest whole unit.

    >>> age(45).en, age(7200).id
    ('45 seconds ago', '2 jam yang lalu')
    """
    for size, indonesian, english in (
        (86400, "hari", "days"),
        (3600, "jam", "hours"),
        (60, "menit", "minutes"),
    ):
        if seconds >= size:
            return Words(f"{seconds // size} {indonesian} yang lalu", f"{seconds // size} {english} ago")
    return Words(f"{seconds} detik yang lalu", f"{seconds} seconds ago")


SOURCES: tuple[Source, ...] = (
    Source("register.operate", _mail),
    Source("register.operate", _checkpoint),
)
