"""A late decree moves terms that are running: what ended when before it, and when after."""

from collections.abc import Iterable
from dataclasses import dataclass

from ikrar.law.domain.book import Book
from ikrar.law.domain.holidays import HolidayTable
from ikrar.law.engine.terms.answer import Reading, TermAnswer, count
from ikrar.law.engine.terms.events import Event


@dataclass(frozen=True, slots=True)
class Running:
    """A term that runs: the code of its rule and what it runs from."""

    term: str
    event: Event


@dataclass(frozen=True, slots=True)
class Shift:
    """One term counted with both tables."""

    before: TermAnswer
    after: TermAnswer

    @property
    def has_moved(self) -> bool:
        return any(old.last_day != new.last_day for old, new in self.pairs)

    @property
    def pairs(self) -> tuple[tuple[Reading, Reading], ...]:
        """Per reading, before and after."""
        return tuple(zip(self.before.readings, self.after.readings, strict=True))


def shifts(
    *, book: Book, running: Iterable[Running], before: HolidayTable, after: HolidayTable
) -> tuple[Shift, ...]:
    """Every running term under both tables, in the order given; those that do not move are there too."""
    return tuple(
        Shift(
            count(book=book, term=one.term, event=one.event, holidays=before),
            count(book=book, term=one.term, event=one.event, holidays=after),
        )
        for one in running
    )
