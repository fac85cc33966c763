"""When the gate itself cannot: said honestly, with the moment to come back. Nothing was recorded; the phone keeps its pledge."""

import random

SOONEST = 5  # seconds
SPREAD = 20  # a yard full of phones that come back together would meet the same trouble again


class CannotNow(Exception):
    """Nothing was recorded; `retry_after` says in how many seconds to ask again."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


class Overloaded(CannotNow):
    """More is waiting already than can be written in good time."""


class DatabaseAway(CannotNow):
    """The database did not say that it took it. Perhaps it did, and the answer was lost: then the repeat gets it."""


class TooSlow(CannotNow):
    """The body did not arrive within its time."""


class Unforeseen(CannotNow):
    """A fault of ours."""


def come_back(*, soonest: int = SOONEST) -> int:
    """Seconds to wait, each caller its own."""
    return soonest + random.randrange(SPREAD)  # noqa: S311 (spreads a crowd, hides nothing)
