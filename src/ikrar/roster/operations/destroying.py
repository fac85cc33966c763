"""What the archive schedule lets go of the roster; who may ask for it is decided above."""

from collections.abc import Collection
from datetime import date

from ikrar.roster import models


def destroy_absences(*, ended_by: date, most: int) -> int:
    """Absences that were over on that day; how many went."""
    rows = models.Absence.objects.filter(ends_before__lte=ended_by).order_by("pk")
    ids = list(rows.values_list("pk", flat=True)[:most])
    models.Absence.objects.filter(pk__in=ids).delete()
    return len(ids)


def destroy_officials(*, ids: Collection[int]) -> int:
    """Everything about these people who left; how many there were. Nothing else may point to them any more."""
    models.Official.objects.filter(pk__in=ids).delete()
    return len(ids)
