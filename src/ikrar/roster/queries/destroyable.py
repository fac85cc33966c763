"""What the archive schedule may let go of the roster: absences that are over, people who left."""

from datetime import date

from django.db.models import QuerySet

from ikrar.roster import models


def count_absences(*, ended_by: date) -> int:
    """Absences that were over on that day."""
    return models.Absence.objects.filter(ends_before__lte=ended_by).count()


def count_who_left(*, by: date) -> int:
    """People who had left the list on that day and never came back."""
    return _left(by).count()


def who_left(*, by: date, after: int, most: int) -> list[int]:
    """Their ids, in order, from behind one on."""
    return list(_left(by).filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:most])


def _left(by: date) -> QuerySet[models.Official]:
    """Every row of theirs is over, also those an import replaced."""
    still = models.Membership.objects.exclude(ends_before__lte=by).filter(until_seq=None)
    return (
        models.Official.objects.filter(memberships__isnull=False)
        .exclude(pk__in=still.values("official"))
        .distinct()
    )
