"""Which rows are seen: of the edition the pointer shows, and of one day."""

from datetime import date

from django.db.models import Q, QuerySet

from ikrar.roster import models

EVERYWHERE = "*"


def edition() -> int:
    """The edition that is seen now."""
    return models.Edition.objects.values_list("seq", flat=True).first() or 0


def seen(seq: int, prefix: str = "") -> Q:
    """Rows of that edition."""
    return Q(**{f"{prefix}since_seq__lte": seq}) & (
        Q(**{f"{prefix}until_seq__isnull": True}) | Q(**{f"{prefix}until_seq__gt": seq})
    )


def holds(on: date, prefix: str = "") -> Q:
    """Periods that cover the day."""
    return Q(**{f"{prefix}begins_on__lte": on}) & (
        Q(**{f"{prefix}ends_before__isnull": True}) | Q(**{f"{prefix}ends_before__gt": on})
    )


def placements(*, on: date, seq: int) -> QuerySet[models.Placement]:
    return models.Placement.objects.filter(seen(seq), holds(on)).select_related("unit")


def memberships(*, on: date, seq: int) -> QuerySet[models.Membership]:
    return models.Membership.objects.filter(seen(seq), holds(on))
