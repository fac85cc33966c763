"""A duty is answered by signing or by declining; which of the two is written nowhere here."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from ikrar.accounts.operations import outbox
from ikrar.pledges.domain import Ground
from ikrar.pledges.models import Duty, Obligation, Reminder


def answer(*, duty: Duty, at: datetime) -> None:
    """The person answered at this duty's declaration. Inside the transaction of the answer; rehearsals do not count."""
    if duty.declaration.is_rehearsal:
        return
    owed = Obligation.objects.filter(official=duty.official_id, answered_at=None)
    mine = owed.exclude(ground=Ground.SUPERSEDED, declaration=duty.declaration_id)
    if mine.update(answered_at=at, answered_duty=duty):
        recall([duty.official_id], at=at)


def reopen(*, duty_ids: Sequence[int]) -> None:
    """An answer was taken back, or a pledge does not count: what it answered is owed again."""
    Obligation.objects.filter(answered_duty__in=duty_ids).update(answered_at=None, answered_duty=None)


def any_open() -> bool:
    """Whether anybody owes a pledge at all: at a roll call mostly nobody does, and nothing is asked."""
    return Obligation.objects.filter(answered_at=None).exists()


def answer_by(pledges: Sequence[int], *, at: datetime) -> None:
    """The same for pledges that are settled, many at once."""
    if not pledges or not any_open():
        return
    listed = ",".join(["%s"] * len(pledges))
    sql = (
        "UPDATE pledges_obligation SET answered_at = p.received_at, answered_duty_id = p.duty_id"  # noqa: S608 (our own words and placeholders)
        " FROM pledges_pledge p JOIN pledges_duty d ON d.id = p.duty_id"
        " JOIN pledges_declaration c ON c.id = p.declaration_id"
        f" WHERE p.id IN ({listed}) AND c.rehearsal_of_id IS NULL"
        " AND pledges_obligation.official_id = d.official_id AND pledges_obligation.answered_at IS NULL"
        " AND NOT (pledges_obligation.ground = %s AND pledges_obligation.declaration_id = c.id)"
        " RETURNING pledges_obligation.official_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*pledges, str(Ground.SUPERSEDED)])
        recall([official for (official,) in cursor.fetchall()], at=at)


def recall(official_ids: Sequence[int], *, at: datetime) -> None:
    """Letters that have not left yet are not sent to whoever has answered."""
    if official_ids:
        rows = Reminder.objects.filter(official_id__in=official_ids, message__isnull=False)
        outbox.take_back(messages=[one for one in rows.values_list("message", flat=True) if one], at=at)
