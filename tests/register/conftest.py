"""A register of its own for each test."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from django.db import transaction

from ikrar.register import operations

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


class Office:
    """Enters and advances, with a clock that moves only when told."""

    def __init__(self) -> None:
        self.now = NOON
        self.entered = 0

    def enter(self, count: int = 1, *, rehearsal: bool = False) -> list[bytes]:
        """So many pledges, of which the register sees only the digest."""
        numbers = range(self.entered, self.entered + count)
        self.entered += count
        entries = [("pledge", sha256(b"%d" % number).digest()) for number in numbers]
        with transaction.atomic():
            return operations.enter_hashed(entries=entries, at=self.now, rehearsal=rehearsal)

    def publish(self, title: str = "contoh", *, rehearsal: bool = False) -> bytes:
        """One record that everyone may read."""
        with transaction.atomic():
            entered = operations.enter(kind="note", body={"title": title}, at=self.now, rehearsal=rehearsal)
        return entered.leaf_hash

    def wait(self, seconds: float = 3.0) -> None:
        self.now += timedelta(seconds=seconds)

    def seal(self) -> operations.Advanced:
        self.wait()
        return operations.advance(at=self.now)


@pytest.fixture
def office(db, settings, tmp_path, monkeypatch):
    """An office on an empty disk that is quick to say it has written."""
    monkeypatch.setattr("os.fsync", lambda _: None)
    settings.IKRAR_DATA = tmp_path
    settings.IKRAR_WITNESSES = []
    return Office()
