"""What the archive schedule may let go of papers."""

from datetime import datetime

from django.db.models import Q, QuerySet

from ikrar.papers.models import Paper


def over_before(moment: datetime) -> QuerySet[Paper]:
    """Papers that came back before that moment, or were issued before it and never came back, and still have their text."""
    over = Q(returned__taken_at__lt=moment) | Q(returned=None, made_at__lt=moment)
    return Paper.objects.filter(over).exclude(text="").select_related("returned")


def count_over(*, before: datetime) -> int:
    return over_before(before).count()
