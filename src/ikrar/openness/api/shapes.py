"""What the answers look like: types that describe, and do nothing else. A test holds every answer against them."""

from datetime import date, datetime
from typing import TypedDict

from ikrar.kernel.words import Words
from ikrar.openness.domain import Reason
from ikrar.pledges.domain import Format, State
from ikrar.pledges.domain.planning import Change

ToldMove = TypedDict(
    "ToldMove",
    {
        "what": Change,
        "words": Words,
        "at": datetime,
        "from": date | None,
        "to": date | None,
        "reason": str,
    },
)
ToldMove.__doc__ = (
    "One change of what was announced, oldest first; the reason where it stands in the register."
)


class ToldSource(TypedDict):
    """A publication that tells of a declaration that was not held with Ikrar."""

    publisher: str
    published_on: date | None


class ToldDeclaration(TypedDict):
    """A declaration; what is not decided yet is null or empty. Hours are of Jakarta."""

    id: str
    title: str
    convenor: str
    co_hosts: list[str]
    state: State
    format: Format | None
    held_on: date | None
    starts_at: str | None
    place: str
    election: str
    sites: int
    from_the_press: bool
    sources: list[ToldSource]
    supersedes: str | None
    superseded_by: str | None
    sequence: int
    changes: list[ToldMove]
    publications: int
    page: str


class ToldDeclarations(TypedDict):
    """Declarations by day, those without a day last."""

    declarations: list[ToldDeclaration]


class ToldEntry(TypedDict):
    """Where a publication stands in the register."""

    leaf_hash: str
    proof: str


class ToldPublication(TypedDict):
    """One publication of figures: permanent, with its hash as it stands in the register."""

    declaration: str
    number: int
    reason: Reason
    note: str
    as_of: datetime
    sha256: str
    json: str
    by_hash: str
    csv: str
    entry: ToldEntry


class ToldPublications(TypedDict):
    """Every publication there is, newest first."""

    licence: str
    publications: list[ToldPublication]


class ToldOne(TypedDict):
    """A declaration with everything published of it."""

    declaration: ToldDeclaration
    publications: list[ToldPublication]
    archive: str | None
    tables: list[str]
