"""Commits that need not wait for the disk: what is lost with the power of the last moment only asks somebody twice."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def soft_commit() -> Iterator[None]:
    """A transaction that is written at once and made durable with the next one that is (docs/decisions/0047).

    A process that is killed loses nothing. Inside another transaction it is a part of that.
    """
    if connection.in_atomic_block:
        with transaction.atomic():
            yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            _say("SET LOCAL synchronous_commit = off")
            yield
    else:
        _say("PRAGMA synchronous = NORMAL")
        try:
            with transaction.atomic():
                yield
        finally:
            _say("PRAGMA synchronous = FULL")


def _say(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
