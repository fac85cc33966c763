"""Writers of the embedded database take turns: who waits gets its turn, and who waits in vain is told so."""

import threading
import time

import pytest
from django.conf import settings
from django.db import OperationalError, connections

from ikrar.project import environment
from ikrar.project.sqlite.base import REST_SECONDS, DatabaseWrapper


@pytest.fixture
def writer(tmp_path, django_db_blocker):
    """`writer(seconds)`: a connection to a file of its own that waits so long for its turn."""
    made = []
    django_db_blocker.unblock()

    def connect(seconds):
        one = environment.database("sqlite", data=tmp_path)
        one["OPTIONS"] |= {"timeout": seconds}
        template = connections.settings["default"] | {"CONN_HEALTH_CHECKS": False}
        made.append(DatabaseWrapper({**template, **one}, "turns"))
        made[-1].inc_thread_sharing()
        return made[-1]

    yield connect
    for one in made:
        one.close()
    django_db_blocker.restore()


def begin(connection):
    connection.ensure_connection()
    connection._start_transaction_under_autocommit()


def end(connection):
    connection.connection.execute("COMMIT")


def test_a_writer_waits_for_the_other_and_then_writes(writer):
    first, second = writer(120), writer(120)
    begin(first)
    first.connection.execute("CREATE TABLE turns (at INTEGER)")
    done = threading.Event()

    def other():
        begin(second)
        second.connection.execute("INSERT INTO turns VALUES (2)")
        end(second)
        done.set()

    waiting = threading.Thread(target=other)
    waiting.start()
    assert not done.wait(0.05)
    end(first)
    assert done.wait(120)
    waiting.join()
    assert first.connection.execute("SELECT at FROM turns").fetchall() == [(2,)]


def test_who_waits_in_vain_is_told_and_may_try_again(writer):
    first, second = writer(20), writer(0.02)
    begin(first)
    with pytest.raises(OperationalError, match="locked"):
        begin(second)
    end(first)
    begin(second)
    end(second)


def test_whoever_held_the_file_leaves_it_to_others_before_asking_again(writer):
    one = writer(120)
    begin(one)
    time.sleep(2 * REST_SECONDS)
    one.commit()
    left = time.monotonic()
    begin(one)
    assert time.monotonic() - left >= 0.9 * REST_SECONDS  # it was free for at least so long
    one.rollback()


def test_the_product_uses_it_and_every_other_statement_waits_as_before(writer):
    assert environment.database("sqlite", data=settings.IKRAR_DATA)["ENGINE"] == "ikrar.project.sqlite"
    connection = writer(7)
    begin(connection)
    end(connection)
    assert connection.connection.execute("PRAGMA busy_timeout").fetchone() == (7000,)
