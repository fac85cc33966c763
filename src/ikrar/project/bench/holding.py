"""How long each write held the database: from when it might write to when it let go.

On SQLite everybody else who writes waits that long; on PostgreSQL it is how long a transaction stood open.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

READING = ("SELECT", "PRAGMA", "EXPLAIN", "BEGIN", "SAVEPOINT", "RELEASE")


@dataclass(slots=True)
class Holds:
    """Milliseconds of every write of this thread, while it is watched."""

    took: list[float] = field(default_factory=list)
    _began: float | None = None

    @property
    def longest(self) -> float:
        return max(self.took, default=0.0)

    def begun(self) -> None:
        self._began = time.perf_counter()

    def ended(self) -> None:
        if self._began is not None:
            self.took.append((time.perf_counter() - self._began) * 1000)
        self._began = None

    def alone(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        """A statement outside any transaction is a write of its own."""
        if connections[DEFAULT_DB_ALIAS].in_atomic_block or sql.lstrip().upper().startswith(READING):
            return execute(sql, *rest)
        self.begun()
        try:
            return execute(sql, *rest)
        finally:
            self.ended()


@contextmanager
def watched() -> Iterator[Holds]:
    """Every write of this thread's connection within it."""
    holds, connection = Holds(), connections[DEFAULT_DB_ALIAS]
    begin, commit, rollback = connection.set_autocommit, connection.commit, connection.rollback

    def set_autocommit(autocommit: bool, *args: Any, **more: Any) -> None:  # noqa: FBT001 (Django's signature)
        begin(autocommit, *args, **more)
        if not autocommit:
            holds.begun()

    def ending(act: Callable[[], None]) -> Callable[[], None]:
        def done() -> None:
            try:
                act()
            finally:
                holds.ended()

        return done

    connection.set_autocommit = set_autocommit  # type: ignore[method-assign]
    connection.commit, connection.rollback = ending(commit), ending(rollback)  # type: ignore[method-assign]
    try:
        with connection.execute_wrapper(holds.alone):
            yield holds
    finally:
        for name in ("set_autocommit", "commit", "rollback"):
            del connection.__dict__[name]
