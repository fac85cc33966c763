"""A primary dies, or is only out of sight, or comes back: nothing acknowledged is missing, and nobody is fooled.

Three real PostgreSQL servers on this machine; the first tests use them alone, the last one the whole demonstration.
"""

import json
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

import psycopg
import pytest

from ikrar.project import environment as env
from ikrar.project.cluster import failover, servers
from ikrar.project.cluster.group import Group
from ikrar.project.postgresql import session
from ikrar.project.postgresql.engine import DatabaseWrapper
from ikrar.project.postgresql.session import NotThePrimary, Session

ROOT = Path(__file__).parents[2]
PORT = 26_400
WAITING = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'"

pytestmark = pytest.mark.faults


@pytest.fixture
def group():
    """A primary and two standbys that follow it."""
    folder = Path(tempfile.mkdtemp(prefix="ikrar-faults-cluster-"))
    folder.chmod(0o711)  # the account of the database passes through
    made = Group(folder, programs=servers.binaries(folder), port=PORT)
    try:
        made.start(tell=lambda words: None)
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder)


@pytest.fixture
def client(group, django_db_blocker):
    """What a process of ours has: Django's connection to all three, by one address."""
    settings = env.database(group.address, data=Path())
    wrapper = DatabaseWrapper(
        settings
        | {"AUTOCOMMIT": True, "TIME_ZONE": None, "CONN_MAX_AGE": None, "TEST": {}, "STATEMENT_SECONDS": 2},
        "cluster",
    )
    with django_db_blocker.unblock():  # it is no connection of the run's own database
        yield Client(wrapper)
        wrapper.close()


class Client:
    def __init__(self, wrapper):
        self.wrapper = wrapper

    def run(self, sql):
        with self.wrapper.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []

    @property
    def port(self):
        """Of the server it talks to."""
        return self.wrapper.connection.info.port

    def next_request(self):
        """What Django does between two requests."""
        self.wrapper.errors_occurred = True
        self.wrapper.close_if_unusable_or_obsolete()


def lonely_session(server):
    """A session with one server that asks no proof."""
    address = server.address.replace("dbname=postgres", "dbname=ikrar")
    found = Session.connect(address, options="-c synchronous_commit=on")
    found.add_notice_handler(found.hear)
    found.commit_patience = 2
    return found


def test_a_client_follows_the_primary_and_passes_over_its_ghost(group, client):
    old = group.primary
    client.run("CREATE TABLE said (n int PRIMARY KEY)")
    client.run("INSERT INTO said VALUES (1)")
    assert client.port == old.port
    old.kill()
    with pytest.raises(Exception, match="connection"):
        client.run("INSERT INTO said VALUES (2)")
    group.fail_over()
    client.next_request()
    client.run("INSERT INTO said VALUES (3)")
    assert client.port == group.primary.port != old.port

    old.start()  # as a primary: it knows nothing of what happened
    client.wrapper.close()
    client.run("INSERT INTO said VALUES (4)")
    assert client.port == group.primary.port
    with lonely_session(old) as asked, pytest.raises(NotThePrimary):
        session.prove(asked, needs_quorum=True)

    failover.rejoin(old, group.primary)
    assert client.run("SELECT n FROM said ORDER BY n") == [(1,), (3,), (4,)]
    assert old.ask("SELECT pg_is_in_recovery()") is True


def test_a_primary_that_lost_its_standbys_acknowledges_nothing_to_whoever_was_connected(group, client):
    """It lives and answers questions: to its clients nothing seems to have happened."""
    client.run("CREATE TABLE said (n int PRIMARY KEY)")
    for standby in group.standbys:
        failover.cut_off(standby)
    with pytest.raises(Exception, match="no answer within 2 s"):
        client.run("INSERT INTO said VALUES (1)")
    client.next_request()
    with pytest.raises(Exception, match="no standby follows it"):
        client.run("SELECT 1")
    seen = lonely_session(group.primary)
    assert seen.execute("SELECT count(*) FROM said").fetchone() == (0,)
    seen.close()


def test_a_commit_whose_waiting_somebody_cancelled_is_not_taken_for_kept(group):
    """The server says COMMIT all the same, with a warning."""
    asked = lonely_session(group.primary)
    asked.execute("CREATE TABLE said (n int)")
    for standby in group.standbys:
        failover.cut_off(standby)
    timer = threading.Timer(
        0.5, lambda: group.primary.tell(f"SELECT pg_cancel_backend(pid) FROM ({WAITING})")
    )
    timer.start()
    with pytest.raises(psycopg.OperationalError, match="not kept for certain"):
        asked.commit()
    timer.join()
    assert asked.closed


def test_the_standby_with_the_most_of_the_log_is_promoted_whatever_its_name(group):
    first, second = group.standbys
    asked = lonely_session(group.primary)
    asked.execute("CREATE TABLE said (n int)")
    asked.commit()
    failover.cut_off(first)
    asked.execute("INSERT INTO said VALUES (1)")
    asked.commit()  # the second holds it, and the first does not
    asked.close()
    group.primary.kill()
    done = group.fail_over()
    assert done.primary is second
    with lonely_session(second) as seen:
        assert seen.execute("SELECT n FROM said").fetchall() == [(1,)]


def test_several_hosts_of_which_none_waits_for_a_standby_are_refused(group):
    """Else a failover would lose what was acknowledged."""
    group.primary.tell("ALTER SYSTEM SET synchronous_standby_names = ''", "SELECT pg_reload_conf()")
    with (
        lonely_session(group.primary) as asked,
        pytest.raises(NotThePrimary, match="synchronous_standby_names"),
    ):
        session.prove(asked, needs_quorum=True)
    with lonely_session(group.primary) as asked:
        session.prove(asked, needs_quorum=False)  # who names one host knows that it is one


def test_the_demonstration_loses_nothing():
    """Two gates, a crowd, kill -9, a promotion, a ghost, and the count; the same pledge goes to both gates at once."""
    words = ["cluster", "demo", "--seconds", "6", "--port", str(PORT + 50), "--json"]
    done = subprocess.run(
        [str(ROOT / "ikrar"), *words],
        cwd=ROOT, capture_output=True, text=True, timeout=400, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert told["faults"] == []
    assert told["acknowledged"] == told["stored"] > 100
    assert told["counts"]["sent to two doors at once"] > 10
    assert told["checkpoints"] > 2
    assert told["receipts"] > 100
    (fall,) = told["falls"]
    assert fall["haunting"]["refused"]
    assert fall["haunting"]["unanswered"]
