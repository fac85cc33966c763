"""Where Django looks for an engine: the one of the embedded database.

SQLite lets one connection write at a time. Its own waiting (`busy_timeout`) sleeps in steps that grow to 100 ms and
favours nobody, so at roll call a gate slept several times as long as the clerk wrote. Whoever begins a transaction
here asks again every millisecond instead; all other statements wait as they always did.
"""

import sqlite3
import time

from django.db.backends.sqlite3 import base

TURN_SECONDS = 0.001


class DatabaseWrapper(base.DatabaseWrapper):
    """Begins transactions by asking often; raises "database is locked" when `timeout` is over."""

    def _start_transaction_under_autocommit(self) -> None:
        seconds = float(self.settings_dict["OPTIONS"].get("timeout", 5.0))
        with self.wrap_database_errors:
            self.connection.execute("PRAGMA busy_timeout=0")
            try:
                self._begin(until=time.monotonic() + seconds)
            finally:
                self.connection.execute(f"PRAGMA busy_timeout={int(seconds * 1000)}")

    def _begin(self, *, until: float) -> None:
        words = f"BEGIN {self.settings_dict['OPTIONS'].get('transaction_mode', 'DEFERRED')}"
        while True:
            try:
                self.connection.execute(words)
            except sqlite3.OperationalError as e:
                if "locked" not in str(e) or time.monotonic() >= until:
                    raise
                time.sleep(TURN_SECONDS)
            else:
                return
