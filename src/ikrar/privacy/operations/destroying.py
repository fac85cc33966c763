"""A destruction: one officer proposes, another approves, the clerk does it in short steps and enters it."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from ikrar.accounts.operations.destroying import blank_closed_accounts, still_borne
from ikrar.kernel.canonical import Value
from ikrar.kernel.zones import JAKARTA
from ikrar.papers.operations.destroying import destroy_papers
from ikrar.pledges.operations.destroying import destroy_held
from ikrar.pledges.queries.destroyable import asked_of
from ikrar.privacy.domain.retention import ActivityNotScheduled, NotAtThisPoint, NotRipe, SecondOfficerNeeded
from ikrar.privacy.models import Destruction
from ikrar.privacy.operations.trail import Actor, note
from ikrar.privacy.queries.destructions import DestructionNotFound, Point, point_of
from ikrar.privacy.queries.processing import schedule
from ikrar.privacy.queries.ripe import closing_day, end_of, one_ripe
from ikrar.register import operations as register
from ikrar.roster.operations.destroying import destroy_absences, destroy_officials, forget_officers
from ikrar.roster.queries.destroyable import who_left

CHUNK = 50  # rows in one transaction: nobody who signs waits for it


def propose(*, activity: str, declaration: str, by: Actor, at: datetime) -> str:
    """Put forward what is ripe today; its public id."""
    if schedule().line(activity) is None:
        raise ActivityNotScheduled
    found = one_ripe(activity=activity, declaration=declaration, today=_day(at))
    if found is None or not found.may_be_proposed:
        raise NotRipe
    try:
        with transaction.atomic():
            made = Destruction.objects.create(
                activity=activity,
                declaration=declaration,
                is_rehearsal=found.is_rehearsal,
                cut_off=found.cut_off,
                counted=found.count,
                jra=found.line.jra,
                decree=found.line.decree,
                decided_on=found.line.decided_on,
                proposed_by=by,
                proposed_at=at,
            )
            note("destruction-proposed", made.public_id, by=by, at=at, activity=activity, count=found.count)
    except IntegrityError as e:
        raise NotAtThisPoint from e
    return made.public_id


def approve(*, public_id: str, by: Actor, at: datetime) -> None:
    """The second officer; from here on the clerk works."""
    with transaction.atomic():
        row = _at(public_id, Point.PROPOSED)
        if row.proposed_by_id == by.pk:
            raise SecondOfficerNeeded
        if not schedule().is_ripe(row.activity, since=row.cut_off, today=_day(at)):
            raise NotRipe  # the office has lengthened the period since
        row.approved_by, row.approved_at = by, at
        row.save(update_fields=["approved_by", "approved_at"])
        note("destruction-approved", public_id, by=by, at=at, activity=row.activity)


def withdraw(*, public_id: str, by: Actor, at: datetime) -> None:
    """Nothing has gone yet, and nothing will."""
    with transaction.atomic():
        row = _at(public_id, Point.PROPOSED)
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        note("destruction-withdrawn", public_id, by=by, at=at, activity=row.activity)


def stop(*, public_id: str, by: Actor, at: datetime) -> None:
    """What is gone is gone; the rest waits."""
    with transaction.atomic():
        row = _at(public_id, Point.RUNNING)
        row.stopped_at = at
        row.save(update_fields=["stopped_at"])
        note("destruction-stopped", public_id, by=by, at=at, done=row.destroyed)


def resume(*, public_id: str, by: Actor, at: datetime) -> None:
    with transaction.atomic():
        row = _at(public_id, Point.STOPPED)
        row.stopped_at = None
        row.save(update_fields=["stopped_at"])
        note("destruction-resumed", public_id, by=by, at=at)


def work(*, at: datetime) -> int:
    """The clerk's step: at most one chunk of one destruction; how many rows went."""
    running = Destruction.objects.filter(approved_at__isnull=False, stopped_at=None, done_at=None)
    public_id = running.order_by("approved_at", "id").values_list("public_id", flat=True).first()
    if public_id is None:
        return 0
    with transaction.atomic():
        row = Destruction.objects.select_for_update().get(public_id=public_id)
        if point_of(row) is not Point.RUNNING:
            return 0
        gone = _chunk(row, at=at)
        if gone:
            row.destroyed += gone
            row.save(update_fields=["destroyed"])
            note("destroyed", row.public_id, by=None, at=at, activity=row.activity, count=gone)
        else:
            _finish(row, at=at)
        return gone


def _finish(row: Destruction, *, at: datetime) -> None:
    body: dict[str, Value] = {
        "activity": row.activity,
        "declaration": row.declaration,
        "count": row.destroyed,
        "jra": row.jra,
        "decree": row.decree,
        "decided_on": row.decided_on.isoformat(),
    }
    row.leaf_hash = register.enter(kind="destruction", body=body, at=at, rehearsal=row.is_rehearsal).leaf_hash
    row.done_at = at
    row.save(update_fields=["leaf_hash", "done_at"])
    note("destruction-done", row.public_id, by=None, at=at, activity=row.activity, count=row.destroyed)


def _chunk(row: Destruction, *, at: datetime) -> int:
    if row.activity in _WITHOUT_A_DAY:
        return _WITHOUT_A_DAY[row.activity](row.cut_off, at)
    if row.activity == "absence":
        return destroy_absences(ended_by=closing_day(row.declaration), most=CHUNK)
    return destroy_held(kind=row.activity, declaration=row.declaration, most=CHUNK, at=at)


def _forget_who_left(cut_off: date, at: datetime) -> int:
    """Those of whom nothing is held any more; others wait for their pledges and duties to go."""
    after = 0
    while ids := who_left(by=cut_off, after=after, most=CHUNK):
        free = sorted(set(ids) - asked_of(official_ids=ids))
        if free:
            return destroy_officials(ids=free, at=at)
        after = ids[-1]
    return 0


def _forget_accounts(cut_off: date, at: datetime) -> int:
    """With the names of these officers in the lists they uploaded, unless somebody else bears the name."""
    names = blank_closed_accounts(closed_by=end_of(cut_off), most=CHUNK, at=at)
    forget_officers(names=set(names) - still_borne(names=names))
    return len(names)


_WITHOUT_A_DAY: dict[str, Callable[[date, datetime], int]] = {
    "staff-list": _forget_who_left,
    "papers": lambda cut_off, _: destroy_papers(before=end_of(cut_off), most=CHUNK),
    "staff-accounts": _forget_accounts,
}


def _at(public_id: str, point: Point) -> Destruction:
    row = Destruction.objects.select_for_update().filter(public_id=public_id).first()
    if row is None:
        raise DestructionNotFound
    if point_of(row) is not point:
        raise NotAtThisPoint
    return row


def _day(at: datetime) -> date:
    return at.astimezone(JAKARTA).date()
