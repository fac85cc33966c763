"""Spans in which the service failed people: late, refusing or not there. Noticed at once, entered when over."""

from datetime import datetime, timedelta
from threading import Lock

from django.db import transaction
from django.db.models import F

from ikrar.kernel.canonical import Value
from ikrar.register import domain
from ikrar.register.logs import find_log
from ikrar.register.models import Entry, Log, Outage, Staged

OBJECTIVE = timedelta(seconds=domain.OBJECTIVE_SECONDS)
TOLD_EVERY = timedelta(seconds=1)
REASON_LENGTH = 200


def notice(log: Log, *, at: datetime) -> None:
    """Open an outage, or note how long it has become, when an entry is overdue."""
    oldest = _oldest_unpublished(log)
    if oldest is None or at - oldest <= OBJECTIVE:
        return
    outage, _ = Outage.objects.get_or_create(
        log=log, kind=Outage.Kind.LATE, ended_at=None, defaults={"began_at": oldest + OBJECTIVE}
    )
    outage.longest_seconds = max(outage.longest_seconds, int((at - oldest).total_seconds()))
    outage.save(update_fields=["longest_seconds"])


def settled(log: Log, *, at: datetime) -> list[dict[str, Value]]:
    """End the open outages that are over; the bodies of their entries. Inside a transaction."""
    oldest = _oldest_unpublished(log)
    is_late = oldest is not None and at - oldest > OBJECTIVE
    bodies = []
    for outage in Outage.objects.select_for_update().filter(log=log, ended_at=None).order_by("id"):
        if outage.kind == Outage.Kind.LATE and not is_late:
            bodies.append(_ended(outage, at))
        elif outage.seen_at is not None and not timedelta(0) <= at - outage.seen_at <= OBJECTIVE:
            bodies.append(_ended(outage, outage.seen_at))
    return bodies


def was_down(log: Log, *, began: datetime, ended: datetime) -> dict[str, Value] | None:
    """The span without a clerk as an outage, if it was longer than the objective; inside a transaction."""
    if ended - began <= OBJECTIVE:
        return None
    seconds = int((ended - began).total_seconds())
    outage = Outage(log=log, kind=Outage.Kind.DOWN, began_at=began, longest_seconds=seconds)
    return _ended(outage, ended)


class Refusals:
    """Counts people sent away. Cheap to tell: what comes within a second goes into the database together."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._untold = 0
        self._told_at: datetime | None = None

    def note(self, *, at: datetime, refused: int, reason: str) -> None:
        with self._lock:
            self._untold += refused
            if self._told_at is not None and timedelta(0) <= at - self._told_at < TOLD_EVERY:
                return
            self._told_at = at
            if _refusing(self._untold, reason, at=at):
                self._untold = 0


def _refusing(count: int, reason: str, *, at: datetime) -> bool:
    log = find_log(rehearsal=False) or find_log(rehearsal=True)
    if log is None:
        return False
    with transaction.atomic():
        outage, _ = Outage.objects.select_for_update().get_or_create(
            log=log, kind=Outage.Kind.REFUSING, ended_at=None, defaults={"began_at": at, "seen_at": at}
        )
        longest = max(0, int((at - outage.began_at).total_seconds()))
        Outage.objects.filter(id=outage.id).update(
            seen_at=at, refused=F("refused") + count, reason=reason[:REASON_LENGTH], longest_seconds=longest
        )
    return True


def _ended(outage: Outage, at: datetime) -> dict[str, Value]:
    outage.began_at = domain.whole(outage.began_at)
    outage.ended_at = max(domain.whole(at), outage.began_at)
    outage.seen_at = outage.ended_at if outage.kind == Outage.Kind.REFUSING else None
    outage.save()
    return body_of(outage)


def body_of(outage: Outage) -> dict[str, Value]:
    """What the register says of an outage that is over."""
    body: dict[str, Value] = {
        "what": outage.kind.lower(),
        "began_at": domain.moment(outage.began_at),
        "ended_at": domain.moment(outage.ended_at) if outage.ended_at else None,
        "longest_seconds": outage.longest_seconds,
        "objective_seconds": domain.OBJECTIVE_SECONDS,
    }
    if outage.kind == Outage.Kind.REFUSING:
        body |= {"refused": outage.refused, "reason": outage.reason}
    return body


def _oldest_unpublished(log: Log) -> datetime | None:
    # An outage's own entry never opens the next one, or a slow clerk would report itself for ever.
    published = log.checkpoints.exclude(published_at=None).order_by("-size").first()
    size = published.size if published else 0
    staged = Staged.objects.filter(log__kind=log.kind).exclude(kind=domain.OUTAGE).order_by("id")
    sequenced = Entry.objects.filter(log=log, index__gte=size).exclude(kind=domain.OUTAGE).order_by("index")
    moments = [rows.values_list("staged_at", flat=True).first() for rows in (staged, sequenced)]
    return min((moment for moment in moments if moment is not None), default=None)
