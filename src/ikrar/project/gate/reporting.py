"""Tells the register how many people this gate sent away: being unable is itself an entry there."""

import logging

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from ikrar.pledges.gate.counting import Counters
from ikrar.pledges.gate.troubles import DatabaseAway, Overloaded, Unforeseen
from ikrar.register import operations as register

log = logging.getLogger(__name__)
SENT_AWAY = tuple(kind.__name__ for kind in (Overloaded, DatabaseAway, Unforeseen))


class Report:
    """Called each second, in a thread that may ask the database."""

    def __init__(self, counters: Counters) -> None:
        self._counters = counters
        self._told = dict.fromkeys(SENT_AWAY, 0)

    def tell(self) -> None:
        """What came since the last call, by its reason; while the database is away the register keeps count."""
        for reason in SENT_AWAY:
            seen = self._counters.refused[reason]
            fresh, self._told[reason] = seen - self._told[reason], seen
            if fresh:
                self._note(reason, fresh)

    def _note(self, reason: str, count: int) -> None:
        try:
            register.note_refusing(at=timezone.now(), refused=count, reason=reason)
        except (DatabaseError, InterfaceError) as e:
            log.warning("who was sent away is told later: %s", type(e).__name__)
            connection.close()
