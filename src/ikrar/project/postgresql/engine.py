"""Django's engine over `session`: follows the primary, and takes no commit for kept that might not be."""

from typing import Any

from django.db.backends.postgresql import base as original
from psycopg import Error, IsolationLevel, OperationalError

from ikrar.project.postgresql import session
from ikrar.project.postgresql.session import Host, NotThePrimary, Session

IS_WRITABLE = "SELECT current_setting('transaction_read_only') = 'off'"

_preferred: list[Host] = []  # where this process found the primary last; tried first


class DatabaseWrapper(original.DatabaseWrapper):
    """`settings["OPTIONS"]` go to libpq; `COMMIT_SECONDS` and `STATEMENT_SECONDS` bound the waiting here."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Session:
        """A session with the first host that proves to be the primary; raises when none does."""
        hosts = session.hosts_of(conn_params)
        told: list[str] = []
        for host in sorted(hosts, key=lambda one: one not in _preferred):
            try:
                found = self._connected(host, conn_params, needs_quorum=len(hosts) > 1)
            except (OperationalError, NotThePrimary) as e:
                told.append(f"{host.name}:{host.port or 5432}: {e}")
            else:
                _preferred[:] = [host]
                return found
        raise OperationalError("no database can keep what is given to it: " + "; ".join(told))

    def is_usable(self) -> bool:
        """Also false once the server became a standby: the session is then closed, and the primary looked for."""
        if self.connection is None or self.connection.closed:
            return False
        try:
            row = self.connection.execute(IS_WRITABLE).fetchone()
        except Error:
            return False
        return row is not None and bool(row[0])

    def _connected(self, host: Host, conn_params: dict[str, Any], *, needs_quorum: bool) -> Session:
        self.isolation_level = IsolationLevel.READ_COMMITTED
        where = {"host": host.name} if host.name else {}
        where |= {"port": host.port} if host.port else {}
        found = Session.connect(**{**conn_params, **where})
        found.patience = self.settings_dict["STATEMENT_SECONDS"] or None
        found.commit_patience = self.settings_dict["COMMIT_SECONDS"]
        try:
            session.prove(found, needs_quorum=needs_quorum)
        except BaseException:
            found.close()
            raise
        return found
