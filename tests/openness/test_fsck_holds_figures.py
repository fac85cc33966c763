"""fsck holds published figures and announced times against their rows, whatever else guards them."""

import random
from datetime import timedelta

import pytest
from django.db import connection

from ikrar.openness.models import Announcement, Snapshot
from ikrar.openness.operations import publish_due
from ikrar.openness.queries.holding import HOLDERS
from ikrar.register import queries
from tests.openness.test_announced_times import EVENING
from tests.register.flips import flipped

FLIPS = (
    (Snapshot, "number"), (Snapshot, "reason"), (Snapshot, "note"), (Snapshot, "as_of"), (Snapshot, "file"),
    (Snapshot, "sha256"), (Snapshot, "leaf_hash"),
    (Announcement, "daily_at"), (Announcement, "closing_at"), (Announcement, "announced_at"), (Announcement, "leaf_hash"),
)  # fmt: skip


def findings():
    return [f"{one.code} {one.where}" for one in queries.check_log(holders=HOLDERS)]


@pytest.fixture
def published(signed):
    """Figures of one evening; and the database lets rows be changed, as a disk would."""
    publish_due(at=EVENING)
    assert Snapshot.objects.count() == 1
    with connection.cursor() as cursor:
        for table in ("openness_snapshot", "openness_announcement"):
            on = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER {table}_stands{on}")
    return signed


def test_figures_and_times_are_held_and_every_flip_is_named(published):
    assert findings() == []
    chance, unnoticed = random.Random(13), []
    for model, column in FLIPS:
        row = model.objects.get()
        value = getattr(row, column)
        value = bytes(value) if isinstance(value, memoryview) else value
        model.objects.update(**{column: changed(value, chance)})
        if not findings():
            unnoticed.append((model.__name__, column))
        model.objects.update(**{column: value})
    assert unnoticed == []
    assert findings() == []


def changed(value, chance):
    """Another value by one byte or bit; a moment by a second at least, for nothing finer is told."""
    if hasattr(value, "astimezone"):
        return value + timedelta(seconds=1 << chance.randrange(12))
    if hasattr(value, "hour"):
        return value.replace(minute=value.minute ^ 1)
    return flipped(value, chance) if value else "x"


def test_a_publication_that_is_gone_is_missed(published):
    Snapshot.objects.all().delete()
    assert [one.split()[:2] for one in findings()] == [["no-row", "figure"]]
