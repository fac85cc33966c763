"""The book in force, and what other contexts have always asked of it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ikrar.law import reading
from ikrar.law.domain import Book, Calendar, PactTemplate

TEXTS = Path(__file__).parent.parent / "texts"


class NoSuchLawText(Exception):
    """No calendar or pact has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@cache
def book() -> Book:
    """The law book in force."""
    return reading.read_folder(TEXTS)


def calendars() -> Mapping[str, Calendar]:
    """Every election calendar by its code."""
    return book().calendars


def pact_templates() -> Mapping[str, PactTemplate]:
    """Every shipped pact by its code."""
    return book().pacts


def calendar(code: str) -> Calendar:
    try:
        return calendars()[code]
    except KeyError:
        raise NoSuchLawText(code) from None


def pact_template(code: str) -> PactTemplate:
    try:
        return pact_templates()[code]
    except KeyError:
        raise NoSuchLawText(code) from None
