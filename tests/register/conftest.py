"""A register of its own for each test."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from ikrar.register import operations

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


class Office:
    """Enters and advances, with a clock that moves only when told."""

    def __init__(self) -> None:
        self.now = NOON

    def enter(self, count: int = 1, *, rehearsal: bool = False) -> list[bytes]:
        with transaction.atomic():
            return [
                operations.enter(
                    kind="note",
                    body={"n": at, "t": self.now.timestamp().__int__()},
                    at=self.now,
                    rehearsal=rehearsal,
                ).leaf_hash
                for at in range(count)
            ]

    def wait(self, seconds: float = 3.0) -> None:
        self.now += timedelta(seconds=seconds)

    def seal(self) -> operations.Advanced:
        self.wait()
        return operations.advance(at=self.now)


@pytest.fixture
def office(db, settings, tmp_path):
    settings.IKRAR_DATA = tmp_path
    settings.IKRAR_WITNESSES = []
    return Office()
