"""Who is the clerk: one process at a time, elected by the database and fenced by the number of its term.

The row says who holds the office and until when, by the database's own clock. A clerk renews it while it works; one
that dies is replaced when its term runs out, at once where its process is seen to be gone. One that was only
asleep comes back with an old number, and `Office.check`, inside each of its transactions, stops it.
"""

import contextlib
import os
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, connection, transaction

from ikrar.register.models import Term

TERM_SECONDS = 4  # how long a dead clerk may keep the office
RENEW_SECONDS = 1
ROW = 1

# The moment on the database's clock, so many seconds from now, in the form in which Django stores moments.
_MOMENT = {
    "sqlite": "strftime('%%Y-%%m-%%d %%H:%%M:%%f000', 'now', '{:+d} seconds')",
    "postgresql": "clock_timestamp() + interval '{:+d} seconds'",
}


class TermIsOver(Exception):
    """Another clerk was elected meanwhile; nothing of this step was kept."""


@dataclass(frozen=True, slots=True)
class Office:
    """The right to sequence, seal and publish, for as long as nobody was elected after."""

    number: int

    def check(self) -> None:
        """Raise unless this is the clerk; inside the transaction whose work depends on it, which then holds the row."""
        if connection.vendor == "postgresql":
            _bound_the_sleep()
        rows = Term.objects.select_for_update().filter(id=ROW, number=self.number)
        if rows.values_list("number", flat=True).first() is None:
            raise TermIsOver(self.number)


def _bound_the_sleep() -> None:
    """A clerk that sleeps in a transaction must not keep the row from its successor; unless the operator said: for ever."""
    name = "idle_in_transaction_session_timeout"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, %s, true) WHERE current_setting(%s) <> '0'",
            [name, f"{TERM_SECONDS}s", name],
        )


@dataclass(slots=True)
class Candidate:
    """A process, or a part of one, that stands for the office. `silent_since` is told once, by a standing clerk."""

    is_standing: bool = True
    name: str = field(default_factory=lambda: f"{_node()}/{os.getpid()}/{secrets.token_hex(4)}")
    office: Office | None = None
    silent_since: datetime | None = None
    _sure_until: float = 0.0

    def stand(self) -> Office | None:
        """Keep the office, or take it if it is free; nothing while it is another's."""
        asked = time.monotonic()
        number, holder, is_free, is_stale = _state()
        self.silent_since = None
        if self.office and number == self.office.number and holder == self.name:
            if is_stale and self._renew(number):
                self._sure_until = asked + TERM_SECONDS
        elif is_free or _is_gone(holder):
            self._take(number)
            self._sure_until = asked + TERM_SECONDS
        else:
            self.office = None
        return self.office

    def is_elected(self) -> bool:
        """Whether the office is surely ours still, without asking the database."""
        return self.office is not None and time.monotonic() < self._sure_until

    def resign(self) -> None:
        """Leave the office to whoever comes next, at once."""
        if self.office:
            Term.objects.filter(id=ROW, number=self.office.number).update(ends_at=None)
        self.office = None

    def _renew(self, number: int) -> bool:
        heartbeat = f", heartbeat_at = {_moment(0)}" if self.is_standing else ""
        sql = (
            f"UPDATE register_term SET renewed_at = {_moment(0)}, ends_at = {_moment(TERM_SECONDS)}{heartbeat}"  # noqa: S608 (our own words)
            " WHERE id = %s AND number = %s"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [ROW, number])
            return bool(cursor.rowcount)

    def _take(self, number: int) -> None:
        """Only from the term that was seen to be over: of two who try, one finds another number."""
        self.office = None
        with transaction.atomic():
            row = Term.objects.select_for_update().get(id=ROW)
            if row.number != number:
                return
            silent_since, office = row.heartbeat_at, Office(number + 1)
            Term.objects.filter(id=ROW).update(number=office.number, holder=self.name)
            with connection.cursor() as cursor:
                cursor.execute(f"UPDATE register_term SET began_at = {_moment(0)} WHERE id = %s", [ROW])  # noqa: S608 (our own words)
            self.office = office
            self._renew(office.number)
        self.silent_since = silent_since if self.is_standing else None


@contextmanager
def for_a_moment() -> Iterator[Office | None]:
    """The office for one act, if it is free, and given back right after; nothing while a clerk is at work."""
    candidate = Candidate(is_standing=False)
    try:
        yield candidate.stand()
    finally:
        with contextlib.suppress(DatabaseError):  # then it runs out by itself
            candidate.resign()


def void() -> None:
    """End whatever term the row tells of, as in a copy of the database put back; no older one counts any more."""
    row, _ = Term.objects.get_or_create(id=ROW)
    Term.objects.filter(id=ROW).update(number=row.number + 1, holder="", ends_at=None)


def _state() -> tuple[int, str, bool, bool]:
    """Number, holder, whether the term is over, and whether it is time to renew it.

    A term that ends later than any term could was given by a clock that has been set back since: it counts as over.
    """
    sql = (
        "SELECT number, holder, ends_at IS NULL OR ends_at <= "  # noqa: S608 (our own words)
        f"{_moment(0)} OR ends_at > {_moment(TERM_SECONDS + 1)}, "
        f"renewed_at IS NULL OR renewed_at <= {_moment(-RENEW_SECONDS)} OR renewed_at > {_moment(1)} "
        "FROM register_term WHERE id = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [ROW])
        found = cursor.fetchone()
    if found is None:
        Term.objects.get_or_create(id=ROW)
        return 0, "", True, False
    number, holder, is_free, is_stale = found
    return int(number), str(holder), bool(is_free), bool(is_stale)


def _moment(seconds: int) -> str:
    return _MOMENT[connection.vendor].format(seconds)


def _node() -> str:
    """This machine since it was started, and the space its process numbers are of."""
    marks = [socket.gethostname()[:100]]
    for path, read in (
        ("/proc/sys/kernel/random/boot_id", Path.read_text),
        ("/proc/self/ns/pid", os.readlink),
    ):
        try:
            marks.append(str(read(Path(path))).strip()[-20:])
        except OSError:
            marks.append("?")
    return "/".join(marks)


def _is_gone(holder: str) -> bool:
    """Whether the holder is a process of this machine that does not run any more."""
    node, _, rest = holder.rpartition("/")
    node, _, number = node.rpartition("/")
    if not rest or node != _node() or "?" in node or not number.isdecimal():
        return False
    return not Path(f"/proc/{number}").exists()
