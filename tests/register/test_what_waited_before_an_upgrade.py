"""The previous release kept waiting entries among the others, without an index."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ikrar.register import queries
from tests.entries import entries
from tests.register.conftest import NOON

BEFORE = ("register", "0001_initial")


@pytest.fixture
def old_release(office):
    """The tables as they were; afterwards the newest again."""
    executor = MigrationExecutor(connection)
    newest = [leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] == "register"]
    executor.migrate([BEFORE])
    yield executor.loader.project_state([BEFORE]).apps
    MigrationExecutor(connection).migrate(newest)


@pytest.mark.django_db(transaction=True)
def test_it_waits_on_and_is_sealed(office, old_release):
    log = old_release.get_model("register", "Log").objects.create(
        origin="ikrar.test/register", kind="REAL", opened_at=NOON
    )
    entry = old_release.get_model("register", "Entry")
    for number in range(8):
        leaf = b"ikrar.leaf/v1\npledge\n%d\n" % number
        entry.objects.create(
            log=log, kind="pledge", leaf=leaf, leaf_hash=bytes([number]) * 32, staged_at=NOON
        )
    executor = MigrationExecutor(connection)
    executor.migrate([leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] == "register"])
    assert queries.waiting() == len(entries("pledge")) == 8
    assert office.seal().published == (8,)
    assert queries.waiting() == 0
