"""What a primary can still do that was replaced and came back: take sessions, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass

import psycopg

from ikrar.project.cluster.servers import DATABASE, Server
from ikrar.project.postgresql import session
from ikrar.project.postgresql.session import NotThePrimary, Session

LONELY_SECONDS = 2.0
TIDS = "SELECT tid FROM pledges_pledge WHERE effective"


@dataclass(frozen=True, slots=True)
class Haunting:
    """What was tried on the ghost, and what came of it; empty where it acknowledged."""

    refused: str
    unanswered: str
    only_there: frozenset[str]


def examine(ghost: Server, *, stored: Callable[[], set[str]]) -> Haunting:
    """Ask it as our processes would, ask it for a commit past all checks, and look what it alone holds."""
    return Haunting(_refused(ghost), _unanswered(ghost), frozenset(_tids(ghost) - stored()))


def _refused(ghost: Server) -> str:
    with _connected(ghost) as asked:
        try:
            session.prove(asked, needs_quorum=True)
        except NotThePrimary as e:
            return str(e)
    return ""


def _unanswered(ghost: Server) -> str:
    asked = _connected(ghost)
    asked.commit_patience = LONELY_SECONDS
    asked.execute(session.PROOF)
    try:
        asked.commit()
    except psycopg.OperationalError as e:
        return str(e)
    asked.close()
    return ""


def _tids(ghost: Server) -> set[str]:
    with _connected(ghost) as asked:
        return {tid for (tid,) in asked.execute(TIDS)}


def _connected(ghost: Server) -> Session:
    address = ghost.address.replace("dbname=postgres", f"dbname={DATABASE}")
    return Session.connect(address, options="-c synchronous_commit=on")
