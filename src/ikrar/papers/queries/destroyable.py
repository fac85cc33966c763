"""What the archive schedule may let go of papers."""

from datetime import datetime

from django.db.models import QuerySet

from ikrar.papers.models import Paper


def returned_before(moment: datetime) -> QuerySet[Paper]:
    """Papers that came back before that moment and still have their text."""
    return Paper.objects.filter(returned__taken_at__lt=moment).exclude(text="").select_related("returned")


def count_returned(*, taken_before: datetime) -> int:
    return returned_before(taken_before).count()
