"""What the shipped law texts say. Loaded once; a broken file stops the start (see apps.py)."""

from functools import cache

from ikrar.law import loading
from ikrar.law.domain import Calendar, PactTemplate


class NoSuchLawText(Exception):
    """No calendar or pact has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@cache
def calendars() -> dict[str, Calendar]:
    """Every election calendar by its code."""
    return loading.calendars()


@cache
def pact_templates() -> dict[str, PactTemplate]:
    """Every shipped pact by its code."""
    return loading.pact_templates()


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
