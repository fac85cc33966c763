"""Reading a declaration's book of counts: the rows asked for, with every step that waits to be folded in.

A page reads its unit and the units right below it, whatever stands beneath them. A declaration without a book (from
a former release, until the clerk has made one) is counted from the acts.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Q

from ikrar.pledges.domain.coverage import (
    ASKED,
    BOUND,
    COLUMNS,
    DECLINED,
    DISPUTED,
    MISSING,
    PEOPLE,
    PLEDGED,
    BookState,
)
from ikrar.pledges.models import MinuteTally, SiteTally, Tally, TallyBook, TallyStep
from ikrar.pledges.queries.counting import Counts, Spot
from ikrar.roster.domain import after_subtree, ids_in

NAMES = tuple(COLUMNS)
_ROW = ("unit_id", "is_whole", "above", "depth", "place", "path", "public_id", "name", *COLUMNS.values())
_LEAN = ("unit_id", "above", "public_id", "name", "bound", "pledged", "people", "asked", "excused", "left")
_OWN = ("unit_id", "path", "bound", "pledged", "disputed", "declined", "missing")
_COUNTS_FROM = 8
TRIES = 5  # a fold between two questions is rare; the next reading is of one moment


@dataclass(slots=True)
class Row:
    """A unit in the book: by itself, or with everything below it."""

    unit_id: int
    is_whole: bool
    above: int | None
    depth: int
    place: int
    path: str
    public_id: str
    name: str
    counts: Counter[str]


class Lean(NamedTuple):
    """A unit with everything below it, the little that a publication or a list of pages needs."""

    unit_id: int
    above: int | None
    public_id: str
    name: str
    bound: int
    pledged: int
    people: int
    asked: int
    excused: int
    left: int

    @property
    def is_empty(self) -> bool:
        """Whether nobody of it was ever counted."""
        return not (self.bound or self.pledged or self.people or self.excused or self.left)


Changes = Mapping[int, Mapping[str, int]]  # by unit, only what changed


@dataclass(frozen=True, slots=True)
class Own:
    """What must be known of a unit by itself to tell how a step moves it and the units above it."""

    path: str
    bound: int
    pledged: int
    disputed: int
    declined: int
    missing: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Steps not folded in yet, as changes of units by themselves and of whole branches."""

    own: Changes = field(default_factory=dict)
    branches: Changes = field(default_factory=dict)


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Everything asked inside is answered as of one moment, and nobody who writes has to wait."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def _tries() -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """How to read a book that may be folded meanwhile: some times without holding anything, then as of one moment."""
    yield from [nullcontext] * TRIES
    yield one_snapshot


def book_of(*, declaration_id: int) -> tuple[int, int] | None:
    """The current book and how often it was folded; None when there is none yet."""
    return (
        TallyBook.objects.filter(declaration_id=declaration_id, state=BookState.CURRENT)
        .values_list("id", "folded")
        .first()
    )


def size(*, declaration_id: int) -> int | None:
    """How many units the tree has; None without a book."""
    book = book_of(declaration_id=declaration_id)
    return None if book is None else Tally.objects.filter(book_id=book[0], is_whole=True).count()


def rows(*, declaration_id: int, wanted: Q) -> list[Row] | None:
    """The rows wanted, in tree order; None without a book."""
    found: tuple[list[Row], Waiting] | None = None
    for held in _tries():
        with held():
            book = book_of(declaration_id=declaration_id)
            if book is None:
                return None
            waiting = _waiting(declaration_id, book[0])
            found = list(_rows(book[0], wanted)), waiting
            if book == book_of(declaration_id=declaration_id):
                break
    assert found is not None
    for row in found[0]:
        row.counts = _moved(row, found[1])
    return found[0]


def above(*, declaration_id: int, path: str) -> list[Row]:
    """The units above the one with that path, from the top down."""
    units = ids_in(path)[:-1]
    return rows(declaration_id=declaration_id, wanted=Q(is_whole=True, unit_id__in=units)) or []


def lean(*, declaration_id: int, path: str = "") -> list[Lean] | None:
    """Every unit below a path (or all of them) with everything below it, in tree order; None without a book."""
    found: tuple[list[tuple[Any, ...]], Waiting] | None = None
    for held in _tries():
        with held():
            book = book_of(declaration_id=declaration_id)
            if book is None:
                return None
            waiting = _waiting(declaration_id, book[0])
            wanted = Q(path__gte=path, path__lt=after_subtree(path)) if path else Q()
            found = _lean_rows(book[0], wanted), waiting
            if book == book_of(declaration_id=declaration_id):
                break
    assert found is not None
    rows_, branches = found[0], found[1].branches
    if not branches:
        return [Lean._make(values) for values in rows_]
    return [_leaned(values, branches.get(values[0])) for values in rows_]


def _lean_rows(book_id: int, wanted: Q) -> list[tuple[Any, ...]]:
    found = Tally.objects.filter(wanted, book_id=book_id, is_whole=True).values_list(*_LEAN, "place")
    return [values[:-1] for values in sorted(found, key=itemgetter(-1))]


def _leaned(values: tuple[Any, ...], more: Mapping[str, int] | None) -> Lean:
    if not more:
        return Lean._make(values)
    changed = [n + more.get(name, 0) for name, n in zip(_LEAN[4:], values[4:], strict=True)]
    return Lean(*values[:4], *changed)


def own_below(*, declaration_id: int, unit_id: int) -> list[tuple[int, int, int]] | None:
    """The unit and those below it, each by itself: its number, people, asked. None without a book."""
    for held in _tries():
        with held():
            book = book_of(declaration_id=declaration_id)
            if book is None:
                return None
            waiting = _waiting(declaration_id, book[0])
            mine = Tally.objects.filter(book_id=book[0], is_whole=False)
            path = mine.filter(unit_id=unit_id).values_list("path", flat=True).first()
            below = (
                mine.filter(path__gte=path, path__lt=after_subtree(path))
                if path
                else mine.filter(unit_id=unit_id)
            )
            found = list(below.values_list("unit_id", "people", "asked"))
            if book == book_of(declaration_id=declaration_id):
                break
    return [
        (unit, people + more.get(PEOPLE, 0), asked + more.get(ASKED, 0))
        for unit, people, asked in found
        for more in (waiting.own.get(unit, {}),)
    ]


def site_counts(*, declaration_id: int) -> dict[int, Counter[str]] | None:
    """People, asked and pledged of each site; None without a book."""
    for held in _tries():
        with held():
            book = book_of(declaration_id=declaration_id)
            if book is None:
                return None
            counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
            for spot, more in _steps(declaration_id).items():
                if spot.site_id is not None:
                    counts[spot.site_id].update(more)
            for site, people, asked, pledged in SiteTally.objects.filter(book_id=book[0]).values_list(
                "site_id", "people", "asked", "pledged"
            ):
                counts[site].update({"people": people, "asked": asked, "pledged": pledged})
            if book == book_of(declaration_id=declaration_id):
                break
    return dict(counts)


def minutes(*, declaration_id: int) -> list[tuple[datetime, int]] | None:
    """Arrivals by minute, in order; None without a book."""
    for held in _tries():
        with held():
            book = book_of(declaration_id=declaration_id)
            if book is None:
                return None
            counts: Counter[datetime] = Counter()
            for spot, more in _steps(declaration_id).items():
                if spot.minute is not None:
                    counts[spot.minute] += more["pledged"]
            counts.update(dict(MinuteTally.objects.filter(book_id=book[0]).values_list("minute", "pledges")))
            if book == book_of(declaration_id=declaration_id):
                break
    return sorted((at, n) for at, n in counts.items() if n)


def stamp(*, declaration_id: int) -> str | None:
    """Changes whenever a count does; None without a book."""
    book = book_of(declaration_id=declaration_id)
    last = (
        TallyStep.objects.filter(declaration_id=declaration_id).order_by("-id").values_list("id", flat=True)
    )
    return None if book is None else f"{book[0]}.{book[1]}.{last.first()}"


def changes(steps: Counts, own: Mapping[int, Own]) -> Waiting:
    """How steps move units by themselves, and whole branches: the unit's own and each one above it."""
    moved: dict[int, Mapping[str, int]] = {}
    branches: dict[int, dict[str, int]] = {}
    for spot, more in steps.items():
        if spot.unit_id is None or spot.unit_id not in own:
            continue
        change = moved[spot.unit_id] = gained(own[spot.unit_id], more)
        for unit in ids_in(own[spot.unit_id].path):
            branch = branches.setdefault(unit, {})
            for name, n in change.items():
                branch[name] = branch.get(name, 0) + n
    return Waiting(moved, branches)


