"""What must hold between the records of a book. Each check yields (name in the book, code, what is wrong)."""

from collections.abc import Iterator
from typing import Any

from ikrar.law.domain import Book
from ikrar.law.reading.checking import (
    answers,
    backwards,
    chains,
    codes,
    cycles,
    elections,
    references,
)

CHECKS = (
    references.complaints,
    backwards.complaints,
    codes.complaints,
    cycles.complaints,
    chains.complaints,
    elections.complaints,
    answers.complaints,
)


def complaints_about(book: Book) -> Iterator[tuple[str, Any, str]]:
    for check in CHECKS:
        yield from check(book)
