"""The request under way: its number and its route, for whatever is logged or answered meanwhile. No Django.

The pages and the gate both work `within` one, so that a number quoted by a person leads to its line in the log.
"""

import os
import re
from contextvars import ContextVar, Token
from dataclasses import dataclass
from random import Random, SystemRandom

NOWHERE = "(no such address)"
# What a proxy draws at random ($request_id, a UUID); never as short as the number of an official.
_DRAWN = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(slots=True)
class Asked:
    """One request; `route` is the pattern of its address, never the address."""

    id: str
    route: str = NOWHERE


# A number is no secret, and asking the system for chance costs more than anything else a gate does for a request.
_chance = Random(SystemRandom().getrandbits(128))  # noqa: S311 (see above)
os.register_at_fork(after_in_child=lambda: _chance.seed(SystemRandom().getrandbits(128)))

_asked: ContextVar[Asked | None] = ContextVar("asked", default=None)


def drawn(*, said: str = "") -> str:
    """A number for a request: what a trusted proxy said, else one of our own."""
    return said if said and _DRAWN.fullmatch(said) else f"{_chance.getrandbits(48):012x}"


class within:  # noqa: N801 (read as a word: `with within():`)
    """While a request is answered; `said` is the number a trusted proxy gave it, `number` the one it bears already.

    >>> with within(said="0" * 32) as asked:
    ...     asked.id == number()
    True
    """

    __slots__ = ("_now", "_token")
    _token: Token[Asked | None]

    def __init__(self, *, said: str = "", number: str = "", route: str = NOWHERE) -> None:
        self._now = Asked(number or drawn(said=said), route)

    def __enter__(self) -> Asked:
        self._token = _asked.set(self._now)
        return self._now

    def __exit__(self, *_: object) -> None:
        _asked.reset(self._token)


def set_route(route: str) -> None:
    """Which kind of page it is, once that is known."""
    asked = _asked.get()
    if asked:
        asked.route = route


def current() -> Asked | None:
    return _asked.get()


def number() -> str:
    """The number of the request under way; empty outside of one."""
    asked = _asked.get()
    return asked.id if asked else ""
