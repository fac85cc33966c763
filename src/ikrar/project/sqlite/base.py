"""Where Django looks for an engine: the one of the embedded database.

SQLite lets one connection write at a time. Its own waiting (`busy_timeout`) sleeps in steps that grow to 100 ms and
favours nobody, so at roll call a gate slept several times as long as the clerk wrote. Whoever begins a transaction
here asks again every millisecond instead; all other statements wait as they always did. And whoever held the file
leaves it to others for a while before asking for it again: as long as it was held, up to a few milliseconds.
"""

import sqlite3
import threading
import time

from django.db.backends.sqlite3 import base

TURN_SECONDS = 0.001
REST_SECONDS = 0.003  # three looks of another process


class _Turn:
    """When this process may ask for the file again; its threads share one turn."""

    def __init__(self) -> None:
        self._began = self._free_at = 0.0

    def wait(self) -> None:
        rest = self._free_at - time.monotonic()
        if rest > 0:
            time.sleep(rest)

    def begin(self) -> None:
        self._began = time.monotonic()

    def end(self) -> None:
        now = time.monotonic()
        self._free_at = now + min(now - self._began, REST_SECONDS)


_turn = _Turn()


class _Waited(threading.local):
    """What a thread waited for since it was asked last."""

    turn = disk = 0.0


_waited = _Waited()


def waited() -> tuple[float, float]:
    """Seconds this thread waited for its turn to write, and for the disk; counted anew from now on."""
    found = _waited.turn, _waited.disk
    _waited.turn = _waited.disk = 0.0
    return found


class DatabaseWrapper(base.DatabaseWrapper):
    """Begins transactions by asking often; raises "database is locked" when `timeout` is over."""

    def _start_transaction_under_autocommit(self) -> None:
        seconds = float(self.settings_dict["OPTIONS"].get("timeout", 5.0))
        with self.wrap_database_errors:
            self.connection.execute("PRAGMA busy_timeout=0")
            began = time.monotonic()
            try:
                self._begin(until=began + seconds)
            finally:
                _waited.turn += time.monotonic() - began
                self.connection.execute(f"PRAGMA busy_timeout={int(seconds * 1000)}")

    def _begin(self, *, until: float) -> None:
        words = f"BEGIN {self.settings_dict['OPTIONS'].get('transaction_mode', 'DEFERRED')}"
        while True:
            _turn.wait()
            try:
                self.connection.execute(words)
            except sqlite3.OperationalError as e:
                if "locked" not in str(e) or time.monotonic() >= until:
                    raise
                time.sleep(TURN_SECONDS)
            else:
                _turn.begin()
                return

    def commit(self) -> None:
        began = time.monotonic()
        super().commit()
        _waited.disk += time.monotonic() - began
        _turn.end()

    def rollback(self) -> None:
        super().rollback()
        _turn.end()
