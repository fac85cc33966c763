"""What an operator does when the primary is gone, in the order that loses nothing (docs/decisions/0055).

With `ANY 1` each acknowledged commit lies on at least one standby, on which one nobody knows. So all standbys are asked,
and first of all none of them listens to the old primary any more: from then on it can acknowledge nothing, dead or
only out of sight.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ikrar.project.cluster.servers import Server

STEP_SECONDS = 20.0


class StepTookTooLong(Exception):
    """A server did not do what it was told; look at its log."""


@dataclass(frozen=True, slots=True)
class Promoted:
    """Which standby became the primary, and how far each had got."""

    primary: Server
    received: dict[str, str]


def fail_over(standbys: Sequence[Server]) -> Promoted:
    """Cut off, compare, promote, repoint; all standbys must answer."""
    for standby in standbys:
        cut_off(standby)
    received = {standby.name: str(standby.ask("SELECT pg_last_wal_receive_lsn()")) for standby in standbys}
    chosen = max(standbys, key=lambda standby: _place(received[standby.name]))
    chosen.ask("SELECT pg_promote(true, 20)", seconds=25)
    for standby in standbys:
        if standby is not chosen:
            follow(standby, chosen)
    return Promoted(chosen, received)


def cut_off(standby: Server) -> None:
    """It listens to nobody; what it has received it keeps."""
    standby.tell("ALTER SYSTEM SET primary_conninfo = ''", "SELECT pg_reload_conf()")
    _wait(lambda: standby.ask("SELECT count(*) FROM pg_stat_wal_receiver") == 0, f"{standby.name} cut off")


def follow(standby: Server, primary: Server) -> None:
    """It listens to this one from now on, also across the change of timeline."""
    words = f"host=127.0.0.1 port={primary.port} user=ikrar connect_timeout=2"
    standby.tell(f"ALTER SYSTEM SET primary_conninfo = '{words}'", "SELECT pg_reload_conf()")
    wait_for_follower(primary, standby.name)


def wait_for_follower(primary: Server, name: str) -> None:
    """Until the primary counts this standby among its quorum."""
    sql = "SELECT count(*) FROM pg_stat_replication WHERE application_name = %s AND sync_state = 'quorum'"
    _wait(lambda: primary.ask(sql, name) == 1, f"{name} follows {primary.name}")


def rejoin(ghost: Server, primary: Server) -> str:
    """Make the old primary a standby of the new one; by which of the two ways."""
    ghost.stop()
    try:
        ghost.rewind(primary)
        way = "pg_rewind"
    except Exception:  # noqa: BLE001 (whatever it was: a fresh copy needs nothing of the old folder)
        ghost.copy(primary)
        way = "pg_basebackup"
    ghost.start()
    wait_for_follower(primary, ghost.name)
    return way


def _place(lsn: str) -> int:
    """A place in the log as a number.

    >>> _place("0/3000060") < _place("1/0")
    True
    """
    high, _, low = lsn.partition("/")
    return (int(high, 16) << 32) + int(low, 16)


def _wait(has_come: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + STEP_SECONDS
    while not has_come():
        if time.monotonic() > deadline:
            raise StepTookTooLong(what)
        time.sleep(0.05)