def gained(before: Own, more: Mapping[str, int]) -> dict[str, int]:
    """A unit's change, with that of those of whom nothing is known."""
    accounted = before.pledged + before.disputed + before.declined
    accounted += more.get(PLEDGED, 0) + more.get(DISPUTED, 0) + more.get(DECLINED, 0)
    missing = max(before.bound + more.get(BOUND, 0) - accounted, 0)
    return {**more, MISSING: missing - before.missing}


def steps_of(found: Iterable[tuple[Any, ...]]) -> Counts:
    """Rows of (declaration, unit, site, minute, counts), summed."""
    steps: Counts = defaultdict(Counter)
    for declaration, unit, site, minute, counts in found:
        sums = steps[Spot(declaration_id=declaration, unit_id=unit, site_id=site, minute=minute)]
        for name, n in counts.items():
            sums[name] += n
    return steps


def own_of(*, book_id: int, unit_ids: Sequence[int]) -> dict[int, Own]:
    """Units by themselves."""
    found = Tally.objects.filter(book_id=book_id, unit_id__in=unit_ids, is_whole=False)
    return {values[0]: Own(*values[1:]) for values in found.values_list(*_OWN)}


def _steps(declaration_id: int) -> Counts:
    rows_ = TallyStep.objects.filter(declaration_id=declaration_id)
    return steps_of(rows_.values_list("declaration_id", "unit_id", "site_id", "minute", "counts"))


def _waiting(declaration_id: int, book_id: int) -> Waiting:
    steps = _steps(declaration_id)
    units = [spot.unit_id for spot in steps if spot.unit_id is not None]
    return changes(steps, own_of(book_id=book_id, unit_ids=units)) if units else Waiting()


def _rows(book_id: int, wanted: Q) -> Iterator[Row]:
    for values in Tally.objects.filter(wanted, book_id=book_id).order_by("place").values_list(*_ROW):
        counts = Counter({name: n for name, n in zip(NAMES, values[_COUNTS_FROM:], strict=True) if n})
        yield Row(*values[:_COUNTS_FROM], counts=counts)  # type: ignore[misc]  # a tuple of the columns asked for


def _moved(row: Row, waiting: Waiting) -> Counter[str]:
    change = (waiting.branches if row.is_whole else waiting.own).get(row.unit_id)
    if change:
        row.counts.update(change)
    return row.counts
