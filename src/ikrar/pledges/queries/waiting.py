"""What waits for a person to decide or confirm, for the desk: counts by declaration, never who."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from ikrar.pledges.domain.values import Notice
from ikrar.pledges.models import Declaration, Dispute, KioskEntry, PaperRoll, Pledge


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one declaration leaves to do."""

    declaration: str  # public id
    title: str
    disputes: int
    paper_rolls: int
    kiosk_entries: int
    to_tell: int = 0  # on paper, because no letter could


def waiting(*, unit_ids: frozenset[int] | None = None) -> list[Waiting]:
    """Of these units, or of all (None); rehearsals are left out."""
    disputes = Dispute.objects.filter(_within("pledge__unit", unit_ids), decided_at=None)
    rolls = PaperRoll.objects.filter(_within("unit", unit_ids), confirmed_at=None)
    kiosk = KioskEntry.objects.filter(
        _within("duty__unit", unit_ids), confirmed_at=None, signed_at__isnull=False
    )
    untold = Pledge.objects.filter(_within("unit", unit_ids), told_by=Notice.LIST, duty__isnull=False)
    counts = [
        _by(disputes, "pledge__declaration"),
        _by(rolls, "site__declaration"),
        _by(kiosk, "kiosk__site__declaration"),
        _by(untold, "declaration"),
    ]
    rows = Declaration.objects.filter(id__in={key for count in counts for key in count}, rehearsal_of=None)
    return [
        Waiting(row.public_id, row.title, *(count.get(row.pk, 0) for count in counts))
        for row in rows.order_by("held_on", "id")
    ]


def _within(path: str, unit_ids: frozenset[int] | None) -> Q:
    return Q() if unit_ids is None else Q(**{f"{path}_id__in": unit_ids})


def _by(
    rows: QuerySet[Dispute] | QuerySet[PaperRoll] | QuerySet[KioskEntry] | QuerySet[Pledge], declaration: str
) -> dict[int, int]:
    return dict(rows.order_by().values_list(declaration).annotate(Count("id")))
