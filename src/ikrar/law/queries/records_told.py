"""Records of the law book as plain data: the same for `./ikrar law show --json` and for the HTTP API."""

from datetime import date
from typing import Any

from ikrar.law.domain import Book
from ikrar.law.engine import plain
from ikrar.law.records import Told as Shown

Told = dict[str, Any]


def line_told(shown: Shown) -> Told:
    """A record by its code, with how sure it is."""
    return {
        "kind": shown.found.kind.slug,
        "code": shown.found.code,
        "title": plain(shown.title),
        "confidence": shown.backing.confidence.value,
        "to_be_confirmed": shown.needs_confirmation,
    }


def record_told(book: Book, shown: Shown, *, on: date | None = None) -> Told:
    """All fields of a record, the sources it names, and whether it held on a day."""
    return {
        **line_told(shown),
        "law": book.version,
        "on": plain(on),
        "held": plain(shown.held),
        "record": plain(shown.found.item),
        "cited": plain(shown.sources),
    }
