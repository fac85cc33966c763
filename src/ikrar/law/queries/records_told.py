"""Records of the law book as plain data: the same for `./ikrar law show --json` and for the HTTP API."""

from datetime import date
from functools import lru_cache
from typing import Any

from ikrar.law.domain import Book
from ikrar.law.engine import plain
from ikrar.law.queries.books import book
from ikrar.law.records import KINDS, Found, all_of, tell
from ikrar.law.records import Told as Shown

Told = dict[str, Any]


@lru_cache(maxsize=2)
def lines_told(version: str) -> dict[str, Told]:
    """Every record of a version in one line each, by kind and code."""
    law = book(version=version)
    found = [tell(law, one) for kind in KINDS for one in all_of(law, kind)]
    return {key_of(shown.found): line_told(shown) for shown in found}


def key_of(found: Found) -> str:
    return f"{found.kind.slug} {found.code}"


def line_told(shown: Shown) -> Told:
    """A record by its code, with how sure it is."""
    return {
        "kind": shown.found.kind.slug,
        "code": shown.found.code,
        "title": plain(shown.title),
        "confidence": shown.backing.confidence.value,
        "to_be_confirmed": shown.needs_confirmation,
    }


def record_told(law: Book, shown: Shown, *, on: date | None = None) -> Told:
    """All fields of a record, the sources it names, and whether it held on a day."""
    return {
        **line_told(shown),
        "law": law.version,
        "on": plain(on),
        "held": plain(shown.held),
        "record": plain(shown.found.item),
        "cited": plain(shown.sources),
    }
