"""The book in force, older ones, and what other contexts have always asked of it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings

from ikrar.law import reading
from ikrar.law.domain import Book, Calendar, PactTemplate
from ikrar.law.queries import versions

TEXTS = Path(__file__).parent.parent / "texts"


class NoSuchLawText(Exception):
    """No calendar or pact has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def book(*, version: str = "") -> Book:
    """The law book in force, or the one of a version this installation has worked by."""
    current = _current()
    return current if version in ("", current.version) else versions.older(version)


@cache
def _current() -> Book:
    return reading.read_folder(*folders(), memory=settings.IKRAR_DATA / "law.cache")


def folders() -> tuple[Path, Path | None]:
    """Where the texts stand: those shipped, and the operator's additions if there are any."""
    return TEXTS, Path(settings.IKRAR_LAW) if settings.IKRAR_LAW else None


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
