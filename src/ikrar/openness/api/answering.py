"""The addresses below /api/declarations and /api/publications. Only what the pages say; nothing asked is kept."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest

from ikrar.openness.domain import LICENCE
from ikrar.openness.opendata.description import TABLES
from ikrar.openness.queries import open_data
from ikrar.openness.queries.addresses import lasting_address
from ikrar.openness.queries.open_data import PublicationView
from ikrar.openness.queries.pages import NotOnThePublicSite
from ikrar.pledges import queries as pledges
from ikrar.pledges.queries import DeclarationView
from ikrar.pledges.queries.history import HistoryView, MoveView, histories
from ikrar.web.api import ParameterNotUnderstood, endpoint

Told = dict[str, Any]
DAY = re.compile(r"\d{4}-\d\d-\d\d")


@endpoint("GET", cached=True)
def declarations(request: HttpRequest) -> Told:
    """All that are public, by day."""
    begins_on, ends_before = _day(request, "from"), _day(request, "until")
    return {"declarations": _listed(_within(pledges.declarations_public(), begins_on, ends_before))}


@endpoint("GET", cached=True)
def declaration(_request: HttpRequest, declaration: str) -> Told:
    """One of them; rehearsals do not exist here."""
    found = pledges.declaration(public_id=declaration)
    if found.is_rehearsal:
        raise NotOnThePublicSite
    published = open_data.publications(public_id=declaration)
    tables = [lasting_address("openness:data-table", declaration, table.name) for table in TABLES]
    return {
        "declaration": _listed([found])[0],
        "publications": [_publication(one) for one in published],
        "archive": lasting_address("openness:data-archive", declaration) if published else None,
        "tables": tables if published else [],
    }


@endpoint("GET", cached=True)
def publications(_request: HttpRequest) -> Told:
    """Every publication with its permanent addresses."""
    return {"licence": LICENCE, "publications": [_publication(one) for one in open_data.publications()]}


def _within(
    every: Iterable[DeclarationView], begins_on: date | None, ends_before: date | None
) -> list[DeclarationView]:
    if begins_on is None and ends_before is None:
        return [*every]
    first, last = begins_on or date.min, ends_before or date.max
    return [one for one in every if one.held_on and first <= one.held_on < last]


def _listed(found: Iterable[DeclarationView]) -> list[Told]:
    known, counts = histories(), open_data.counts()
    return [_told(one, known.get(one.public_id), counts.get(one.id, 0)) for one in found]


def _told(one: DeclarationView, history: HistoryView | None, published: int) -> Told:
    moves = history.moves if history else ()
    return {
        "id": one.public_id,
        "title": one.title,
        "convenor": one.institution_name,
        "co_hosts": [host.institution_name for host in one.co_hosts],
        "state": one.state.value,
        "format": one.format.value if one.format else None,
        "held_on": one.held_on.isoformat() if one.held_on else None,
        "starts_at": f"{one.starts_at:%H:%M}" if one.starts_at else None,
        "place": one.place,
        "election": one.election,
        "sites": len(one.sites),
        "from_the_press": one.is_record,
        "sources": [
            {"publisher": s.publisher, "published_on": s.published_on.isoformat() if s.published_on else None}
            for s in one.sources
        ],
        "supersedes": one.supersedes,
        "superseded_by": one.superseded_by,
        "sequence": len(moves),
        "changes": [_change(move) for move in moves],
        "publications": published,
        "page": lasting_address("openness:declaration", one.public_id),
    }


def _change(move: MoveView) -> Told:
    return {
        "what": move.what.value,
        "words": move.words._asdict(),
        "at": move.at.isoformat(timespec="seconds"),
        "from": move.from_day.isoformat() if move.from_day else None,
        "to": move.to_day.isoformat() if move.to_day else None,
        "reason": move.reason,
    }


def _publication(one: PublicationView) -> Told:
    return {
        "declaration": one.declaration,
        "number": one.snapshot.number,
        "reason": one.snapshot.reason.value,
        "note": one.snapshot.note,
        "as_of": one.snapshot.as_of.isoformat(timespec="seconds"),
        "sha256": one.snapshot.sha256,
        "json": lasting_address("openness:figures-json", one.declaration, one.snapshot.number),
        "by_hash": lasting_address("openness:data-by-hash", one.snapshot.sha256),
        "csv": lasting_address("openness:figures-csv", one.declaration, one.snapshot.number),
        "entry": {
            "leaf_hash": one.leaf_hash.hex(),
            "proof": lasting_address("openness:data-entry", one.declaration, one.snapshot.number),
        },
    }


def _day(request: HttpRequest, name: str) -> date | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ParameterNotUnderstood(name, text, "2024-09-25")
