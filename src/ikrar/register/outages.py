"""Entries that waited longer than the objective: noticed before the clerk's step, entered once it is over."""

from datetime import datetime, timedelta

from django.db import transaction

from ikrar.kernel.canonical import Value
from ikrar.register import domain
from ikrar.register.models import Entry, Log, Outage, Staged

OBJECTIVE = timedelta(seconds=domain.OBJECTIVE_SECONDS)


def notice(log: Log, *, at: datetime) -> None:
    """Open an outage, or note how long it has become, when an entry is overdue."""
    oldest = _oldest_unpublished(log)
    if oldest is None or at - oldest <= OBJECTIVE:
        return
    outage, _ = Outage.objects.get_or_create(
        log=log, ended_at=None, defaults={"began_at": oldest + OBJECTIVE}
    )
    outage.longest_seconds = max(outage.longest_seconds, int((at - oldest).total_seconds()))
    outage.save(update_fields=["longest_seconds"])


def settled(log: Log, *, at: datetime) -> dict[str, Value] | None:
    """End the open outage if nothing is overdue any more; the body of its entry."""
    with transaction.atomic():
        outage = Outage.objects.select_for_update().filter(log=log, ended_at=None).first()
        oldest = _oldest_unpublished(log)
        if outage is None or (oldest is not None and at - oldest > OBJECTIVE):
            return None
        outage.ended_at = max(at, outage.began_at)
        outage.save(update_fields=["ended_at"])
    return {
        "began_at": domain.moment(outage.began_at),
        "ended_at": domain.moment(outage.ended_at),
        "longest_seconds": outage.longest_seconds,
        "objective_seconds": domain.OBJECTIVE_SECONDS,
    }


def _oldest_unpublished(log: Log) -> datetime | None:
    # An outage's own entry never opens the next one, or a slow clerk would report itself for ever.
    published = log.checkpoints.exclude(published_at=None).order_by("-size").first()
    size = published.size if published else 0
    staged = Staged.objects.filter(log=log).exclude(kind=domain.OUTAGE).order_by("id")
    sequenced = Entry.objects.filter(log=log, index__gte=size).exclude(kind=domain.OUTAGE).order_by("index")
    moments = [rows.values_list("staged_at", flat=True).first() for rows in (staged, sequenced)]
    return min((moment for moment in moments if moment is not None), default=None)
