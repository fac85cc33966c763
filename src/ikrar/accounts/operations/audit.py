"""Write the audit trail and enter its head in the register once a day."""

from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from ikrar.accounts import domain
from ikrar.accounts.models import AuditDay, AuditHead, AuditRow, User
from ikrar.kernel.canonical import Value
from ikrar.kernel.zones import JAKARTA
from ikrar.register import operations as register

SYSTEM = "system"


def record_act(
    *,
    actor: User | None,
    act: str,
    subject: str,
    detail: dict[str, Value] | None = None,
    at: datetime,
) -> int:
    """Append one act to the chain, in the caller's transaction, and return its number.

    `act` is a word like "roster.imported"; `subject` and `detail` hold public ids and counts, never a name,
    a number or an address of an official. Call it last in the transaction: from here to the commit other
    staff writes wait.
    """
    with transaction.atomic():
        head = lock_head()
        row = domain.Act(
            number=head.number + 1,
            at=at.astimezone(UTC).isoformat(),
            actor=actor.public_id if actor else SYSTEM,
            act=act,
            subject=subject,
            detail=detail or {},
        )
        row_hash = domain.link(row, bytes(head.row_hash))
        AuditRow.objects.create(
            number=row.number,
            at=at,
            actor=row.actor,
            act=act,
            subject=subject,
            detail=row.detail,
            previous_hash=head.row_hash,
            row_hash=row_hash,
        )
        head.number, head.row_hash = row.number, row_hash
        head.save(update_fields=["number", "row_hash"])
        return row.number


def lock_head() -> AuditHead:
    """The end of the chain, locked until the transaction ends; also serialises changes of grants."""
    AuditHead.objects.get_or_create(id=1)
    return AuditHead.objects.select_for_update().get(id=1)


def seal_day(*, at: datetime) -> bytes | None:
    """Enter the chain's head in the register for the days before today; one leaf a day at most.

    Returns the leaf's hash, or None where nothing is left to seal.
    """
    today = at.astimezone(JAKARTA).date()
    with transaction.atomic():
        lock_head()
        row = _last_unsealed(before=today)
        if row is None:
            return None
        on = today - timedelta(days=1)
        body: dict[str, Value] = {
            "v": "ikrar.audit-day/v1",
            "on": on.isoformat(),
            "through": row.number,
            "head": bytes(row.row_hash).hex(),
        }
        leaf_hash = register.enter(kind="audit-day", body=body, at=at).leaf_hash
        AuditDay.objects.create(on=on, through=row.number, head_hash=row.row_hash, leaf_hash=leaf_hash)
        return leaf_hash


def _last_unsealed(*, before: date) -> AuditRow | None:
    if AuditDay.objects.filter(on__gte=before - timedelta(days=1)).exists():
        return None
    last = AuditDay.objects.order_by("-through").first()
    midnight = datetime(before.year, before.month, before.day, tzinfo=JAKARTA)
    rows = AuditRow.objects.filter(number__gt=last.through if last else 0, at__lt=midnight)
    return rows.order_by("-number").first()
