"""Every code that a record names stands somewhere in the book."""

from collections.abc import Collection, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, TypeAlias

from ikrar.law.domain import Backing, Basis, Book, Norm, Origin, RegionException, Side, Successor

Found: TypeAlias = "tuple[str, Any, str]"
NOT_RECORDS = frozenset({"version", "sources"})


def complaints(book: Book) -> Iterator[Found]:
    for name, code, item in records(book):
        for reason in (*_borne_out(book, item), *_named(book, item)):
            yield name, code, reason


def records(book: Book) -> Iterator[tuple[str, Any, Any]]:
    """(name in the book, code, record) of everything but sources."""
    for part in fields(book):
        if part.name in NOT_RECORDS:
            continue
        if part.name == "articles":
            for article in book.articles:
                yield part.name, (article.instrument, article.article, article.validity.begins_on), article
        else:
            for code, item in getattr(book, part.name).items():
                yield part.name, code, item


def values_in(item: Any) -> Iterator[Any]:
    """The record and every record inside it."""
    yield item
    for part in fields(item):
        inner = getattr(item, part.name)
        for value in inner if isinstance(inner, tuple) else (inner,):
            if is_dataclass(value):
                yield from values_in(value)


def _borne_out(book: Book, item: Any) -> Iterator[str]:
    for value in values_in(item):
        if isinstance(value, Backing | Origin | Side | RegionException):
            yield from _missing("source", value.sources, book.sources)
        if isinstance(value, Backing):
            yield from _missing("question", value.questions, book.questions)
        if isinstance(value, Basis | Successor):
            yield from _missing("instrument", (value.instrument,), book.instruments)


def _named(book: Book, item: Any) -> Iterator[str]:
    for attribute, kind, inside in _REFERENCES.get(type(item).__name__, ()):
        value = getattr(item, attribute)
        named = value if isinstance(value, tuple) else (value,) if value else ()
        yield from _missing(kind, named, getattr(book, inside))
    if isinstance(item, Norm) and item.mirror == item.code:
        yield "a norm cannot be its own mirror"


# Type of record -> (its attribute, what it names, where that stands).
_REFERENCES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "Instrument": (
        ("amends", "instrument", "instruments"),
        ("repeals", "instrument", "instruments"),
        ("replaced_by", "instrument", "instruments"),
    ),
    "Article": (("instrument", "instrument", "instruments"),),
    "Norm": (("sanctions", "sanction", "sanctions"), ("mirror", "norm", "norms")),
    "Sanction": (("switch", "instrument", "instruments"),),
    "PenaltyNote": (("touches", "norm", "norms"),),
    "Reception": (("terms", "term", "terms"),),
    "Door": (("terms", "term", "terms"), ("own_term", "term", "terms")),
    "Regions": (("calendar", "calendar", "calendars"),),
}


def _missing(kind: str, named: Collection[Any], known: Collection[Any]) -> Iterator[str]:
    for code in named:
        if code not in known:
            yield f"{kind} {code!r} is not in the book"
