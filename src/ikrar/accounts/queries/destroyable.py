"""What the archive schedule may let go of accounts."""

from datetime import datetime

from django.db.models import QuerySet

from ikrar.accounts.models import AuditRow, User

NOWHERE = "@dihapus.invalid"  # RFC 2606: nobody ever receives mail there


def closed_before(moment: datetime) -> QuerySet[User]:
    """Accounts that are closed since that moment or before and still bear a name; the audit trail knows when."""
    closed = AuditRow.objects.filter(act="account.closed", at__lte=moment).values("subject")
    again = AuditRow.objects.filter(act="account.closed", at__gt=moment).values("subject")
    return (
        User.objects.filter(is_active=False, public_id__in=closed)
        .exclude(public_id__in=again)
        .exclude(email__endswith=NOWHERE)
    )


def count_closed(*, closed_by: datetime) -> int:
    return closed_before(closed_by).count()
