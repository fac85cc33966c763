"""Counting a declaration again: when it is fixed, when the tree changed, and to repair.

The new book is made aside, in short transactions, while the former one is read; one pointer shows it. Steps that come
meanwhile wait, and stand in the new book afterwards exactly once: those that the counting saw are dropped.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, IntegrityError, connection, transaction

from ikrar.pledges.domain import State
from ikrar.pledges.domain.coverage import ASKED, COLUMNS, PEOPLE, PLEDGED, BookState
from ikrar.pledges.models import (
    Declaration,
    MinuteTally,
    SiteTally,
    Tally,
    TallyBook,
    TallyStep,
)
from ikrar.pledges.operations.tallying import TreeChanged, fold
from ikrar.pledges.queries import recounting, tallies
from ikrar.pledges.queries.counting import Counts, counted
from ikrar.pledges.queries.recounting import BRANCH, MINUTE, SITE, UNIT, Differing, Kept, Sums
from ikrar.roster import queries as roster
from ikrar.roster.domain import path_of
from ikrar.roster.queries import UnitView

log = logging.getLogger(__name__)
CHUNK = 500  # rows a write transaction
BEAT = 10.0  # seconds after which a counting says that it goes on
SILENCE = timedelta(seconds=60)  # a counting that says nothing for so long was broken off
COUNTED = (State.FIXED, State.CLOSED, State.SUPERSEDED)
FOLDS_A_TURN = 40


class RecountRunning(Exception):
    """Somebody is counting this declaration at this moment."""


@dataclass(frozen=True, slots=True)
class Recounted:
    """What a recount found; `differences` were repaired by it."""

    units: int
    differences: tuple[Differing, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """Everything as of one moment."""

    fresh: Counts
    steps: Sequence[int]
    former: Kept | None


def keep(*, at: datetime) -> int:
    """Fold what waits, and make the books that are missing or know too few units. The clerk calls it."""
    folded, begun = 0, time.monotonic()
    for declaration_id in TallyStep.objects.order_by().values_list("declaration_id", flat=True).distinct():
        try:
            folded += _fold_some(declaration_id)
        except TreeChanged:
            recount(declaration_id=declaration_id, at=_later(at, begun))
    for declaration_id in _without_a_book(at=at):
        recount(declaration_id=declaration_id, at=_later(at, begun))
    _forget_former()
    return folded


def _fold_some(declaration_id: int) -> int:
    folded = 0
    for _ in range(FOLDS_A_TURN):
        some = fold(declaration_id=declaration_id)
        if not some:
            break
        folded += some
    return folded


def _without_a_book(*, at: datetime) -> list[int]:
    TallyBook.objects.filter(state=BookState.MAKING, made_at__lt=at - SILENCE).update(state=BookState.FORMER)
    held = Declaration.objects.filter(state__in=COUNTED, is_record=False, held_on__isnull=False)
    known = TallyBook.objects.filter(state__in=[BookState.MAKING, BookState.CURRENT])
    return list(
        held.exclude(pk__in=known.values("declaration_id")).order_by("pk").values_list("pk", flat=True)
    )


def recount(*, declaration_id: int, at: datetime) -> Recounted:
    """Count afresh, show the new book, and say where the former one was wrong."""
    row = Declaration.objects.get(pk=declaration_id)
    on = row.held_on or at.date()
    book = _begun(row, at=at)
    try:
        with _saying_so(book, at=at):
            seen = _seen(row)
            units = roster.units(on=on)
            paths = _paths(units)
            sums = recounting.summed(seen.fresh, paths=paths)
            _fill(book, units, paths, sums)
            _show(book, seen)
    except BaseException:
        TallyBook.objects.filter(pk=book.pk, state=BookState.MAKING).update(state=BookState.FORMER)
        raise
    _forget_former()
    return Recounted(len(units), tuple(_differences(row, seen)))


@contextmanager
def _saying_so(book: TallyBook, *, at: datetime) -> Iterator[None]:
    """Meanwhile the book is marked alive, so that nobody gives it up however long the counting takes."""
    ended = threading.Event()
    beating = threading.Thread(target=_beating, args=(book.pk, at, ended), daemon=True)
    beating.start()
    try:
        yield
    finally:
        ended.set()
        beating.join()


def _beating(book_id: int, at: datetime, ended: threading.Event) -> None:
    """A thread of its own, with a connection of its own."""
    try:
        _beat(book_id, at, ended)
    finally:
        connection.close()


def _beat(book_id: int, at: datetime, ended: threading.Event) -> None:
    begun = time.monotonic()
    while not ended.wait(BEAT):
        mine = TallyBook.objects.filter(pk=book_id, state=BookState.MAKING)
        with suppress(DatabaseError):  # the next beat tries again
            mine.update(made_at=_later(at, begun))


def _later(at: datetime, begun: float) -> datetime:
    """The moment it is now, by how long ago `at` was given."""
    return at + timedelta(seconds=time.monotonic() - begun)


def _differences(row: Declaration, seen: _Seen) -> Iterator[Differing]:
    if seen.former is not None:
        before = recounting.summed(seen.fresh, paths=seen.former.paths)
        yield from recounting.differing(declaration=row.public_id, held=seen.former, fresh=before)


def _begun(row: Declaration, *, at: datetime) -> TallyBook:
    """A book in the making: from now on nobody folds, and who is folding has finished."""
    stale = TallyBook.objects.filter(declaration=row, state=BookState.MAKING, made_at__lt=at - SILENCE)
    stale.update(state=BookState.FORMER)
    try:
        with transaction.atomic():
            book = TallyBook.objects.create(declaration=row, state=BookState.MAKING, made_at=at)
    except IntegrityError as e:
        raise RecountRunning from e
    with transaction.atomic():
        list(TallyBook.objects.select_for_update().filter(declaration=row, state=BookState.CURRENT))
    return book


def _seen(row: Declaration) -> _Seen:
    with tallies.one_snapshot():
        return _Seen(
            fresh=counted(declaration_id=row.pk),
            steps=list(TallyStep.objects.filter(declaration_id=row.pk).values_list("id", flat=True)),
            former=recounting.kept(declaration_id=row.pk),
        )


def _paths(units: Sequence[UnitView]) -> dict[int, str]:
    paths: dict[int, str] = {}
    for unit in units:  # parents stand before children
        paths[unit.id] = path_of(paths.get(unit.parent_id or 0, ""), unit.id)
    return paths


def _fill(book: TallyBook, units: Sequence[UnitView], paths: Mapping[int, str], sums: Sums) -> None:
    strays = sorted(
        unit for kind, unit in sums if kind == UNIT and unit not in paths and isinstance(unit, int)
    )
    rows = [*_rows(book, units, paths, sums), *(_stray(book, unit, sums) for unit in strays)]
    sites = [
        SiteTally(book=book, site_id=which, people=n[PEOPLE], asked=n[ASKED], pledged=n[PLEDGED])
        for (kind, which), n in sums.items()
        if kind == SITE and isinstance(which, int)
    ]
    minutes = [
        MinuteTally(book=book, minute=which, pledges=n[PLEDGED])
        for (kind, which), n in sums.items()
        if kind == MINUTE and isinstance(which, datetime)
    ]
    for begin in range(0, len(rows), CHUNK):
        with transaction.atomic():
            Tally.objects.bulk_create(rows[begin : begin + CHUNK])
    with transaction.atomic():
        SiteTally.objects.bulk_create(sites)
        MinuteTally.objects.bulk_create(minutes)


def _rows(
    book: TallyBook, units: Sequence[UnitView], paths: Mapping[int, str], sums: Sums
) -> Iterator[Tally]:
    for place, unit in enumerate(units):
        for kind, is_whole in ((UNIT, False), (BRANCH, True)):
            counts = sums.get((kind, unit.id), Counter())
            yield Tally(
                book=book,
                unit_id=unit.id,
                is_whole=is_whole,
                above=unit.parent_id if unit.parent_id in paths else None,
                depth=unit.depth,
                place=place,
                path=paths[unit.id],
                public_id=unit.public_id,
                name=unit.name,
                **{COLUMNS[name]: n for name, n in counts.items()},
            )


def _stray(book: TallyBook, unit: int, sums: Sums) -> Tally:
    counts = {COLUMNS[name]: n for name, n in sums[UNIT, unit].items()}
    return Tally(book=book, unit_id=unit, is_whole=False, depth=0, place=0, path="", **counts)


def _show(book: TallyBook, seen: _Seen) -> None:
    """One short transaction: the steps that were counted go, and the pointer moves."""
    with transaction.atomic():
        books = TallyBook.objects.filter(declaration=book.declaration)
        list(books.select_for_update().filter(state=BookState.CURRENT))
        for begin in range(0, len(seen.steps), CHUNK):
            TallyStep.objects.filter(pk__in=seen.steps[begin : begin + CHUNK]).delete()
        books.filter(state=BookState.CURRENT).update(state=BookState.FORMER)
        if not books.filter(pk=book.pk, state=BookState.MAKING).update(state=BookState.CURRENT):
            raise RecountRunning


def _forget_former() -> None:
    """Delete some rows of books nobody reads; the next turn deletes more."""
    for former in TallyBook.objects.filter(state=BookState.FORMER).order_by("pk")[:1]:
        some = list(Tally.objects.filter(book=former).values_list("pk", flat=True)[: 4 * CHUNK])
        for begin in range(0, len(some), CHUNK):
            with transaction.atomic():
                Tally.objects.filter(pk__in=some[begin : begin + CHUNK]).delete()
        if not some:
            with transaction.atomic():
                former.delete()
