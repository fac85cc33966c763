"""Reading a declaration's book of counts: the rows asked for, with every step that waits to be folded in.

A page reads its unit and the units right below it, whatever stands beneath them. A declaration without a book (from
a former release, until the clerk has made one) is counted from the acts.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

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
_OWN = ("unit_id", "path", "bound", "pledged", "disputed", "declined", "missing")
_COUNTS_FROM = 8
TRIES = 5  # a fold between two questions is rare; the next reading is of one moment
# Asked for like this, and not by its own name, SQLite finds either kind of row by an index.
WHOLE, ALONE = Q(is_whole__in=[True]), Q(is_whole__in=[False])
# What is asked of forty thousand units at once is plain SQL with few columns: each value made costs more than its search.
MANY = 1000
_LEAN = """
SELECT unit_id, above, public_id, name, bound, pledged FROM pledges_tally
WHERE book_id = %s AND is_whole IN (%s) AND (bound > 0 OR pledged > 0 OR people > 0 OR excused > 0 OR "left" > 0{also})
ORDER BY place
"""
_OWN_BELOW = """
SELECT unit_id, people, asked FROM pledges_tally
WHERE book_id = %s AND is_whole IN (%s) AND path >= %s AND path < %s ORDER BY unit_id
"""


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


# A unit with everything below it, the little that a publication needs: number, the one above, public id, name, how many
# have the duty, how many pledged. Plain, for a nation is forty thousand of them.
Lean = tuple[int, int | None, str, str, int, int]

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
    return None if book is None else Tally.objects.filter(WHOLE, book_id=book[0]).count()


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
    return rows(declaration_id=declaration_id, wanted=WHOLE & Q(unit_id__in=units)) or []


def lean(*, declaration_id: int) -> list[Lean] | None:
    """Every unit where anybody was ever counted, with everything below it, in tree order; None without a book."""
    found: tuple[list[Lean], Waiting] | None = None
    for held in _tries():
        with held():
            book = book_of(declaration_id=declaration_id)
            if book is None:
                return None
            waiting = _waiting(declaration_id, book[0])
            found = _lean(book[0], sorted(waiting.branches)), waiting
            if book == book_of(declaration_id=declaration_id):
                break
    assert found is not None
    rows_, branches = found[0], found[1].branches
    return [_leaned(row, branches.get(row[0])) for row in rows_] if branches else rows_


def _lean(book_id: int, also: Sequence[int]) -> list[Lean]:
    """Units where somebody is counted, and those that are about to have somebody; of very many, rather all."""
    marks = f"unit_id IN ({', '.join(['%s'] * len(also))})" if len(also) <= MANY else "1 = 1"
    found: list[Lean] = _fetched(
        _LEAN.format(also=f" OR {marks}" if also else ""), book_id, True, *(also if len(also) <= MANY else ())
    )
    return found


def _fetched(sql: str, *values: str | float) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _leaned(row: Lean, more: Mapping[str, int] | None) -> Lean:
    if not more:
        return row
    *who, bound, pledged = row
    return (*who, bound + more.get(BOUND, 0), pledged + more.get(PLEDGED, 0))  # type: ignore[return-value]  # the same six


def own_below(*, declaration_id: int, unit_id: int) -> list[tuple[int, int, int]] | None:
    """The unit and those below it, each by itself, by number: its number, people, asked. None without a book."""
    for held in _tries():
        with held():
            book = book_of(declaration_id=declaration_id)
            if book is None:
                return None
            own = _waiting(declaration_id, book[0]).own
            found = _own_below(book[0], unit_id)
            if book == book_of(declaration_id=declaration_id):
                break
    if not own:
        return found
    return [
        (unit, people + more.get(PEOPLE, 0), asked + more.get(ASKED, 0))
        for unit, people, asked in found
        for more in (own.get(unit, {}),)
    ]


def _own_below(book_id: int, unit_id: int) -> list[tuple[int, int, int]]:
    mine = Tally.objects.filter(ALONE, book_id=book_id, unit_id=unit_id)
    path, *own = mine.values_list("path", "unit_id", "people", "asked").first() or ("",)
    if not path:  # it stands in no tree, or nowhere
        return [(own[0], own[1], own[2])] if own else []
    return _fetched(_OWN_BELOW, book_id, False, path, after_subtree(path))


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
    found = Tally.objects.filter(ALONE, book_id=book_id, unit_id__in=unit_ids)
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
