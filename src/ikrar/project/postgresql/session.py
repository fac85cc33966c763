"""A session with PostgreSQL that never mistakes a lonely commit for a kept one.

With quorum-synchronous replication a commit is answered only when a standby holds it as well. Three things could
still fool a client, and each is met here (docs/decisions/0054):

1. a primary that was replaced and came back (a ghost) takes sessions like any other: so a session is used only after
   a commit of its own was confirmed by the quorum, and hosts that cannot are passed over;
2. a commit on a primary that lost its standbys waits for ever: so the waiting has an end, and the end closes the
   session, for what became of the commit is not known;
3. cancelling that waiting makes the server answer "committed" with a warning: so it is never cancelled from here,
   and where somebody else did, the warning counts as a failure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from psycopg import Connection, OperationalError
from psycopg.abc import PQGen
from psycopg.errors import Diagnostic

PROOF_SECONDS = 2.0
SYNC_WAIT = "SyncRepWaitForLSN"  # the server's function that gives the warning, in whatever language
KEPT = frozenset({"on", "remote_apply"})

LOOK = (
    "SELECT current_setting('synchronous_standby_names') <> '', current_setting('synchronous_commit'), "
    "pg_is_in_recovery(), (SELECT count(*) FROM pg_stat_replication)"
)
PROOF = "SELECT pg_logical_emit_message(true, 'ikrar', 'proof')"


class NotThePrimary(Exception):
    """This server is a standby, or a primary that nobody follows."""


@dataclass(frozen=True, slots=True)
class Host:
    """One server of the address; both empty where libpq's defaults are meant."""

    name: str
    port: str


class Session(Connection[Any]):
    """A connection whose waiting ends, and whose commits are answered only if they are kept."""

    patience: float | None = None
    commit_patience: float = 8.0
    is_doubtful = False

    def wait(self, gen: PQGen[Any], interval: float = 0.1, timeout: float | None = None) -> Any:
        """Close the session when it takes too long: an answer that came later would belong to another question."""
        limit = self.patience if timeout is None else timeout
        try:
            answer = super().wait(gen, interval, limit)
        except OperationalError as e:
            if type(e).__name__ != "_WaitTimeout":  # psycopg keeps the class to itself
                raise
            self.pgconn.finish()
            raise OperationalError(f"no answer within {limit:g} s") from e
        self._check_kept()
        return answer

    def commit(self) -> None:
        """Raise unless the server, and a standby of the quorum if it has one, hold the transaction."""
        before, self.patience = self.patience, self.commit_patience
        try:
            super().commit()
        finally:
            self.patience = before

    def _check_kept(self) -> None:
        """Raise `OperationalError` if the server told that it stopped waiting for its standbys."""
        if self.is_doubtful:
            self.pgconn.finish()
            raise OperationalError("committed here, but perhaps on no standby: not kept for certain")

    def hear(self, told: Diagnostic) -> None:
        """A notice of the server."""
        self.is_doubtful = self.is_doubtful or told.source_function == SYNC_WAIT


def hosts_of(conn_params: Mapping[str, Any]) -> list[Host]:
    """The servers that libpq would try, in its order.

    >>> hosts_of({"host": "satu,dua", "port": "5432,5433"})
    [Host(name='satu', port='5432'), Host(name='dua', port='5433')]
    >>> hosts_of({"host": "satu,dua", "port": "5433"})
    [Host(name='satu', port='5433'), Host(name='dua', port='5433')]
    >>> hosts_of({})
    [Host(name='', port='')]
    """
    names = str(conn_params.get("host", "")).split(",")
    ports = str(conn_params.get("port", "")).split(",")
    if len(ports) == 1:
        ports *= len(names)
    return [Host(name, port) for name, port in zip(names, ports, strict=True)]


def prove(session: Session, *, needs_quorum: bool) -> None:
    """Raise `NotThePrimary` or `OperationalError` unless what this session commits will be kept."""
    session.add_notice_handler(session.hear)
    usual = session.patience, session.commit_patience
    session.patience = session.commit_patience = PROOF_SECONDS
    if _waits_for_followers(session, needs_quorum=needs_quorum):
        session.execute(PROOF)
    session.commit()
    session.patience, session.commit_patience = usual


def _waits_for_followers(session: Session, *, needs_quorum: bool) -> bool:
    """What the server says of itself; raise `NotThePrimary` where no proof is worth the waiting."""
    has_quorum, commits, is_standby, followers = session.execute(LOOK).fetchone() or (False, "", True, 0)
    if is_standby:
        raise NotThePrimary("a standby")
    if needs_quorum and not has_quorum:
        raise NotThePrimary("waits for no standby (synchronous_standby_names is empty)")
    if has_quorum and commits not in KEPT:
        raise NotThePrimary(f"synchronous_commit is {commits}")
    if has_quorum and not followers:
        raise NotThePrimary("no standby follows it")
    return bool(has_quorum)
