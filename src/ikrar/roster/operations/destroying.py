"""What the archive schedule lets go of the roster; who may ask for it is decided above."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from ikrar.accounts.operations import outbox
from ikrar.roster import models


def destroy_absences(*, ended_by: date, most: int) -> int:
    """Absences that were over on that day; how many went."""
    rows = models.Absence.objects.filter(ends_before__lte=ended_by).order_by("pk")
    ids = list(rows.values_list("pk", flat=True)[:most])
    models.Absence.objects.filter(pk__in=ids).delete()
    return len(ids)


def destroy_officials(*, ids: Collection[int], at: datetime) -> int:
    """Everything about these people who left, and what waits for their addresses; how many there were.

    Nothing else may point to them any more.
    """
    with transaction.atomic():
        contacts = models.Contact.objects.filter(official__in=ids)
        outbox.take_back_from(emails=list(contacts.values_list("email", flat=True)), at=at)
        models.Official.objects.filter(pk__in=ids).delete()
    return len(ids)


def forget_officers(*, names: Collection[str]) -> None:
    """Who uploaded a list or entered an absence, where that account was let go."""
    for model in (models.Import, models.Absence):
        model.objects.filter(entered_by__in=[name for name in names if name]).update(entered_by="")
