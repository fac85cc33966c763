"""Who looked at what is held about somebody: read from the audit trail, for that person."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from ikrar.accounts.models import AuditRow
from ikrar.accounts.queries.audit import named_acts
from ikrar.kernel.words import Words

AT_MOST = 1000


@dataclass(frozen=True, slots=True)
class Look:
    """One act, by the public mark of the officer."""

    words: Words
    at: datetime
    actor: str


def looks_at(*, subjects: Collection[str]) -> list[Look]:
    """What officers did about these marks, the newest first; what the system did by itself is left out."""
    names = named_acts()
    rows = AuditRow.objects.filter(subject__in=subjects).exclude(actor="system").order_by("-number")
    return [Look(names.get(row.act, Words(row.act, row.act)), row.at, row.actor) for row in rows[:AT_MOST]]
