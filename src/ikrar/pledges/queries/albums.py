"""Photographs that other contexts keep and that the minutes of a declaration may show: illustrations, never proof.

Who keeps some says so when the program starts, as with the entries of the menu; nothing is imported upwards.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offered:
    """A photograph to choose; `shown` reads the copy without metadata."""

    id: str
    album: str  # whose it is, as the annex names it
    caption: str
    sha256: str  # of the file as it was attached, as the register has it
    width: int
    height: int
    address: str  # where the copy is shown
    shown: Callable[[], bytes]


Album = Callable[[str], Iterable[Offered]]
_albums: dict[str, Album] = {}


def register(name: str, album: Album) -> None:
    """Offer the photographs that `album` finds for a declaration's public id."""
    _albums[name] = album


def offered(*, declaration: str) -> list[Offered]:
    """All photographs that the minutes of this declaration may show."""
    return [one for name in sorted(_albums) for one in _albums[name](declaration)]
