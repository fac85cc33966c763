"""What changed between two versions of the law, record by record and field by field, and what that reaches."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from ikrar.kernel.words import Words
from ikrar.law.domain import Article, Book, Calendar


class RecordKind(StrEnum):
    """What kind of record changed, in the order in which a difference is told."""

    INSTRUMENT = "instrument"
    ARTICLE = "article"
    NORM = "norm"
    SANCTION = "sanction"
    COMPETENCE = "competence"
    PENALTY = "penalty"
    HANDLER = "handler"
    PROCEDURE = "procedure"
    TERM = "term"
    RECEPTION = "reception"
    QUESTION = "question"
    CALENDAR = "calendar"
    CONTEST = "contest"
    STAGE = "stage"
    NOT_HELD = "not-held"
    REGIONS = "regions"
    CONDUCT = "conduct"
    PACT = "pact"
    DOOR = "door"
    HOLIDAY_YEAR = "holiday-year"
    DAY_OFF = "day-off"
    SOURCE = "source"
    OTHER = "other"


class ChangeKind(StrEnum):
    """What happened to a record."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as values of the book."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One record that is new, gone or different; `before` or `after` is None where it is not there."""

    record: RecordKind
    code: str
    kind: ChangeKind
    before: Any
    after: Any
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Affected:
    """Something above the law that a change reaches: a running term, an open matter, a plan."""

    change: Change
    what: str
    code: str
    says: Words


# Who knows what a change reaches: contexts above the law give one of these, and are asked for every change.
FindAffected = Callable[[Change], Iterable[tuple[str, str, Words]]]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two versions and all that differs."""

    old: str
    new: str
    changes: tuple[Change, ...]
    affected: tuple[Affected, ...]

    def of(self, *kinds: RecordKind) -> tuple[Change, ...]:
        """The changes of these kinds of record."""
        return tuple(change for change in self.changes if change.record in kinds)


def differ(old: Book, new: Book, *, affected: FindAffected | None = None) -> Difference:
    """Every record that was added, removed or changed from the old version to the new."""
    changes = tuple(_changes(old, new))
    return Difference(old.version, new.version, changes, tuple(_affected(changes, affected)))


def _changes(old: Book, new: Book) -> Iterator[Change]:
    before, after = _shelves(old), _shelves(new)
    for record in RecordKind:
        yield from _shelf(record, before.get(record, {}), after.get(record, {}))


def _shelf(record: RecordKind, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for code in dict.fromkeys((*before, *after)):
        one, other = before.get(code), after.get(code)
        if one is None:
            yield Change(record, code, ChangeKind.ADDED, None, other)
        elif other is None:
            yield Change(record, code, ChangeKind.REMOVED, one, None)
        elif one != other:
            yield Change(record, code, ChangeKind.CHANGED, one, other, tuple(_fields(one, other)))


def _fields(one: Any, other: Any) -> Iterator[FieldChange]:
    for field in fields(one):
        before, after = getattr(one, field.name), getattr(other, field.name)
        if before != after:
            yield FieldChange(field.name, before, after)


def _affected(changes: tuple[Change, ...], find: FindAffected | None) -> Iterator[Affected]:
    if find is None:
        return
    for change in changes:
        for what, code, says in find(change):
            yield Affected(change, what, code, says)


# Lists of the book that are told under a name of their own; any other list is told as "other".
_NAMES = {
    "instruments": RecordKind.INSTRUMENT,
    "norms": RecordKind.NORM,
    "sanctions": RecordKind.SANCTION,
    "competences": RecordKind.COMPETENCE,
    "penalties": RecordKind.PENALTY,
    "handlers": RecordKind.HANDLER,
    "procedures": RecordKind.PROCEDURE,
    "terms": RecordKind.TERM,
    "receptions": RecordKind.RECEPTION,
    "questions": RecordKind.QUESTION,
    "regions": RecordKind.REGIONS,
    "conducts": RecordKind.CONDUCT,
    "pacts": RecordKind.PACT,
    "doors": RecordKind.DOOR,
    "holiday_years": RecordKind.HOLIDAY_YEAR,
    "days_off": RecordKind.DAY_OFF,
    "sources": RecordKind.SOURCE,
}


def _shelves(book: Book) -> dict[RecordKind, dict[str, Any]]:
    """Every record of a book by kind and code; what stands inside a calendar gets the calendar's code before its own."""
    shelves: dict[RecordKind, dict[str, Any]] = {RecordKind.ARTICLE: _articles(book.articles)}
    for calendar in book.calendars.values():
        for record, items in _calendar(calendar).items():
            shelves.setdefault(record, {}).update(items)
    for field in fields(book):
        found = getattr(book, field.name)
        if isinstance(found, Mapping) and field.name != "calendars":
            record = _NAMES.get(field.name, RecordKind.OTHER)
            own = "" if field.name in _NAMES else f"{field.name} "
            shelves.setdefault(record, {}).update({f"{own}{code}": item for code, item in found.items()})
    return shelves


def _articles(articles: tuple[Article, ...]) -> dict[str, Any]:
    """By instrument and article; a provision that stands twice, for two periods, is told apart by its place."""
    found: dict[str, Any] = {}
    for article in articles:
        code = f"{article.instrument} {article.article}"
        again = sum(1 for known in found if known == code or known.startswith(f"{code} #"))
        found[f"{code} #{again + 1}" if again else code] = article
    return found


def _calendar(calendar: Calendar) -> dict[RecordKind, dict[str, Any]]:
    def of(items: Iterable[Any]) -> dict[str, Any]:
        return {f"{calendar.code} {item.code}": item for item in items}

    return {
        RecordKind.CALENDAR: {
            calendar.code: _Head(calendar.name, calendar.scope, calendar.origin, calendar.regime)
        },
        RecordKind.CONTEST: of(calendar.contests),
        RecordKind.STAGE: of(calendar.stages),
        RecordKind.NOT_HELD: of(calendar.not_held),
    }


@dataclass(frozen=True, slots=True)
class _Head:
    """A calendar without what is told on its own."""

    name: Words
    scope: Words
    origin: Any
    regime: str
