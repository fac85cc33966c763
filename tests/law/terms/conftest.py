"""The shipped law and its days off, read once."""

from datetime import date
from pathlib import Path

import pytest

import ikrar.law
from ikrar.law.domain.holidays import HolidayTable
from ikrar.law.engine import terms
from ikrar.law.reading import read_folder

TEXTS = Path(ikrar.law.__file__).parent / "texts"


@pytest.fixture(scope="session")
def book():
    return read_folder(TEXTS)


@pytest.fixture(scope="session")
def table(book) -> HolidayTable:
    return terms.shipped(book)


@pytest.fixture
def count(book, table):
    """Count a rule from a day in the shipped law."""

    def counted(term: str, day: str, **more) -> terms.TermAnswer:
        event = terms.on_day(date.fromisoformat(day))
        return terms.count(**{"book": book, "term": term, "event": event, "holidays": table, **more})

    return counted
